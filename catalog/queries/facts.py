"""What a cart and a checkout must know of the variants in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, OuterRef, Subquery
from django.utils import timezone

from catalog.models import Product, StockLevel, Variant
from catalog.queries.pictures import Picture, pictures_of_products


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """A variant as it is sold now. ``available`` is None when its stock is not counted."""

    id: int
    product_id: int
    sku: str
    product_name: str
    product_slug: str
    label: str
    options: Mapping[str, str]
    price_minor: int
    compare_at_minor: int | None
    currency: str
    tax_class: str
    weight_grams: int
    available: int | None
    is_for_sale: bool
    category_id: int
    picture: Picture | None = None

    @property
    def name(self) -> str:
        """Product and choices: "Speckled mug (Moss)"."""
        return f"{self.product_name} ({self.label})" if self.label else self.product_name


def variant_facts(
    variant_ids: Iterable[int], *, with_pictures: bool = False
) -> dict[int, VariantFacts]:
    """The facts of these variants, those put away included (not for sale); unknown ids are left out."""
    ids = list(variant_ids)
    now = timezone.now()
    variants = list(
        Variant.everything.filter(pk__in=ids).select_related("product").annotate(left=_left())
    )
    pictures = (
        pictures_of_products({variant.product_id for variant in variants}) if with_pictures else {}
    )
    return {
        variant.pk: VariantFacts(
            id=variant.pk,
            product_id=variant.product_id,
            sku=variant.sku,
            product_name=variant.product.name,
            product_slug=variant.product.slug,
            label=variant.label,
            options=variant.options,
            price_minor=variant.price_minor,
            compare_at_minor=variant.compare_at_minor,
            currency=variant.currency,
            tax_class=variant.product.tax_class,
            weight_grams=variant.weight_grams,
            available=(variant.left or 0) if variant.tracks_stock else None,  # type: ignore[attr-defined] # annotated
            is_for_sale=_is_for_sale(variant, now),
            category_id=variant.product.category_id,
            picture=_picture_for(variant, pictures.get(variant.product_id, [])),
        )
        for variant in variants
    }


def _left() -> Subquery:
    """The most that one location could promise of a variant."""
    levels = StockLevel.objects.filter(variant=OuterRef("pk")).order_by().values("variant")
    return Subquery(levels.annotate(most=Max(F("on_hand") - F("reserved"))).values("most"))


def _is_for_sale(variant: Variant, now: datetime) -> bool:
    product = variant.product
    return (
        not variant.is_deleted
        and not product.is_deleted
        and product.status == Product.Status.ACTIVE
        and product.published_at is not None
        and product.published_at <= now
    )


def _picture_for(variant: Variant, pictures: list[Picture]) -> Picture | None:
    own = (picture for picture in pictures if picture.variant_id == variant.pk)
    return next(own, pictures[0] if pictures else None)
