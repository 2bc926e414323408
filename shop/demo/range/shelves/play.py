"""The play shelves."""

from shop.demo.range.goods import GIFT
from shop.demo.range.recipes import Design, Fact, Recipe

TOYS = Recipe(
    code="TOY",
    category="toys",
    kind="blocks",
    tint="sky",
    count=18,
    makers=("toyroom",),
    designs=(
        Design("Building Blocks", words="ABC", price=1.0),
        Design("Ring Stacker", kind="stacker", price=0.7),
        Design("Train", kind="train", price=0.95),
        Design(
            "Dolls' House",
            kind="dolls-house",
            price=3.2,
            colours=(("blush", "brick"), ("chalk", "navy"), ("sage", "cocoa")),
        ),
        Design(
            "Bear",
            kind="bear",
            price=0.85,
            colours=(
                ("honey", "brick"),
                ("cocoa", "marigold"),
                ("chalk", "dusk"),
                ("oat", "bottle"),
            ),
        ),
        Design(
            "Rabbit",
            "rabbit",
            kind="bear",
            price=0.85,
            colours=(("stone", "blush"), ("chalk", "sage"), ("blush", "navy")),
        ),
        Design(
            "Fox", "fox", kind="bear", price=0.85, colours=(("rust", "navy"), ("rust", "bottle"))
        ),
        Design(
            "Ball", "", "", 0.5, kind="ball", colours=(("chalk", "navy"), ("marigold", "brick"))
        ),
        Design(
            "Beach Ball",
            "beach",
            "",
            0.4,
            kind="ball",
            colours=(("brick", "chalk"), ("dusk", "marigold"), ("bottle", "lemon")),
        ),
        Design("Kite", kind="kite", price=0.6),
    ),
    colours=(
        ("brick", "marigold"),
        ("bottle", "honey"),
        ("dusk", "marigold"),
        ("marigold", "navy"),
        ("blush", "sage"),
        ("sage", "brick"),
    ),
    price=(30, 48),
    weight=(220, 2400),
    materials=("beech", "cotton and wool"),
    ways=(1, 3),
    about=(
        "A toy that needs a child to work.",
        "No batteries, no noise, no small parts.",
        "The {collection} has been chewed, thrown and left in the rain by experts.",
        "Made to be handed down, and there is a line inside for names.",
        "The colours are bright and the edges are not.",
        "Grown-ups pick it up as well; we have watched them.",
    ),
    using=(
        "From eighteen months, with company.",
        "Tested to EN 71 and by the maker's own three.",
        "Comes in a cotton bag, so there is somewhere to put it at bedtime.",
        "Lost a piece? Write to us, replacements are free.",
    ),
    facts=(
        Fact("from_age", "From age", (0, 1, 2, 3), "years"),
        Fact("made_in", "Made in", ("Hay-on-Wye",)),
    ),
    year=GIFT,
    tags=("play", "gift"),
)


GAMES = Recipe(
    code="GAM",
    category="games-and-puzzles",
    kind="game",
    tint="lilac",
    count=10,
    makers=("toyroom", "quire-and-quill"),
    designs=(
        Design(
            "Board Game",
            "",
            "sea",
            words="HARBOUR",
            title="Harbour, a Game of Boats",
            facts={"players": "2-4"},
        ),
        Design(
            "Board Game",
            "",
            "hills",
            words="DROVERS",
            title="Drovers, a Game of Sheep and Weather",
            facts={"players": "2-5"},
        ),
        Design(
            "Card Game",
            "small",
            "moon",
            0.5,
            words="NIGHT BUS",
            title="Night Bus, a Card Game",
            facts={"players": "2-6"},
        ),
        Design(
            "Card Game",
            "small",
            "leaves",
            0.5,
            words="HEDGEROW",
            title="Hedgerow, a Card Game",
            facts={"players": "1-4"},
        ),
        Design(
            "Jigsaw",
            kind="puzzle",
            title="Downland Jigsaw, 500 pieces",
            price=0.8,
            facts={"players": "1-4"},
        ),
        Design(
            "Jigsaw",
            kind="puzzle",
            title="Estuary Jigsaw, 1,000 pieces",
            price=0.95,
            facts={"players": "1-4"},
        ),
        Design(
            "Board Game",
            "",
            "rays",
            words="ALLOTMENT",
            title="Allotment, a Game of Patience",
            facts={"players": "1-4"},
        ),
        Design(
            "Quiz",
            "small",
            "blocks",
            0.55,
            words="PUB QUIZ",
            title="The Corner Pub Quiz",
            facts={"players": "3-12"},
        ),
        Design(
            "Board Game",
            "",
            "bowl",
            words="THE LONG TABLE",
            title="The Long Table, a Game of Cooks",
            facts={"players": "2-5"},
        ),
        Design(
            "Jigsaw",
            kind="puzzle",
            title="Allotments Jigsaw, 750 pieces",
            price=0.9,
            facts={"players": "1-4"},
        ),
    ),
    colours=(
        ("bottle", "oat"),
        ("dusk", "lemon"),
        ("navy", "marigold"),
        ("brick", "oat"),
        ("sky", "navy"),
        ("sage", "cocoa"),
    ),
    price=(26, 42),
    weight=(180, 1400),
    materials=("recycled paper", "beech"),
    ways=(1, 1),
    colour_name="Edition",
    about=(
        "Ten minutes to learn, and an argument about it years later.",
        "The rules fit on one sheet and the box closes.",
        "Wooden pieces, a linen board, no plastic anywhere.",
        "Played in the shop on Thursdays; come and lose to us.",
        "Clever enough for grown-ups, short enough for a school night.",
        "The pictures are worth the hours by themselves.",
    ),
    using=(
        "A round takes about forty minutes.",
        "The youngest player starts, as is right.",
        "Lost pieces are replaced for the price of a stamp.",
        "A variant for two is on the back of the rules.",
    ),
    facts=(
        Fact("players", "Players", ("2-4", "1-4")),
        Fact("from_age", "From age", (6, 8, 10), "years"),
    ),
    year=GIFT,
    tags=("play", "gift"),
)


SHELVES = (TOYS, GAMES)
