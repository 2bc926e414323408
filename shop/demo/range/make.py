"""The whole range from a seed."""

from shop.demo.dice import Dice
from shop.demo.drawings import VIEWS
from shop.demo.drawings.look import Look
from shop.demo.range.goods import DemoAttribute, DemoPicture, DemoProduct, DemoVariant, Maker
from shop.demo.range.plans import Plan, looks_for, plans_for
from shop.demo.range.prices import cost_of, reduced, rounded_price, stock_of
from shop.demo.range.prose import colour_name, describe, slug_of, words_for
from shop.demo.range.recipes import Design, Fact, Recipe
from shop.demo.range.sources import materials_for
from shop.demo.range.talk import talk_of
from shop.demo.range.tree import RECIPES

VIEW_WORDS = {
    "front": "",
    "above": ", seen from above",
    "close": ", close up",
    "flat": ", laid flat",
    "pair": ", two together",
    "stack": ", in a stack",
    "back": ", from behind",
    "straight": ", from the front",
    "other side": ", from the other side",
    "spine": ", with its spine",
    "open": ", with its flap",
    "closed": ", closed",
    "laid": ", laid out",
    "with stems": ", with dried stems",
    "night": ", lit from inside",
    "close up": ", close up",
}


def make_range(seed: int = 1) -> list[DemoProduct]:
    """About 600 products, always the same for a seed. Slugs, names and SKUs are unique."""
    dice = Dice(f"range {seed}")
    plans = [plan for recipe in RECIPES for plan in plans_for(recipe, dice)]
    ranks = list(range(len(plans)))
    dice.shuffle(ranks)
    names: set[str] = set()
    products = []
    for number, (plan, rank) in enumerate(zip(plans, ranks, strict=True), start=1):
        name = _name(plan.design, plan.collection, names)
        names.add(name)
        products.append(_product(number, name, plan, _popularity(rank), Dice(f"{seed} {name}")))
    return products


def _name(design: Design, collection: str, taken: set[str]) -> str:
    if design.title:
        return design.title
    name = f"{collection} {design.noun}"
    return name if name not in taken else f"{collection} {design.noun} II"


def _popularity(rank: int) -> float:
    """Zipf's law, flattened at the top so that no product sells more than all others."""
    return float(30.0 / (rank + 12) ** 0.9)


def _product(number: int, name: str, plan: Plan, popularity: float, dice: Dice) -> DemoProduct:
    recipe, design, maker = plan.recipe, plan.design, plan.maker
    looks = looks_for(plan, number, dice)
    material = dice.pick(materials_for(recipe, design, looks[0].colour))
    facts = _facts(recipe, design, maker, material, dice)
    words = words_for(name, design, plan.collection, maker, material)
    short, paragraphs = describe(recipe, design, words, facts, dice)
    variants = _variants(number, recipe, design, looks, popularity, dice)
    return DemoProduct(
        number=number,
        name=name,
        slug=slug_of(name),
        maker=maker,
        collection=plan.collection,
        category=recipe.category,
        short=short,
        long=paragraphs,
        attributes=facts,
        options=_options(recipe, variants),
        variants=variants,
        pictures=_pictures(name, plan.kind, looks),
        tags=tuple(dict.fromkeys((*recipe.tags, material))),
        tax_class=design.tax or recipe.tax,
        launched_days_ago=_launched(dice),
        year=recipe.year,
        popularity=round(popularity, 4),
        noun=design.noun,
        recipe=recipe.code,
    )


def _facts(
    recipe: Recipe, design: Design, maker: Maker, material: str, dice: Dice
) -> tuple[DemoAttribute, ...]:
    facts = [DemoAttribute("material", "Material", material.capitalize())]
    if design.author:
        facts.append(DemoAttribute("author", "Author", design.author))
    for fact in _fact_list(recipe, design):
        value = design.facts.get(fact.code, dice.pick(fact.choices))
        facts.append(DemoAttribute(fact.code, fact.label, value, fact.unit))
    if not any(fact.code == "made_in" for fact in facts):
        facts.append(DemoAttribute("made_in", "Made in", maker.place))
    return tuple(facts)


def _fact_list(recipe: Recipe, design: Design) -> tuple[Fact, ...]:
    own = talk_of(recipe, design).facts
    return recipe.facts if own is None else own


def _variants(
    number: int, recipe: Recipe, design: Design, looks: list[Look], popularity: float, dice: Dice
) -> tuple[DemoVariant, ...]:
    base = dice.uniform(*recipe.price) * design.price
    weight, on_sale = dice.uniform(*recipe.weight), dice.maybe(0.11)
    sold_out = dice.maybe(0.02)
    discount = Dice(f"discount {number}")
    made = []
    for look in looks:
        for size, dearer, heavier in recipe.sizes or (("", 1.0, 1.0),):
            usual = rounded_price(base * dearer)
            price = reduced(usual, Dice(f"discount {number}")) if on_sale else usual
            made.append(
                DemoVariant(
                    sku=_sku(number, recipe, look.colour if len(looks) > 1 else "", size),
                    options=_chosen(recipe, look.colour if len(looks) > 1 else "", size),
                    price_minor=price,
                    cost_minor=min(cost_of(usual, discount), price - 20),
                    compare_at_minor=usual if on_sale else None,
                    weight_grams=max(10, round(weight * heavier / 5) * 5),
                    stock=0 if sold_out else stock_of(dice, popularity, price),
                    look=look,
                )
            )
    return tuple(made)


def _chosen(recipe: Recipe, colour: str, size: str) -> tuple[tuple[str, str], ...]:
    chosen = [(recipe.colour_name, colour_name(colour))] if colour else []
    return (*chosen, *([(recipe.size_name, size)] if size else []))


def _sku(number: int, recipe: Recipe, colour: str, size: str) -> str:
    """For example MUG-004-BOTTLE or TEE-231-NAVY-XL."""
    size_code = "".join(part for part in slug_of(size).upper().split("-"))[:10]
    return "-".join(
        part for part in (recipe.code, f"{number:03d}", colour.upper(), size_code) if part
    )


def _options(
    recipe: Recipe, variants: tuple[DemoVariant, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    options: dict[str, dict[str, None]] = {}
    for variant in variants:
        for name, value in variant.options:
            options.setdefault(name, {})[value] = None
    return tuple((name, tuple(values)) for name, values in options.items())


def _pictures(name: str, kind: str, looks: list[Look]) -> tuple[DemoPicture, ...]:
    """The face first, then its other views, then the other colours."""
    views = VIEWS[kind]
    pictures = [
        DemoPicture(kind, looks[0], view, _alt(name, looks[0], views[view]))
        for view in range(len(views))
    ]
    pictures += [DemoPicture(kind, look, 0, _alt(name, look, views[0])) for look in looks[1:]]
    return tuple(pictures)


def _alt(name: str, look: Look, view: str) -> str:
    return f"{name} in {colour_name(look.colour).lower()}{VIEW_WORDS[view]}"


def _launched(dice: Dice) -> int:
    """Days since it first stood in the shop: most are old friends, some are new."""
    return dice.weighted(
        (
            (dice.randint(0, 20), 0.08),
            (dice.randint(21, 120), 0.22),
            (dice.randint(121, 400), 0.70),
        )
    )
