"""Reads that feed other rooms and the shopper's account."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.fields.json import KT
from django.db.models.functions import Upper

from accounts.models import User
from orders.models import Order, OrderLine, OrderQuerySet, OrderState, TaxRate
from shop.base.prepared import Prepared, Slot, as_tuple

CHUNK = 5000
COUNTED_STATES = (
    OrderState.PAID,
    OrderState.PARTLY_SHIPPED,
    OrderState.SHIPPED,
    OrderState.DELIVERED,
)


@dataclass(frozen=True, slots=True)
class Bought:
    """One line of a paid order, for learning: who bought what, when, how much. Amounts in minor units."""

    user_id: int | None
    email: str
    product_id: int
    variant_id: int
    quantity: int
    total_minor: int
    placed_at: datetime
    order_id: int


def orders_of(user: User) -> OrderQuerySet:
    """A customer's orders, newest first."""
    return Order.objects.filter(user=user).order_by("-placed_at", "-pk")


def orders_named(term: str) -> OrderQuerySet:
    """Every order, deleted ones too, that a term names: beginning of its number, whole email, name, SKU or number elsewhere.

    Each way is a lookup in an index of its own; parts of words would read every order.
    """
    every = Order.everything
    ways = (
        every.filter(number__startswith=term.upper()),
        every.filter(email=term.lower()),
        every.annotate(named=Upper(KT("shipping_address__full_name"))).filter(named=term.upper()),
        every.filter(external_reference=term).exclude(external_reference=""),
        every.filter(lines__variant__sku__in={term, term.upper()}),
    )
    first, *others = (way.values("pk") for way in ways)
    return every.filter(pk__in=first.union(*others))


def bought_lines(
    *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[Bought]:
    """Every line of paid orders in the order of time, read in chunks so that memory stays flat."""
    lines = OrderLine.objects.filter(
        order__state__in=COUNTED_STATES, order__deleted_at__isnull=True, variant__isnull=False
    )
    if since:
        lines = lines.filter(order__placed_at__gte=since)
    if until:
        lines = lines.filter(order__placed_at__lt=until)
    columns = (
        "order__user_id", "order__email", "variant__product_id", "variant_id", "quantity", "total_minor",
        "order__placed_at", "order_id",
    )  # fmt: skip
    rows = lines.order_by("order__placed_at", "pk").values_list(*columns)
    for row in rows.iterator(CHUNK):
        yield Bought(*row)


def has_bought(user_id: int, product_id: int) -> bool:
    """Whether a customer has bought a product and kept it, in whichever variant."""
    return OrderLine.objects.filter(
        order__user_id=user_id,
        order__state__in=COUNTED_STATES,
        order__deleted_at__isnull=True,
        variant__product_id=product_id,
    ).exists()


class OrdersKnow:
    """Who has bought what, for ``catalog.ports.PurchaseHistory``: what the orders say."""

    def has_bought(self, user_id: int, product_id: int) -> bool:
        """Whether the person has bought any variant of the product and kept it."""
        return has_bought(user_id, product_id)


def tax_rates(country: str, on: date) -> dict[str, int]:
    """The rate in basis points of each tax class in a country on a day; classes without a rate are left out."""
    return dict(_TAX_RATES.rows(country=country, on=on))


_TAX_RATES = Prepared(
    lambda: (
        TaxRate.objects.filter(country=Slot("country"), valid_from__lte=Slot("on"))
        .order_by("valid_from")
        .values_list("tax_class", "rate_basis_points")
    ),
    as_tuple,
)
