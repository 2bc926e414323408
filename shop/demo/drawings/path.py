"""Outlines: made of straight and cubic pieces, moved, turned and laid on planes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians, sin

Point = tuple[float, float]
Box = tuple[float, float, float, float]
# (a, b, c, d, e, f) sends (x, y) to (a*x + c*y + e, b*x + d*y + f).
Affine = tuple[float, float, float, float, float, float]

STILL: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
KAPPA = 0.5522847498


def chain(after: Affine, first: Affine) -> Affine:
    """The one step that does ``first`` and then ``after``."""
    a, b, c, d, e, f = after
    g, h, i, j, k, m = first
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def shift(dx: float, dy: float) -> Affine:
    return (1.0, 0.0, 0.0, 1.0, dx, dy)


def turn(degrees: float, about: Point = (0.0, 0.0)) -> Affine:
    """Clockwise on the screen, about a point."""
    x, y = about
    co, si = cos(radians(degrees)), sin(radians(degrees))
    return (co, si, -si, co, x - co * x + si * y, y - si * x - co * y)


def tilted(degrees: float) -> Affine:
    """Turned about the middle of the sheet."""
    return turn(degrees, (400.0, 400.0))


def grow(wide: float, high: float | None = None, about: Point = (0.0, 0.0)) -> Affine:
    high = wide if high is None else high
    x, y = about
    return (wide, 0.0, 0.0, high, x - wide * x, y - high * y)


@dataclass(frozen=True, slots=True)
class Path:
    """Pieces ``(letter, points)`` with the letters M, L, C and Z, all absolute."""

    pieces: tuple[tuple[str, tuple[Point, ...]], ...]

    @property
    def d(self) -> str:
        """As SVG writes it. Short curves become lines, which the renderer fills much faster."""
        parts, at = list[str](), (0.0, 0.0)
        for letter, points in self.pieces:
            run = _lines(at, points) if letter == "C" else None
            if run:
                parts.append("L" + " ".join(f"{x:.1f} {y:.1f}" for x, y in run))
            else:
                parts.append(letter + " ".join(f"{x:.1f} {y:.1f}" for x, y in points))
            at = points[-1] if points else at
        return "".join(parts)

    @property
    def points(self) -> list[Point]:
        return [point for _, points in self.pieces for point in points]

    @property
    def box(self) -> Box:
        """Left, top, right, bottom of the hull: never smaller than the outline."""
        points = self.points
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def mapped(self, affine: Affine) -> "Path":
        a, b, c, d, e, f = affine
        return Path(
            tuple(
                (letter, tuple((a * x + c * y + e, b * x + d * y + f) for x, y in points))
                for letter, points in self.pieces
            )
        )

    def moved(self, dx: float, dy: float) -> "Path":
        return self.mapped(shift(dx, dy))

    def turned(self, degrees: float, about: Point = (0.0, 0.0)) -> "Path":
        return self.mapped(turn(degrees, about))

    def grown(self, wide: float, high: float | None = None, about: Point = (0.0, 0.0)) -> "Path":
        return self.mapped(grow(wide, high, about))

    def mirrored(self, x: float = 0.0) -> "Path":
        """The outline seen in an upright mirror at ``x``."""
        return self.mapped((-1.0, 0.0, 0.0, 1.0, 2 * x, 0.0))

    def __add__(self, other: "Path") -> "Path":
        return Path(self.pieces + other.pieces)


SHORT = 70.0


def _lines(start: Point, curve: tuple[Point, ...]) -> list[Point] | None:
    """A short curve as one to five lines; None for a long one, which should stay a curve."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = start, *curve
    reach = abs(bx - ax) + abs(by - ay) + abs(cx - bx) + abs(cy - by) + abs(dx - cx) + abs(dy - cy)
    if reach > SHORT:
        return None
    steps = 1 if reach < 5 else 2 + int(reach / 20)
    points = []
    for step in range(1, steps):
        t = step / steps
        r = 1 - t
        one, two, three, four = r * r * r, 3 * r * r * t, 3 * r * t * t, t * t * t
        points.append(
            (
                one * ax + two * bx + three * cx + four * dx,
                one * ay + two * by + three * cy + four * dy,
            )
        )
    points.append((dx, dy))
    return points


_WORDS = re.compile(r"[MLCQZ]|-?\d+(?:\.\d+)?")


@lru_cache(maxsize=1000)
def outline(text: str) -> Path:
    """An outline from ``M L C Q Z`` written as in SVG, absolute, e.g. ``M0 0 L10 0 Z``."""
    pieces: list[tuple[str, tuple[Point, ...]]] = []
    letter, numbers, at = "", list[float](), (0.0, 0.0)
    need = {"M": 2, "L": 2, "C": 6, "Q": 4}
    for word in _WORDS.findall(text):
        if word == "Z":
            pieces.append(("Z", ()))
        elif word.isalpha():
            letter = word
        else:
            numbers.append(float(word))
            if len(numbers) == need[letter]:
                points = list(zip(numbers[::2], numbers[1::2], strict=True))
                pieces.append(_cubic(at, points) if letter == "Q" else (letter, tuple(points)))
                at, letter = points[-1], "L" if letter == "M" else letter
                numbers = []
    return Path(tuple(pieces))


