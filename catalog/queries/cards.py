"""Product cards: what a grid shows of each product, read without model instances."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F, Sum
from django.urls import reverse
from django.utils import timezone

from catalog.models import Product, ProductQuerySet, Variant
from catalog.queries.pictures import Picture, pictures_of_products

NEW_FOR = timedelta(days=30)
LOW_FROM = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One product in a grid. ``reason`` says why it is shown, when it was recommended."""

    product_id: int
    name: str
    url: str
    brand: str
    price_from_minor: int
    price_to_minor: int
    compare_at_minor: int | None
    currency: str
    in_stock: bool
    is_low: bool
    rating_average: Decimal | None
    rating_count: int
    picture: Picture | None
    second_picture: Picture | None
    single_variant_id: int | None
    is_new: bool
    reason: str = ""

    @property
    def is_reduced(self) -> bool:
        return self.compare_at_minor is not None


COLUMNS = (
    "pk", "name", "slug", "brand__name", "price_from_minor", "price_to_minor", "compare_at_minor", "rating_average",
    "rating_count", "published_at",
)  # fmt: skip


def cards_of(products: ProductQuerySet) -> list[Card]:
    """Cards of the products in their order, in three statements however many there are."""
    rows = list(products.values_list(*COLUMNS))
    ids = [row[0] for row in rows]
    pictures = pictures_of_products(ids, most_each=2)
    variants = _variants(ids)
    now = timezone.now()
    return [_card(row, pictures.get(row[0], []), variants.get(row[0], []), now) for row in rows]


def cards_of_ids(
    product_ids: Sequence[int], *, reasons: dict[int, str] | None = None
) -> list[Card]:
    """Cards of these products in this order; those not on sale are left out."""
    found = {
        card.product_id: card
        for card in cards_of(Product.objects.on_sale().filter(pk__in=list(product_ids)))
    }
    cards = [found[product_id] for product_id in product_ids if product_id in found]
    if not reasons:
        return cards
    return [replace(card, reason=reasons.get(card.product_id, "")) for card in cards]


@dataclass(frozen=True, slots=True)
class _Left:
    variant_id: int
    left: int | None


def _variants(product_ids: Sequence[int]) -> dict[int, list[_Left]]:
    """What is left of every variant of these products; None when its stock is not counted."""
    rows = (
        Variant.objects.filter(product_id__in=product_ids)
        .annotate(left=Sum(F("stock_levels__on_hand") - F("stock_levels__reserved")))
        .values_list("product_id", "pk", "tracks_stock", "left")
        .order_by("pk")
    )
    found: dict[int, list[_Left]] = {}
    for product_id, variant_id, tracks_stock, left in rows:
        found.setdefault(product_id, []).append(
            _Left(variant_id, (left or 0) if tracks_stock else None)
        )
    return found


def _card(
    row: tuple[Any, ...], pictures: Sequence[Picture], variants: Sequence[_Left], now: datetime
) -> Card:
    pk, name, slug, brand, price_from, price_to, compare_at, rating, reviews, published_at = row
    left = [variant.left for variant in variants]
    total = None if None in left else sum(part for part in left if part)
    return Card(
        product_id=pk,
        name=name,
        url=reverse("product", args=[slug]),
        brand=brand or "",
        price_from_minor=price_from,
        price_to_minor=price_to,
        compare_at_minor=compare_at,
        currency=settings.SHOP_CURRENCY,
        in_stock=total is None or total > 0,
        is_low=total is not None and 0 < total <= LOW_FROM,
        rating_average=rating,
        rating_count=reviews,
        picture=pictures[0] if pictures else None,
        second_picture=pictures[1] if len(pictures) > 1 else None,
        single_variant_id=variants[0].variant_id if len(variants) == 1 else None,
        is_new=published_at > now - NEW_FOR,
    )
