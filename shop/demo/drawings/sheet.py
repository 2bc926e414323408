"""The sheet that goods are drawn on: collects shapes and paints, and writes the SVG."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from shop.demo.drawings.colour import Colour
from shop.demo.drawings.path import (
    STILL,
    Affine,
    Box,
    Path,
    Point,
    chain,
    ellipse,
    grow,
    shift,
)

SIZE = 800
FLOOR = 600.0  # where standing goods touch the floor
Stop = tuple[float, Colour]


@dataclass(frozen=True, slots=True)
class Linear:
    """A straight gradient over the painted shape; ends in shares of its box."""

    stops: tuple[Stop, ...]
    start: Point = (0.0, 0.0)
    end: Point = (1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Radial:
    """A round gradient over the painted shape; measures in shares of its box."""

    stops: tuple[Stop, ...]
    centre: Point = (0.5, 0.5)
    reach: float = 0.5
    focus: Point | None = None


Paint = Colour | Linear | Radial


def across(*stops: Stop) -> Linear:
    """From left to right."""
    return Linear(stops)


def down(*stops: Stop) -> Linear:
    """From top to bottom."""
    return Linear(stops, (0.0, 0.0), (0.0, 1.0))


def slant(*stops: Stop) -> Linear:
    """From the upper left, where the light is, to the lower right."""
    return Linear(stops, (0.0, 0.0), (1.0, 1.0))


def fade(colour: Colour, strength: float) -> tuple[Stop, ...]:
    """Stops that fall off softly from the centre, like a shadow's edge."""
    shares = ((0.0, 1.0), (0.3, 0.86), (0.55, 0.56), (0.78, 0.22), (1.0, 0.0))
    return tuple((at, colour.faded(strength * share)) for at, share in shares)


class Sheet:
    """Draws back to front. Shapes pass through the present placement (see ``placed``)."""

    def __init__(self, ground: Colour) -> None:
        self.ground = ground
        self._affine: Affine = STILL
        self._scale = 1.0
        self._shapes: list[str] = []
        self._paints: dict[Linear | Radial, str] = {}
        self._box: Box | None = None
        self._frame: Box | None = None
        self._shades: list[tuple[Box, Colour]] = []
        self._casts: list[tuple[Path, int, float]] = []

    @contextmanager
    def placed(self, dx: float, dy: float, scale: float = 1.0) -> Iterator[None]:
        """Draw what follows moved by (dx, dy) after scaling about the sheet's floor point."""
        step = chain(shift(dx, dy), grow(scale, about=(SIZE / 2, FLOOR)))
        with self.through(step, scale):
            yield

    @contextmanager
    def through(self, step: Affine, scale: float = 1.0) -> Iterator[None]:
        """Draw what follows through an affine step; ``scale`` is what lines grow by."""
        before, width = self._affine, self._scale
        self._affine, self._scale = chain(before, step), width * scale
        try:
            yield
        finally:
            self._affine, self._scale = before, width

    def fill(self, path: Path, paint: Paint, *, body: bool = True) -> None:
        """Fill an outline. What is not ``body``, such as a glow, does not count for framing."""
        placed = path.mapped(self._affine)
        self._cover(placed.box, 0.0, body=body)
        ink = self._ink("fill", paint)
        if self._is_turned and not isinstance(paint, Colour):
            # Gradients follow the shape's own axes, so they must be turned with it.
            matrix = " ".join(f"{value:.4f}" for value in self._affine)
            self._shapes.append(f'<path d="{path.d}" transform="matrix({matrix})" {ink}/>')
        else:
            self._shapes.append(f'<path d="{placed.d}" {ink}/>')

    def ring(self, outer: Path, inner: Path, paint: Paint) -> None:
        """Fill what lies between two outlines."""
        placed = (outer + inner).mapped(self._affine)
        self._cover(placed.box, 0.0)
        self._shapes.append(
            f'<path d="{placed.d}" fill-rule="evenodd" {self._ink("fill", paint)}/>'
        )

    @property
    def _is_turned(self) -> bool:
        return abs(self._affine[1]) > 0.15 or abs(self._affine[2]) > 0.15

    def line(self, path: Path, paint: Paint, width: float, *, square: bool = False) -> None:
        """Draw along an outline with a round pen, or with a square-ended one."""
        placed, width = path.mapped(self._affine), width * self._scale
        self._cover(placed.box, width)
        ends = "" if square else ' stroke-linecap="round"'
        self._shapes.append(
            f'<path d="{placed.d}" fill="none" stroke-width="{width:.2f}"{ends}'
            f' stroke-linejoin="round" {self._ink("stroke", paint)}/>'
        )

    def shade(self, x: float, y: float, wide: float, high: float, strength: float = 0.3) -> None:
        """A soft shadow on the ground behind everything, by its centre and half-axes."""
        self._spot(ellipse(x, y, wide, high), self.dark.faded(strength))

    def glow(self, x: float, y: float, reach: float, colour: Colour) -> None:
        """A round light on the wall behind everything."""
        self._spot(ellipse(x, y, reach), colour)

    def _spot(self, round_about: Path, colour: Colour) -> None:
        self._shades.append((round_about.mapped(self._affine).box, colour))

    def cast(self, path: Path, dx: float, dy: float, blur: float, strength: float) -> None:
        """The soft shadow of an outline on the table, moved away from the lamp."""
        shape = path.mapped(self._affine).moved(dx * self._scale, dy * self._scale)
        self._casts.append((shape, round(blur * self._scale), strength))

    @property
    def dark(self) -> Colour:
        """The colour of shadows on this ground."""
        return Colour(0.30, 0.035, (self.ground.hue + 20) % 360)

    def _ink(self, role: str, paint: Paint) -> str:
        if isinstance(paint, Colour):
            see_through = f' {role}-opacity="{paint.opacity:.3f}"' if paint.opacity < 1 else ""
            return f'{role}="{paint.hex}"{see_through}'
        name = self._paints.setdefault(paint, f"p{len(self._paints)}")
        return f'{role}="url(#{name})"'

    def _cover(self, box: Box, margin: float, *, body: bool = True) -> None:
        left, top, right, low = box
        grown = (left - margin, top - margin, right + margin, low + margin)
        self._box = _around(self._box, grown)
        if body:
            self._frame = _around(self._frame, grown)

    @property
    def frame(self) -> Box:
        """What the bodies on the sheet cover, without glows."""
        return self._frame or self.box

    @property
    def box(self) -> Box:
        """What the drawing covers, never smaller than its ink."""
        return self._box or (0.0, 0.0, 0.0, 0.0)

    def shades(self) -> str:
        """What lies behind the goods: soft lights and shadows, then the shadows of outlines."""
        tones = {colour: f"s{index}" for index, (_, colour) in enumerate(self._shades)}
        paints = "".join(
            _define(Radial(fade(colour, colour.opacity)), name) for colour, name in tones.items()
        )
        spots = "".join(_shadow(box, tones[colour]) for box, colour in self._shades)
        levels = sorted({(blur, strength) for _, blur, strength in self._casts})
        return f"<defs>{paints}</defs>{spots}" + "".join(
            _cast(
                self.dark, blur, strength, [c[0] for c in self._casts if c[1:] == (blur, strength)]
            )
            for blur, strength in levels
        )

    def svg(self) -> str:
        """The paints and shapes, without the ``<svg>`` around them."""
        paints = "".join(_define(paint, name) for paint, name in self._paints.items())
        return f"<defs>{paints}</defs>{''.join(self._shapes)}"


