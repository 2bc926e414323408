"""Misspelt words: each that the range does not know is replaced by the likeliest that it knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from catalog.models.search import LONGEST_WORD

SHORTEST_WORD = 3
# Of a short word too few letters are left for likeness by threes; those of the same beginning are compared.
SHORT_WORD = 6
LIKELIEST = 12
# Comes after every letter: what begins with some letters lies between them and them with this one behind.
BEYOND = "\U0010ffff"

# Each typed word with the words of the range that look like it.
NEIGHBOURS = """
    SELECT asked.typed, known.word, known.products
    FROM unnest(%(words)s::text[]) AS asked (typed)
    CROSS JOIN LATERAL (
        (SELECT word, products FROM catalog_searchword
         WHERE word %% asked.typed ORDER BY similarity(word, asked.typed) DESC, products DESC LIMIT %(most)s)
        UNION
        (SELECT word, products FROM catalog_searchword
         WHERE length(asked.typed) <= %(short)s AND word ~>=~ left(asked.typed, 1)
            AND word ~<~ (left(asked.typed, 1) || %(beyond)s)
            AND length(word) BETWEEN length(asked.typed) - 1 AND length(asked.typed) + 1
         ORDER BY products DESC LIMIT 300)
        UNION
        (SELECT word, products FROM catalog_searchword
         WHERE word ~>=~ asked.typed AND word ~<~ (asked.typed || %(beyond)s) LIMIT 1)
    ) AS known
"""
# The words of the range that is on sale, each with the number of products that have it.
REFRESH = """
    WITH counted AS (
        SELECT word, ndoc FROM ts_stat($$
            SELECT to_tsvector('simple', unaccent(concat_ws(' ', product.name, brand.name, category.name,
                product.choice_words, product.summary)))
            FROM catalog_product AS product
            JOIN catalog_category AS category ON category.id = product.category_id
            LEFT JOIN catalog_brand AS brand ON brand.id = product.brand_id
            WHERE product.status = 'active' AND product.deleted_at IS NULL
        $$)
        WHERE length(word) BETWEEN %(shortest)s AND %(longest)s AND word ~ '^[[:alpha:]]+$'
    ), gone AS (
        DELETE FROM catalog_searchword WHERE word NOT IN (SELECT word FROM counted)
    )
    INSERT INTO catalog_searchword AS known (word, products) SELECT word, ndoc FROM counted ORDER BY word
    ON CONFLICT (word) DO UPDATE SET products = EXCLUDED.products WHERE known.products <> EXCLUDED.products
"""


@dataclass(frozen=True, slots=True)
class _Neighbour:
    word: str
    products: int


def corrected(words: Sequence[str]) -> list[str]:
    """The words with every unknown one replaced by the nearest known one; those without a neighbour stay."""
    asked = [word for word in dict.fromkeys(words) if len(word) >= SHORTEST_WORD]
    if not asked:
        return list(words)
    nearest = {word: _nearest(word, near) for word, near in _neighbours(asked).items()}
    return [nearest.get(word, word) for word in words]


def refresh_words() -> int:
    """Learn the words of the range anew, names, makers, categories and choices. Returns how many were written."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(REFRESH, {"shortest": SHORTEST_WORD, "longest": LONGEST_WORD})
        written: int = cursor.rowcount
    return written


def distance(one: str, other: str) -> int:
    """How many letters must be changed, added, left out or swapped with their neighbour."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(
                above[column] + 1, here[column - 1] + 1, above[column - 1] + (letter != wanted)
            )
            is_swapped = (
                row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted
            )
            here.append(min(cost, before[column - 2] + 1) if is_swapped else cost)
        before, above = above, here
    return above[-1]


def _neighbours(words: Sequence[str]) -> Mapping[str, list[_Neighbour]]:
    found: dict[str, list[_Neighbour]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            NEIGHBOURS,
            {"words": list(words), "most": LIKELIEST, "short": SHORT_WORD, "beyond": BEYOND},
        )
        for typed, word, products in cursor.fetchall():
            found.setdefault(typed, []).append(_Neighbour(word, products))
    return found


def _nearest(typed: str, near: Sequence[_Neighbour]) -> str:
    """The word meant: itself when the range knows it or one that begins so, else the nearest and then commonest."""
    if any(neighbour.word.startswith(typed) for neighbour in near):
        return typed
    ways = sorted((distance(typed, one.word), -one.products, one.word) for one in near)
    if not ways or ways[0][0] > max(1, len(typed) // 3):
        return typed
    # Of three letters one is a third of the word: only their order is mended.
    is_guess = len(typed) <= SHORTEST_WORD and sorted(typed) != sorted(ways[0][2])
    return typed if is_guess else ways[0][2]
