"""What a search finds: its words, else the same words spelt right, else products with some of the words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, Value

from catalog.domain.search import ranking, rules, spelling
from catalog.domain.search.ranking import CANDIDATES, Asked, Hit
from catalog.domain.search.words import any_query, exact_query, prefix_query, words_of
from catalog.models import Product, ProductQuerySet
from catalog.models.search import LONGEST_QUERY

# With fewer finds than this a likelier spelling is offered.
FEW = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first.

    ``corrected`` is the spelling that was searched for instead, ``meant`` one that may have been meant; ``is_partial``
    says that the products have only some of the words, ``is_capped`` that there are more than were ranked.
    """

    hits: Sequence[Hit] = ()
    corrected: str = ""
    meant: str = ""
    is_partial: bool = False
    is_capped: bool = False

    @property
    def product_ids(self) -> list[int]:
        return [hit.product_id for hit in self.hits]


class Ranked(Protocol):
    """Ranks the products with all of some words, or with any of them."""

    def __call__(self, spelt: Sequence[str], *, is_any: bool = False) -> Found: ...


NOTHING = Found()


def find(
    text: str,
    *,
    within: ProductQuerySet | None = None,
    is_exact: bool = False,
    is_plain: bool = False,
    is_explained: bool = False,
) -> Found:
    """The products on sale for a search, best first. Nothing for a text without words.

    One statement when the words are found; misspelt ones cost two more. ``is_exact`` takes the words as they are
    spelt; ``is_plain`` ranks by the text alone; ``within`` narrows where products are looked for.
    """
    words = words_of(text)
    if not words:
        return NOTHING
    known = rules.current()

    def ranked(spelt: Sequence[str], *, is_any: bool = False) -> Found:
        some = any_query(spelt, known)
        beginning = some if is_any else prefix_query(spelt, known)
        sku = text.strip()[:LONGEST_QUERY].upper()
        hits = ranking.rank(
            Asked(exact_query(spelt, known), some, beginning, " ".join(spelt), sku),
            within=within,
            is_plain=is_plain,
            is_explained=is_explained,
            most=CANDIDATES,
        )
        return Found(hits[:CANDIDATES], is_capped=len(hits) > CANDIDATES)

    found = ranked(words)
    if is_exact or len(found.hits) >= FEW:
        return found
    return _otherwise(words, found, ranked)


def search(text: str) -> ProductQuerySet:
    """The products of ``find()`` as a set in their order, for lists that narrow and page it."""
    return in_order(find(text).product_ids)


def in_order(product_ids: Sequence[int]) -> ProductQuerySet:
    """These products on sale, in this order unless they are sorted otherwise."""
    ids = list(product_ids)
    if not ids:
        return Product.objects.none()
    place = Func(
        Value(ids, output_field=ArrayField(IntegerField())),
        F("pk"),
        function="array_position",
        output_field=IntegerField(),
    )
    return Product.objects.on_sale().filter(pk__any=ids).order_by(place)


def _otherwise(words: Sequence[str], found: Found, ranked: Ranked) -> Found:
    """What else may have been meant by words that find little or nothing."""
    spelt = spelling.corrected(words)
    if spelt != words:
        better = ranked(spelt)
        if better.hits and not found.hits:
            return replace(better, corrected=" ".join(spelt))
        if len(better.hits) > len(found.hits):
            return replace(found, meant=" ".join(spelt))
    if found.hits or len(words) == 1:
        return found
    some = ranked(spelt, is_any=True)
    return replace(some, is_partial=True, corrected=" ".join(spelt) if spelt != words else "")
