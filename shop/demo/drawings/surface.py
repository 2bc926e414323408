"""How surfaces take the light: ceramic, metal, glass, wood and cloth."""

from shop.demo.drawings.colour import METALS, Colour
from shop.demo.drawings.path import Point
from shop.demo.drawings.sheet import Linear, Radial, Stop

WHITE = Colour(0.995, 0.008, 88)

# How a round, upright body looks from its left edge to its right one.
_MATTE = (
    (0, -0.075),
    (0.1, -0.015),
    (0.28, 0.05),
    (0.48, 0.0),
    (0.76, -0.105),
    (0.93, -0.17),
    (1, -0.14),
)
_GLOSS = (
    (0, -0.10),
    (0.07, -0.02),
    (0.2, 0.085),
    (0.33, 0.03),
    (0.52, -0.02),
    (0.8, -0.14),
    (0.94, -0.20),
    (1, -0.13),
)
_METAL = (
    (0, -0.20),
    (0.08, -0.02),
    (0.2, 0.16),
    (0.27, 0.18),
    (0.36, 0.02),
    (0.55, -0.10),
    (0.72, -0.26),
    (0.86, -0.10),
    (0.95, -0.02),
    (1, -0.18),
)


def round_matte(colour: Colour) -> Linear:
    """Unglazed clay, cloth or painted wood, turned."""
    return _across(colour, _MATTE)


def round_gloss(colour: Colour) -> Linear:
    """Glaze or lacquer, turned."""
    return _across(colour, _GLOSS)


def round_metal(colour: Colour) -> Linear:
    """Polished metal, turned."""
    return _across(colour, _METAL)


def turned(name: str, colour: Colour, *, gloss: bool = False) -> Linear:
    """The right surface for a turned body of a named colour or metal."""
    if name in METALS:
        return round_metal(colour)
    return round_gloss(colour) if gloss else round_matte(colour)


def ball(colour: Colour, depth: float = 1.0, centre: Point = (0.36, 0.28)) -> Radial:
    """A full round form lit from the upper left; ``depth`` deepens its shade."""
    steps = ((0, 0.075), (0.25, 0.045), (0.55, -0.02), (0.8, -0.12), (1, -0.19))
    return Radial(_stops(colour, steps, depth), centre, 0.82)


def bowl(colour: Colour) -> Linear:
    """The hollow inside of a vessel: dark under the near left edge, light on the far right."""
    steps = ((0, -0.20), (0.3, -0.13), (0.7, -0.05), (1, 0.015))
    return Linear(_stops(colour, steps), (0.0, 0.2), (1.0, 0.8))


def face(colour: Colour, spread: float = 0.025) -> Linear:
    """A flat side: a little lighter towards the lamp."""
    return Linear(((0, colour.lit(spread)), (1, colour.lit(-spread))), (0.0, 0.0), (1.0, 1.0))


def _across(colour: Colour, steps: tuple[tuple[float, float], ...]) -> Linear:
    return Linear(_stops(colour, steps))


def _stops(
    colour: Colour, steps: tuple[tuple[float, float], ...], depth: float = 1.0
) -> tuple[Stop, ...]:
    return tuple((at, colour.lit(by * depth)) for at, by in steps)
