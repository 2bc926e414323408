"""The desk and paper shelves."""

from shop.demo.range.goods import SCHOOL
from shop.demo.range.recipes import Design, Fact, Recipe

NOTEBOOKS = Recipe(
    code="NOT",
    category="notebooks-and-cards",
    kind="notebook",
    tint="oat",
    count=18,
    makers=("quire-and-quill",),
    designs=(
        Design("Notebook", "", "", 1.0, words="NOTES|LISTS|IDEAS|FIELD NOTES"),
        Design("Banded Notebook", "band", "rays", 1.1),
        Design("Ring-bound Sketchbook", "rings", "", 1.2, words="SKETCHES"),
        Design("Hills Notebook", "band", "hills", 1.1),
        Design("Leaf Notebook", "", "leaves", 1.05),
        Design("Patterned Notebook", "", "blocks", 1.05),
        Design("Recipe Book", "band", "bowl", 1.3),
        Design(
            "Greeting Cards, Set of Six",
            "",
            "leaves",
            0.8,
            kind="cards",
            words="HELLO|DEAR YOU|GOOD LUCK",
        ),
        Design(
            "Thank-you Cards, Set of Six",
            "",
            "rays",
            0.8,
            kind="cards",
            words="THANK YOU|MANY THANKS",
        ),
        Design(
            "Birthday Cards, Set of Six",
            "",
            "blocks",
            0.8,
            kind="cards",
            words="MANY HAPPY RETURNS|HAPPY BIRTHDAY",
        ),
    ),
    colours=(
        ("bottle", "marigold"),
        ("navy", "oat"),
        ("brick", "oat"),
        ("oat", "bottle"),
        ("dusk", "navy"),
        ("marigold", "brick"),
        ("plum", "blush"),
        ("sage", "cocoa"),
        ("ink", "honey"),
    ),
    price=(11, 18),
    weight=(140, 420),
    materials=("recycled paper",),
    ways=(2, 4),
    about=(
        "Paper good enough to slow you down.",
        "It opens flat, and stays open without a hand on it.",
        "The {collection} cover is cloth over board and takes years to look used.",
        "Lines are six and a half millimetres apart and pale, so they do not shout.",
        "For lists, for letters, for the idea at four in the morning.",
        "Printed on the older of the two presses, the one with opinions.",
    ),
    using=(
        "One hundred and ninety-two pages, numbered, with an index at the front.",
        "Takes fountain pen ink without a ghost on the other side.",
        "A ribbon keeps your place; a pocket at the back keeps your receipts.",
        "Choose plain, lined or dotted at the checkout note.",
    ),
    facts=(Fact("pages", "Pages", (96, 144, 192)), Fact("paper", "Paper", (90, 100, 120), "g/m²")),
    year=SCHOOL,
    tags=("paper", "gift"),
)


PENS = Recipe(
    code="PEN",
    category="pens-and-pencils",
    kind="pen",
    tint="butter",
    count=12,
    makers=("quire-and-quill", "otter-lane"),
    designs=(
        Design(
            "Fountain Pen",
            "",
            "",
            1.6,
            colours=(
                ("bottle", "brass"),
                ("navy", "steel"),
                ("brick", "brass"),
                ("ink", "copper"),
                ("dusk", "steel"),
            ),
        ),
        Design("Pencils, Set of Five", "pencils", "", 0.35),
        Design("Pencil Pot", "", "stripes", 0.7, kind="pencil-pot"),
        Design("Banded Pencil Pot", "", "band", 0.7, kind="pencil-pot"),
    ),
    colours=(
        ("bottle", "marigold"),
        ("brick", "navy"),
        ("chalk", "dusk"),
        ("marigold", "ink"),
        ("navy", "honey"),
        ("sage", "brick"),
    ),
    price=(28, 44),
    weight=(30, 360),
    materials=("brass and steel", "oak"),
    ways=(2, 4),
    about=(
        "It writes at the first touch, even after a holiday.",
        "Balanced so that the pen does the leaning.",
        "The {collection} is turned from one bar and finished with wax.",
        "For people who still sign things.",
        "A desk looks more like work with it there.",
        "The sort of object that gets borrowed and not returned.",
    ),
    using=(
        "Uses standard cartridges, and a converter is in the box.",
        "The nib is steel, medium, and friendly to left-handers.",
        "Refills are sold everywhere, on purpose.",
        "Sharpened once here by hand, so that the first line is a good one.",
    ),
    facts=(
        Fact("length", "Length", (13.5, 14.0, 17.5), "cm"),
        Fact("refillable", "Refillable", (True,)),
    ),
    year=SCHOOL,
    tags=("paper", "gift"),
)


SHELVES = (NOTEBOOKS, PENS)
