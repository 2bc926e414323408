"""What is offered while somebody types: past searches, categories and makers, products with picture and price."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse

from catalog.domain.search import ranking, rules
from catalog.domain.search.ranking import Asked
from catalog.domain.search.words import any_query, exact_query, prefix_query, words_of
from catalog.queries.cards import Card, cards_of_ids

SHORTEST = 2
MOST_PRODUCTS = 5
# Of a beginning that much of the range has, so many of the most popular compete.
COMPETITORS = 60

NAMES = """
    (SELECT 'query' AS kind, query AS label, '' AS slug FROM catalog_pastquery
     WHERE query ^@ %(typed)s AND query <> %(typed)s ORDER BY searches DESC, query LIMIT 4)
    UNION ALL
    (SELECT 'category', name, slug FROM catalog_category
     WHERE is_visible AND (lower(unaccent(name)) ^@ %(typed)s OR strpos(lower(unaccent(name)), %(inside)s) > 0)
     ORDER BY depth, path LIMIT 2)
    UNION ALL
    (SELECT 'maker', name, slug FROM catalog_brand
     WHERE lower(unaccent(name)) ^@ %(typed)s ORDER BY name LIMIT 1)
"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line under the search box: ``kind`` is query, category or maker."""

    kind: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is offered for the letters typed so far."""

    names: Sequence[Suggestion] = ()
    products: Sequence[Card] = ()

    @property
    def is_empty(self) -> bool:
        return not self.names and not self.products


def suggest(text: str) -> Suggestions:
    """What begins with the letters typed so far, from the second letter on, in three statements."""
    words = words_of(text)
    typed = " ".join(words)
    if len(typed) < SHORTEST:
        return Suggestions()
    known = rules.current()
    asked = Asked(
        exact_query(words, known), any_query(words, known), prefix_query(words, known), typed
    )
    hits = ranking.rank(asked, most=COMPETITORS)
    return Suggestions(
        _names(typed), cards_of_ids([hit.product_id for hit in hits[:MOST_PRODUCTS]])
    )


def _names(typed: str) -> list[Suggestion]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES, {"typed": typed, "inside": f" {typed}"})
        return [
            Suggestion(kind, label, _address(kind, label, slug))
            for kind, label, slug in cursor.fetchall()
        ]


def _address(kind: str, label: str, slug: str) -> str:
    if kind == "category":
        return reverse("category", args=[slug])
    return f"{reverse('search')}?{urlencode({'q': label})}"
