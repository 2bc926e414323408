"""Cloth: four-sided panels with soft edges, and what is woven, knitted or printed on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.look import Look
from shop.demo.drawings.parts import together
from shop.demo.drawings.path import Path, Point, ellipse, joined, smooth
from shop.demo.drawings.sheet import Linear, Paint, Sheet
from shop.demo.drawings.solids import along, horn
from shop.demo.drawings.surface import WHITE

Edge = Sequence[Point]


@dataclass(frozen=True)
class Panel:
    """A piece of cloth between four soft edges; a point is (u, v) from 0 to 1.

    ``top`` and ``bottom`` run left to right, ``left`` and ``right`` downwards; neighbouring
    edges share their ends.
    """

    top: Edge
    bottom: Edge
    left: Edge
    right: Edge
    _edges: dict[str, list[Point]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        edges = {"top": self.top, "bottom": self.bottom, "left": self.left, "right": self.right}
        sampled = {name: _evenly(along(edge, 8), 16) for name, edge in edges.items()}
        object.__setattr__(self, "_edges", sampled)

    def at(self, u: float, v: float) -> Point:
        """Where (u, v) lies: the blend of the four edges that keeps them all (Coons)."""
        top, bottom = self._on("top", u), self._on("bottom", u)
        left, right = self._on("left", v), self._on("right", v)
        corners = self.top[0], self.top[-1], self.bottom[0], self.bottom[-1]
        return (
            _blend(0, u, v, top, bottom, left, right, corners),
            _blend(1, u, v, top, bottom, left, right, corners),
        )

    def _on(self, edge: str, share: float) -> Point:
        points = self._edges[edge]
        place = min(1.0, max(0.0, share)) * (len(points) - 1)
        index = min(int(place), len(points) - 2)
        (x1, y1), (x2, y2) = points[index], points[index + 1]
        return x1 + (x2 - x1) * (place - index), y1 + (y2 - y1) * (place - index)

    @property
    def outline(self) -> Path:
        return joined(
            smooth(self.top, closed=False),
            smooth(self.right, closed=False),
            smooth(self.bottom[::-1], closed=False),
            smooth(self.left[::-1], closed=False),
        )

    def weft(self, start: float, end: float, steps: int = 10) -> Path:
        """A stripe from side to side between two heights v."""
        ahead = [self.at(index / steps, start) for index in range(steps + 1)]
        back = [self.at(1 - index / steps, end) for index in range(steps + 1)]
        return joined(smooth(ahead, closed=False), smooth(back, closed=False))

    def warp(self, start: float, end: float, steps: int = 10) -> Path:
        """A stripe from top to bottom between two places u."""
        ahead = [self.at(start, index / steps) for index in range(steps + 1)]
        back = [self.at(end, 1 - index / steps) for index in range(steps + 1)]
        return joined(smooth(ahead, closed=False), smooth(back, closed=False))

    def thread(self, *points: Point) -> Path:
        """An open soft line through points (u, v)."""
        return smooth([self.at(u, v) for u, v in points], closed=False)


def _evenly(points: list[Point], steps: int) -> list[Point]:
    """Points at equal distances along a line, so that patterns keep their rhythm."""
    lengths = [0.0]
    for (x1, y1), (x2, y2) in pairwise(points):
        lengths.append(lengths[-1] + hypot(x2 - x1, y2 - y1))
    even, index = [], 0
    for step in range(steps + 1):
        goal = lengths[-1] * step / steps
        while index < len(points) - 2 and lengths[index + 1] < goal:
            index += 1
        share = (goal - lengths[index]) / ((lengths[index + 1] - lengths[index]) or 1)
        (x1, y1), (x2, y2) = points[index], points[index + 1]
        even.append((x1 + (x2 - x1) * share, y1 + (y2 - y1) * share))
    return even


def _blend(
    axis: int,
    u: float,
    v: float,
    top: Point,
    bottom: Point,
    left: Point,
    right: Point,
    corners: tuple[Point, Point, Point, Point],
) -> float:
    one, two, three, four = (corner[axis] for corner in corners)
    ruled = (1 - v) * top[axis] + v * bottom[axis] + (1 - u) * left[axis] + u * right[axis]
    flat = (1 - u) * (1 - v) * one + u * (1 - v) * two + (1 - u) * v * three + u * v * four
    return ruled - flat


def sew(sheet: Sheet, panel: Panel, look: Look, paint: Paint, *, rows: int = 8) -> None:
    """The panel with the look's pattern on it."""
    sheet.fill(panel.outline, paint)
    pattern(sheet, panel, look.pattern, colour(look.accent), rows)


