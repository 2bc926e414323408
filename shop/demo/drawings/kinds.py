"""The register of what can be drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from shop.demo.drawings.camera import Camera
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.sheet import Sheet

Drawer = Callable[[Sheet, Look, View], None]

FRONT = View()
ABOVE = View("above", pitch=32.0, yaw=-28.0)
FLAT = View("flat", pitch=90.0, flat=True)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of good: who draws it, and from where it is seen."""

    name: str
    drawer: Drawer
    views: tuple[View, ...]


KINDS: dict[str, Kind] = {}


def close(x: float, y: float, zoom: float = 2.0, of: View = FRONT) -> View:
    """A detail of a view: ``zoom`` times as large, around (x, y)."""
    return View("close", of.pitch, of.yaw, zoom, (x, y), of.flat)


def kind(name: str, *views: View) -> Callable[[Drawer], Drawer]:
    """Register a drawer under a name, with the views it is worth seeing from."""

    def register(drawer: Drawer) -> Drawer:
        KINDS[name] = Kind(name, drawer, views or (FRONT, ABOVE))
        return drawer

    return register


def camera_of(view: View) -> Camera:
    return Camera(view.pitch, view.yaw)
