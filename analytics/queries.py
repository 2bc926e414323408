"""Facts for the dashboard, each from one cheap query: sales, conversion, what waits, what runs out, what people want."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, F, Min, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from activity import queries as activity
from activity.models import ShopDay, Watermark
from catalog.models import Product, Variant, VariantQuerySet
from orders.models import Order
from security.models import HIGH, RequestRecord
from shop.base.models import JobRun, OutboxMessage

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
# Longer than a healthy queue needs, and than the relay waits before it rings again.
OUTBOX_IS_LATE_AFTER = timedelta(minutes=1)
COUNTED_AT_MOST = 1_000


@dataclass(frozen=True)
class Sales:
    """Orders that were paid (or are paid at the door) in some stretch of time, in the shop's currency."""

    orders: int
    revenue_minor: int


@dataclass(frozen=True)
class Compared:
    """The same figures today so far and on the same day last week up to the same time."""

    today: Sales
    last_week: Sales


@dataclass(frozen=True)
class Conversion:
    """Orders a hundred visitors, today and on the same day last week; None without visitors."""

    today_percent: float | None
    last_week_percent: float | None
    counted_at: datetime | None


@dataclass(frozen=True)
class ToShip:
    """Orders to send, and since when the longest has waited."""

    orders: int
    since: datetime | None


@dataclass(frozen=True)
class Late:
    """Effects that should have left the shop: how many wait, since when, and how many were given up."""

    waiting: int
    since: datetime | None
    given_up: int


@dataclass(frozen=True)
class LowStock:
    """One variant that runs out, with what is left to promise."""

    variant_id: int
    product_id: int
    name: str
    sku: str
    available: int


@dataclass(frozen=True)
class BestSeller:
    """A product with what was sold of it."""

    product_id: int
    name: str
    units_sold: int
    revenue_minor: int


@dataclass(frozen=True)
class Suspicion:
    """Requests of the last day that look hostile, and from how many addresses."""

    requests: int
    addresses: int


@dataclass(frozen=True)
class Failure:
    """A job whose latest run failed."""

    name: str
    at: datetime
    error: str


def sales_compared(now: datetime | None = None) -> Compared:
    """Today so far beside the same hours of the same day last week; refunds are taken off."""
    now = now or timezone.now()
    start = _start_of_day(now)
    today = Q(placed_at__gte=start)
    totals = (
        Order.objects.sold()
        .filter(today | Q(placed_at__gte=start - WEEK, placed_at__lt=now - WEEK))
        .filter(placed_at__lt=now, currency=settings.SHOP_CURRENCY)
        .aggregate(
            today_orders=Count("pk", filter=today),
            today_revenue=Coalesce(_revenue(today), 0),
            week_orders=Count("pk", filter=~today),
            week_revenue=Coalesce(_revenue(~today), 0),
        )
    )
    return Compared(
        Sales(totals["today_orders"], int(totals["today_revenue"])),
        Sales(totals["week_orders"], int(totals["week_revenue"])),
    )


def conversion(now: datetime | None = None) -> Conversion:
    """How many of a hundred visitors ordered, from the rollups."""
    today = _start_of_day(now or timezone.now()).date()
    days = {day.day: day for day in ShopDay.objects.filter(day__in=[today, today - WEEK])}
    return Conversion(_percent(days.get(today)), _percent(days.get(today - WEEK)), counted_at())


def counted_at() -> datetime | None:
    """When the rollups were last brought up to date; None before the first time."""
    return Watermark.objects.filter(name="rollups").values_list("moved_at", flat=True).first()


def days_of_sales(days: int = 28, now: datetime | None = None) -> list[activity.DayFigures]:
    """The last days of the shop, oldest first, days without anything included."""
    last = _start_of_day(now or timezone.now()).date()
    first = last - timedelta(days=days - 1)
    known = {day.day: day for day in activity.shop_days(since=first)}
    wanted = [first + timedelta(days=number) for number in range(days)]
    return [known.get(day, activity.DayFigures(day)) for day in wanted]


def orders_to_ship() -> ToShip:
    """Orders that are paid, or paid at the door, and still here."""
    found = Order.objects.to_ship().aggregate(orders=Count("pk"), since=Min("placed_at"))
    return ToShip(found["orders"], found["since"])


def late_outbox(now: datetime | None = None) -> Late:
    """Mails and other effects that have not left although their time has come."""
    now = now or timezone.now()
    is_late = Q(state=OutboxMessage.State.WAITING, due_at__lt=now - OUTBOX_IS_LATE_AFTER)
    is_dead = Q(state=OutboxMessage.State.DEAD)
    found = OutboxMessage.objects.filter(is_late | is_dead).aggregate(
        waiting=Count("pk", filter=is_late),
        since=Min("due_at", filter=is_late),
        given_up=Count("pk", filter=is_dead),
    )
    return Late(found["waiting"], found["since"], found["given_up"])


def low_stock(limit: int = 5) -> list[LowStock]:
    """Variants on sale that are at or below their mark, the emptiest first."""
    rows = (
        _low_variants()
        .order_by("available", "pk")  # type: ignore[misc] # annotated by with_available()
        .values_list("pk", "product_id", "product__name", "sku", "available")[:limit]
    )
    return [LowStock(*row) for row in rows]


def low_stock_count() -> int:
    """How many variants on sale are at or below their mark; counted up to a thousand."""
    return _low_variants()[:COUNTED_AT_MOST].count()


def best_sellers(days: int = 7, limit: int = 5) -> list[BestSeller]:
    """What sold most over the last days, with the products' names."""
    figures = activity.best_sellers(since=_days_ago(days), limit=limit)
    names = dict(
        Product.everything.filter(pk__in=[one.product_id for one in figures]).values_list(
            "pk", "name"
        )
    )
    return [
        BestSeller(
            one.product_id,
            names.get(one.product_id, f"#{one.product_id}"),
            one.units_sold,
            one.revenue_minor,
        )
        for one in figures
    ]


def empty_searches(days: int = 7, limit: int = 5) -> Sequence[activity.EmptySearch]:
    """What people looked for over the last days and did not find."""
    return activity.empty_searches(since=_days_ago(days), limit=limit)


def suspicious_requests(now: datetime | None = None) -> Suspicion:
    """Requests of the last day with a high score by rules or model."""
    since = (now or timezone.now()) - DAY
    found = (
        RequestRecord.objects.scored_at_least(HIGH)
        .filter(at__gte=since)
        .aggregate(requests=Count("pk"), addresses=Count("address", distinct=True))
    )
    return Suspicion(found["requests"], found["addresses"])


def failed_jobs() -> list[Failure]:
    """Jobs whose latest run failed, by name."""
    latest = JobRun.objects.order_by("name", "-started_at").distinct("name")
    rows = latest.values_list("name", "started_at", "error", "state")
    return [
        Failure(name, at, error) for name, at, error, state in rows if state == JobRun.State.FAILED
    ]


def _low_variants() -> VariantQuerySet:
    return Variant.objects.all().on_sale().running_low().with_available()


def _revenue(condition: Q) -> Sum:
    return Sum(F("total_minor") - F("refunded_minor"), filter=condition)


def _percent(day: ShopDay | None) -> float | None:
    return 100 * day.orders / day.visitors if day is not None and day.visitors else None


def _start_of_day(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _days_ago(days: int) -> date:
    return (timezone.now() - timedelta(days=days - 1)).date()