def pattern(sheet: Sheet, panel: Panel, name: str, ink: Colour, rows: int = 8) -> None:
    """Stripes, checks, dots or a block on a panel; a name that is not known leaves it plain."""
    if name == "stripes":
        bands = [panel.weft((row + 0.3) / rows, (row + 0.72) / rows) for row in range(rows)]
        sheet.fill(together(bands), ink)
    elif name == "breton":
        bands = [
            panel.weft((row + 0.42) / (rows * 1.6), (row + 0.70) / (rows * 1.6))
            for row in range(3, int(rows * 1.6))
        ]
        sheet.fill(together(bands), ink)
    elif name == "check":
        _check(sheet, panel, ink, rows)
    elif name == "dots":
        sheet.fill(together(_dots(panel, rows)), ink)
    elif name == "block":
        sheet.fill(panel.weft(0.58, 1.0), ink)
    elif name == "chest":
        sheet.fill(panel.weft(0.30, 0.46), ink)
    elif name == "uprights":
        bands = [panel.warp((column + 0.3) / rows, (column + 0.6) / rows) for column in range(rows)]
        sheet.fill(together(bands), ink)


def _check(sheet: Sheet, panel: Panel, ink: Colour, rows: int) -> None:
    across = [panel.weft((row + 0.25) / rows, (row + 0.75) / rows) for row in range(rows)]
    downwards = [panel.warp((row + 0.25) / rows, (row + 0.75) / rows) for row in range(rows)]
    sheet.fill(together(across), ink.faded(0.55))
    sheet.fill(together(downwards), ink.faded(0.55))


def _dots(panel: Panel, rows: int) -> list[Path]:
    spots = []
    for row in range(rows):
        for column in range(rows):
            u = (column + 0.5 + 0.25 * (1 if row % 2 else -1)) / rows
            x, y = panel.at(u, (row + 0.5) / rows)
            spots.append(ellipse(x, y, 5.5))
    return spots


def ribs(sheet: Sheet, panel: Panel, tone: Colour, count: int, *, upright: bool = True) -> None:
    """The ribs of a knitted hem or of corduroy."""
    lines = [
        panel.thread((share, 0.02), (share, 0.5), (share, 0.98))
        if upright
        else panel.thread((0.02, share), (0.5, share), (0.98, share))
        for share in ((index + 0.5) / count for index in range(count))
    ]
    sheet.line(together(lines), tone.lit(-0.10).faded(0.5), 2.2)


def folds(sheet: Sheet, tone: Colour, *ways: Sequence[Point], width: float = 9.0) -> None:
    """Soft creases that come and go: a shade with a light beside it, whatever is printed there."""
    creases = [horn(way, 0.6, 0.6, width / 2) for way in ways]
    light = together([crease.moved(-width * 0.7, -1) for crease in creases])
    sheet.fill(light, WHITE.faded(0.08 if tone.is_dark else 0.16))
    sheet.fill(
        together(creases), Colour(0.22, 0.02, tone.hue).faded(0.20 if tone.is_dark else 0.10)
    )


def fringe(sheet: Sheet, panel: Panel, tone: Colour, count: int, length: float) -> None:
    """Tassels along the lower edge."""
    lines = []
    for index in range(count):
        x, y = panel.at((index + 0.5) / count, 1.0)
        sway = 3 if index % 2 else -2
        lines.append(
            smooth(
                [(x, y - 2), (x + sway, y + length * 0.5), (x + sway * 0.4, y + length)],
                closed=False,
            )
        )
    sheet.line(together(lines), tone.lit(-0.05), 4.5)


def cloth_paint(tone: Colour) -> Linear:
    """Soft cloth: lighter towards the lamp."""
    return Linear(
        ((0, tone.lit(0.035)), (0.55, tone), (1, tone.lit(-0.07))), (0.0, 0.0), (1.0, 0.9)
    )
