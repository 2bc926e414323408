"""The larder shelves."""

from shop.demo.range.goods import AUTUMN, GIFT
from shop.demo.range.recipes import Design, Fact, Recipe

TEA = Recipe(
    code="TEA",
    category="tea",
    kind="tin",
    tint="sage",
    count=14,
    makers=("good-leaf",),
    tax="zero",
    designs=tuple(
        Design("Tea", "", pattern, price, words=words, title=title)
        for words, title, pattern, price in (
            ("BREAKFAST", "English Breakfast Tea", "", 1.0),
            ("EARL GREY", "Earl Grey Tea", "bands", 1.05),
            ("ASSAM", "Assam Second Flush", "leaf", 1.2),
            ("LAPSANG", "Lapsang Souchong", "bands", 1.25),
            ("GREEN", "Sencha Green Tea", "leaf", 1.3),
            ("JASMINE", "Jasmine Pearls", "leaf", 1.7),
            ("MINT", "Peppermint Leaf", "", 0.9),
            ("CAMOMILE", "Camomile Flowers", "leaf", 0.95),
            ("ROOIBOS", "Rooibos & Orange", "bands", 0.95),
            ("FOUR O'CLOCK", "Four O'Clock Blend", "", 1.05),
            ("OOLONG", "Milk Oolong", "leaf", 1.5),
            ("CHAI", "Kitchen Chai", "bands", 1.1),
            ("NETTLE", "Nettle & Lemon", "leaf", 0.9),
            ("NIGHT", "Night Shift Blend", "", 1.0),
        )
    ),
    colours=(
        ("bottle", "marigold"),
        ("navy", "honey"),
        ("brick", "lemon"),
        ("ink", "rust"),
        ("sage", "bottle"),
        ("chalk", "sage"),
        ("fern", "lemon"),
        ("marigold", "brick"),
        ("rust", "oat"),
        ("dusk", "oat"),
        ("lagoon", "oat"),
        ("plum", "honey"),
        ("moss", "lemon"),
        ("slate", "lilac"),
    ),
    price=(9.5, 12.5),
    weight=(160, 320),
    materials=("leaf tea",),
    sizes=(("Tin, 100 g", 1.0, 1.0), ("Refill, 250 g", 1.7, 1.5)),
    ways=(1, 1),
    size_name="Pack",
    about=(
        "A tea that stands up to milk and to a Monday.",
        "Blended by tasting, forty cups at a sitting, until two people agreed.",
        "Brisk, clean and finished in one pot.",
        "It is the one that is always on in the shop.",
        "Grown high, picked early, packed without hurry.",
        "Good at four in the afternoon, and better with something sweet.",
    ),
    using=(
        "Three minutes, boiling water, a lid on the pot.",
        "Good for a second steeping.",
        "The tin has an inner lid that keeps for a year.",
        "Refills fit the tin exactly. We checked.",
    ),
    facts=(
        Fact("caffeine", "Caffeine", ("yes", "a little", "none")),
        Fact("organic", "Organic", (True, False)),
    ),
    year=AUTUMN,
    tags=("food", "tea", "gift"),
)


COFFEE = Recipe(
    code="COF",
    category="coffee",
    kind="coffee",
    tint="clay",
    count=12,
    makers=("corner-roast",),
    tax="zero",
    designs=tuple(
        Design("Coffee", "", pattern, price, words=words, title=title)
        for words, title, pattern, price in (
            ("HOUSE", "Corner House Espresso", "", 1.0),
            ("MORNING", "First Tram Filter Coffee", "rays", 1.05),
            ("HUILA", "Huila, Colombia", "hills", 1.15),
            ("YIRGACHEFFE", "Yirgacheffe, Ethiopia", "leaves", 1.25),
            ("KIRINYAGA", "Kirinyaga, Kenya", "hills", 1.3),
            ("CERRADO", "Cerrado, Brazil", "", 0.95),
            ("DECAF", "Good Night Decaf", "moon", 1.1),
            ("ANTIGUA", "Antigua, Guatemala", "hills", 1.15),
            ("HARBOUR", "Harbour Blend", "sea", 1.0),
            ("WINTER", "Winter Blend", "moon", 1.1),
            ("SIDAMA", "Sidama, Ethiopia", "leaves", 1.2),
            ("GAYO", "Gayo, Sumatra", "blocks", 1.15),
        )
    ),
    colours=(
        ("oat", "brick"),
        ("chalk", "marigold"),
        ("cocoa", "clay"),
        ("sage", "bottle"),
        ("brick", "oat"),
        ("sand", "navy"),
        ("navy", "lilac"),
        ("bottle", "honey"),
        ("dusk", "navy"),
        ("ink", "dusk"),
        ("fern", "oat"),
        ("blush", "plum"),
    ),
    price=(9, 11.5),
    weight=(250, 260),
    materials=("arabica coffee",),
    sizes=(("Beans", 1.0, 1.0), ("Filter grind", 1.0, 1.0), ("Espresso grind", 1.0, 1.0)),
    size_name="Grind",
    ways=(1, 1),
    about=(
        "Tastes of chocolate and of having slept well.",
        "Roasted a shade lighter than the cafés do, so that you can tell where it is from.",
        "Sweet enough to drink black, strong enough to take milk.",
        "Bought by the sack from people we can ring up.",
        "It forgives a careless scoop.",
        "For a pot on the table and a second one without asking.",
    ),
    using=(
        "Sixty grams to the litre, water just off the boil.",
        "Best from one to five weeks after roasting.",
        "Good in a cafetière, better in a moka pot, fine in anything.",
        "The bag can go in the kitchen bin; it is paper and plants.",
    ),
    facts=(
        Fact("roast", "Roast", ("light", "medium", "medium dark")),
        Fact("organic", "Organic", (True, False)),
    ),
    year=AUTUMN,
    tags=("food", "coffee", "gift"),
)


