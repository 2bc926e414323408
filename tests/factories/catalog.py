"""Things to sell for tests."""

from itertools import count
from typing import Any

from django.utils import timezone

from catalog.models import Category, Product, StockLocation, StockMovement, Variant

_numbers = count(1)


def make_category(name: str = "", parent: Category | None = None, **fields: Any) -> Category:
    """A visible category, at the top or below ``parent``."""
    number = next(_numbers)
    fields = {"name": name or f"Category {number}", "slug": f"category-{number}", **fields}
    if parent:
        return Category.objects.add_child(parent, fields)
    return Category.objects.add_root(fields)


def make_product(name: str = "", *, category: Category | None = None, **fields: Any) -> Product:
    """A product on sale, without variants."""
    number = next(_numbers)
    return Product.objects.create(
        **{
            "name": name or f"Product {number}",
            "slug": f"product-{number}",
            "category": category or make_category(),
            "status": Product.Status.ACTIVE,
            "published_at": timezone.now(),
            **fields,
        }
    )


def make_location(code: str = "main") -> StockLocation:
    """The shop's stock room."""
    return StockLocation.objects.get_or_create(code=code, defaults={"name": code.title()})[0]


def make_variant(
    sku: str = "",
    *,
    product: Product | None = None,
    on_hand: int = 10,
    price_minor: int = 1200,
    **fields: Any,
) -> Variant:
    """A variant with stock that came in by a movement."""
    variant = Variant.objects.create(
        sku=sku or f"SKU-{next(_numbers)}",
        product=product or make_product(),
        price_minor=price_minor,
        **fields,
    )
    if on_hand:
        StockMovement.objects.create(
            variant=variant,
            location=make_location(),
            quantity=on_hand,
            reason=StockMovement.Reason.RECEIVED,
        )
    return variant
