"""Collections: a few products each, chosen by a rule, with a short story."""

from collections.abc import Callable, Sequence

from shop.demo.range.goods import DemoCollection, DemoProduct

Rule = Callable[[DemoProduct], bool]


def make_collections(products: Sequence[DemoProduct]) -> list[DemoCollection]:
    """The collections of the shop, each with 8 to 24 products, the best loved first."""
    loved = sorted(products, key=lambda product: -product.popularity)
    return [
        DemoCollection(slug, name, story, tuple(_pick(loved, rule, most)), scene)
        for slug, name, story, rule, most, scene in _COLLECTIONS
    ]


def _pick(loved: Sequence[DemoProduct], rule: Rule, most: int) -> list[str]:
    """At most four of any shelf, so that a collection does not become one."""
    chosen: list[str] = []
    shelves: dict[str, int] = {}
    for product in loved:
        if len(chosen) < most and rule(product) and shelves.get(product.category, 0) < 4:
            shelves[product.category] = shelves.get(product.category, 0) + 1
            chosen.append(product.slug)
    return chosen


def _tagged(*tags: str) -> Rule:
    return lambda product: bool(set(tags) & set(product.tags))


def _on(*categories: str) -> Rule:
    return lambda product: product.category in categories


def _under(pence: int) -> Rule:
    return lambda product: min(variant.price_minor for variant in product.variants) <= pence


def _both(one: Rule, other: Rule) -> Rule:
    return lambda product: one(product) and other(product)


_COLLECTIONS: tuple[tuple[str, str, tuple[str, ...], Rule, int, str], ...] = (
    (
        "a-slower-breakfast",
        "A slower breakfast",
        (
            "There is a kind of morning that only needs twenty minutes more than usual. A pot that pours, a bowl that is the right size, jam that somebody stirred.",
            "We put these things on one table and nobody got up for an hour.",
        ),
        _on(
            "mugs-and-cups",
            "plates-and-bowls",
            "tea-and-coffee-makers",
            "tea",
            "coffee",
            "preserves-and-chocolate",
            "kitchen-linen",
        ),
        20,
        "breakfast",
    ),
    (
        "the-reading-corner",
        "The reading corner",
        (
            "A chair, a lamp, something woollen, a book that opens flat. The corner was there all the time.",
            "Everything here has been tried by someone in the shop on a wet Sunday.",
        ),
        _on(
            "lighting",
            "chairs-and-stools",
            "cushions-throws-and-rugs",
            "stories-and-picture-books",
            "candles",
            "cookery-garden-and-craft-books",
        ),
        20,
        "reading",
    ),
    (
        "out-of-doors",
        "Out of doors",
        (
            "For the first dry weekend, and for the wet ones that we actually get.",
            "Tents from Wensleydale, bags from Kendal, a bicycle that likes bad roads, and mugs that you can drop.",
        ),
        _on(
            "camping",
            "bicycles",
            "backpacks-and-totes",
            "bottles-and-glasses",
            "shoes-and-boots",
            "hats-scarves-and-gloves",
        ),
        20,
        "outdoors",
    ),
    (
        "small-presents",
        "Small presents",
        (
            "Twenty-five pounds or less, and none of it looks it.",
            "We wrap for nothing, in brown paper and green string. Write a card at the checkout and we will copy it out by hand.",
        ),
        _both(_tagged("gift"), _under(2500)),
        24,
        "presents",
    ),
    (
        "from-the-potteries",
        "From three potteries",
        (
            "Saltmarsh by the sea in Suffolk, Ferrier & Daughter in Stoke, Kiln Street in Bristol. Three clays, three tempers, one shelf.",
            "Mix them. The potters do.",
        ),
        lambda product: product.maker.slug in {"saltmarsh", "ferrier", "kiln-street"},
        24,
        "potteries",
    ),
    (
        "a-green-window-sill",
        "A green window sill",
        (
            "North-facing, draughty, above a radiator: there is a plant for it.",
            "With pots that have holes, cans that reach and seeds that come up even when sown by children.",
        ),
        _on("house-plants", "pots-and-planters", "tools-and-seeds"),
        12,
        "sill",
    ),
)