LARDER = Recipe(
    code="JAR",
    category="preserves-and-chocolate",
    kind="jar",
    tint="blush",
    count=18,
    makers=("bramble-and-crock",),
    tax="zero",
    designs=(
        *(
            Design("Preserve", "", pattern, price, words=words, title=title, colours=(pair,))
            for words, title, pattern, price, pair in (
                ("DAMSON", "Damson Jam", "", 1.0, ("plum", "oat")),
                ("RASPBERRY", "Raspberry Jam", "", 1.05, ("jam", "bottle")),
                ("APRICOT", "Apricot & Almond Jam", "gold", 1.1, ("honey", "bottle")),
                ("SEVILLE", "Seville Marmalade", "gold", 1.1, ("marigold", "brick")),
                ("LEMON", "Lemon Curd", "", 1.15, ("lemon", "bottle")),
                ("HEATHER", "Heather Honey", "gold", 1.8, ("amber", "honey")),
                ("BLOSSOM", "Blossom Honey", "", 1.5, ("honey", "chalk")),
                ("PICCALILLI", "Piccalilli", "", 1.05, ("lemon", "navy")),
                ("CHUTNEY", "Apple Chutney", "", 1.0, ("rust", "oat")),
                ("GREENGAGE", "Greengage Jam", "gold", 1.15, ("moss", "brick")),
            )
        ),
        *(
            Design(
                "Chocolate",
                "",
                pattern,
                price,
                "chocolate",
                words,
                title=title,
                colours=(pair,),
                tax="standard",  # chocolate is confectionery, which is taxed as other goods are
            )
            for words, title, pattern, price, pair in (
                ("SEA SALT", "Sea Salt Dark Chocolate", "sea", 0.9, ("dusk", "navy")),
                ("MILK", "Alpine Milk Chocolate", "hills", 0.85, ("sky", "chalk")),
                ("GINGER", "Ginger Dark Chocolate", "blocks", 0.95, ("marigold", "brick")),
                ("ORANGE", "Blood Orange Chocolate", "rays", 0.95, ("brick", "lemon")),
                ("MINT", "Garden Mint Chocolate", "leaves", 0.9, ("bottle", "sage")),
                ("COFFEE", "Coffee & Cardamom Chocolate", "moon", 0.95, ("cocoa", "honey")),
                ("HAZELNUT", "Roast Hazelnut Chocolate", "blocks", 0.95, ("clay", "oat")),
                ("DARK 85", "Dark Chocolate, 85 per cent", "rays", 0.9, ("ink", "brass")),
            )
        ),
    ),
    colours=(("jam", "oat"),),
    price=(5, 7),
    weight=(90, 460),
    materials=("fruit and sugar", "cocoa and sugar"),
    ways=(1, 1),
    about=(
        "It tastes of the fruit first and the sugar second.",
        "Made in small pans, because big ones boil the sense out of it.",
        "Half of it goes before the lid is back on.",
        "From the trees behind the kitchen, mostly.",
        "A present that nobody has too many of.",
        "Sharp, dark and hard to share.",
    ),
    using=(
        "Good on toast and on the spoon.",
        "A square after supper is a habit; two is a pudding.",
        "Try it with a hard cheese.",
        "The label soaks off; send the jars back if you live near.",
    ),
    facts=(
        Fact("contents", "Contents", (90, 227, 340), "g"),
        Fact("vegetarian", "Vegetarian", (True,)),
    ),
    year=GIFT,
    tags=("food", "gift"),
)

SHELVES = (TEA, COFFEE, LARDER)
