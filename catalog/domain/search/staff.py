"""What staff look for: products on sale or not, by words or by the beginning of a SKU."""

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet

from catalog.domain.search.words import CONFIGURATION, prefix_query, words_of
from catalog.models import Product, ProductQuerySet, Variant, VariantQuerySet

LONGEST_SKU = 64
# Of a word that half the range has, the newest; nobody pages through more.
FOUND_AT_MOST = 1_000


def find_among(products: ProductQuerySet, text: str) -> ProductQuerySet:
    """Those of any products that staff look for: by words, by the beginning of a SKU, on sale or not.

    Each way asks its own index, and the union of the numbers narrows the products; an OR would read the whole table.
    """
    hits = _by_words(text)
    if hits is None:
        return products.none()
    return products.filter(pk__in=hits.union(_by_sku(text).values("product_id")))


def variant_ids(text: str) -> "QuerySet[Variant, Any]":
    """The numbers of the variants that staff look for: by the beginning of a SKU, or by words of their product."""
    hits = _by_words(text)
    if hits is None:
        return Variant.everything.none().values("pk")
    of_products = Variant.everything.filter(product_id__in=hits).order_by().values("pk")
    return _by_sku(text).values("pk").union(of_products)


def _by_words(text: str) -> "QuerySet[Product, Any] | None":
    """The numbers of the newest products with these words; None when there are no words."""
    words = words_of(text)
    if not words:
        return None
    query = SearchQuery(prefix_query(words), config=CONFIGURATION, search_type="raw")
    found = Product.everything.filter(search_document=query).order_by("-pk")
    return found.values("pk")[:FOUND_AT_MOST]


def _by_sku(text: str) -> VariantQuerySet:
    beginning = text.strip()[:LONGEST_SKU].upper()
    return Variant.everything.filter(sku__startswith=beginning).order_by("-pk")[:FOUND_AT_MOST]