def _around(one: Box | None, other: Box) -> Box:
    if one is None:
        return other
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _define(paint: Linear | Radial, name: str) -> str:
    stops = "".join(_stop(at, colour) for at, colour in paint.stops)
    if isinstance(paint, Linear):
        (x1, y1), (x2, y2) = paint.start, paint.end
        ends = f'x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
        return f'<linearGradient id="{name}" {ends}>{stops}</linearGradient>'
    (x, y), (fx, fy) = paint.centre, paint.focus or paint.centre
    spot = f'cx="{x:g}" cy="{y:g}" r="{paint.reach:g}" fx="{fx:g}" fy="{fy:g}"'
    return f'<radialGradient id="{name}" {spot}>{stops}</radialGradient>'


def _stop(at: float, colour: Colour) -> str:
    see_through = f' stop-opacity="{colour.opacity:.3f}"' if colour.opacity < 1 else ""
    return f'<stop offset="{at:g}" stop-color="{colour.hex}"{see_through}/>'


def _shadow(box: Box, paint: str) -> str:
    left, top, right, low = box
    return (
        f'<ellipse cx="{(left + right) / 2:.1f}" cy="{(top + low) / 2:.1f}"'
        f' rx="{(right - left) / 2:.1f}" ry="{(low - top) / 2:.1f}" fill="url(#{paint})"/>'
    )


def _cast(dark: Colour, blur: int, strength: float, shapes: list[Path]) -> str:
    name = f"b{blur}"
    return (
        f'<filter id="{name}" x="-30%" y="-30%" width="160%" height="160%">'
        f'<feGaussianBlur stdDeviation="{blur}"/></filter>'
        f'<g data-blur="{blur}" filter="url(#{name})" opacity="{strength:g}" fill="{dark.hex}">'
        + "".join(f'<path d="{shape.d}"/>' for shape in shapes)
        + "</g>"
    )
