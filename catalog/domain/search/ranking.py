"""The order of what was found: how well the text fits, blended with what people click and buy.

The score of a product is the sum of its parts, each explained in ``PARTS``. Only the thousand most popular of the
products with the words are ranked: of a word that half the range has, the others would not be looked at anyway.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.domain.search.words import CONFIGURATION
from catalog.models import ProductQuerySet

CANDIDATES = 1_000
# What each part is worth in the sum, and what staff read about it.
WEIGHTS: Mapping[str, float] = {
    "sku": 10.0,
    "maker": 1.5,
    "words": 1.0,
    "beginnings": 0.2,
    "name": 0.35,
    "ending": 0.25,
    "shelf": 0.8,
    "popularity": 0.12,
    "learned": 0.8,
}
PLAIN = ("sku", "words", "beginnings")
PARTS: Mapping[str, Any] = {
    "sku": _("the SKU itself was searched for"),
    "maker": _("the maker's name is in the search"),
    "words": _("how often and where it has the words: name, maker and shelf, summary, description"),
    "beginnings": _("the same, when the last word is the beginning of one"),
    "name": _("its name has all the words"),
    "ending": _("its name ends with the word: a thing, not something that goes with it"),
    "shelf": _("its category is named so"),
    "popularity": _("what people look at and buy"),
    "learned": _("what people click and buy after this search"),
}
EXPRESSIONS: Mapping[str, str] = {
    "sku": "(product.id IN (SELECT product_id FROM of_sku))::int",
    "maker": "coalesce((strpos(%(padded)s, ' ' || lower(unaccent(brand.name)) || ' ') > 0)::int, 0)",
    "words": "ts_rank(product.search_document, to_tsquery('{configuration}', %(any)s))",
    "beginnings": "ts_rank(product.search_document, to_tsquery('{configuration}', %(beginning)s))",
    "name": "(ts_filter(product.search_document, '{{a}}') @@ to_tsquery('{configuration}', %(exact)s))::int",
    "ending": "(right(rtrim(lower(unaccent(product.name)), 's'), %(length)s) = %(singular)s)::int",
    "shelf": """(to_tsvector('{configuration}', category.name) @@ to_tsquery('{configuration}', %(exact)s))::int::float8
        / greatest(length(to_tsvector('{configuration}', category.name)), 1)""",
    "popularity": "product.popularity",
    "learned": "coalesce(learned.weight, 0)",
}
ON_SALE = """product.status = 'active' AND product.deleted_at IS NULL AND product.published_at <= %(now)s
    AND product.price_from_minor IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the queries for all words, for any of them and with beginnings, and the normal text.

    The rank is taken over any of them: PostgreSQL ranks "all" by how near the words stand, and a material and a thing
    stand in different fields.
    """

    exact: str
    any: str
    beginning: str
    text: str
    sku: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A product with its score and what that is made of, each part weighted; empty unless asked for."""

    product_id: int
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)


def rank(
    asked: Asked,
    *,
    within: ProductQuerySet | None = None,
    is_plain: bool = False,
    is_explained: bool = False,
    most: int = CANDIDATES,
) -> list[Hit]:
    """The products on sale that fit, best first, at most ``most`` and one more if there are others.

    ``within`` narrows where they are looked for; ``is_plain`` ranks by the text alone.
    """
    names = PLAIN if is_plain else tuple(WEIGHTS)
    narrowing, narrowed = _within(within)
    values: dict[str, Any] = {
        "now": timezone.now(),
        "exact": asked.exact,
        "any": asked.any,
        "beginning": asked.beginning,
        "text": asked.text,
        "padded": f" {asked.text} ",
        "singular": asked.text.rstrip("s"),
        "length": len(asked.text.rstrip("s")),
        "sku": asked.sku,
        "most": most + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(names, narrowing, is_explained), {**values, **narrowed})
        return [
            Hit(row[0], row[1], dict(zip(names, row[2:], strict=False)))
            for row in cursor.fetchall()
        ]


def _statement(names: Sequence[str], narrowing: str, is_explained: bool) -> str:
    parts = [
        f"{WEIGHTS[name]}::float8 * ({EXPRESSIONS[name].format(configuration=CONFIGURATION)})"
        for name in names
    ]
    shown = "".join(f", {part}" for part in parts) if is_explained else ""
    return f"""
        WITH of_sku AS MATERIALIZED (
            SELECT product_id FROM catalog_variant WHERE sku = %(sku)s AND deleted_at IS NULL
        ), found AS (
            (SELECT product.id FROM catalog_product AS product
             WHERE {ON_SALE} AND product.search_document @@ to_tsquery('{CONFIGURATION}', %(beginning)s) {narrowing}
             ORDER BY product.popularity DESC, product.id DESC LIMIT %(most)s)
            UNION
            SELECT product_id FROM of_sku
        )
        SELECT product.id, {" + ".join(parts)} AS score{shown}
        FROM found JOIN catalog_product AS product USING (id)
        JOIN catalog_category AS category ON category.id = product.category_id
        LEFT JOIN catalog_brand AS brand ON brand.id = product.brand_id
        LEFT JOIN catalog_learnedhit AS learned ON learned.product_id = product.id AND learned.query = %(text)s
        WHERE {ON_SALE}
        ORDER BY score DESC, product.id DESC
    """  # noqa: S608 - words of this file; what was typed goes as parameters


def _within(within: ProductQuerySet | None) -> tuple[str, dict[str, Any]]:
    """The condition that narrows the search, and its values."""
    if within is None:
        return "", {}
    sql, values = within.order_by().values("pk").query.sql_with_params()
    named = {f"within_{number}": value for number, value in enumerate(values)}
    placed = sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in named)
    return f"AND product.id IN ({placed})", named
