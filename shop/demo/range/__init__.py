"""What the demo shop sells: ``make_range`` gives the products, ``make_tree`` the shelves."""

from shop.demo.range.chosen import make_collections
from shop.demo.range.goods import (
    DemoAttribute,
    DemoCategory,
    DemoCollection,
    DemoPicture,
    DemoProduct,
    DemoVariant,
    Maker,
)
from shop.demo.range.make import make_range
from shop.demo.range.makers import MAKERS
from shop.demo.range.tree import make_tree

__all__ = [
    "MAKERS",
    "DemoAttribute",
    "DemoCategory",
    "DemoCollection",
    "DemoPicture",
    "DemoProduct",
    "DemoVariant",
    "Maker",
    "make_collections",
    "make_range",
    "make_tree",
]
