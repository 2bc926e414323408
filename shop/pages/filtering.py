"""A list's filters and its address: what the query says, and the query that says something else."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.queries import Filters, Listing
from catalog.queries.listing import SORTS
from shop.base.money import format_minor, minor_units

MOST_VALUES = 30
DEAREST_MINOR = 10**12
SORT_NAMES: dict[str, str | Promise] = {
    "newest": gettext_lazy("Newest"),
    "price": gettext_lazy("Price, low to high"),
    "-price": gettext_lazy("Price, high to low"),
    "rating": gettext_lazy("Best rated"),
    "name": gettext_lazy("Name"),
}


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    label: str
    url: str


def filters_from(query: QueryDict) -> Filters:
    """The filters of an address. What cannot be understood is left out, so that a cut-off link still shows a list."""
    return Filters(
        price_from_minor=_price(query.get("price_from", "")),
        price_to_minor=_price(query.get("price_to", "")),
        brands=tuple(query.getlist("brand")[:MOST_VALUES]),
        colours=tuple(query.getlist("colour")[:MOST_VALUES]),
        rating_from=_stars(query.get("rating", "")),
        in_stock=query.get("stock") == "1",
        sort=next((name for name in SORTS if name == query.get("sort")), ""),
    )


def sorts(own_order: str) -> list[tuple[str, str | Promise]]:
    """The orders that a list can be put in; the first is its own, called newest when it has no other name."""
    if own_order:
        return [("", own_order), *SORT_NAMES.items()]
    others = [(name, label) for name, label in SORT_NAMES.items() if name != "newest"]
    return [("", SORT_NAMES["newest"]), *others]


def page_from(query: QueryDict) -> int:
    """The number of the page; 1 for anything that is no number of a page."""
    text = query.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def tidy(query: QueryDict) -> str:
    """The shortest query that means the same: empty fields and the first page say nothing."""
    short = query.copy()
    for name in list(short):
        values = [value for value in short.getlist(name) if value]
        if values and (name, values) != ("page", ["1"]):
            short.setlist(name, values)
        else:
            del short[name]
    return short.urlencode()


def chips(query: QueryDict, filters: Filters, listing: Listing) -> list[Chip]:
    """The filters in use, each with the way out of it."""
    found = [
        Chip(value.label, _without_value(query, facet.name, value.value))
        for facet in listing.facets
        for value in facet.values
        if value.is_chosen
    ]
    prices = _price_in_words(filters)
    if prices:
        found.append(Chip(prices, _without(query, "price_from", "price_to")))
    return found


def cleared(query: QueryDict) -> str:
    """The address with no filter; a search keeps its words."""
    kept = query.copy()
    for name in list(kept):
        if name not in {"q", "sort"}:
            del kept[name]
    return f"?{kept.urlencode()}"


def _without_value(query: QueryDict, name: str, value: str) -> str:
    """The address without one value of a facet, back on the first page."""
    left = query.copy()
    left.setlist(name, [other for other in left.getlist(name) if other != value])
    return _first_page(left)


def _without(query: QueryDict, *names: str) -> str:
    """The address without these fields, back on the first page."""
    left = query.copy()
    for name in names:
        left.pop(name, None)
    return _first_page(left)


def _first_page(query: QueryDict) -> str:
    query.pop("page", None)
    return f"?{tidy(query)}"


def _price(text: str) -> int | None:
    """A price as typed, in major units, in minor ones; None for what is no price."""
    try:
        amount = Decimal(text.strip()[:12]).scaleb(minor_units(settings.SHOP_CURRENCY))
    except InvalidOperation:
        return None
    return int(amount) if amount.is_finite() and 0 <= amount < DEAREST_MINOR else None


def _stars(text: str) -> int | None:
    return int(text) if text in {"1", "2", "3", "4", "5"} else None


def _price_in_words(filters: Filters) -> str:
    low, high = (
        format_minor(minor, settings.SHOP_CURRENCY) if minor is not None else ""
        for minor in (filters.price_from_minor, filters.price_to_minor)
    )
    if low and high:
        return f"{low}–{high}"
    if low:
        return _("From %s") % low
    return _("Up to %s") % high if high else ""
