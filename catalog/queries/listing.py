"""Lists of products with facets: what a category, a collection or a search shows, in a fixed number of statements."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from math import ceil
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Product, ProductQuerySet
from catalog.models.products import can_be_bought, has_choice
from catalog.queries.cards import Card, card_of_row, with_card_rows
from shop.base.prepared import Prepared, Slot, as_tuple

PAGE_SIZE = 24
DEEPEST_PAGE = 400
RATINGS = (4, 3)
MOST_VALUES = 30
COLOUR = "Colour"
SUMS = "sums"
# A set that is known to be empty is not asked for.
NOTHING: Mapping[str, Any] = {
    "total": 0, "low": None, "high": None, "in_stock": 0, **{f"from_{stars}": 0 for stars in RATINGS}
}  # fmt: skip
SORTS: Mapping[str, tuple[str, ...]] = {
    "newest": ("-published_at", "-pk"),
    "price": ("price_from_minor", "pk"),
    "-price": ("-price_from_minor", "-pk"),
    "rating": (F("rating_average").desc(nulls_last=True), "-rating_count", "-pk"),  # type: ignore[dict-item] # an expression sorts too
    "name": ("name", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the shopper narrowed a list to. Prices in minor units; brands by slug; options by name."""

    price_from_minor: int | None = None
    price_to_minor: int | None = None
    brands: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    rating_from: int | None = None
    in_stock: bool = False
    sort: str = ""

    def without(self, facet: str) -> "Filters":
        """The same filters but one facet: what the counts of that facet's own values are taken over."""
        nothing: dict[str, dict[str, object]] = {
            "price": {"price_from_minor": None, "price_to_minor": None},
            "brand": {"brands": ()},
            "colour": {"colours": ()},
            "rating": {"rating_from": None},
            "stock": {"in_stock": False},
        }
        return replace(self, **nothing[facet])  # type: ignore[arg-type] # the fields named above

    def flagged(self) -> "Filters":
        """Which filters are in use, whatever they say: lists narrowed alike have the same."""
        return Filters(
            price_from_minor=None if self.price_from_minor is None else 0,
            price_to_minor=None if self.price_to_minor is None else 0,
            brands=("",) if self.brands else (),
            colours=("",) if self.colours else (),
            rating_from=None if self.rating_from is None else 0,
            in_stock=self.in_stock,
            sort=self.sort,
        )

    def slotted(self) -> "Filters":
        """The same kind of filters with slots for what they say."""
        used = {
            name: Slot(name)
            for name in ("price_from_minor", "price_to_minor", "brands", "colours", "rating_from")
            if getattr(self, name) not in (None, ())
        }
        return replace(self, **used)  # type: ignore[arg-type] # conditions take slots for values

    @property
    def is_empty(self) -> bool:
        return replace(self, sort="") == Filters()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a facet, with how many products it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list. ``price_low_minor`` and ``price_high_minor`` bound the prices of the unfiltered list."""

    cards: Sequence[Card]
    total: int
    page: int
    pages: int
    facets: tuple[Facet, ...] = field(default=())
    price_low_minor: int | None = None
    price_high_minor: int | None = None


def list_products(
    products: ProductQuerySet, filters: Filters, *, page: int = 1, page_size: int = PAGE_SIZE
) -> Listing:
    """A page of these products under these filters, with the counts of every facet, in two statements.

    The set keeps its own order (relevance, the hand of a collection) unless the filters sort it. Facets are
    disjunctive: a chosen maker does not hide the other makers.
    """
    counts = list(_counts(products, filters))
    found = with_card_rows(_in_order(products, filters))

    def rows(start: int) -> list[tuple[Any, ...]]:
        return list(found[start : start + page_size])

    return _listing(rows, counts, filters, page, page_size)


def in_category(path: str, filters: Filters, *, page: int = 1) -> Listing:
    """A page of what is on sale in the category with this path and below it, newest first."""
    return _CATEGORY.page(filters, page=page, path=path)


class PreparedList:
    """A list that is asked for so often that its statements are built once for each way of narrowing it.

    ``build`` makes the products, with slots for what differs between the lists, ``now`` among them.
    """

    def __init__(self, build: Callable[[], ProductQuerySet]) -> None:
        self._build = build
        self._ways: dict[Filters, tuple[Prepared[Any], Prepared[Any]]] = {}

    def page(self, filters: Filters, *, page: int = 1, **values: Any) -> Listing:
        """What ``list_products`` gives, for these values of the slots."""
        counted, found = self._way(filters)
        bound = {**values, **asdict(filters), "now": timezone.now()}
        counts = counted.rows(**bound)

        def rows(start: int) -> list[tuple[Any, ...]]:
            return found.rows(**bound, limit=PAGE_SIZE, offset=start)

        return _listing(rows, counts, filters, page, PAGE_SIZE)

    def _way(self, filters: Filters) -> tuple[Prepared[Any], Prepared[Any]]:
        slotted = filters.slotted()
        key = filters.flagged()
        if key not in self._ways:
            self._ways[key] = (
                Prepared(lambda: _counts(self._build(), slotted), as_tuple),
                Prepared(
                    lambda: with_card_rows(_in_order(self._build(), slotted)),
                    as_tuple,
                    is_page=True,
                ),
            )
        return self._ways[key]


_CATEGORY = PreparedList(
    lambda: Product.objects.on_sale(at=Slot("now")).below(Slot("path")).order_by(*SORTS["newest"])
)


def _listing(
    rows: Callable[[int], list[tuple[Any, ...]]],
    counts: Sequence[tuple[str, str, str, int]],
    filters: Filters,
    page: int,
    page_size: int,
) -> Listing:
    sums = next(
        (json.loads(label) for kind, _value, label, _count in counts if kind == SUMS), NOTHING
    )
    total: int = sums["total"]
    pages = max(1, min(ceil(total / page_size), DEEPEST_PAGE))
    page = max(1, min(page, pages))
    now = timezone.now()
    return Listing(
        cards=tuple(card_of_row(row, now) for row in rows((page - 1) * page_size)) if total else (),
        total=total,
        page=page,
        pages=pages,
        facets=_facets(counts, filters, sums),
        price_low_minor=sums["low"],
        price_high_minor=sums["high"],
    )


def narrow(products: ProductQuerySet, filters: Filters) -> ProductQuerySet:
    """The products that pass every filter."""
    return products.filter(_condition(filters)) if not filters.is_empty else products


def _in_order(products: ProductQuerySet, filters: Filters) -> ProductQuerySet:
    narrowed = narrow(products, filters)
    return narrowed.order_by(*SORTS[filters.sort]) if filters.sort in SORTS else narrowed


def _condition(filters: Filters) -> Q:
    """What a product must be to pass every filter."""
    condition = Q()
    if filters.price_from_minor is not None:
        condition &= Q(price_from_minor__gte=filters.price_from_minor)
    if filters.price_to_minor is not None:
        condition &= Q(price_from_minor__lte=filters.price_to_minor)
    if filters.brands:
        condition &= Q(brand__slug__any=filters.brands)
    if filters.colours:
        condition &= Q(has_choice(COLOUR, filters.colours))
    if filters.rating_from is not None:
        condition &= Q(rating_average__gte=filters.rating_from)
    if filters.in_stock:
        condition &= Q(can_be_bought())
    return condition


def _counts(products: ProductQuerySet, filters: Filters) -> QuerySet[Any, Any]:
    """Rows of kind, value, label and count: the sums of the list as JSON, then each maker, then each colour."""
    unordered = products.order_by()
    makers = (
        narrow(unordered, filters.without("brand"))
        .filter(brand__isnull=False)
        .values(value=F("brand__slug"), label=F("brand__name"))
        .annotate(kind=_text("brand"), count=Count("pk"))
        .order_by("-count", "label")[:MOST_VALUES]
    )
    colours = (
        narrow(unordered, filters.without("colour"))
        .choices_of(COLOUR)
        .annotate(kind=_text("colour"), words=F("choice"))[:MOST_VALUES]
    )
    return _sums(unordered, filters).union(
        makers.values_list("kind", "value", "label", "count"),
        colours.values_list("kind", "choice", "words", "count"),
        all=True,
    )


def _sums(products: ProductQuerySet, filters: Filters) -> QuerySet[Any, Any]:
    """One row: how many pass the filters, the bounds of all prices, and the counts of rating and stock."""
    unrated = _condition(filters.without("rating"))
    sums = JSONObject(
        total=Count("pk", filter=_condition(filters)),
        low=Min("price_from_minor"),
        high=Max("price_from_minor"),
        in_stock=Count("pk", filter=_condition(filters.without("stock")) & Q(can_be_bought())),
        **{
            f"from_{stars}": Count("pk", filter=unrated & Q(rating_average__gte=stars))
            for stars in RATINGS
        },
    )
    return (
        products.annotate(kind=_text(SUMS))
        .values("kind")
        .annotate(value=_text(""), label=Cast(sums, TextField()), count=Count("pk"))
        .values_list("kind", "value", "label", "count")
    )


def _text(value: str) -> Value:
    return Value(value, output_field=TextField())


def _facets(
    counts: Iterable[tuple[str, str, str, int]], filters: Filters, sums: Mapping[str, int | None]
) -> tuple[Facet, ...]:
    chosen = {"brand": filters.brands, "colour": filters.colours}
    values: dict[str, list[FacetValue]] = {"brand": [], "colour": []}
    for kind, value, label, count in counts:
        if kind in values:
            values[kind].append(FacetValue(value, label, count, value in chosen[kind]))
    facets = (
        Facet("brand", _("Maker"), tuple(values["brand"])),
        Facet("colour", _("Colour"), tuple(values["colour"])),
        _ratings(filters, sums),
        _stock(filters, sums),
    )
    return tuple(facet for facet in facets if facet.values)


def _ratings(filters: Filters, sums: Mapping[str, int | None]) -> Facet:
    values = tuple(
        FacetValue(
            str(stars),
            _("%(stars)d stars and more") % {"stars": stars},
            count,
            filters.rating_from == stars,
        )
        for stars in RATINGS
        if (count := sums[f"from_{stars}"])
    )
    return Facet("rating", _("Rating"), values)


def _stock(filters: Filters, sums: Mapping[str, int | None]) -> Facet:
    value = FacetValue("1", _("In stock"), sums["in_stock"] or 0, filters.in_stock)
    return Facet("stock", _("Availability"), (value,))
