"""What a cart and a checkout must know of the variants in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from catalog.models import Product, StockLevel, Variant
from catalog.models.products import VariantQuerySet, choices_in_words
from catalog.queries.pictures import Picture, pictures_of_products
from shop.base.prepared import Prepared, Slot


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """A variant as it is sold now. ``available`` is None when its stock is not counted."""

    id: int
    product_id: int
    sku: str
    product_name: str
    product_slug: str
    label: str
    options: Mapping[str, str] = field(hash=False)
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
    rows = _VARIANTS.rows(ids=list(variant_ids))
    pictures = pictures_of_products({row.product_id for row in rows}) if with_pictures else {}
    return {row.pk: _facts(row, timezone.now(), pictures.get(row.product_id, [])) for row in rows}


def facts_of_product(product_id: int) -> list[VariantFacts]:
    """The living variants of a product in their order."""
    now = timezone.now()
    return [_facts(row, now, []) for row in _OF_PRODUCT.rows(product=product_id)]


class _Row(NamedTuple):
    """A variant with what is asked of its product. ``left`` is the most that one location could promise."""

    pk: int
    product_id: int
    sku: str
    options: dict[str, str]
    price_minor: int
    compare_at_minor: int | None
    currency: str
    weight_grams: int
    tracks_stock: bool
    deleted_at: datetime | None
    left: int | None
    product_name: str
    product_slug: str
    option_names: list[str]
    tax_class: str
    category_id: int
    status: str
    published_at: datetime | None
    product_deleted_at: datetime | None


COLUMNS = (
    "pk", "product_id", "sku", "options", "price_minor", "compare_at_minor", "currency", "weight_grams", "tracks_stock",
    "deleted_at", "left", "product__name", "product__slug", "product__option_names", "product__tax_class",
    "product__category_id", "product__status", "product__published_at", "product__deleted_at",
)  # fmt: skip


def _rows(variants: VariantQuerySet) -> QuerySet[Variant, Any]:
    return variants.annotate(left=_left()).values_list(*COLUMNS)


_VARIANTS = Prepared(lambda: _rows(Variant.everything.filter(pk__any=Slot("ids"))), _Row)
_OF_PRODUCT = Prepared(
    lambda: _rows(Variant.objects.filter(product=Slot("product")).order_by("position", "pk")), _Row
)


def _left() -> Subquery:
    """The most that one location could promise of a variant."""
    levels = StockLevel.objects.filter(variant=OuterRef("pk")).order_by().values("variant")
    return Subquery(levels.annotate(most=Max(F("on_hand") - F("reserved"))).values("most"))


def _facts(row: _Row, now: datetime, pictures: Sequence[Picture]) -> VariantFacts:
    return VariantFacts(
        id=row.pk,
        product_id=row.product_id,
        sku=row.sku,
        product_name=row.product_name,
        product_slug=row.product_slug,
        label=choices_in_words(row.options, row.option_names),
        options=row.options,
        price_minor=row.price_minor,
        compare_at_minor=row.compare_at_minor,
        currency=row.currency,
        tax_class=row.tax_class,
        weight_grams=row.weight_grams,
        available=(row.left or 0) if row.tracks_stock else None,
        is_for_sale=_is_for_sale(row, now),
        category_id=row.category_id,
        picture=_picture_for(row.pk, pictures),
    )


def _is_for_sale(row: _Row, now: datetime) -> bool:
    return (
        row.deleted_at is None
        and row.product_deleted_at is None
        and row.status == Product.Status.ACTIVE
        and row.published_at is not None
        and row.published_at <= now
    )


def _picture_for(variant_id: int, pictures: Sequence[Picture]) -> Picture | None:
    own = (picture for picture in pictures if picture.variant_id == variant_id)
    return next(own, pictures[0] if pictures else None)
