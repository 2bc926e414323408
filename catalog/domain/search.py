"""Search over the range: exact SKUs and makers first, then words with stems and prefixes, then near misses."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from catalog.models import Category, Product, ProductQuerySet, Variant, VariantQuerySet

LONGEST_QUERY = 100
LONGEST_SKU = 64
# Of a word that half the range has, the newest; nobody pages through more.
FOUND_AT_MOST = 1_000
MOST_WORDS = 8
NEAR_ENOUGH = 0.45
SUGGESTED = 6
WORD = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line under the search box."""

    label: str
    url: str
    kind: str


def search(text: str) -> ProductQuerySet:
    """Products on sale that fit the words, best first. Nothing for an empty query.

    The last word also matches as a beginning, so "head" finds headphones while it is being typed. When no product has
    the words, those whose name is nearly the same are found: "hedphones".
    """
    words = WORD.findall(text[:LONGEST_QUERY])[:MOST_WORDS]
    if not words:
        return Product.objects.none()
    found = _by_words(text.strip()[:LONGEST_QUERY], words)
    return found if found.exists() else _nearly(" ".join(words))


def find_among(products: ProductQuerySet, text: str) -> ProductQuerySet:
    """Those of any products that staff look for: by words, by the beginning of a SKU, on sale or not.

    Each way asks its own index, and the union of the numbers narrows the products; an OR would read the whole table.
    """
    words = WORD.findall(text[:LONGEST_QUERY])[:MOST_WORDS]
    if not words:
        return products.none()
    by_words = Product.everything.filter(search_document=_prefix_query(words)).order_by("-pk")
    hits = by_words.values("pk")[:FOUND_AT_MOST]
    return products.filter(pk__in=hits.union(_by_sku(text).values("product_id")))


def variant_ids(text: str) -> "QuerySet[Variant, Any]":
    """The numbers of the variants that staff look for: by the beginning of a SKU, or by words of their product."""
    words = WORD.findall(text[:LONGEST_QUERY])[:MOST_WORDS]
    if not words:
        return Variant.everything.none().values("pk")
    by_words = Product.everything.filter(search_document=_prefix_query(words)).order_by("-pk")
    hits = by_words.values("pk")[:FOUND_AT_MOST]
    of_products = Variant.everything.filter(product_id__in=hits).order_by().values("pk")
    return _by_sku(text).values("pk").union(of_products)


def _by_sku(text: str) -> VariantQuerySet:
    beginning = text.strip()[:LONGEST_SKU].upper()
    return Variant.everything.filter(sku__startswith=beginning).order_by("-pk")[:FOUND_AT_MOST]


def suggest(text: str) -> list[Suggestion]:
    """Categories and products for the line under the search box."""
    typed = " ".join(WORD.findall(text[:LONGEST_QUERY])[:MOST_WORDS])
    if len(typed) < 2:
        return []
    shelves = Category.objects.visible().filter(name__istartswith=typed)[:2]
    products = search(text).values_list("name", "slug")[:SUGGESTED]
    return [
        *(Suggestion(shelf.name, shelf.get_absolute_url(), "category") for shelf in shelves),
        *(Suggestion(name, reverse("product", args=[slug]), "product") for name, slug in products),
    ]


def _by_words(text: str, words: list[str]) -> ProductQuerySet:
    query = _prefix_query(words)
    exact = Q(variants__sku=text.upper(), variants__deleted_at__isnull=True)
    hits = Product.objects.filter(Q(search_document=query) | exact | Q(brand__name__iexact=text))
    return (
        Product.objects.on_sale()
        .filter(pk__in=hits.values("pk"))
        .annotate(
            relevance=SearchRank(F("search_document"), query, normalization=Value(1))
            + Case(
                When(name__istartswith=text, then=Value(0.5)),
                default=Value(0.0),
                output_field=FloatField(),
            )
            + Coalesce(F("rating_count") * 0.0005, Value(0.0), output_field=FloatField())
        )
        .order_by("-relevance", "-pk")
    )


def _prefix_query(words: list[str]) -> SearchQuery:
    """All words by their stems; the last one also as the beginning of a word."""
    stems = SearchQuery(" ".join(words), config="english", search_type="plain")
    # Words hold letters and digits only, so nothing in them is an operator of the query language.
    typed = " & ".join([*words[:-1], f"{words[-1]}:*"])
    return stems | SearchQuery(typed, config="english", search_type="raw")


def _nearly(text: str) -> ProductQuerySet:
    return (
        Product.objects.on_sale()
        .annotate(relevance=TrigramWordSimilarity(text, "name"))
        .filter(relevance__gte=NEAR_ENOUGH)
        .order_by("-relevance", "-pk")
    )
