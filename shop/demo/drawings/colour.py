"""Colours in OKLCH, so that lighter and darker look even, with the house palette by name."""

from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, degrees, hypot, radians, sin

COOL, WARM = 275.0, 80.0


@dataclass(frozen=True, slots=True)
class Colour:
    """Lightness 0 to 1, chroma 0 to about 0.3, hue in degrees, opacity 0 to 1."""

    light: float
    chroma: float
    hue: float
    opacity: float = 1.0

    @property
    def hex(self) -> str:
        """``#rrggbb``, with the chroma lowered until the screen can show it."""
        return _hex(round(self.light, 4), round(self.chroma, 4), round(self.hue, 2))

    def lit(self, by: float) -> "Colour":
        """The same surface in more light (positive) or in shade (negative).

        Lights drift to warm and lose a little chroma, shades drift to cool, as paint does.
        """
        light = min(0.99, max(0.06, self.light + by))
        towards, amount = (WARM, by * 60) if by > 0 else (COOL, -by * 45)
        hue = _drift(self.hue, towards, amount)
        return Colour(light, self.chroma * (1 - max(by, 0) * 0.9), hue, self.opacity)

    def faded(self, opacity: float) -> "Colour":
        """The same colour, seen through."""
        return Colour(self.light, self.chroma, self.hue, opacity)

    def mixed(self, other: "Colour", share: float) -> "Colour":
        """A mix with ``share`` (0 to 1) of the other colour, through OKLab."""
        ax, ay = _plane(self)
        bx, by = _plane(other)
        x, y = ax + (bx - ax) * share, ay + (by - ay) * share
        light = self.light + (other.light - self.light) * share
        return Colour(light, *_polar(x, y))

    @property
    def is_dark(self) -> bool:
        """Whether light lettering reads better on it than dark."""
        return self.light < 0.66


def _plane(colour: Colour) -> tuple[float, float]:
    angle = radians(colour.hue)
    return colour.chroma * cos(angle), colour.chroma * sin(angle)


def _polar(x: float, y: float) -> tuple[float, float]:
    return hypot(x, y), degrees(atan2(y, x)) % 360


def _drift(hue: float, towards: float, amount: float) -> float:
    way = (towards - hue + 180) % 360 - 180
    step = max(-amount, min(amount, way))
    return (hue + step) % 360


def _linear(light: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Linear sRGB by Björn Ottosson's OKLab matrices."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


@lru_cache(maxsize=20_000)
def _hex(light: float, chroma: float, hue: float) -> str:
    rgb = _linear(light, chroma, hue)
    while chroma > 0 and not all(-0.002 <= value <= 1.002 for value in rgb):
        chroma = max(0.0, chroma - 0.004)
        rgb = _linear(light, chroma, hue)
    return "#" + "".join(f"{_channel(value):02x}" for value in rgb)


def _channel(value: float) -> int:
    value = min(1.0, max(0.0, value))
    curved = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(curved * 255)


PALETTE: dict[str, Colour] = {
    "chalk": Colour(0.955, 0.010, 90),
    "oat": Colour(0.895, 0.030, 84),
    "sand": Colour(0.815, 0.045, 78),
    "stone": Colour(0.73, 0.018, 75),
    "clay": Colour(0.69, 0.085, 48),
    "rust": Colour(0.57, 0.130, 43),
    "brick": Colour(0.53, 0.140, 31),
    "marigold": Colour(0.80, 0.150, 78),
    "honey": Colour(0.72, 0.125, 68),
    "lemon": Colour(0.90, 0.110, 98),
    "blush": Colour(0.84, 0.055, 28),
    "rose": Colour(0.68, 0.110, 14),
    "plum": Colour(0.40, 0.090, 345),
    "lilac": Colour(0.76, 0.065, 303),
    "sky": Colour(0.81, 0.055, 232),
    "dusk": Colour(0.63, 0.065, 248),
    "navy": Colour(0.33, 0.065, 262),
    "slate": Colour(0.47, 0.025, 245),
    "lagoon": Colour(0.57, 0.080, 205),
    "bottle": Colour(0.44, 0.080, 163),
    "sage": Colour(0.75, 0.048, 148),
    "fern": Colour(0.61, 0.105, 140),
    "moss": Colour(0.52, 0.075, 124),
    "cocoa": Colour(0.38, 0.045, 48),
    "ink": Colour(0.28, 0.014, 60),
    # woods
    "ash": Colour(0.85, 0.048, 78),
    "oak": Colour(0.74, 0.075, 70),
    "cherry": Colour(0.60, 0.095, 48),
    "walnut": Colour(0.43, 0.055, 52),
    # metals
    "steel": Colour(0.78, 0.008, 240),
    "brass": Colour(0.77, 0.105, 84),
    "copper": Colour(0.66, 0.110, 46),
    "iron": Colour(0.34, 0.008, 250),
    # things
    "glass": Colour(0.93, 0.015, 190),
    "amber": Colour(0.52, 0.115, 55),
    "leather": Colour(0.58, 0.095, 52),
    "cork": Colour(0.70, 0.075, 65),
    "soil": Colour(0.33, 0.035, 48),
    "paper": Colour(0.975, 0.012, 86),
    "jam": Colour(0.38, 0.130, 18),
}

WOODS = frozenset({"ash", "oak", "cherry", "walnut"})
METALS = frozenset({"steel", "brass", "copper", "iron"})

# The quiet stages, one for each department of the shop.
TINTS: dict[str, Colour] = {
    "sand": Colour(0.925, 0.026, 80),
    "oat": Colour(0.938, 0.018, 88),
    "blush": Colour(0.922, 0.027, 38),
    "sage": Colour(0.920, 0.026, 148),
    "sky": Colour(0.922, 0.022, 235),
    "lilac": Colour(0.920, 0.022, 305),
    "butter": Colour(0.940, 0.045, 92),
    "mint": Colour(0.928, 0.026, 172),
    "clay": Colour(0.905, 0.034, 55),
    "fog": Colour(0.922, 0.008, 230),
}


def colour(name: str) -> Colour:
    """A colour of the palette by its name. Raises KeyError for a name the palette has not."""
    return PALETTE[name]
