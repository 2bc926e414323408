"""Lists of products with facets: what a category, a collection or a search shows, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from django.db.models import Count, F, Max, Min, Q
from django.utils.translation import gettext as _

from catalog.models import ProductQuerySet
from catalog.models.products import can_be_bought, has_choice
from catalog.queries.cards import Card, cards_of

PAGE_SIZE = 24
DEEPEST_PAGE = 400
RATINGS = (4, 3)
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
    """A page of these products under these filters, with the counts of every facet.

    The set keeps its own order (relevance, the hand of a collection) unless the filters sort it. Facets are
    disjunctive: a chosen maker does not hide the other makers.
    """
    sums = _sums(products, filters)
    total: int = sums["total"] or 0
    pages = max(1, min(ceil(total / page_size), DEEPEST_PAGE))
    page = max(1, min(page, pages))
    narrowed = narrow(products, filters)
    ordered = narrowed.order_by(*SORTS[filters.sort]) if filters.sort in SORTS else narrowed
    start = (page - 1) * page_size
    cards = cards_of(ordered[start : start + page_size]) if total else []
    return Listing(
        cards=cards,
        total=total,
        page=page,
        pages=pages,
        facets=_facets(products, filters, sums),
        price_low_minor=sums["low"],
        price_high_minor=sums["high"],
    )


def narrow(products: ProductQuerySet, filters: Filters) -> ProductQuerySet:
    """The products that pass every filter."""
    return products.filter(_condition(filters)) if not filters.is_empty else products


def _condition(filters: Filters) -> Q:
    """What a product must be to pass every filter."""
    condition = Q()
    if filters.price_from_minor is not None:
        condition &= Q(price_from_minor__gte=filters.price_from_minor)
    if filters.price_to_minor is not None:
        condition &= Q(price_from_minor__lte=filters.price_to_minor)
    if filters.brands:
        condition &= Q(brand__slug__in=filters.brands)
    if filters.colours:
        condition &= Q(has_choice("Colour", filters.colours))
    if filters.rating_from is not None:
        condition &= Q(rating_average__gte=filters.rating_from)
    if filters.in_stock:
        condition &= Q(can_be_bought())
    return condition


def _sums(products: ProductQuerySet, filters: Filters) -> dict[str, int | None]:
    """How many pass the filters, the bounds of all prices, and the counts of rating and stock: in one statement."""
    unrated = _condition(filters.without("rating"))
    return products.order_by().aggregate(
        total=Count("pk", filter=_condition(filters)),
        low=Min("price_from_minor"),
        high=Max("price_from_minor"),
        in_stock=Count("pk", filter=_condition(filters.without("stock")) & Q(can_be_bought())),
        **{
            f"from_{stars}": Count("pk", filter=unrated & Q(rating_average__gte=stars))
            for stars in RATINGS
        },
    )


def _facets(
    products: ProductQuerySet, filters: Filters, sums: Mapping[str, int | None]
) -> tuple[Facet, ...]:
    facets = (
        _brands(narrow(products, filters.without("brand")), filters),
        _colours(narrow(products, filters.without("colour")), filters),
        _ratings(filters, sums),
        _stock(filters, sums),
    )
    return tuple(facet for facet in facets if facet.values)


def _brands(products: ProductQuerySet, filters: Filters) -> Facet:
    rows = (
        products.order_by()
        .filter(brand__isnull=False)
        .values_list("brand__slug", "brand__name")
        .annotate(count=Count("pk"))
        .order_by("-count", "brand__name")[:30]
    )
    values = tuple(
        FacetValue(slug, name, count, slug in filters.brands) for slug, name, count in rows
    )
    return Facet("brand", _("Maker"), values)


def _colours(products: ProductQuerySet, filters: Filters) -> Facet:
    rows = products.choices_of("Colour")[:30]
    values = tuple(FacetValue(name, name, count, name in filters.colours) for name, count in rows)
    return Facet("colour", _("Colour"), values)


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
