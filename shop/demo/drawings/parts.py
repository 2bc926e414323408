"""Parts that many goods share: shadows, lettering places, gleams, speckles and leaves."""

from shop.demo.dice import Dice
from shop.demo.drawings.camera import Camera
from shop.demo.drawings.colour import Colour
from shop.demo.drawings.path import Path, ellipse
from shop.demo.drawings.sheet import FLOOR, Sheet
from shop.demo.drawings.solids import Lathe
from shop.demo.drawings.surface import WHITE


def standing_shadow(sheet: Sheet, camera: Camera, wide: float, x: float = 400.0) -> None:
    """The shadow of something round that stands on the floor: cast to the right, dark beneath.

    ``wide`` is half the width of the foot.
    """
    deep = max(camera.squash, 0.2)
    sheet.shade(x + wide * 0.55, FLOOR - wide * 0.04, wide * 1.75, wide * deep * 1.15, 0.26)
    sheet.shade(x + wide * 0.06, FLOOR + wide * deep * 0.35, wide * 1.22, wide * deep * 1.0, 0.55)


def lying_shadow(sheet: Sheet, shape: Path, lift: float = 1.0) -> None:
    """The shadow of something that lies on the table; more ``lift`` for thicker things."""
    sheet.cast(shape, 7 * lift, 10 * lift, 9 * lift, 0.42)


def overlap(sheet: Sheet, shape: Path, tone: Colour, reach: float = 6.0) -> None:
    """The shadow of a part that lies on another part of the same good."""
    dark = tone.lit(-0.22)
    sheet.fill(shape.moved(reach * 0.8, reach), dark.faded(0.16))
    sheet.fill(shape.moved(reach * 0.4, reach * 0.5), dark.faded(0.24))


def gleam(sheet: Sheet, lathe: Lathe, low: float, high: float, strength: float = 0.45) -> None:
    """A window mirrored in the left of a turned body."""
    sheet.fill(lathe.patch(-52, -40, low, high), WHITE.faded(strength * 0.55))
    sheet.fill(lathe.patch(-36, -33, low, high), WHITE.faded(strength * 0.4))


def speckles(sheet: Sheet, lathe: Lathe, colour: Colour, seed: int, *, count: int = 70) -> None:
    """Iron specks in the glaze, thinner towards the edges."""
    dice, dots = Dice(seed), []
    low, high = lathe.profile[0][0] + 4, lathe.top - 4
    for _ in range(count):
        size = 0.8 + dice.random() ** 3 * 3.2
        angle, height = dice.uniform(-80, 80), dice.uniform(low, high)
        if lathe.shows(angle, height):
            dots.append(lathe.spot(angle, height, size, size * 0.9))
    sheet.fill(together(dots), colour.faded(0.55))


def together(paths: list[Path]) -> Path:
    """Many outlines as one, painted at once."""
    return Path(tuple(piece for path in paths for piece in path.pieces))


def leaf(x: float, y: float, length: float, breadth: float, degrees: float) -> Path:
    """A pointed leaf growing from (x, y); 0 degrees is straight up, clockwise."""
    half = breadth / 2
    shape = Path(
        (
            ("M", ((0.0, 0.0),)),
            ("C", ((-half * 1.3, -length * 0.25), (-half, -length * 0.75), (0.0, -length))),
            ("C", ((half, -length * 0.75), (half * 1.3, -length * 0.25), (0.0, 0.0))),
            ("Z", ()),
        )
    )
    return shape.turned(degrees).moved(x, y)


def disc(sheet: Sheet, x: float, y: float, radius: float, colour: Colour) -> None:
    """A small flat round thing, such as a button."""
    sheet.fill(ellipse(x + 1, y + 1.5, radius), colour.lit(-0.2).faded(0.5))
    sheet.fill(ellipse(x, y, radius), colour)
