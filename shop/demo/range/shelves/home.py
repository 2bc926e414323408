"""Lamps, seats and tables."""

from shop.demo.range.goods import AUTUMN, EVEN
from shop.demo.range.recipes import Design, Fact, Recipe

WOODS = (("oak", "oat"), ("ash", "sage"), ("walnut", "rust"), ("cherry", "oat"))


PAINTED = (
    ("oak", "bottle"),
    ("ash", "marigold"),
    ("walnut", "oat"),
    ("bottle", "oak"),
    ("ink", "rust"),
    ("chalk", "dusk"),
)


LIGHTING = Recipe(
    code="LMP",
    category="lighting",
    kind="table-lamp",
    tint="oat",
    count=18,
    makers=("lumen-yard", "saltmarsh"),
    designs=(
        Design("Table Lamp", "", "", 1.0),
        Design("Fluted Lamp", "gourd", "flutes", 1.1),
        Design("Column Lamp", "column", "", 0.9),
        Design("Cone Lamp", "cone", "", 1.0),
        Design(
            "Desk Lamp",
            "",
            "",
            1.05,
            kind="desk-lamp",
            colours=(
                ("bottle", "brass"),
                ("chalk", "steel"),
                ("brick", "brass"),
                ("ink", "brass"),
                ("marigold", "steel"),
            ),
        ),
        Design(
            "Pendant",
            "",
            "",
            0.9,
            kind="pendant",
            colours=(
                ("bottle", "brass"),
                ("chalk", "brass"),
                ("brick", "brass"),
                ("navy", "copper"),
                ("sage", "brass"),
            ),
        ),
        Design(
            "Bell Pendant",
            "bell",
            "",
            0.95,
            kind="pendant",
            colours=(
                ("copper", "brass"),
                ("steel", "steel"),
                ("ink", "brass"),
                ("marigold", "brass"),
            ),
        ),
        Design(
            "Globe Pendant",
            "globe",
            "",
            1.0,
            kind="pendant",
            colours=(("chalk", "brass"), ("chalk", "steel")),
        ),
        Design(
            "Tripod Floor Lamp",
            "",
            "",
            1.9,
            kind="floor-lamp",
            colours=(("oak", "oat"), ("walnut", "chalk"), ("ash", "sage")),
        ),
    ),
    colours=(
        ("bottle", "oat"),
        ("chalk", "sand"),
        ("clay", "chalk"),
        ("navy", "oat"),
        ("marigold", "chalk"),
        ("dusk", "oat"),
        ("oak", "chalk"),
        ("brick", "oat"),
        ("sage", "chalk"),
    ),
    price=(78, 125),
    weight=(1300, 3400),
    materials=("brass and steel", "stoneware"),
    about=(
        "A lamp for the corner where you actually read.",
        "It throws light down on the page and leaves the ceiling alone.",
        "The flex is cloth-covered and long enough to reach the socket behind the sofa.",
        "The {collection} is drawn so that it looks right switched off as well.",
        "Warm light, no glare, and a switch that you can find in the dark.",
        "Solid in the foot, so that cats and elbows are no danger.",
    ),
    using=(
        "Takes an E27 bulb; we put a warm LED in the box.",
        "Works with any dimmer made for LEDs.",
        "The shade lifts off with one ring, for dusting.",
        "Wired for the UK; a European flex is a free option, just ask.",
    ),
    facts=(
        Fact("height", "Height", (38, 42, 46, 52), "cm"),
        Fact("bulb", "Bulb", ("E27, included", "E14, included")),
        Fact("flex", "Flex", (1.8, 2.0, 2.5), "m"),
    ),
    ways=(2, 4),
    year=AUTUMN,
    tags=("lighting",),
)


SEATING = Recipe(
    code="CHR",
    category="chairs-and-stools",
    kind="chair",
    tint="sand",
    count=12,
    makers=("brackenhill", "otter-lane"),
    designs=(
        Design("Dining Chair", "", "", 1.0),
        Design("Padded Chair", "", "pad", 1.2),
        Design("Slatted Chair", "slats", "", 1.05),
        Design("Bar Stool", "", "", 0.75, kind="stool"),
        Design("Milking Stool", "three", "", 0.5, kind="stool"),
        Design("Cushioned Stool", "", "pad", 0.85, kind="stool"),
        Design("Hall Bench", "", "", 1.5, kind="bench"),
    ),
    colours=PAINTED,
    price=(165, 240),
    weight=(3900, 7800),
    materials=("oak", "ash", "walnut"),
    colour_name="Finish",
    about=(
        "Comfortable through a long supper, which is the only test that matters.",
        "The seat is hollowed by a few millimetres, and you notice when you sit on a flat one again.",
        "Every joint of the {collection} is glued and pegged; there is not a screw in it.",
        "Light enough to lift over a child with one hand.",
        "It fits under any table of usual height.",
        "Made in tens, numbered underneath.",
    ),
    using=(
        "Felt pads are fitted; spare ones are in the bag.",
        "Arrives put together. Keep the box for a day, it makes a good den.",
        "Six are a set, but nobody will stop you at five.",
        "The finish can be renewed at home with the small tin of oil that comes with it.",
    ),
    facts=(
        Fact("seat_height", "Seat height", (44, 45, 46, 65), "cm"),
        Fact("carries", "Carries up to", (120, 140, 150), "kg"),
        Fact("guarantee", "Guarantee", (10,), "years"),
    ),
    ways=(2, 3),
    year=EVEN,
    tags=("furniture",),
)


TABLES = Recipe(
    code="TAB",
    category="tables-and-shelves",
    kind="table",
    tint="fog",
    count=12,
    makers=("brackenhill", "otter-lane"),
    designs=(
        Design("Side Table", "round", "", 0.8),
        Design("Writing Table", "drawer", "", 1.5),
        Design("Coffee Table", "", "two-tone", 1.2),
        Design("Bookcase", "", "", 1.7, kind="shelf"),
        Design("Open Shelf", "", "open", 1.3, kind="shelf"),
        Design(
            "Log Basket",
            "",
            "block",
            0.35,
            kind="basket",
            colours=(("sand", "bottle"), ("sand", "ink"), ("honey", "chalk")),
        ),
        Design(
            "Laundry Basket",
            "",
            "",
            0.4,
            kind="basket",
            colours=(("sand", "leather"), ("oat", "rust")),
        ),
    ),
    colours=PAINTED,
    price=(185, 320),
    weight=(5200, 16500),
    materials=("oak", "walnut", "ash"),
    colour_name="Finish",
    about=(
        "Somewhere to put things down that deserves them.",
        "The top is one width of board, edges eased so that sleeves and shins come to no harm.",
        "The {collection} comes flat and goes together with wooden wedges and a mallet that we lend you.",
        "Plain from a distance; look closer and the joints are the decoration.",
        "It stands square on old floors, thanks to one adjustable foot that you will never notice.",
        "Sized for rooms that people really have.",
    ),
    using=(
        "Takes a family's worth of paperbacks without a sag.",
        "Oil it once a year and it will look better than it does today.",
        "Two people carry it easily.",
        "A coaster is polite, but the finish forgives.",
    ),
    facts=(
        Fact("width", "Width", (45, 60, 80, 110), "cm"),
        Fact("height", "Height", (48, 74, 120), "cm"),
        Fact("guarantee", "Guarantee", (10,), "years"),
    ),
    ways=(1, 3),
    year=EVEN,
    tags=("furniture",),
)


SHELVES = (LIGHTING, SEATING, TABLES)
