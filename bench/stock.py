"""A demo shop that cannot be sold out, and carts that are ready to be bought."""

import io
from contextlib import redirect_stdout
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count

from catalog.domain import stock
from catalog.models import Category, Product, Variant
from orders.models import Cart, CartLine

POPULAR = 200
ENOUGH = 100_000


@dataclass(frozen=True)
class Goods:
    """What the stories are about."""

    category: str
    product: str
    variants: list[int]


def open_shop(*, with_history: bool) -> Goods:
    """Fill the database with the demo shop; with its history also the shelves of what is recommended."""
    said = io.StringIO()
    with redirect_stdout(said):
        call_command("demo", "--shelves-only" if not with_history else "--seed=7")
        if with_history:
            call_command("roll_up")
            call_command("retrain")
    variants = list(_variants())
    for variant_id in variants:
        stock.receive(variant_id, ENOUGH)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_order (id bigserial PRIMARY KEY, email text, total bigint)"
        )
        cursor.execute(
            "CREATE TABLE bench_line (id bigserial PRIMARY KEY, order_id bigint REFERENCES bench_order, "
            "variant_id bigint, quantity int, price bigint)"
        )
        cursor.execute("ANALYZE")
    return Goods(_fullest_category(), _usual_product(), variants)


def fill_carts(variants: list[int], count: int) -> list[str]:
    """Make anonymous carts of two lines each. Returns their tokens."""
    prices = dict(Variant.objects.filter(pk__in=variants).values_list("pk", "price_minor"))
    carts = Cart.objects.bulk_create(
        [Cart(token=uuid4(), currency=settings.SHOP_CURRENCY) for _ in range(count)]
    )
    CartLine.objects.bulk_create(
        [
            CartLine(cart=cart, variant_id=variant, quantity=1, price_seen_minor=prices[variant])
            for number, cart in enumerate(carts)
            for variant in (
                variants[number % len(variants)],
                variants[(number + 7) % len(variants)],
            )
        ]
    )
    return [str(cart.token) for cart in carts]


def _variants():
    counted = Variant.objects.filter(tracks_stock=True, product__in=Product.objects.on_sale())
    return counted.order_by("-product__rating_count", "pk").values_list("pk", flat=True)[:POPULAR]


def _fullest_category() -> str:
    """A category whose first page is full."""
    shelves = Category.objects.visible().annotate(size=Count("products")).order_by("-size", "pk")
    return str(shelves.first().slug)


def _usual_product() -> str:
    """A product with reviews and several variants."""
    products = Product.objects.on_sale().annotate(choices=Count("variants")).filter(choices__gte=3)
    return str(products.order_by("-rating_count", "pk").first().slug)
