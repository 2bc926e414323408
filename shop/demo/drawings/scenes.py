"""Still lifes: wide pictures of several goods together, for banners and collections.

Each leaves its left third calm, so that words can stand there.
"""

from dataclasses import dataclass

from shop.demo.drawings.colour import TINTS
from shop.demo.drawings.kinds import KINDS
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.render import compose
from shop.demo.drawings.sheet import Sheet
from shop.demo.drawings.stage import stage

WIDE, HIGH = 1600, 900


@dataclass(frozen=True, slots=True)
class Piece:
    """One good in a scene: where its foot stands and how large it is."""

    kind: str
    look: Look
    x: float
    y: float
    scale: float = 1.0
    view: View | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A stage and its goods, the farthest first."""

    tint: str
    pieces: tuple[Piece, ...]


_LOW = View("front", pitch=11.0)
_BOOK = View("front", pitch=10.0, yaw=-24.0)
_SPINE = View("spine", pitch=10.0, yaw=36.0)
_STACK = View("stack", pitch=16.0, yaw=-18.0)

SCENES: dict[str, Scene] = {
    "hero": Scene(
        "sand",
        (
            Piece("table-lamp", Look("clay", "chalk", seed=2), 1185, 716, 1.08, _LOW),
            Piece(
                "vase",
                Look("chalk", "navy", form="moon", pattern="speckle", seed=4),
                1423,
                720,
                0.92,
                View("with stems", pitch=11.0),
            ),
            Piece("teapot", Look("bottle", "oat", pattern="dip"), 947, 760, 1.12, _LOW),
            Piece(
                "book",
                Look("brick", "oat", pattern="hills", words="THE SLOW KITCHEN"),
                687,
                738,
                0.66,
                _BOOK,
            ),
            Piece(
                "mug", Look("marigold", "oat", form="belly", pattern="dip"), 1221, 806, 0.86, _LOW
            ),
            Piece("candle", Look("bottle", "lemon", words="FIG LEAF"), 1431, 800, 0.72, _LOW),
            Piece("bowl", Look("dusk", "chalk", pattern="dots"), 757, 812, 0.74, _LOW),
        ),
    ),
    "breakfast": Scene(
        "butter",
        (
            Piece(
                "coffee",
                Look("sand", "bottle", pattern="hills", words="FIRST TRAM"),
                1385,
                706,
                0.92,
            ),
            Piece("kettle", Look("bottle", "brass", pattern="wood"), 1135, 726, 1.12, _LOW),
            Piece("jar", Look("jam", "bottle", words="RASPBERRY"), 838, 722, 0.80, _LOW),
            Piece("jug", Look("chalk", "navy", pattern="stripes"), 640, 750, 0.78, _LOW),
            Piece("mug", Look("chalk", "brick", pattern="handle"), 985, 810, 0.88, _LOW),
            Piece("bowl", Look("clay", "chalk", pattern="flutes"), 1235, 812, 0.84, _LOW),
        ),
    ),
    "reading": Scene(
        "oat",
        (
            Piece("floor-lamp", Look("oak", "chalk"), 1425, 740, 1.5, _LOW),
            Piece(
                "chair",
                Look("walnut", "bottle", pattern="pad"),
                1125,
                770,
                1.22,
                View("front", pitch=14.0, yaw=-30.0),
            ),
            Piece("stool", Look("oak", "oat"), 805, 780, 0.74, View("front", pitch=14.0, yaw=20.0)),
            Piece("notebook", Look("brick", "navy"), 803, 552, 0.42, _STACK),
            Piece("mug", Look("dusk", "chalk"), 785, 494, 0.26, _LOW),
        ),
    ),
    "outdoors": Scene(
        "sage",
        (
            Piece(
                "tent",
                Look("marigold", "oat", form="bell", pattern="flaps"),
                1105,
                750,
                1.2,
                View("night"),
            ),
            Piece(
                "backpack",
                Look("bottle", "marigold", pattern="two-tone", words="FELL"),
                715,
                780,
                0.74,
            ),
            Piece("lantern", Look("brick", "brass"), 1423, 806, 0.62, _LOW),
            Piece("enamel-mug", Look("chalk", "navy", seed=2), 907, 818, 0.42, _LOW),
        ),
    ),
    "presents": Scene(
        "blush",
        (
            Piece(
                "tin",
                Look("navy", "honey", pattern="leaf", words="EARL GREY"),
                1395,
                716,
                0.94,
                _LOW,
            ),
            Piece("bear", Look("honey", "bottle"), 1125, 760, 1.0),
            Piece("candle", Look("amber", "honey", words="CEDAR"), 861, 740, 0.86, _LOW),
            Piece(
                "book",
                Look("bottle", "lemon", pattern="moon", words="GOODNIGHT ALLOTMENT"),
                669,
                738,
                0.66,
                _BOOK,
            ),
            Piece(
                "jar",
                Look("marigold", "brick", words="SEVILLE", pattern="gold"),
                1345,
                812,
                0.66,
                _LOW,
            ),
            Piece("stacker", Look("brick", "oat", seed=3), 915, 818, 0.44, _LOW),
        ),
    ),
    "potteries": Scene(
        "clay",
        (
            Piece(
                "vase", Look("bottle", "oat", form="bottle", pattern="dip"), 1415, 712, 1.0, _LOW
            ),
            Piece(
                "vase", Look("chalk", "navy", form="moon", pattern="brush"), 1145, 716, 1.1, _LOW
            ),
            Piece("jug", Look("marigold", "chalk"), 895, 736, 0.96, _LOW),
            Piece("vase", Look("dusk", "chalk", form="bud"), 681, 738, 0.84, _LOW),
            Piece("mug", Look("clay", "oat", pattern="dip"), 1337, 808, 0.76, _LOW),
            Piece(
                "bowl",
                Look("sage", "chalk", form="ramen", pattern="stripes"),
                1035,
                820,
                0.76,
                _LOW,
            ),
        ),
    ),
    "sill": Scene(
        "mint",
        (
            Piece(
                "plant", Look("chalk", "oat", form="snake-straight", seed=3), 1415, 726, 0.98, _LOW
            ),
            Piece("plant", Look("clay", "oat", form="monstera", seed=2), 1145, 740, 1.1, _LOW),
            Piece("watering-can", Look("bottle", "brass", pattern="handle"), 791, 776, 0.9, _LOW),
            Piece(
                "plant", Look("marigold", "oat", form="cactus-round", seed=4), 1330, 816, 0.52, _LOW
            ),
        ),
    ),
}


def scene(name: str) -> str:
    """The still life of that name as SVG, 1600 by 900 units. Raises KeyError for no such scene."""
    chosen = SCENES[name]
    sheet = Sheet(TINTS[chosen.tint])
    for piece in chosen.pieces:
        kind = KINDS[piece.kind]
        look = piece.look.but(tint=chosen.tint)
        with sheet.placed(piece.x - 400, piece.y - 600, piece.scale):
            kind.drawer(sheet, look, piece.view or kind.views[0])
    backdrop = stage(chosen.tint, wide=WIDE, high=HIGH)
    return compose(backdrop, sheet, wide=WIDE, high=HIGH)
