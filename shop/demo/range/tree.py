"""The tree of shelves: departments and the shelves in them, each with its text and picture."""

from shop.demo.drawings.look import Look
from shop.demo.range.goods import DemoCategory
from shop.demo.range.recipes import Recipe
from shop.demo.range.shelves import (
    bags,
    bath,
    bookshelf,
    garden,
    home,
    kitchen,
    larder,
    outdoors,
    paper,
    play,
    rooms,
    sound,
    stove,
    wardrobe,
)

_SHELVES = (
    kitchen,
    stove,
    home,
    rooms,
    garden,
    wardrobe,
    bags,
    paper,
    sound,
    outdoors,
    play,
    bath,
    larder,
    bookshelf,
)
RECIPES: tuple[Recipe, ...] = tuple(recipe for shelf in _SHELVES for recipe in shelf.SHELVES)

# slug, name, text, tint, kind, look, and the shelves: (slug, name, text)
_DEPARTMENTS: tuple[tuple[str, str, str, str, str, Look, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "kitchen",
        "Kitchen",
        "For cooking, eating and the hour after.",
        "sand",
        "mug",
        Look("bottle", "oat", pattern="dip", form="belly"),
        (
            (
                "mugs-and-cups",
                "Mugs & cups",
                "Thrown, cast and glazed by three potteries. All of them survive the dishwasher, and most of them survive us.",
            ),
            (
                "plates-and-bowls",
                "Plates & bowls",
                "Tableware that mixes well. Open stock, so one broken plate does not end the set.",
            ),
            (
                "tea-and-coffee-makers",
                "Tea & coffee makers",
                "Pots that pour and kettles that whistle only when asked.",
            ),
            (
                "pots-and-pans",
                "Pots & pans",
                "Few, heavy and for life, from a works that still makes spare handles.",
            ),
            (
                "knives-and-boards",
                "Knives & boards",
                "Sharp things, and something kind to put under them.",
            ),
            (
                "bottles-and-glasses",
                "Bottles & glasses",
                "For water, mostly, at the right temperature.",
            ),
            ("kitchen-linen", "Kitchen linen", "Towels that dry and aprons with a proper pocket."),
        ),
    ),
    (
        "home",
        "Home",
        "Light, seats and soft things.",
        "oat",
        "table-lamp",
        Look("clay", "chalk"),
        (
            ("lighting", "Lighting", "Lamps for reading, for eating and for leaving on."),
            (
                "chairs-and-stools",
                "Chairs & stools",
                "Made in tens by two workshops who argue about joints.",
            ),
            (
                "tables-and-shelves",
                "Tables & shelves",
                "Somewhere to put it all, in woods from nearby.",
            ),
            (
                "cushions-throws-and-rugs",
                "Cushions, throws & rugs",
                "Woven in one shed in the Calder valley, mostly from wool.",
            ),
            ("vases", "Vases", "Good with flowers and without."),
            (
                "clocks-mirrors-and-prints",
                "Clocks, mirrors & prints",
                "For the wall that has been waiting.",
            ),
            ("candles", "Candles", "Poured on the sea front at Margate, scented with restraint."),
        ),
    ),
    (
        "garden",
        "Garden",
        "From the window sill to the far end.",
        "mint",
        "plant",
        Look("clay", "chalk", form="monstera"),
        (
            (
                "house-plants",
                "House plants",
                "Grown cool and slowly, so that they like your house as it is.",
            ),
            (
                "pots-and-planters",
                "Pots & planters",
                "Terracotta and stoneware with holes where they are needed.",
            ),
            ("tools-and-seeds", "Tools & seeds", "What a grower uses, and the start of next year."),
        ),
    ),
    (
        "wardrobe",
        "Wardrobe",
        "Plain clothes, properly made.",
        "sky",
        "jumper",
        Look("marigold", "cocoa", pattern="cable"),
        (
            ("t-shirts", "T-shirts", "Organic cotton, cut straight, sewn in Norwich."),
            ("shirts", "Shirts", "For work, for weddings and for painting the fence in the end."),
            ("knitwear", "Knitwear", "From Shetland and from Norwich. Warm without weight."),
            (
                "hats-scarves-and-gloves",
                "Hats, scarves & gloves",
                "For the ten minutes between the house and the bus.",
            ),
            (
                "shoes-and-boots",
                "Shoes & boots",
                "Made on lasts with room for toes, and resoled as often as you like.",
            ),
            (
                "socks-sunglasses-and-umbrellas",
                "Socks, sunglasses & umbrellas",
                "The small things that decide a day.",
            ),
        ),
    ),
    (
        "bags",
        "Bags",
        "To carry it home.",
        "clay",
        "backpack",
        Look("bottle", "marigold", pattern="two-tone"),
        (
            (
                "backpacks-and-totes",
                "Backpacks & totes",
                "Waxed canvas, recycled nylon, and totes for bread.",
            ),
            (
                "leather-goods",
                "Leather goods",
                "Oak-bark leather from Walsall that starts stiff and ends as yours.",
            ),
        ),
    ),
    (
        "paper",
        "Desk & paper",
        "For lists, letters and ideas.",
        "butter",
        "notebook",
        Look("brick", "oat", form="band", pattern="hills"),
        (
            (
                "notebooks-and-cards",
                "Notebooks & cards",
                "Printed in Edinburgh on two old presses with names.",
            ),
            ("pens-and-pencils", "Pens & pencils", "Things that write at the first touch."),
        ),
    ),
    (
        "sound-and-time",
        "Sound & time",
        "Listening, looking, keeping time.",
        "fog",
        "radio",
        Look("bottle", "oat"),
        (
            (
                "speakers-radios-and-headphones",
                "Speakers, radios & headphones",
                "Built with screws, so that they can be opened and mended.",
            ),
            (
                "cameras-and-watches",
                "Cameras & watches",
                "Mechanical things that ask to be looked after.",
            ),
        ),
    ),
    (
        "outdoors",
        "Outdoors",
        "Whatever the weather says.",
        "sage",
        "tent",
        Look("marigold", "navy", form="bell", pattern="flaps"),
        (
            ("camping", "Camping", "Tested through a February in Wensleydale."),
            (
                "bicycles",
                "Bicycles",
                "Steel, upright, with a bell. Built in Nottingham by people who ride them home.",
            ),
        ),
    ),
    (
        "play",
        "Play",
        "For people who are still growing.",
        "sky",
        "blocks",
        Look("brick", "marigold"),
        (
            ("toys", "Toys", "Beech and wool, to be handed down."),
            ("games-and-puzzles", "Games & puzzles", "Rules on one sheet, and a box that closes."),
        ),
    ),
    (
        "bath",
        "Bath",
        "Soap, water, towel.",
        "mint",
        "pump",
        Look("amber", "marigold", words="BAY"),
        (
            ("soap-and-lotion", "Soap & lotion", "Made forty at a time within sound of the sea."),
            ("towels-and-brushes", "Towels & brushes", "They dry you, which not all of them do."),
        ),
    ),
    (
        "larder",
        "Larder",
        "Tea, coffee and things in jars.",
        "blush",
        "tin",
        Look("navy", "honey", pattern="leaf", words="ASSAM"),
        (
            ("tea", "Tea", "Nine gardens, visited every other year."),
            ("coffee", "Coffee", "Roasted on Tuesdays and Fridays under a railway arch."),
            (
                "preserves-and-chocolate",
                "Preserves & chocolate",
                "Six copper pans and not much else.",
            ),
        ),
    ),
    (
        "books",
        "Books",
        "Sewn, so that they open flat.",
        "lilac",
        "book",
        Look("dusk", "chalk", pattern="sea", words="WHAT THE TIDE LEFT"),
        (
            (
                "cookery-garden-and-craft-books",
                "Cookery, garden & craft",
                "Plain advice from people who got it wrong first.",
            ),
            (
                "stories-and-picture-books",
                "Stories & picture books",
                "For one sitting, one bedtime, one long train.",
            ),
        ),
    ),
)


def make_tree() -> list[DemoCategory]:
    """All shelves, parents before their children."""
    by_slug = {recipe.category: recipe for recipe in RECIPES}
    tree = []
    for slug, name, text, tint, kind, look, shelves in _DEPARTMENTS:
        tree.append(DemoCategory(slug, name, "", text, tint, kind, look.but(tint=tint)))
        for child, title, story in shelves:
            recipe = by_slug[child]
            colour, accent = (
                recipe.designs[0].colours[0] if recipe.designs[0].colours else recipe.colours[0]
            )
            first = recipe.designs[0]
            face = Look(colour, accent, recipe.tint, first.form, first.pattern, words=first.words)
            tree.append(
                DemoCategory(
                    child, title, slug, story, recipe.tint, first.kind or recipe.kind, face
                )
            )
    return tree
