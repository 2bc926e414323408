"""The outdoor shelves."""

from shop.demo.range.goods import SPRING, SUMMER
from shop.demo.range.recipes import Design, Fact, Recipe

CAMPING = Recipe(
    code="CMP",
    category="camping",
    kind="tent",
    tint="sage",
    count=16,
    makers=("drystone",),
    designs=(
        Design("Ridge Tent", "", "flaps", 1.4),
        Design(
            "Bell Tent",
            "bell",
            "",
            2.2,
            colours=(("oat", "bottle"), ("chalk", "marigold"), ("sand", "brick")),
        ),
        Design("Dome Tent", "dome", "", 1.3),
        Design("Banded Tent", "", "band", 1.45),
        Design(
            "Lantern",
            "",
            "",
            0.25,
            kind="lantern",
            colours=(
                ("bottle", "steel"),
                ("brick", "brass"),
                ("marigold", "steel"),
                ("ink", "brass"),
                ("dusk", "steel"),
            ),
        ),
        Design(
            "Enamel Mug",
            "",
            "",
            0.08,
            kind="enamel-mug",
            colours=(("chalk", "navy"), ("bottle", "oat"), ("brick", "oat"), ("marigold", "ink")),
        ),
        Design(
            "Camp Blanket",
            "",
            "check",
            0.35,
            kind="blanket",
            colours=(("bottle", "marigold"), ("brick", "navy"), ("slate", "oat")),
        ),
    ),
    colours=(
        ("bottle", "oat"),
        ("marigold", "navy"),
        ("moss", "honey"),
        ("brick", "oat"),
        ("dusk", "marigold"),
    ),
    price=(180, 260),
    weight=(320, 6800),
    materials=("waxed canvas", "recycled nylon"),
    ways=(1, 3),
    about=(
        "Goes up in eight minutes, or twelve with advice.",
        "Dry in Wales, which is all that needs saying.",
        "The {collection} was slept in through the whole of one February before it was sold.",
        "Pegs that bend back, guys that you can see, a bag that it really fits into.",
        "Enough room to sit up and disagree about the map.",
        "It smells of holidays after the second one.",
    ),
    using=(
        "Pitch it once in the garden first.",
        "Dry it before you pack it away, even if you are tired.",
        "Spare poles and pegs are kept for fifteen years.",
        "Works as well in a living room.",
    ),
    facts=(Fact("sleeps", "Sleeps", (1, 2, 3)), Fact("guarantee", "Guarantee", (5,), "years")),
    year=SUMMER,
    tags=("outdoors",),
)


CYCLES = Recipe(
    code="CYC",
    category="bicycles",
    kind="bicycle",
    tint="butter",
    count=10,
    makers=("pedal-works",),
    designs=(
        Design("Town Bicycle", "", "", 1.0),
        Design("Basket Bicycle", "step", "basket", 1.1),
        Design("Step-through Bicycle", "step", "", 1.0),
        Design("Tourer", "", "", 1.3),
    ),
    colours=(
        ("bottle", "leather"),
        ("brick", "cocoa"),
        ("marigold", "ink"),
        ("dusk", "leather"),
        ("ink", "leather"),
        ("blush", "cocoa"),
        ("sage", "leather"),
    ),
    price=(640, 980),
    weight=(11500, 15500),
    materials=("lugged steel",),
    sizes=(("Small", 1.0, 0.96), ("Medium", 1.0, 1.0), ("Large", 1.0, 1.04)),
    ways=(2, 3),
    about=(
        "A bicycle for going to places, not for going fast to nowhere.",
        "Steel, because it forgives the road and can be mended in any village.",
        "The {collection} comes with mudguards, lights and a bell, since you need them.",
        "Upright enough to see over hedges.",
        "Three gears by the handle and one brake by each hand; that is the manual.",
        "Painted in the same shed where the frames are built.",
    ),
    using=(
        "Delivered nine tenths built; the spanner is in the box.",
        "Bring it to the workshop for its first service, free.",
        "Takes a child seat at the back and shopping at the front.",
        "Lock it well. People will want it.",
    ),
    facts=(
        Fact("gears", "Gears", (3, 7, 8)),
        Fact("frame_guarantee", "Frame guarantee", (15,), "years"),
    ),
    year=SPRING,
    tags=("outdoors",),
)

SHELVES = (CAMPING, CYCLES)
