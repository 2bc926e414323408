"""What lists of the back office say of the products on one page: asked for these rows only, however long the table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from catalog.models import ProductImage, Variant


@dataclass(slots=True)
class ProductFigures:
    """Stock and first picture of a product. ``left`` is what could be promised of its counted variants.

    ``is_counted`` is False when nothing of it is counted; ``is_low`` says that a variant is at or below its mark.
    """

    left: int = 0
    is_counted: bool = False
    is_low: bool = False
    renditions: Mapping[str, str] = field(default_factory=dict)


def product_figures(product_ids: Iterable[int]) -> dict[int, ProductFigures]:
    """The figures of each product, in two statements."""
    found = {product_id: ProductFigures() for product_id in product_ids}
    variants = Variant.objects.filter(product_id__in=found, tracks_stock=True)
    columns = ("product_id", "low_stock_at", "on_hand", "promised")
    for product_id, low_at, on_hand, promised in variants.with_stock_figures().values_list(
        *columns
    ):
        figures, left = found[product_id], on_hand - promised
        figures.is_counted = True
        figures.left += left
        figures.is_low = figures.is_low or left <= low_at
    pictures = ProductImage.objects.filter(product_id__in=found)
    first = pictures.order_by("product_id", "position", "pk").distinct("product_id")
    for product_id, renditions in first.values_list("product_id", "renditions"):
        found[product_id].renditions = renditions
    return found
