"""The room in the back office, a module by noun. Screens translate; what may happen is said in ``catalog.domain``."""

from catalog.admin import (
    brands,
    categories,
    collections,
    filters,
    products,
    reviews,
    search,
    stock,
    variants,
)

__all__ = [
    "brands",
    "categories",
    "collections",
    "filters",
    "products",
    "reviews",
    "search",
    "stock",
    "variants",
]
