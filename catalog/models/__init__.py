"""What is sold, for how much, and how many are left."""

from catalog.models.addresses import FormerAddress
from catalog.models.categories import Brand, Category, Collection, CollectionItem, Tag
from catalog.models.filters import SavedFilter
from catalog.models.media import ProductImage
from catalog.models.products import Product, ProductQuerySet, TaxClass, Variant, VariantQuerySet
from catalog.models.reviews import Review
from catalog.models.search import (
    LearnedHit,
    PastQuery,
    SearchRedirect,
    SearchSynonym,
    SearchWord,
)
from catalog.models.stock import Reservation, StockLevel, StockLocation, StockMovement

__all__ = [
    "Brand",
    "Category",
    "Collection",
    "CollectionItem",
    "FormerAddress",
    "LearnedHit",
    "PastQuery",
    "Product",
    "ProductImage",
    "ProductQuerySet",
    "Reservation",
    "Review",
    "SavedFilter",
    "SearchRedirect",
    "SearchSynonym",
    "SearchWord",
    "StockLevel",
    "StockLocation",
    "StockMovement",
    "Tag",
    "TaxClass",
    "Variant",
    "VariantQuerySet",
]