def _cubic(start: Point, points: Sequence[Point]) -> tuple[str, tuple[Point, ...]]:
    (cx, cy), (x, y) = points
    first = (start[0] + (cx - start[0]) * 2 / 3, start[1] + (cy - start[1]) * 2 / 3)
    second = (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3)
    return "C", (first, second, (x, y))


def polygon(*points: Point) -> Path:
    return Path((("M", points[:1]), ("L", points[1:]), ("Z", ())))


def polyline(*points: Point) -> Path:
    return Path((("M", points[:1]), ("L", points[1:])))


def ellipse(x: float, y: float, wide: float, high: float | None = None) -> Path:
    """An ellipse by its centre and its half-axes; a circle when only one is given."""
    high = wide if high is None else high
    w, h = wide * KAPPA, high * KAPPA
    return Path(
        (
            ("M", ((x - wide, y),)),
            ("C", ((x - wide, y - h), (x - w, y - high), (x, y - high))),
            ("C", ((x + w, y - high), (x + wide, y - h), (x + wide, y))),
            ("C", ((x + wide, y + h), (x + w, y + high), (x, y + high))),
            ("C", ((x - w, y + high), (x - wide, y + h), (x - wide, y))),
            ("Z", ()),
        )
    )


def rectangle(x: float, y: float, wide: float, high: float, radius: float = 0.0) -> Path:
    """A rectangle by its upper left corner, with round corners when a radius is given."""
    right, low = x + wide, y + high
    if radius <= 0:
        return polygon((x, y), (right, y), (right, low), (x, low))
    return rounded([(x, y), (right, y), (right, low), (x, low)], min(radius, wide / 2, high / 2))


def rounded(corners: Sequence[Point], radius: float | Sequence[float]) -> Path:
    """A polygon with its corners rounded, all alike or each by its own radius."""
    count = len(corners)
    radii = [radius] * count if isinstance(radius, (int, float)) else list(radius)
    pieces: list[tuple[str, tuple[Point, ...]]] = []
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % count]
        into = _towards(corner, before, radii[index])
        out = _towards(corner, after, radii[index])
        pieces.append(("M" if index == 0 else "L", (into,)))
        pieces.append(("C", (_between(into, corner), _between(out, corner), out)))
    return Path((*pieces, ("Z", ())))


def _towards(start: Point, end: Point, distance: float) -> Point:
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    share = min(distance / length, 0.5)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _between(start: Point, end: Point) -> Point:
    return start[0] + (end[0] - start[0]) * KAPPA, start[1] + (end[1] - start[1]) * KAPPA


def smooth(points: Sequence[Point], *, closed: bool = True, pull: float = 1.0) -> Path:
    """A soft curve through all the points (Catmull-Rom); less ``pull`` makes it tighter."""
    pieces: list[tuple[str, tuple[Point, ...]]] = [("M", (points[0],))]
    pieces += [("C", curve) for curve in _curves(points, closed=closed, pull=pull)]
    return Path((*pieces, ("Z", ()))) if closed else Path(tuple(pieces))


def _curves(
    points: Sequence[Point], *, closed: bool, pull: float
) -> Iterable[tuple[Point, Point, Point]]:
    count, step = len(points), pull / 6
    for index in range(count if closed else count - 1):
        before = points[index - 1] if closed or index else points[0]
        start, end = points[index], points[(index + 1) % count]
        beyond = points[(index + 2) % count] if closed or index + 2 < count else points[-1]
        yield (
            (start[0] + (end[0] - before[0]) * step, start[1] + (end[1] - before[1]) * step),
            (end[0] - (beyond[0] - start[0]) * step, end[1] - (beyond[1] - start[1]) * step),
            end,
        )


def joined(*parts: Path) -> Path:
    """One closed outline that runs through the parts one after the other."""
    pieces: list[tuple[str, tuple[Point, ...]]] = []
    for index, part in enumerate(parts):
        head, *rest = (piece for piece in part.pieces if piece[0] != "Z")
        pieces.append(head if index == 0 else ("L", head[1]))
        pieces += rest
    return Path((*pieces, ("Z", ())))


def backwards(path: Path) -> Path:
    """The same open outline drawn from its end to its start."""
    pieces: list[tuple[str, tuple[Point, ...]]] = [("M", (path.pieces[-1][1][-1],))]
    for index in range(len(path.pieces) - 1, 0, -1):
        letter, points = path.pieces[index]
        start = path.pieces[index - 1][1][-1]
        pieces.append((letter, (*points[-2::-1], start)))
    return Path(tuple(pieces))
