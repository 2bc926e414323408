"""A page of what a search found, with the counts of every facet and the way on when there is nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import BigIntegerField, F, Func

from catalog.domain.search.finding import Found, find
from catalog.domain.search.ranking import CANDIDATES, PARTS
from catalog.domain.search.words import CONFIGURATION, words_of
from catalog.models import Category, Product
from catalog.queries import Filters, Listing
from catalog.queries.cards import cards_of_ids
from catalog.queries.listing import PAGE_SIZE, PreparedList, narrow
from shop.base.prepared import Slot

NEARBY = 6
# What was found, by the ids of the products in their order; built once for each way of narrowing it.
_FOUND = PreparedList(
    lambda: (
        Product.objects.on_sale(at=Slot("now"))
        .filter(pk__any=Slot("ids"))
        .order_by(
            Func(
                Slot("ids", ArrayField(BigIntegerField())),
                F("pk"),
                function="array_position",
                output_field=BigIntegerField(),
            )
        )
    )
)


@dataclass(frozen=True, slots=True)
class Part:
    """One reason for a product's place, and what it adds to the score."""

    label: Any
    worth: float


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results. ``reasons`` explain the place of each product by its id, for staff who asked for it."""

    listing: Listing
    found: Found
    nearby: Sequence[Category] = ()
    reasons: Mapping[int, Sequence[Part]] = field(default_factory=dict)


def results(
    text: str,
    filters: Filters,
    *,
    page: int = 1,
    is_exact: bool = False,
    is_explained: bool = False,
) -> Results:
    """What a search found, under filters, in three statements; with the categories near it when that is nothing.

    Of a word that more than a thousand products have, the thousand most popular are listed, counted and sorted; a
    filter looks among all of them first, so that it narrows the range and not the sample.
    """
    found = find(text, is_exact=is_exact, is_explained=is_explained)
    listing = _page(found, filters, page)
    if found.is_capped and not filters.is_empty:
        narrowed = find(
            found.corrected or text,
            within=narrow(Product.objects.on_sale(), filters),
            is_exact=True,
            is_explained=is_explained,
        )
        listing = _with_cards_of(narrowed, listing, filters, page)
        found = replace(found, hits=narrowed.hits, is_capped=narrowed.is_capped)
    return Results(
        listing=listing,
        found=found,
        nearby=() if listing.total else nearby(text),
        reasons=_reasons(found) if is_explained else {},
    )


def nearby(text: str) -> list[Category]:
    """The visible categories whose name or description has one of the words, for those who found nothing."""
    words = words_of(text)
    if not words:
        return []
    document = SearchVector("name", weight="A", config=CONFIGURATION) + SearchVector(
        "description", weight="C", config=CONFIGURATION
    )
    query = SearchQuery(" | ".join(words), config=CONFIGURATION, search_type="raw")
    fitting = Category.objects.visible().annotate(
        document=document, fits=SearchRank(document, query)
    )
    return list(fitting.filter(document=query).order_by("-fits", "path")[:NEARBY])


def shown_total(listing: Listing, found: Found) -> str:
    """How many were found, as people read it: "1,000+" when nobody counted on."""
    is_more = found.is_capped and listing.total >= CANDIDATES
    return f"{listing.total:,}+" if is_more else f"{listing.total:,}"


def _page(found: Found, filters: Filters, page: int) -> Listing:
    """A page of the list of what was found, with the counts of its facets, in two statements; none for nothing."""
    if not found.hits:
        return Listing(cards=(), total=0, page=1, pages=1)
    return _FOUND.page(filters, page=page, ids=found.product_ids)


def _with_cards_of(narrowed: Found, sample: Listing, filters: Filters, page: int) -> Listing:
    """The facets of the sample over the products of the whole range that pass the filters."""
    total = len(narrowed.hits)
    pages = max(1, ceil(total / PAGE_SIZE))
    page = max(1, min(page, pages))
    start = (page - 1) * PAGE_SIZE
    if filters.sort:
        cards: Sequence[Any] = _page(narrowed, filters, page).cards
    else:
        cards = tuple(cards_of_ids(narrowed.product_ids[start : start + PAGE_SIZE]))
    return replace(sample, cards=cards, total=total, page=page, pages=pages)


def _reasons(found: Found) -> dict[int, list[Part]]:
    return {
        hit.product_id: [
            Part(PARTS[name], round(worth, 3)) for name, worth in hit.parts.items() if worth
        ]
        for hit in found.hits
    }
