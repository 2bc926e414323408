"""Tableware, and what makes tea and coffee."""

from shop.demo.range.goods import AUTUMN, EVEN, GIFT
from shop.demo.range.recipes import Design, Fact, Recipe

POTTERS = ("saltmarsh", "ferrier", "kiln-street")


GLAZES = (
    ("chalk", "navy"),
    ("bottle", "oat"),
    ("dusk", "chalk"),
    ("oat", "rust"),
    ("sage", "chalk"),
    ("marigold", "brick"),
    ("navy", "oat"),
    ("blush", "brick"),
    ("slate", "oat"),
    ("clay", "chalk"),
    ("lagoon", "chalk"),
    ("brick", "oat"),
)


METALS = (
    ("steel", "oak"),
    ("copper", "ink"),
    ("bottle", "brass"),
    ("chalk", "brass"),
    ("brick", "brass"),
    ("navy", "brass"),
    ("marigold", "steel"),
    ("sage", "brass"),
)


MUGS = Recipe(
    code="MUG",
    category="mugs-and-cups",
    kind="mug",
    tint="sand",
    count=18,
    makers=POTTERS,
    designs=(
        Design("Speckled Mug", pattern="speckle"),
        Design("Dipped Mug", "belly", "dip"),
        Design("Striped Latte Mug", "tall", "stripes", 1.15, facts={"capacity": 420}),
        Design("Espresso Cup", "espresso", "handle", 0.75, facts={"capacity": 90}),
        Design("Fluted Mug", "footed", "flutes", 1.1),
        Design("Painted Fern Mug", "", "brush", 1.3),
        Design("Dotted Mug", "", "dots", 1.1),
        Design("Round Belly Mug", "belly", "band", 1.05),
        Design("Everyday Mug", "", ""),
    ),
    colours=GLAZES,
    price=(14, 24),
    weight=(310, 390),
    materials=("stoneware", "porcelain"),
    about=(
        "A mug that holds enough for a proper cup and still fits under the tap of a coffee machine.",
        "The handle takes three fingers, the rim is thin, and the foot is left bare so that it sits quietly on wood.",
        "We tried eleven handles before settling on this one; you will see why when it is full.",
        "Made for the first cup of the day, and heavy enough that nobody else takes it by mistake.",
        "The {collection} shape started as a soup cup and was too good to keep for soup.",
        "It keeps tea hot for the length of a phone call with your mother.",
    ),
    using=(
        "The inside is glazed pale so that you can judge the strength of your tea.",
        "It stacks two high, three if you are calm.",
        "Four of them fit across the top shelf of a usual cupboard.",
        "Left-handed people report no trouble at all.",
    ),
    facts=(
        Fact("capacity", "Capacity", (300, 320, 340, 360, 380), "ml"),
        Fact("height", "Height", (8.5, 9.0, 9.5, 10.0), "cm"),
        Fact("dishwasher_safe", "Dishwasher safe", (True,)),
    ),
    year=GIFT,
    tags=("tableware", "gift"),
)


PLATES = Recipe(
    code="PLA",
    category="plates-and-bowls",
    kind="plate",
    tint="sand",
    count=16,
    makers=POTTERS,
    designs=(
        Design("Dinner Plate", "", "band", 1.1, facts={"diameter": 27}),
        Design("Side Plate", "side", "speckle", 0.75, facts={"diameter": 20}),
        Design("Cereal Bowl", "", "dip", 0.85, kind="bowl", facts={"diameter": 15}),
        Design("Serving Bowl", "wide", "brush", 2.0, kind="bowl", facts={"diameter": 28}),
        Design("Ramen Bowl", "ramen", "stripes", 1.25, kind="bowl", facts={"diameter": 19}),
        Design("Deep Bowl", "deep", "flutes", 1.1, kind="bowl", facts={"diameter": 16}),
        Design("Dotted Plate", "", "dots", 1.15, facts={"diameter": 24}),
        Design("Milk Jug", "", "dip", 1.2, kind="jug", facts={"diameter": 11}),
        Design("Two-tone Plate", "", "well", 1.1, facts={"diameter": 26}),
    ),
    colours=GLAZES,
    price=(14, 26),
    weight=(480, 820),
    materials=("stoneware", "earthenware"),
    about=(
        "A plate for beans on toast that does not mind being brought out for guests.",
        "The {noun} has a low rim that keeps sauce where it belongs.",
        "Part of the {collection} tableware, which we keep in stock so that a broken one can be replaced years later.",
        "The glaze pools a little darker in the middle, and food looks good on it.",
        "Wide enough to be generous, shallow enough to stack.",
        "It is the piece we use most at our own table.",
    ),
    using=(
        "Six of them make a stack as high as a hand.",
        "Warm it in a low oven before serving; it keeps the heat through a second helping.",
        "The foot is ground smooth, so it will not scratch the table.",
        "It mixes happily with whatever you already have.",
    ),
    facts=(
        Fact("diameter", "Diameter", (20, 24, 26), "cm"),
        Fact("dishwasher_safe", "Dishwasher safe", (True,)),
        Fact("microwave_safe", "Microwave safe", (True, False)),
    ),
    year=EVEN,
    tags=("tableware",),
)


BREWING = Recipe(
    code="BRW",
    category="tea-and-coffee-makers",
    kind="teapot",
    tint="oat",
    count=16,
    makers=("ferrier", "kiln-street", "hob-and-handle"),
    designs=(
        Design("Teapot", "", "speckle", 1.0, facts={"capacity": 900}),
        Design("Low Teapot", "low", "handle", 1.1, facts={"capacity": 700}),
        Design("Tall Coffee Pot", "tall", "band", 1.15, facts={"capacity": 1000}),
        Design(
            "Hob Kettle", "", "wood", 1.3, kind="kettle", facts={"capacity": 1800}, colours=METALS
        ),
        Design(
            "Cone Kettle", "cone", "", 1.4, kind="kettle", facts={"capacity": 1500}, colours=METALS
        ),
        Design(
            "Round Kettle",
            "ball",
            "wood",
            1.35,
            kind="kettle",
            facts={"capacity": 2000},
            colours=METALS,
        ),
        Design(
            "Cafetière",
            "",
            "",
            0.9,
            kind="cafetiere",
            facts={"capacity": 1000},
            colours=(
                ("ink", "steel"),
                ("brick", "brass"),
                ("bottle", "brass"),
                ("chalk", "copper"),
            ),
        ),
        Design("Striped Teapot", "", "stripes", 1.1, facts={"capacity": 900}),
    ),
    colours=GLAZES,
    price=(38, 62),
    weight=(780, 1250),
    materials=("stoneware", "stainless steel"),
    about=(
        "It pours in one clean line and does not drip, which we checked over a white cloth.",
        "Four cups, or two people who mean it.",
        "The lid stays on when you tip it, even at the last drop.",
        "The {collection} was drawn for a café that wanted one pot for every table.",
        "Balanced so that the weight is in your wrist only when it is empty.",
        "A pot to keep out rather than put away.",
    ),
    using=(
        "The strainer is part of the pot, so there is nothing to lose.",
        "Works on gas, electric and wood stoves where the base allows it.",
        "Warm it first; it is worth the half minute.",
        "Replacement lids and handles are always in stock.",
    ),
    facts=(
        Fact("capacity", "Capacity", (800, 900, 1000), "ml"),
        Fact("guarantee", "Guarantee", (2, 5), "years"),
    ),
    year=AUTUMN,
    tags=("tableware", "gift", "coffee"),
)


SHELVES = (MUGS, PLATES, BREWING)
