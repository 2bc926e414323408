"""Boxed games and puzzles."""

from math import sin

from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.covers import COVERS
from shop.demo.drawings.kinds import FLAT, camera_of, kind
from shop.demo.drawings.lettering import broken, letter, letter_lines
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import lying_shadow, together
from shop.demo.drawings.path import (
    Path,
    ellipse,
    rectangle,
    rounded,
)
from shop.demo.drawings.sheet import Sheet
from shop.demo.drawings.solids import box
from shop.demo.drawings.surface import face


@kind("game", View("front", pitch=30.0, yaw=-24.0), FLAT)
def game(sheet: Sheet, look: Look, view: View) -> None:
    """A boxed game or puzzle."""
    camera, tone = camera_of(view), colour(look.colour)
    wide, deep, tall = (360.0, 270.0, 74.0) if look.form != "small" else (220.0, 150.0, 60.0)
    if view.flat:
        lid = rounded(
            [
                (400 - wide / 2, 400 - deep / 2),
                (400 + wide / 2, 400 - deep / 2),
                (400 + wide / 2, 400 + deep / 2),
                (400 - wide / 2, 400 + deep / 2),
            ],
            6,
        )
        lying_shadow(sheet, lid, 1.6)
        sheet.fill(lid, face(tone, 0.02))
        with sheet.through((1, 0, 0, 1, 400 - wide / 2, 400 - deep / 2)):
            _lid_art(sheet, look, wide, deep)
        return
    sheet.shade(430, 590, 300, 110, 0.35)
    sheet.shade(404, 600, 250, 96, 0.35)
    box(
        sheet,
        camera,
        (-wide / 2, 0, -deep / 2),
        (wide, tall * 0.4, deep),
        colour(look.accent).lit(-0.03),
        soft=3,
    )
    planes = box(
        sheet,
        camera,
        (-wide / 2 - 4, tall * 0.34, -deep / 2 - 4),
        (wide + 8, tall * 0.66, deep + 8),
        tone,
        soft=4,
    )
    with sheet.through(planes["top"]):
        _lid_art(sheet, look, wide + 8, deep + 8)
    with sheet.through(planes["front"]):
        ink = colour("paper") if tone.is_dark else colour("ink")
        letter(sheet, look.words or "HARBOUR", wide / 2, tall * 0.34, 20, ink, widest=wide * 0.7)


def _lid_art(sheet: Sheet, look: Look, wide: float, deep: float) -> None:
    tone, ink = colour(look.colour), colour(look.accent)
    art = COVERS.get(look.pattern, COVERS["sea"])
    with sheet.through((1, 0, 0, 1, wide * 0.5, 0)):
        art(sheet, look, wide * 0.5, deep)
    lines = broken(look.words or "HARBOUR", 9)[:3]
    sign = colour("paper") if tone.is_dark else colour("ink")
    letter_lines(sheet, lines, wide * 0.27, deep * 0.5, 30, sign, widest=wide * 0.42, pen=0.15)
    sheet.line(rectangle(10, 10, wide - 20, deep - 20, 4), ink.faded(0.7), 2.5)


@kind("puzzle", FLAT)
def puzzle(sheet: Sheet, look: Look, view: View) -> None:
    """A jigsaw half done."""
    ground = colour(look.colour)
    for row in range(4):
        for column in range(5):
            if (row, column) in {(0, 4), (3, 4), (2, 4)}:
                continue
            _piece(sheet, look, ground, row, column)
    loose = _jigsaw(0, 0, 1, -1).turned(24).moved(566, 500)
    lying_shadow(sheet, loose, 1.0)
    sheet.fill(loose, colour(look.accent))


def _piece(sheet: Sheet, look: Look, ground: Colour, row: int, column: int) -> None:
    x, y = 240 + column * 72.0, 270 + row * 72.0
    shape = _jigsaw(x, y, 1 if (row + column) % 2 else -1, 1 if column % 2 else -1)
    hill = 2.2 + 0.8 * sin(column * 1.3 + look.seed)
    tone = ground if row < hill else colour(look.accent)
    if (row, column) == (1, 3):
        tone = colour("marigold")
    if row == 0 or column == 0:
        lying_shadow(sheet, shape, 0.8)
    sheet.fill(shape, face(tone.lit(0.02 * ((row * 3 + column) % 3 - 1)), 0.015))
    sheet.line(shape, tone.lit(-0.16), 2)


def _jigsaw(x: float, y: float, right: int, low: int) -> Path:
    """A piece of 72 units whose right and lower sides have a knob or a dent."""
    knob = ellipse(x + 72 + right * 9, y + 36, 11) if right > 0 else ellipse(x + 63, y + 36, 0.1)
    drop = ellipse(x + 36, y + 72 + low * 9, 11) if low > 0 else ellipse(x + 36, y + 63, 0.1)
    return together([rectangle(x, y, 72, 72, 4), knob, drop])
