"""Reads over the sales and people of the lower rooms, for trends, segments and exports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import (
    Aggregate,
    BigIntegerField,
    Count,
    DateTimeField,
    F,
    Max,
    Min,
    QuerySet,
    Sum,
)
from django.db.models.functions import TruncDate

from activity.models import EventKind
from catalog.models import Category, Product
from orders.models import Order, OrderLine

PORTION = 5_000
RECENT_DEEDS = 30
INTEREST = [
    kind.value
    for kind in (EventKind.VIEW, EventKind.ADD_TO_CART, EventKind.FAVOURITE, EventKind.PURCHASE)
]
RECENTLY_SEEN = """
    (SELECT product_id, at FROM activity_event
     WHERE user_id = %(user)s AND kind = ANY(%(kinds)s) AND product_id IS NOT NULL
     ORDER BY at DESC LIMIT %(deeds)s)
    UNION ALL
    SELECT event.product_id, event.at FROM ({browsers}) AS browser
    CROSS JOIN LATERAL (
        SELECT product_id, at FROM activity_event
        WHERE visitor = browser.visitor AND user_id IS NULL AND kind = ANY(%(kinds)s)
            AND product_id IS NOT NULL
        ORDER BY at DESC LIMIT %(deeds)s) AS event
    ORDER BY at DESC LIMIT %(deeds)s
"""


@dataclass(frozen=True)
class Spending:
    """What a customer has bought: orders that were paid and not cancelled."""

    orders: int
    spent_minor: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True)
class Cuts:
    """The values that part the buying customers into five equal groups, lowest first, four each."""

    last_at: tuple[datetime, ...]
    orders: tuple[int, ...]
    spent_minor: tuple[int, ...]
    customers: int


class Quintiles(Aggregate):
    """The four values between the fifths of a group."""

    function = "percentile_disc"
    template = "percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (ORDER BY %(expressions)s)"


def revenue_by_day(
    since: date,
    *,
    product_ids: QuerySet[Product] | None = None,
) -> dict[date, tuple[int, int]]:
    """Money in minor units and pieces sold, by UTC day since a day; of some products only, when they are given."""
    begin = datetime(since.year, since.month, since.day, tzinfo=UTC)
    lines = OrderLine.objects.filter(order__in=Order.objects.sold().filter(placed_at__gte=begin))
    if product_ids is not None:
        lines = lines.filter(variant__product__in=product_ids)
    rows = (
        lines.values(day=TruncDate("order__placed_at", tzinfo=UTC))
        .annotate(money=Sum("total_minor"), pieces=Sum("quantity"))
        .values_list("day", "money", "pieces")
    )
    return {day: (int(money), int(pieces)) for day, money, pieces in rows}


def products_of(*, product_id: int | None, category_id: int | None) -> QuerySet[Product] | None:
    """The products that are meant: one, those of a category and below it, or None for the whole shop."""
    if product_id is not None:
        return Product.everything.filter(pk=product_id)
    if category_id is not None:
        category = Category.objects.filter(pk=category_id).first()
        everything = Product.everything.all()
        return everything.in_category(category) if category else everything.none()
    return None


def spending_of(user_id: int) -> Spending:
    """What a customer has bought so far."""
    row = Order.objects.sold().filter(user_id=user_id).aggregate(
        orders=Count("pk"), spent=Sum(F("paid_minor") - F("refunded_minor")),
        first=Min("placed_at"), last=Max("placed_at"),
    )  # fmt: skip
    return Spending(row["orders"], int(row["spent"] or 0), row["first"], row["last"])


def spending_cuts() -> Cuts:
    """Where the fifths of the buying customers lie, by last purchase, number of orders and money."""
    people = (
        Order.objects.sold()
        .filter(user__isnull=False)
        .values("user_id")
        .annotate(
            last=Max("placed_at"),
            orders=Count("pk"),
            spent=Sum(F("paid_minor") - F("refunded_minor")),
        )
    )
    row: dict[str, Any] = people.aggregate(
        last_cuts=Quintiles("last", output_field=ArrayField(DateTimeField())),
        orders_cuts=Quintiles("orders", output_field=ArrayField(BigIntegerField())),
        spent_cuts=Quintiles("spent", output_field=ArrayField(BigIntegerField())),
        customers=Count("user_id"),
    )
    return Cuts(
        tuple(row["last_cuts"] or ()),
        tuple(map(int, row["orders_cuts"] or ())),
        tuple(map(int, row["spent_cuts"] or ())),
        row["customers"],
    )


def recently_seen(user_id: int | None, visitor: UUID | None, limit: int) -> list[int]:
    """The last products that a user or a browser dealt with, newest first, each once.

    A user's are those of the sign-ins and of the browsers that turned out to be theirs. Both halves are read from the
    end of their own index; one condition with OR would sort everything that the person ever did.
    """
    if user_id is None and visitor is None:
        return []
    browsers = "SELECT visitor FROM activity_visitorlink WHERE user_id = %(user)s"
    statement = RECENTLY_SEEN.format(
        browsers=browsers if user_id else "SELECT %(visitor)s::uuid AS visitor"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {"user": user_id, "visitor": visitor, "kinds": INTEREST, "deeds": RECENT_DEEDS},
        )
        seen = [product_id for product_id, _at in cursor.fetchall()]
    return list(dict.fromkeys(seen))[:limit]


def items() -> Iterator[dict[str, Any]]:
    """Every product with what a recommender may use of it, in portions."""
    rows = Product.objects.on_sale().order_by("pk").values(
        "pk", "name", "category_id", "brand_id", "price_from_minor", "rating_average", "rating_count", "published_at"
    )  # fmt: skip
    yield from _in_portions(rows)


def _in_portions(rows: Any) -> Iterator[dict[str, Any]]:
    stream = rows.iterator(chunk_size=PORTION)
    while some := list(islice(stream, PORTION)):
        yield from some
