"""Product cards: what a grid shows of each product, read without model instances."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.aggregates import BoolAnd
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Min, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from catalog.models import Product, ProductImage, ProductQuerySet, Variant
from catalog.queries.pictures import Picture, picture_of
from shop.base.prepared import Prepared, Slot, as_tuple

NEW_FOR = timedelta(days=30)
LOW_FROM = 3
ADDRESSES_REMEMBERED = 10_000
PICTURE_COLUMNS = ("renditions", "alt", "width", "height", "placeholder", "variant_id")
NO_VARIANTS = {"variants": 0, "first": None, "is_counted": True, "left": 0}


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
    "rating_count", "published_at", "card_pictures", "card_stock",
)  # fmt: skip


def with_card_rows(products: ProductQuerySet) -> QuerySet[Product, Any]:
    """The products as rows for ``card_of_row``: the columns of a card, its first two pictures and its stock summed up."""
    pictures = (
        ProductImage.objects.filter(product=OuterRef("pk"))
        .exclude(renditions={})
        .order_by("position", "pk")
        .values(json=JSONObject(**{name: name for name in PICTURE_COLUMNS}))[:2]
    )
    left = F("stock_levels__on_hand") - F("stock_levels__reserved")
    stock = (
        Variant.objects.filter(product=OuterRef("pk"))
        .order_by()
        .values("product")
        .annotate(
            json=JSONObject(
                variants=Count("pk", distinct=True),
                first=Min("pk"),
                is_counted=BoolAnd("tracks_stock"),
                left=Sum(left),
            )
        )
        .values("json")
    )
    rows = products.annotate(card_pictures=ArraySubquery(pictures), card_stock=Subquery(stock))
    return rows.values_list(*COLUMNS)


def cards_of(products: ProductQuerySet) -> list[Card]:
    """Cards of the products in their order, in one statement."""
    now = timezone.now()
    return [card_of_row(row, now) for row in with_card_rows(products)]


def cards_of_ids(
    product_ids: Sequence[int], *, reasons: dict[int, str] | None = None
) -> list[Card]:
    """Cards of these products in this order; those not on sale are left out."""
    now = timezone.now()
    rows = _ON_SALE.rows(ids=list(product_ids), now=now)
    found = {row[0]: card_of_row(row, now) for row in rows}
    cards = [found[product_id] for product_id in product_ids if product_id in found]
    if not reasons:
        return cards
    return [replace(card, reason=reasons.get(card.product_id, "")) for card in cards]


_ON_SALE = Prepared(
    lambda: with_card_rows(Product.objects.on_sale(at=Slot("now")).filter(pk__any=Slot("ids"))),
    as_tuple,
)


@lru_cache(maxsize=ADDRESSES_REMEMBERED)
def _address(slug: str) -> str:
    return reverse("product", args=[slug])


def card_of_row(row: tuple[Any, ...], now: datetime) -> Card:
    """The card of a row of ``with_card_rows``."""
    pk, name, slug, brand, price_from, price_to, compare_at, rating, reviews, published_at = row[
        :10
    ]
    pictures = [picture_of(**picture) for picture in row[10]]
    stock = row[11] or NO_VARIANTS
    left = (stock["left"] or 0) if stock["is_counted"] else None
    return Card(
        product_id=pk,
        name=name,
        url=_address(slug),
        brand=brand or "",
        price_from_minor=price_from,
        price_to_minor=price_to,
        compare_at_minor=compare_at,
        currency=settings.SHOP_CURRENCY,
        in_stock=left is None or left > 0,
        is_low=left is not None and 0 < left <= LOW_FROM,
        rating_average=rating,
        rating_count=reviews,
        picture=pictures[0] if pictures else None,
        second_picture=pictures[1] if len(pictures) > 1 else None,
        single_variant_id=stock["first"] if stock["variants"] == 1 else None,
        is_new=published_at > now - NEW_FOR,
    )
