"""Drawn pictures of everything the demo shop sells.

``draw`` gives the SVG of a kind in a look and a view, ``webp`` and ``render`` its pixels. The
same input always gives the same picture.
"""

from functools import lru_cache

from shop.demo.drawings import (
    bags,
    bath,
    boards,
    books,
    brewing,
    cooking,
    crockery,
    desk,
    footwear,
    furniture,
    games,
    garden,
    knitwear,
    larder,
    leather,
    lights,
    linen,
    living,
    outdoors,
    plants,
    play,
    sound,
    umbrellas,
    vases,
    walls,
    wardrobe,
    wheels,
    woollens,
)
from shop.demo.drawings.colour import TINTS
from shop.demo.drawings.kinds import KINDS
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.marks import MARKS, mark
from shop.demo.drawings.path import Affine, chain, grow, shift
from shop.demo.drawings.render import compose, render, webp
from shop.demo.drawings.scenes import SCENES, scene
from shop.demo.drawings.sheet import Sheet
from shop.demo.drawings.stage import stage

# Importing a family registers its kinds.
FAMILIES = (
    bags,
    bath,
    boards,
    books,
    brewing,
    cooking,
    crockery,
    desk,
    footwear,
    furniture,
    games,
    garden,
    knitwear,
    larder,
    leather,
    lights,
    linen,
    living,
    outdoors,
    plants,
    play,
    sound,
    umbrellas,
    vases,
    walls,
    wardrobe,
    wheels,
    woollens,
)
MIDDLE = (400.0, 416.0)
FRAME = (560.0, 520.0)

VIEWS: dict[str, tuple[str, ...]] = {
    name: tuple(view.name for view in kind.views) for name, kind in sorted(KINDS.items())
}


def draw(kind: str, look: Look, view: int = 0) -> str:
    """The picture of a good as SVG, 800 units square.

    ``view`` counts through ``VIEWS[kind]``. Raises KeyError for a kind, colour or tint that is
    not known, and IndexError for a view that the kind has not.
    """
    seen = KINDS[kind].views[view]
    sheet = Sheet(TINTS[look.tint])
    with sheet.through(*_framing(kind, view)):
        KINDS[kind].drawer(sheet, look, seen)
    return compose(stage(look.tint, flat=seen.flat), sheet)


@lru_cache(maxsize=512)
def _framing(kind: str, view: int) -> tuple[Affine, float]:
    """How a view fits the picture: the kind's plainest look in the middle, or a detail close.

    One framing for all looks of a kind, so that a small cup stays smaller than a tall mug.
    """
    seen = KINDS[kind].views[view]
    if seen.zoom != 1:
        x, y = seen.at
        return chain(
            shift(MIDDLE[0] - x * seen.zoom, MIDDLE[1] - y * seen.zoom), grow(seen.zoom)
        ), seen.zoom
    trial = Sheet(TINTS["sand"])
    KINDS[kind].drawer(trial, Look(), seen)
    left, top, right, low = trial.frame
    scale = min(FRAME[0] / (right - left), FRAME[1] / (low - top), 1.7)
    x, y = (left + right) / 2, (top + low) / 2
    return chain(shift(MIDDLE[0] - x * scale, MIDDLE[1] - y * scale), grow(scale)), scale


__all__ = [
    "KINDS",
    "MARKS",
    "SCENES",
    "VIEWS",
    "Look",
    "View",
    "draw",
    "mark",
    "render",
    "scene",
    "webp",
]
