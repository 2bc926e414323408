"""The book shelves: invented titles by invented people."""

from shop.demo.range.goods import EVEN, GIFT, Year
from shop.demo.range.recipes import Design, Fact, Pair, Recipe

Entry = tuple[str, str, str, str, Pair]


def _books(entries: tuple[Entry, ...]) -> tuple[Design, ...]:
    """(title, author, cover art, words on the cover, colours)"""
    return tuple(
        Design("Book", pattern=art, words=words, title=title, author=author, colours=(pair,))
        for title, author, art, words, pair in entries
    )


def _shelf(
    code: str,
    category: str,
    tint: str,
    entries: tuple[Entry, ...],
    about: tuple[str, ...],
    using: tuple[str, ...],
    price: tuple[float, float],
    year: Year,
    tags: tuple[str, ...],
) -> Recipe:
    return Recipe(
        code=code,
        category=category,
        kind="book",
        tint=tint,
        count=len(entries),
        makers=("lamplight",),
        designs=_books(entries),
        colours=(("bottle", "oat"),),
        price=price,
        weight=(240, 980),
        materials=("sewn paper",),
        about=about,
        using=using,
        tax="zero",
        facts=(
            Fact("pages", "Pages", (96, 176, 208, 256, 320, 384)),
            Fact("binding", "Binding", ("hardback", "sewn paperback")),
        ),
        sizes=(("Paperback", 0.65, 0.6), ("Hardback", 1.0, 1.0)),
        size_name="Binding",
        ways=(1, 1),
        year=year,
        tags=tags,
    )


COOKERY = _shelf(
    "BKC",
    "cookery-garden-and-craft-books",
    "butter",
    (
        ("The Slow Kitchen", "Nell Farrow", "bowl", "THE SLOW KITCHEN", ("bottle", "oat")),
        ("Bread for Beginners and Others", "Tomas Reed", "rays", "BREAD", ("marigold", "cocoa")),
        ("Supper on a Tuesday", "Asha Menon", "bowl", "SUPPER ON A TUESDAY", ("brick", "oat")),
        ("A Year of Soup", "Ida Lund", "bowl", "A YEAR OF SOUP", ("oat", "brick")),
        (
            "Small Gardens, Large Ideas",
            "Rosalind Achebe",
            "leaves",
            "SMALL GARDENS",
            ("sage", "bottle"),
        ),
        (
            "The Patient Gardener",
            "Hugh Pennington-Bell",
            "hills",
            "THE PATIENT GARDENER",
            ("bottle", "lemon"),
        ),
        ("Mending", "Kit Okafor", "blocks", "MENDING", ("dusk", "oat")),
        ("Knit Something Square", "Greta Sandison", "blocks", "KNIT", ("plum", "blush")),
        ("Pickles and Patience", "Maud Tregear", "bowl", "PICKLES", ("fern", "lemon")),
        (
            "The Wooden Spoon Book",
            "Evan Prys",
            "leaves",
            "THE WOODEN SPOON BOOK",
            ("clay", "cocoa"),
        ),
        ("Tea, Slowly", "Wei-Lin Carter", "leaves", "TEA SLOWLY", ("moss", "oat")),
        (
            "House Plants That Forgive",
            "Dora Valentine",
            "leaves",
            "PLANTS THAT FORGIVE",
            ("blush", "bottle"),
        ),
        (
            "Cooking for One and a Half",
            "Samir Haddad",
            "bowl",
            "COOKING FOR ONE AND A HALF",
            ("sky", "brick"),
        ),
        (
            "The Repair Shop in the Attic",
            "Jonas Whitlock",
            "frame",
            "THE REPAIR SHOP",
            ("navy", "honey"),
        ),
    ),
    (
        "A book that stays open on the worktop, in every sense.",
        "Plain instructions by someone who has got it wrong first and says so.",
        "Eighty pieces of good advice and no foam.",
        "The drawings are clearer than photographs would be.",
        "It assumes one sharp knife and some goodwill.",
        "Chapters follow the year, which is how it should be read.",
    ),
    (
        "The index was made by a person.",
        "Lies flat. Wipes clean, within reason.",
        "Give it to someone who has just got their own kitchen, or garden, or time.",
        "There is room in the margins for corrections.",
    ),
    (18, 26),
    GIFT,
    ("books", "gift"),
)

STORIES = _shelf(
    "BKS",
    "stories-and-picture-books",
    "lilac",
    (
        (
            "The Ferryman's Daughter",
            "Isla Mackay",
            "sea",
            "THE FERRYMANS DAUGHTER",
            ("dusk", "chalk"),
        ),
        ("What the Tide Left", "Owen Parry", "sea", "WHAT THE TIDE LEFT", ("sand", "navy")),
        (
            "Northern Lights on the A9",
            "Catriona Bell",
            "hills",
            "NORTHERN LIGHTS",
            ("navy", "sage"),
        ),
        (
            "The Lamplighter's Winter",
            "Edith Marsh",
            "moon",
            "THE LAMPLIGHTERS WINTER",
            ("ink", "honey"),
        ),
        (
            "A Field Guide to Leaving",
            "Priya Raman",
            "leaves",
            "A FIELD GUIDE TO LEAVING",
            ("oat", "bottle"),
        ),
        ("Six Houses", "Martin Oyelaran", "blocks", "SIX HOUSES", ("brick", "oat")),
        (
            "The Clockmaker's Apprentice Is Late",
            "Felix Grainger",
            "rays",
            "THE CLOCKMAKERS APPRENTICE",
            ("marigold", "navy"),
        ),
        ("Quiet Streets", "Helen Adeyemi", "moon", "QUIET STREETS", ("plum", "lemon")),
        (
            "The Bear Who Ran a Shop",
            "Lotte Brandt",
            "frame",
            "THE BEAR WHO RAN A SHOP",
            ("honey", "cocoa"),
        ),
        (
            "Goodnight, Allotment",
            "Sam Pickard",
            "hills",
            "GOODNIGHT ALLOTMENT",
            ("bottle", "lemon"),
        ),
        ("Pip and the Very Long Scarf", "Marta Novak", "rays", "PIP", ("blush", "brick")),
        ("The Boat in the Bath", "Theo Lindqvist", "sea", "THE BOAT IN THE BATH", ("sky", "brick")),
        (
            "Ten Hens Counting",
            "Alice Wainwright",
            "blocks",
            "TEN HENS COUNTING",
            ("lemon", "brick"),
        ),
        ("The Moon Has a Cold", "Rafael Ortiz", "moon", "THE MOON HAS A COLD", ("navy", "lemon")),
        (
            "Letters from the Signal Box",
            "George Attwell",
            "hills",
            "LETTERS FROM THE SIGNAL BOX",
            ("rust", "oat"),
        ),
        (
            "An Inventory of Rain",
            "Niamh Doherty",
            "leaves",
            "AN INVENTORY OF RAIN",
            ("slate", "sky"),
        ),
    ),
    (
        "A story to read in one sitting and then again, more slowly.",
        "Funny in the way that true things are.",
        "It begins with a small mistake and ends somewhere you did not expect.",
        "Passed round the shop until the spine gave in.",
        "Short chapters, which suits bedtime and buses.",
        "You will want to talk to someone about the last ten pages.",
    ),
    (
        "Set in a type that tired eyes can manage.",
        "Signed copies are sometimes in stock; ask.",
        "It reads well aloud.",
        "Winner of nothing yet. Give it time.",
    ),
    (13, 19),
    EVEN,
    ("books", "gift"),
)

SHELVES = (COOKERY, STORIES)
