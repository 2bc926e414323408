"""What the demo shop sells, as plain data: makers, shelves, products, variants, pictures."""

from dataclasses import dataclass

from shop.demo.drawings.look import Look

# How strongly a month draws shoppers to a product, January to December, 1.0 being usual.
Year = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes it: an invented workshop with one true-sounding sentence."""

    name: str
    slug: str
    place: str
    sentence: str
    collections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoCategory:
    """A shelf in the tree. ``parent`` is the slug of the shelf above it, empty for the top."""

    slug: str
    name: str
    parent: str
    text: str
    tint: str
    kind: str
    look: Look


@dataclass(frozen=True, slots=True)
class DemoAttribute:
    """A typed fact: ``value`` is text, a number or yes/no; ``unit`` is empty when it has none."""

    code: str
    label: str
    value: str | int | float | bool
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DemoPicture:
    """A picture to draw: ``draw(kind, look, view)``, and what it shows in words."""

    kind: str
    look: Look
    view: int
    alt: str


@dataclass(frozen=True, slots=True)
class DemoVariant:
    """One buyable form of a product. Money in pence, weight in grams.

    ``options`` are (option name, chosen value) pairs in the order of the product's options.
    ``compare_at_minor`` is the price before a reduction, or None.
    """

    sku: str
    options: tuple[tuple[str, str], ...]
    price_minor: int
    cost_minor: int
    compare_at_minor: int | None
    weight_grams: int
    stock: int
    look: Look


@dataclass(frozen=True, slots=True)
class DemoProduct:
    """A product of the demo shop with everything that its page needs."""

    number: int
    name: str
    slug: str
    maker: Maker
    collection: str
    category: str
    short: str
    long: tuple[str, ...]
    attributes: tuple[DemoAttribute, ...]
    options: tuple[tuple[str, tuple[str, ...]], ...]
    variants: tuple[DemoVariant, ...]
    pictures: tuple[DemoPicture, ...]
    tags: tuple[str, ...]
    tax_class: str
    launched_days_ago: int
    year: Year
    popularity: float
    noun: str
    recipe: str


@dataclass(frozen=True, slots=True)
class DemoCollection:
    """A choice of products with a story."""

    slug: str
    name: str
    story: tuple[str, ...]
    products: tuple[str, ...]
    scene: str


EVEN: Year = (0.95, 0.9, 0.95, 1.0, 1.0, 1.0, 0.95, 0.95, 1.0, 1.0, 1.1, 1.2)
GIFT: Year = (0.6, 0.85, 0.85, 0.8, 0.85, 0.8, 0.75, 0.75, 0.85, 1.0, 1.7, 2.4)
SPRING: Year = (0.5, 0.8, 1.6, 2.0, 1.9, 1.4, 1.0, 0.8, 0.8, 0.7, 0.5, 0.5)
SUMMER: Year = (0.4, 0.5, 0.8, 1.1, 1.6, 2.0, 2.0, 1.5, 0.8, 0.5, 0.4, 0.6)
AUTUMN: Year = (0.8, 0.7, 0.7, 0.7, 0.7, 0.6, 0.6, 0.9, 1.5, 1.8, 1.7, 1.6)
WINTER: Year = (1.5, 1.2, 0.8, 0.5, 0.4, 0.3, 0.3, 0.5, 1.0, 1.6, 2.0, 2.1)
SCHOOL: Year = (1.1, 0.8, 0.8, 0.9, 0.8, 0.8, 1.0, 1.6, 1.6, 0.9, 1.1, 1.3)
