"""Reads that feed other rooms and the shopper's account."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from orders.models import Order, OrderLine, OrderQuerySet, OrderState, TaxRate

CHUNK = 5000
COUNTED_STATES = (OrderState.PAID, OrderState.SHIPPED, OrderState.DELIVERED)


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
    """Whether a customer has bought a product and kept it."""
    return OrderLine.objects.filter(
        order__user_id=user_id, order__state__in=COUNTED_STATES, variant__product_id=product_id
    ).exists()


class OrdersKnow:
    """Who has bought what, for ``catalog.ports.PurchaseHistory``: what the orders say."""

    def has_bought(self, user_id: int, product_id: int) -> bool:
        """Whether the person has paid for any variant of the product."""
        return has_bought(user_id, product_id)


def tax_rates(country: str, on: date) -> dict[str, int]:
    """The rate in basis points of each tax class in a country on a day; classes without a rate are left out."""
    rows = TaxRate.objects.filter(country=country, valid_from__lte=on).order_by("valid_from")
    return dict(rows.values_list("tax_class", "rate_basis_points"))
