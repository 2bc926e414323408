"""Bodies in space: turned ones, boxes, slabs and tubes, all seen by the one camera."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import acos, cos, degrees, hypot, pi, radians, sin

from shop.demo.drawings.camera import Camera, Space
from shop.demo.drawings.colour import Colour
from shop.demo.drawings.path import (
    Affine,
    Path,
    Point,
    backwards,
    ellipse,
    joined,
    polygon,
    polyline,
    smooth,
)
from shop.demo.drawings.sheet import Sheet
from shop.demo.drawings.surface import face


@dataclass(frozen=True)
class Lathe:
    """A body turned on a wheel, standing at a point of the sheet.

    ``profile`` lists (height, radius) from the foot upwards; give a height twice for a sharp
    edge. Heights are in space, so a camera that looks down makes the body shorter.
    """

    camera: Camera
    profile: tuple[Point, ...]
    x: float = 400.0
    y: float = 600.0
    _table: list[Point] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_table", _samples(self.profile))

    @property
    def top(self) -> float:
        return self.profile[-1][0]

    def level(self, height: float) -> float:
        """Where a height of the axis appears on the sheet (y)."""
        return self.y - height * self.camera.upright

    def radius(self, height: float) -> float:
        table = self._table
        index = min(max(bisect_left(table, (height, -1e9)), 1), len(table) - 1)
        (low, narrow), (high, wide) = table[index - 1], table[index]
        share = (height - low) / ((high - low) or 1)
        return narrow + (wide - narrow) * min(1.0, max(0.0, share))

    def ring(self, height: float, inset: float = 0.0) -> Path:
        """The level circle around the body at a height."""
        wide = self.radius(height) - inset
        return ellipse(self.x, self.level(height), wide, wide * self.camera.squash)

    def arc(self, height: float, out: float = 0.0) -> Path:
        """The visible near part of the ring, left to right."""
        edge = self._brink(height)
        steps = [edge * (index / 7 - 1) for index in range(15)]
        return smooth([self.on(angle, height, out) for angle in steps], closed=False)

    def body(self) -> Path:
        """The whole outline, up to the far edge of its top."""
        return self.band(self.profile[0][0], self.top, over=True)

    def band(self, low: float, high: float, *, over: bool = False) -> Path:
        """The part of the surface between two heights; ``over`` adds the ring on its top."""
        right = polyline(*self._edge(low, high))
        left = right.mirrored(self.x)
        return joined(self.arc(low), right, self._lid(high, over=over), backwards(left))

    def _lid(self, height: float, *, over: bool) -> Path:
        """The upper end of a band from right to left: behind its ring, or before it."""
        if not over:
            return backwards(self.arc(height))
        edge = self._brink(height)
        steps = [edge + (360 - 2 * edge) * index / 14 for index in range(15)]
        return smooth([self.on(angle, height) for angle in steps], closed=False)

    def _brink(self, height: float) -> float:
        """The angle at which the surface turns out of sight, 0 to 180 degrees."""
        tangent = self.camera.squash / max(self.camera.upright, 1e-6)
        return degrees(acos(min(1.0, max(-1.0, self._slope(height) * tangent))))

    def _slope(self, height: float) -> float:
        """How much the radius grows with each unit of height."""
        low = max(height - 2, self.profile[0][0])
        high = min(height + 2, self.top)
        return (self.radius(high) - self.radius(low)) / max(high - low, 1e-6)

    def spot(self, angle: float, height: float, wide: float, high: float) -> Path:
        """A round mark on the surface, ``angle`` degrees right of the middle."""
        x, y = self.on(angle, height)
        return ellipse(x, y, max(0.4, wide * cos(radians(angle))), high)

    def on(self, angle: float, height: float, out: float = 0.0) -> Point:
        """A point of the surface, ``angle`` degrees right of the middle, or ``out`` beyond it."""
        wide = self.radius(height) + out
        near = wide * cos(radians(angle)) * self.camera.squash
        return self.x + wide * sin(radians(angle)), self.level(height) + near

    def patch(self, left: float, right: float, low: float, high: float) -> Path:
        """A label on the surface between two angles and two heights."""
        steps = [left + (right - left) * index / 8 for index in range(9)]
        upper = [self.on(angle, high) for angle in steps]
        lower = [self.on(angle, low) for angle in reversed(steps)]
        return joined(smooth(upper, closed=False), smooth(lower, closed=False))

    def shows(self, angle: float, height: float) -> bool:
        """Whether that point of the surface faces the viewer."""
        near = cos(radians(angle)) * self.camera.upright
        return near - self._slope(height) * self.camera.squash > 0.12

    def upright_line(self, angle: float, low: float, high: float) -> Path:
        """A line up the surface at an angle."""
        steps = [low + (high - low) * index / 6 for index in range(7)]
        return smooth([self.on(angle, height) for height in steps], closed=False)

    def front(self, height: float) -> Affine:
        """Lays a small flat drawing, centred on (0, 0), on the middle of the surface."""
        x, y = self.on(0, height)
        return (1.0, 0.0, 0.0, self.camera.upright, x, y)

    def _edge(self, low: float, high: float) -> list[Point]:
        """The right edge as the camera sees it, upwards."""
        heights = [low, *(h for h, _ in self._table if low < h < high), high]
        points, before = list[Point](), (low, self._brink(low))
        for height in heights:
            now = (height, self._brink(height))
            points += self._sweep(before, now)
            before = now
        return points

    def _sweep(self, start: Point, end: Point) -> list[Point]:
        """Points from one (height, angle) to the next; more of them where the edge runs around."""
        steps = 1 + int(abs(end[1] - start[1]) / 7)
        return [
            self.on(
                start[1] + (end[1] - start[1]) * index / steps,
                start[0] + (end[0] - start[0]) * index / steps,
            )
            for index in range(1, steps + 1)
        ]


def _samples(profile: Sequence[Point]) -> list[Point]:
    """(height, radius) along the smooth profile, rising."""
    table = [profile[0]]
    for height, radius in along(profile, 8)[1:]:
        if height > table[-1][0] + 0.05:
            table.append((height, radius))
        elif height >= table[-1][0] - 0.05 and radius != table[-1][1]:
            table.append((table[-1][0] + 0.06, radius))
    return table


def box(
    sheet: Sheet,
    camera: Camera,
    corner: Space,
    size: Space,
    colour: Colour,
    *,
    soft: float = 2.0,
) -> dict[str, Affine]:
    """A box by its lower left far corner. Gives the planes of its sides by name.

    Each plane takes a flat drawing with (0, 0) at the side's upper left and its own units.
    """
    x, y, z = corner
    wide, high, deep = size
    sides: dict[str, tuple[Space, Space, Space, Space, float, float]] = {
        "back": ((0, 0, -1), (x + wide, y + high, z), (-1, 0, 0), (0, -1, 0), wide, high),
        "left": ((-1, 0, 0), (x, y + high, z), (0, 0, 1), (0, -1, 0), deep, high),
        "right": ((1, 0, 0), (x + wide, y + high, z + deep), (0, 0, -1), (0, -1, 0), deep, high),
        "top": ((0, 1, 0), (x, y + high, z), (1, 0, 0), (0, 0, 1), wide, deep),
        "front": ((0, 0, 1), (x, y + high, z + deep), (1, 0, 0), (0, -1, 0), wide, high),
    }
    planes = {}
    for name, (normal, origin, right, below, own_wide, own_high) in sides.items():
        planes[name] = camera.plane(origin, right, below)
        if camera.sees(normal):
            flat = polygon((0, 0), (own_wide, 0), (own_wide, own_high), (0, own_high))
            shape, tone = flat.mapped(planes[name]), camera.lights(colour, normal)
            if soft:
                sheet.line(shape, tone, soft)
            sheet.fill(shape, face(tone))
    return planes


def horn(way: Sequence[Point], start: float, end: float, bulge: float = 0.0) -> Path:
    """A bar along a soft way that tapers from one width to another, such as a spout or a leg."""
    spine = along(way, 6)
    left, right = [], []
    for index, (x, y) in enumerate(spine):
        share = index / (len(spine) - 1)
        before, after = spine[max(index - 1, 0)], spine[min(index + 1, len(spine) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = hypot(dx, dy) or 1.0
        half = (start + (end - start) * share) / 2 + bulge * sin(share * pi)
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return joined(smooth(left, closed=False), smooth(right[::-1], closed=False))


def along(way: Sequence[Point], steps: int) -> list[Point]:
    """Points along the soft curve through a way."""
    points, start = [way[0]], way[0]
    for _, (one, two, end) in smooth(way, closed=False).pieces[1:]:
        for index in range(1, steps + 1):
            share = index / steps
            rest = 1 - share
            weights = (rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3)
            corners = (start, one, two, end)
            points.append(
                (
                    sum(w * x for w, (x, _) in zip(weights, corners, strict=True)),
                    sum(w * y for w, (_, y) in zip(weights, corners, strict=True)),
                )
            )
        start = end
    return points


def rod(sheet: Sheet, start: Point, end: Point, width: float, colour: Colour) -> None:
    """A straight round bar: a dark line, its body, and a light along its upper left side."""
    way = Path((("M", (start,)), ("L", (end,))))
    tube(sheet, way, width, colour)


def tube(sheet: Sheet, way: Path, width: float, colour: Colour, *, gloss: float = 0.10) -> None:
    """A round bar bent along a way."""
    sheet.line(way, colour.lit(-0.14), width)
    sheet.line(way.moved(-width * 0.07, -width * 0.07), colour, width * 0.72)
    sheet.line(way.moved(-width * 0.18, -width * 0.18), colour.lit(gloss), width * 0.24)
