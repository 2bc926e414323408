"""Books, standing and lying."""

from shop.demo.drawings.camera import Camera
from shop.demo.drawings.colour import colour
from shop.demo.drawings.covers import cover_art
from shop.demo.drawings.kinds import FLAT, camera_of, kind
from shop.demo.drawings.lettering import letter
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import lying_shadow, together
from shop.demo.drawings.path import (
    polyline,
    rectangle,
    rounded,
)
from shop.demo.drawings.sheet import FLOOR, Sheet
from shop.demo.drawings.solids import box
from shop.demo.drawings.surface import WHITE, face

ANGLED = View("front", pitch=10.0, yaw=-30.0)


SPINE = View("spine", pitch=10.0, yaw=42.0)


@kind("book", ANGLED, FLAT, SPINE)
def book(sheet: Sheet, look: Look, view: View) -> None:
    """A book standing, or its cover from above; ``words`` is its title, ``pattern`` its art."""
    tone = colour(look.colour)
    wide, tall, thick = 236.0 * look.wide, 340.0 * look.high, 44.0
    if view.flat:
        cover = rounded(
            [
                (400 - wide / 2, 400 - tall / 2),
                (400 + wide / 2, 400 - tall / 2),
                (400 + wide / 2, 400 + tall / 2),
                (400 - wide / 2, 400 + tall / 2),
            ],
            [3, 8, 8, 3],
        )
        lying_shadow(sheet, cover, 1.6)
        sheet.fill(cover.moved(7, 9), colour("oat").lit(-0.06))
        sheet.fill(cover, face(tone, 0.02))
        with sheet.through((1, 0, 0, 1, 400 - wide / 2, 400 - tall / 2)):
            cover_art(sheet, look, wide, tall)
        return
    camera = camera_of(view)
    left = view.yaw > 0
    sheet.shade(430, FLOOR - 4, 210, 34, 0.34)
    sheet.shade(404, FLOOR + 4, 150, 22, 0.4)
    _pages(sheet, camera, (wide, tall, thick))
    planes = box(sheet, camera, (-wide / 2, 0, thick / 2 - 4), (wide, tall, 4), tone, soft=3)
    with sheet.through(planes["front"]):
        cover_art(sheet, look, wide, tall)
        sheet.fill(rectangle(0, 0, 13, tall), tone.lit(-0.10).faded(0.35))
        sheet.fill(rectangle(13, 0, 3, tall), WHITE.faded(0.16))
    if left:
        _spine(sheet, camera, look, (wide, tall, thick))


def _pages(sheet: Sheet, camera: Camera, size: tuple[float, float, float]) -> None:
    wide, tall, thick = size
    box(
        sheet,
        camera,
        (-wide / 2 + 2, 5, -thick / 2 + 4),
        (wide - 8, tall - 10, thick - 8),
        colour("oat").lit(0.04),
        soft=0,
    )
    planes = camera.plane((wide / 2 - 6, tall - 5, thick / 2 - 4), (0, 0, -1), (0, -1, 0))
    if camera.sees((1, 0, 0)):
        lines = [polyline((x, 2), (x, tall - 12)) for x in range(5, int(thick) - 9, 5)]
        sheet.line(together(lines).mapped(planes), colour("sand").faded(0.7), 1)
    box(sheet, camera, (-wide / 2, 0, -thick / 2), (wide, 3, 4), colour("oat"), soft=0)


def _spine(sheet: Sheet, camera: Camera, look: Look, size: tuple[float, float, float]) -> None:
    wide, tall, thick = size
    plane = box(
        sheet, camera, (-wide / 2 - 3, 0, -thick / 2), (4, tall, thick), colour(look.colour), soft=2
    )["left"]
    ink = colour(look.accent)
    with sheet.through(
        (
            plane[2],
            plane[3],
            -plane[0],
            -plane[1],
            plane[4] + plane[0] * thick / 2,
            plane[5] + plane[1] * thick / 2,
        )
    ):
        letter(sheet, look.words or "FIELD NOTES", tall * 0.46, 0, 15, ink, widest=tall * 0.6)
    with sheet.through(plane):
        for y in (14, 20, tall - 34):
            sheet.line(polyline((3, y), (thick - 3, y)), ink, 2)
