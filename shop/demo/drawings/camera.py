"""The one camera and the one lamp of the house: where things appear, how bright their sides are."""

from dataclasses import dataclass
from math import cos, radians, sin

from shop.demo.drawings.colour import Colour
from shop.demo.drawings.path import Affine, Point
from shop.demo.drawings.sheet import FLOOR, SIZE

Space = tuple[float, float, float]

# Towards the lamp: up, to the left, and in front.
LAMP: Space = (-0.52, 0.74, 0.43)


@dataclass(frozen=True, slots=True)
class Camera:
    """Looks at the floor point from afar, so that parallels stay parallel.

    In space x runs to the right, y up and z towards the viewer; one unit is one unit of the
    sheet. Goods turn by ``yaw`` degrees, the camera looks down by ``pitch`` degrees.
    """

    pitch: float = 14.0
    yaw: float = 0.0
    x: float = SIZE / 2
    y: float = FLOOR

    @property
    def squash(self) -> float:
        """How high a level circle looks, as a share of its width."""
        return sin(radians(self.pitch))

    @property
    def upright(self) -> float:
        """How high an upright line looks, as a share of its length."""
        return cos(radians(self.pitch))

    def turned(self, way: Space) -> Space:
        """A direction after the good is turned."""
        x, y, z = way
        co, si = cos(radians(self.yaw)), sin(radians(self.yaw))
        return x * co + z * si, y, z * co - x * si

    def at(self, x: float, y: float, z: float = 0.0) -> Point:
        """Where a point in space appears."""
        right, up, near = self.turned((x, y, z))
        return self.x + right, self.y - up * self.upright + near * self.squash

    def plane(self, origin: Space, right: Space, down: Space) -> Affine:
        """Lays a flat drawing (x right, y down) on a plane in space."""
        ox, oy = self.at(*origin)
        ax, ay = self.at(*(o + r for o, r in zip(origin, right, strict=True)))
        bx, by = self.at(*(o + d for o, d in zip(origin, down, strict=True)))
        return ax - ox, ay - oy, bx - ox, by - oy, ox, oy

    def sees(self, normal: Space) -> bool:
        """Whether a side that looks this way is visible."""
        _, up, near = self.turned(normal)
        return up * self.squash + near * self.upright > 1e-6

    def lights(self, colour: Colour, normal: Space) -> Colour:
        """The colour of a side that looks this way."""
        turned = self.turned(normal)
        shine = sum(own * lamp for own, lamp in zip(turned, LAMP, strict=True))
        return colour.lit((shine - 0.42) * 0.20)
