"""Which design appears in which collection, and in which colours."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd

from shop.demo.dice import Dice
from shop.demo.drawings.look import Look
from shop.demo.range.goods import Maker
from shop.demo.range.makers import MAKERS
from shop.demo.range.recipes import Design, Pair, Recipe
from shop.demo.range.sources import makers_for

# Kinds whose proportions may vary a little from one product to the next.
SHAPELY = frozenset(
    [
        "vase",
        "jug",
        "mug",
        "table-lamp",
        "bowl",
        "planter",
        "carafe",
        "teapot",
        "stool",
        "backpack",
        "tote",
        "satchel",
        "flask",
        "casserole",
        "table",
        "shelf",
        "speaker",
        "radio",
        "basket",
    ]
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A product to be: a design in a collection. ``again`` counts the design's earlier uses."""

    recipe: Recipe
    design: Design
    maker: Maker
    collection: str
    place: int
    again: int

    @property
    def kind(self) -> str:
        return self.design.kind or self.recipe.kind


def plans_for(recipe: Recipe, dice: Dice) -> Iterator[Plan]:
    """``recipe.count`` plans, the designs taking turns; none has a collection twice."""
    pools = [_collections(recipe, design, dice) for design in recipe.designs]
    whole = [len(pool) for pool in pools]
    given, turn = 0, 0
    while given < recipe.count and any(pools):
        place, turn = turn % len(pools), turn + 1
        if pools[place]:
            again = whole[place] - len(pools[place])
            maker, collection = pools[place].pop()
            given += 1
            yield Plan(recipe, recipe.designs[place], maker, collection, place, again)


def _collections(recipe: Recipe, design: Design, dice: Dice) -> list[tuple[Maker, str]]:
    """The collections in which a design may appear; one with a title of its own appears once."""
    pool = [
        (MAKERS[slug], collection)
        for slug in makers_for(recipe, design)
        for collection in MAKERS[slug].collections
    ]
    dice.shuffle(pool)
    return pool[:1] if design.title else pool


def looks_for(plan: Plan, number: int, dice: Dice) -> list[Look]:
    """One look for each colour it comes in; the first colour differs from the neighbours'."""
    high, wide = _proportions(plan.kind, dice)
    words = plan.design.words.split("|")
    return [
        Look(
            colour,
            accent,
            plan.recipe.tint,
            plan.design.form,
            plan.design.pattern,
            high,
            wide,
            words[plan.again % len(words)],
            number,
        )
        for colour, accent in _colours(plan, dice)
    ]


def _colours(plan: Plan, dice: Dice) -> list[Pair]:
    pairs = plan.design.colours or plan.recipe.colours
    count, stride = dice.randint(*plan.recipe.ways), _stride(len(pairs))
    start = plan.place + plan.again * stride
    chosen: dict[str, Pair] = {}
    for step in range(len(pairs)):
        pair = pairs[(start + step) % len(pairs)]
        if len(chosen) < count:
            chosen.setdefault(pair[0], pair)
    return list(chosen.values())


def _stride(count: int) -> int:
    """A step through so many colours that meets each of them before it repeats one."""
    return next(step for step in range(max(1, count // 2 - 1), count + 1) if gcd(step, count) == 1)


def _proportions(kind: str, dice: Dice) -> tuple[float, float]:
    if kind not in SHAPELY:
        return 1.0, 1.0
    return round(dice.uniform(0.92, 1.1), 3), round(dice.uniform(0.94, 1.07), 3)
