"""The few goods of the shop that the flows walk through."""

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from catalog.models import Product, ProductImage, Variant
from tests.factories.catalog import make_category, make_product, make_variant

SIDE = 400


@dataclass(frozen=True)
class Goods:
    """What lies on the shelves."""

    mug: Product
    moss: Variant
    chalk: Variant
    tray: Variant


def stock_the_shelves() -> Goods:
    """A department with a shelf: a mug in two colours and two sizes, with a picture, and a tray of which one is left."""
    kitchen = make_category("Kitchen", description="For cooking and eating.")
    mugs = make_category("Mugs", parent=kitchen)
    mug = make_product("Harbour mug", category=mugs, option_names=["Colour", "Size"])
    moss, chalk, _tall, _last = [
        make_variant(
            f"MUG-{colour}-{size}".upper(),
            product=mug,
            options={"Colour": colour, "Size": size},
            price_minor=price,
            on_hand=left,
            weight_grams=300,
        )
        for colour, size, price, left in (
            ("Moss", "Small", 1200, 10),
            ("Chalk", "Small", 1200, 10),
            ("Moss", "Tall", 1500, 10),
            ("Chalk", "Tall", 1500, 0),
        )
    ]
    tray = make_variant(
        "TRAY", product=make_product("Oak tray", category=kitchen), price_minor=3400, on_hand=1
    )
    _take_a_picture(mug)
    return Goods(mug, moss, chalk, tray)


def _take_a_picture(product: Product) -> None:
    content = io.BytesIO()
    Image.new("RGB", (SIDE, SIDE), "#8fa58a").save(content, "WEBP")
    path = default_storage.save("products/mug-400.webp", ContentFile(content.getvalue()))
    ProductImage.objects.create(
        product=product,
        original=path,
        renditions={str(SIDE): path},
        alt="A mug by the harbour",
        width=SIDE,
        height=SIDE,
    )
