"""What other rooms ask of the log: training data in portions, trends, counts per product."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from activity.models import (
    Event,
    EventKind,
    EventQuerySet,
    ProductDay,
    SearchDay,
    SearchOutcome,
    ShopDay,
    TrendScore,
    VisitorLink,
)

PORTION = 10_000
# A search asked less often says nothing by its clicks.
OFTEN = 5
INTERACTIONS = (
    EventKind.VIEW,
    EventKind.CLICK,
    EventKind.ADD_TO_CART,
    EventKind.PURCHASE,
    EventKind.FAVOURITE,
)


class Interaction(NamedTuple):
    """One person's dealing with one product. ``user_id`` is known also for what a user did before signing in."""

    user_id: int | None
    visitor: UUID | None
    product_id: int
    kind: str
    quantity: int
    at: datetime

    @property
    def person(self) -> str:
        """The same text for the same person, signed in or recognised; a stranger's browser is a person too."""
        return f"user:{self.user_id}" if self.user_id else f"visitor:{self.visitor}"


@dataclass(frozen=True)
class Trending:
    """A product with its decayed score: one view now is worth 1."""

    product_id: int
    score: float


@dataclass(frozen=True)
class ProductFigures:
    """What happened to a product over some days."""

    product_id: int
    views: int
    carts: int
    units_sold: int
    revenue_minor: int


@dataclass(frozen=True)
class DayFigures:
    """What happened in the shop on one day (UTC)."""

    day: date
    visitors: int = 0
    views: int = 0
    carts: int = 0
    orders: int = 0
    revenue_minor: int = 0


@dataclass(frozen=True)
class EmptySearch:
    """Something that was searched for in vain: ``times`` without a result, of ``searches`` in all."""

    query: str
    times: int
    searches: int


def interactions(
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    kinds: Collection[EventKind] = INTERACTIONS,
    portion: int = PORTION,
) -> Iterator[list[Interaction]]:
    """Everything that people (not robots) did with products, oldest written first, in lists of ``portion``.

    Read through a server-side cursor: memory stays flat at any number of events.
    """
    rows = (
        _within(Event.objects.by_people(), since, until)
        .filter(kind__in=[kind.value for kind in kinds], product_id__isnull=False)
        .annotate(known_user=_known_user())
        .order_by("pk")
        .values_list("known_user", "visitor", "product_id", "kind", "quantity", "at")
        .iterator(chunk_size=portion)
    )
    while some := [Interaction._make(row) for row in islice(rows, portion)]:
        yield some


def searches(
    *, since: datetime | None = None, until: datetime | None = None, portion: int = PORTION
) -> Iterator[list[tuple[str, int, datetime]]]:
    """What people searched for: text, how many products were found, when. In portions, as ``interactions()``."""
    rows = (
        _within(Event.objects.by_people(), since, until)
        .filter(kind=EventKind.SEARCH)
        .order_by("pk")
        .values_list("query", "quantity", "at")
        .iterator(chunk_size=portion)
    )
    while some := list(islice(rows, portion)):
        yield some


def count_events(*, since: datetime | None = None, until: datetime | None = None) -> int:
    """How many events by people the log holds, for the progress of training."""
    return _within(Event.objects.by_people(), since, until).count()


def trending(
    limit: int = 8, *, among: QuerySet[Any] | Collection[int] | None = None
) -> list[Trending]:
    """The products with the most attention now, highest first; ``among`` product ids or a query of them."""
    scores = TrendScore.objects.order_by("-height")
    if among is not None:
        scores = scores.filter(product_id__in=among)
    now = timezone.now()
    return [Trending(score.product_id, score.score_at(now)) for score in scores[:limit]]


def trending_product_ids(
    limit: int = 8, *, among: QuerySet[Any] | Collection[int] | None = None
) -> list[int]:
    """The ids of ``trending()``."""
    return [trend.product_id for trend in trending(limit, among=among)]


def product_figures(
    *, since: date, until: date | None = None, product_ids: Collection[int] | None = None
) -> dict[int, ProductFigures]:
    """Views, carts, pieces and revenue by product over days, both ends included. Products without any are left out."""
    days = ProductDay.objects.filter(day__gte=since)
    if until is not None:
        days = days.filter(day__lte=until)
    if product_ids is not None:
        days = days.filter(product_id__in=product_ids)
    rows = days.values("product_id").annotate(
        total_views=Sum("views"),
        total_carts=Sum("carts"),
        total_units=Sum("units_sold"),
        total_revenue=Sum("revenue_minor"),
    )
    return {
        row["product_id"]: ProductFigures(
            row["product_id"],
            int(row["total_views"]),
            int(row["total_carts"]),
            int(row["total_units"]),
            int(row["total_revenue"]),
        )
        for row in rows
    }


