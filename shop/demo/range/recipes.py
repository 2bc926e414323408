"""How the products of one shelf are made up."""

from dataclasses import dataclass, field

from shop.demo.range.goods import EVEN, Year

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Design:
    """One design of a shelf: what it is called, how it is drawn, what it costs beside the rest.

    ``facts`` replace the shelf's own where they differ; ``words`` go on its label
    (several, parted by ``|``, take turns); ``tax`` is its tax class when not the shelf's.
    """

    noun: str
    form: str = ""
    pattern: str = ""
    price: float = 1.0
    kind: str = ""
    words: str = ""
    facts: dict[str, str | int | float | bool] = field(default_factory=dict)
    colours: tuple[Pair, ...] = ()
    title: str = ""
    author: str = ""
    tax: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed attribute of a shelf: its choices or its range, and its unit."""

    code: str
    label: str
    choices: tuple[str | int | float | bool, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A shelf: ``colours`` are (colour, accent) pairs, ``price`` pounds from and to.

    ``sizes`` are (value, price factor, weight factor). ``about`` and ``using`` are sentences
    with ``{name}``, ``{noun}``, ``{collection}``, ``{maker}`` and ``{place}``.
    """

    code: str
    category: str
    kind: str
    tint: str
    count: int
    makers: tuple[str, ...]
    designs: tuple[Design, ...]
    colours: tuple[Pair, ...]
    price: tuple[float, float]
    weight: tuple[int, int]
    materials: tuple[str, ...]
    about: tuple[str, ...]
    using: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    sizes: tuple[tuple[str, float, float], ...] = ()
    size_name: str = "Size"
    colour_name: str = "Colour"
    ways: tuple[int, int] = (2, 4)
    year: Year = EVEN
    tax: str = "standard"
    tags: tuple[str, ...] = ()


CLOTHES_SIZES = (
    ("XS", 1.0, 0.9),
    ("S", 1.0, 0.95),
    ("M", 1.0, 1.0),
    ("L", 1.0, 1.05),
    ("XL", 1.0, 1.1),
)
SHOE_SIZES = tuple((str(size), 1.0, 0.85 + (size - 36) * 0.03) for size in range(36, 46))
