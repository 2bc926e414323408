"""Addresses of the room's screens."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString


def to(address: str, words: Any) -> SafeString:
    """A link that looks like one."""
    return format_html(
        '<a class="font-medium text-primary-600 dark:text-primary-500" href="{}">{}</a>',
        address,
        words,
    )


def ledger(**filters: Any) -> str:
    """The list of stock movements, filtered."""
    return reverse("admin:catalog_stockmovement_changelist", query=filters or None)


def booking(**prefilled: Any) -> str:
    """The form that books a stock movement, filled in beforehand."""
    return reverse("admin:catalog_stockmovement_book", query=prefilled or None)


def products(**filters: Any) -> str:
    """The list of products, filtered."""
    return reverse("admin:catalog_product_changelist", query=filters or None)


def product(product_id: int) -> str:
    """The screen of a product."""
    return reverse("admin:catalog_product_change", args=[product_id])


def variant(variant_id: int) -> str:
    """The screen of a variant."""
    return reverse("admin:catalog_variant_change", args=[variant_id])


def options(product_id: int) -> str:
    """The screen of a product's options."""
    return reverse("admin:catalog_product_variants", args=[product_id])
