"""Which material and which workshop suit which kind of good."""

from shop.demo.drawings.colour import WOODS
from shop.demo.range.recipes import Design, Recipe

_MATERIALS: dict[str, tuple[str, ...]] = {
    "knife": ("carbon steel",),
    "casserole": ("cast iron",),
    "kettle": ("stainless steel",),
    "cafetiere": ("borosilicate glass",),
    "flask": ("stainless steel",),
    "carafe": ("borosilicate glass",),
    "glass": ("borosilicate glass",),
    "teapot": ("stoneware", "porcelain"),
    "towel": ("linen", "organic cotton"),
    "apron": ("linen", "organic cotton"),
    "desk-lamp": ("brass and steel",),
    "pendant": ("brass and steel",),
    "floor-lamp": ("brass and steel",),
    "basket": ("willow",),
    "blanket": ("wool",),
    "rug": ("wool",),
    "cushion": ("wool", "linen"),
    "clock": ("oak", "ash"),
    "mirror": ("oak", "ash"),
    "frame": ("paper and oak",),
    "planter": ("terracotta", "stoneware"),
    "watering-can": ("galvanised steel",),
    "trowel": ("carbon steel",),
    "seeds": ("seed",),
    "sunglasses": ("acetate",),
    "umbrella": ("recycled nylon",),
    "socks": ("merino",),
    "cap": ("organic cotton",),
    "boot": ("leather",),
    "tote": ("organic cotton",),
    "backpack": ("waxed canvas", "recycled nylon"),
    "notebook": ("recycled paper",),
    "cards": ("card",),
    "pen": ("brass and steel",),
    "pencil-pot": ("stoneware",),
    "watch": ("steel and leather",),
    "camera": ("brass and glass",),
    "tent": ("waxed canvas", "recycled nylon"),
    "lantern": ("galvanised steel",),
    "enamel-mug": ("enamelled steel",),
    "bear": ("cotton and wool",),
    "ball": ("natural rubber",),
    "kite": ("recycled nylon",),
    "blocks": ("beech",),
    "stacker": ("beech",),
    "train": ("beech",),
    "dolls-house": ("beech",),
    "game": ("board and beech",),
    "puzzle": ("board and beech",),
    "soap": ("cold-process soap",),
    "pump": ("cold-process soap",),
    "brush": ("oak",),
    "towel-stack": ("organic cotton", "linen"),
    "jar": ("fruit and sugar",),
    "chocolate": ("cocoa and sugar",),
}

_MAKERS: dict[str, tuple[str, ...]] = {
    "kettle": ("hob-and-handle",),
    "cafetiere": ("hob-and-handle",),
    "teapot": ("ferrier", "kiln-street"),
    "knife": ("hob-and-handle",),
    "board": ("otter-lane",),
    "flask": ("drystone",),
    "carafe": ("kiln-street",),
    "glass": ("kiln-street",),
    "desk-lamp": ("lumen-yard",),
    "pendant": ("lumen-yard",),
    "floor-lamp": ("lumen-yard",),
    "clock": ("meridian", "otter-lane"),
    "mirror": ("otter-lane",),
    "frame": ("quire-and-quill",),
    "cushion": ("wren-and-warp",),
    "rug": ("wren-and-warp",),
    "sunglasses": ("linden",),
    "umbrella": ("drystone",),
    "socks": ("fold",),
    "cap": ("fold",),
    "beanie": ("northing",),
    "scarf": ("northing",),
    "gloves": ("northing",),
    "tote": ("wren-and-warp",),
    "backpack": ("fellpack",),
    "pouch": ("fellpack", "tannery-row"),
    "watch": ("meridian",),
    "camera": ("linden",),
    "pen": ("quire-and-quill",),
    "pencil-pot": ("otter-lane",),
    "towel-stack": ("wren-and-warp",),
    "brush": ("still-and-stone",),
    "basket": ("otter-lane", "wren-and-warp"),
    "game": ("toyroom",),
    "puzzle": ("quire-and-quill",),
}


def materials_for(recipe: Recipe, design: Design, colour: str) -> tuple[str, ...]:
    """What a design may be made of, the first colour deciding where it shows."""
    kind = design.kind or recipe.kind
    if kind in {"board", "chair", "stool", "bench", "table", "shelf"}:
        return (colour,) if colour in WOODS - {"cherry"} else ("oak", "ash")
    if kind == "pan":
        return ("cast iron",) if colour == "iron" else ("stainless steel",)
    if kind == "sneaker":
        return (
            ("organic cotton",)
            if "Canvas" in design.noun or "High" in design.noun
            else ("leather",)
        )
    if design.form == "pencils":
        return ("incense cedar",)
    if kind == "pouch" and "leather-goods" not in recipe.category:
        return ("waxed canvas",)
    if kind == "table-lamp":
        return ("oak",) if colour in WOODS else ("stoneware",)
    return _MATERIALS.get(kind, recipe.materials)


def makers_for(recipe: Recipe, design: Design) -> tuple[str, ...]:
    """Which of the shelf's workshops make a design."""
    suited = _MAKERS.get(design.kind or recipe.kind, recipe.makers)
    return tuple(maker for maker in suited if maker in recipe.makers) or recipe.makers