def best_sellers(*, since: date, limit: int = 10) -> list[ProductFigures]:
    """The products of which most pieces were ordered since a day, most first. Reads only days with sales."""
    rows = (
        ProductDay.objects.filter(day__gte=since, units_sold__gt=0)
        .values("product_id")
        .annotate(
            total_views=Sum("views"),
            total_carts=Sum("carts"),
            total_units=Sum("units_sold"),
            total_revenue=Sum("revenue_minor"),
        )
        .order_by("-total_units", "product_id")
        .values_list("product_id", "total_views", "total_carts", "total_units", "total_revenue")[
            :limit
        ]
    )
    return [ProductFigures(*map(int, row)) for row in rows]


def shop_days(*, since: date) -> list[DayFigures]:
    """The shop by day since a day, oldest first. Days on which nothing happened are missing."""
    rows = (
        ShopDay.objects.filter(day__gte=since)
        .order_by("day")
        .values_list("day", "visitors", "views", "carts", "orders", "revenue_minor")
    )
    return [DayFigures(*row) for row in rows]


def empty_searches(*, since: date, limit: int = 10) -> list[EmptySearch]:
    """What people searched for since a day and did not find, most often first."""
    rows = (
        SearchDay.objects.filter(day__gte=since, without_results__gt=0)
        .values("query")
        .annotate(times=Sum("without_results"), total=Sum("searches"))
        .order_by("-times", "query")
        .values_list("query", "times", "total")[:limit]
    )
    return [EmptySearch(query, int(times), int(total)) for query, times, total in rows]


def timeline(user_id: int) -> EventQuerySet:
    """What a user did, newest first, with what they did before signing in."""
    return Event.objects.of_person(user_id).newest_first()


def _within(events: EventQuerySet, since: datetime | None, until: datetime | None) -> EventQuerySet:
    if since is not None:
        events = events.filter(at__gte=since)
    if until is not None:
        events = events.filter(at__lt=until)
    return events


def _known_user() -> Coalesce:
    """The user of an event: signed in then, or recognised by the browser."""
    link = VisitorLink.objects.filter(visitor=OuterRef("visitor")).values("user_id")
    return Coalesce(F("user_id"), Subquery(link))


@dataclass(frozen=True)
class SearchFigures:
    """A search over some days: how often it was asked, found nothing, led to a click, led to a purchase."""

    query: str
    searches: int
    without_results: int
    clicks: int
    purchases: int

    @property
    def click_percent(self) -> float:
        """Clicks of a hundred searches; more than one click a search is possible."""
        return round(100 * self.clicks / self.searches, 1) if self.searches else 0.0

    @property
    def purchase_percent(self) -> float:
        """Purchases of a hundred searches."""
        return round(100 * self.purchases / self.searches, 1) if self.searches else 0.0


@dataclass(frozen=True)
class SearchReport:
    """Searches over some days, each list with the most telling first."""

    total: SearchFigures
    top: list[SearchFigures]
    empty: list[SearchFigures]
    unclicked: list[SearchFigures]
    selling: list[SearchFigures]


def search_report(
    *, since: date | None = None, until: date | None = None, limit: int = 10
) -> SearchReport:
    """What people searched for over days, both ends included; all days unless they are bounded."""
    figures = _search_figures(since, until)
    asked_often = [one for one in figures if one.searches >= OFTEN]
    return SearchReport(
        total=SearchFigures(
            "",
            *(
                sum(getattr(one, name) for one in figures)
                for name in ("searches", "without_results", "clicks", "purchases")
            ),
        ),
        top=figures[:limit],
        empty=sorted(
            (one for one in figures if one.without_results),
            key=lambda one: (-one.without_results, one.query),
        )[:limit],
        unclicked=sorted(
            (one for one in asked_often if one.without_results < one.searches),
            key=lambda one: (one.click_percent, -one.searches, one.query),
        )[:limit],
        selling=sorted(
            (one for one in asked_often if one.purchases),
            key=lambda one: (-one.purchase_percent, -one.searches, one.query),
        )[:limit],
    )


def _search_figures(since: date | None, until: date | None) -> list[SearchFigures]:
    """Every search of the days, the most asked first."""
    days = {"day__gte": since, "day__lte": until}
    within = {name: day for name, day in days.items() if day is not None}
    outcomes = {
        query: (int(clicks), int(purchases))
        for query, clicks, purchases in SearchOutcome.objects.filter(**within)
        .values("query")
        .annotate(all_clicks=Sum("clicks"), all_purchases=Sum("purchases"))
        .values_list("query", "all_clicks", "all_purchases")
    }
    rows = (
        SearchDay.objects.filter(**within)
        .values("query")
        .annotate(times=Sum("searches"), empty=Sum("without_results"))
        .order_by("-times", "query")
        .values_list("query", "times", "empty")
    )
    return [
        SearchFigures(query, int(times), int(empty), *outcomes.get(query, (0, 0)))
        for query, times, empty in rows
    ]
