"""The bag shelves."""

from shop.demo.range.goods import AUTUMN, SCHOOL
from shop.demo.range.recipes import Design, Fact, Recipe

BAGS = Recipe(
    code="BAG",
    category="backpacks-and-totes",
    kind="backpack",
    tint="mint",
    count=20,
    makers=("fellpack", "wren-and-warp"),
    designs=(
        Design("Day Pack", "", "", 1.0, words="FELL", facts={"capacity": 18}),
        Design("Two-tone Pack", "", "two-tone", 1.05, words="FELL", facts={"capacity": 20}),
        Design("Roll-top Pack", "roll", "", 1.15, words="FELL", facts={"capacity": 24}),
        Design("Block Roll-top", "roll", "block", 1.2, words="FELL", facts={"capacity": 24}),
        Design("Pocket Pack", "", "pocket", 1.05, words="FELL", facts={"capacity": 16}),
        Design(
            "Market Tote",
            "",
            "words",
            0.35,
            kind="tote",
            words="GOOD BREAD|MARKET DAY|BACK BY FIVE|LESS BUT BETTER|BEANS ON TOAST|SLOW POST",
            facts={"capacity": 14},
        ),
        Design("Striped Tote", "", "stripes", 0.4, kind="tote", facts={"capacity": 14}),
        Design("Printed Tote", "", "print", 0.4, kind="tote", facts={"capacity": 14}),
        Design("Block Tote", "", "block", 0.42, kind="tote", facts={"capacity": 16}),
        Design("Zip Pouch", "", "", 0.3, kind="pouch", facts={"capacity": 1}),
    ),
    colours=(
        ("bottle", "marigold"),
        ("navy", "leather"),
        ("oat", "bottle"),
        ("marigold", "cocoa"),
        ("slate", "brick"),
        ("brick", "oat"),
        ("sage", "cocoa"),
        ("ink", "honey"),
        ("chalk", "navy"),
        ("moss", "leather"),
    ),
    price=(78, 118),
    weight=(240, 980),
    materials=("waxed canvas", "recycled nylon", "organic cotton"),
    ways=(2, 4),
    about=(
        "Holds a laptop, a lunch and a change of plan.",
        "Straps that stay where you set them, and a handle you can grab in a hurry.",
        "The {collection} stands up by itself when you put it down.",
        "Pockets inside are the size of the things people carry, measured.",
        "Plain enough for a meeting, tough enough for the weekend after it.",
        "The bottom is doubled, since that is where bags end.",
    ),
    using=(
        "Fits under the seat of any aeroplane we have tried.",
        "Wax it again in autumn; the tin is in the pocket.",
        "Zips are metal and can be replaced. So can everything else.",
        "A laptop of up to fifteen inches slides down the back.",
    ),
    facts=(
        Fact("capacity", "Capacity", (14, 18, 22), "litres"),
        Fact("laptop", "Fits a laptop", (True, False)),
    ),
    year=SCHOOL,
    tags=("bags",),
)


LEATHER = Recipe(
    code="LEA",
    category="leather-goods",
    kind="satchel",
    tint="clay",
    count=12,
    makers=("tannery-row",),
    designs=(
        Design("Satchel", "", "", 1.6),
        Design("Two-tone Satchel", "", "two-tone", 1.7),
        Design("Wallet", "wallet", "", 0.45, kind="pouch"),
        Design("Banded Wallet", "wallet", "two-tone", 0.5, kind="pouch"),
        Design("Pencil Case", "", "", 0.35, kind="pouch"),
    ),
    colours=(
        ("leather", "cocoa"),
        ("cocoa", "leather"),
        ("bottle", "leather"),
        ("brick", "cocoa"),
        ("ink", "leather"),
        ("honey", "cocoa"),
        ("navy", "leather"),
    ),
    price=(95, 150),
    weight=(90, 1350),
    materials=("leather",),
    ways=(2, 4),
    about=(
        "Leather that starts stiff and ends as yours.",
        "Stitched by hand with two needles and one thread, the slow way.",
        "The {collection} has no lining, because good leather does not need one.",
        "Every edge is burnished, which takes longer than the sewing.",
        "It darkens where you hold it; in five years it will be a map.",
        "Room for what you need and a polite limit on the rest.",
    ),
    using=(
        "A tin of balm comes with it.",
        "The strap has seven holes and can be given more.",
        "We emboss up to three letters free of charge; write them in the order note.",
        "Repairs for life, at cost.",
    ),
    facts=(Fact("width", "Width", (11, 22, 36), "cm"), Fact("made_in", "Made in", ("Walsall",))),
    year=AUTUMN,
    tags=("bags", "gift"),
)

SHELVES = (BAGS, LEATHER)
