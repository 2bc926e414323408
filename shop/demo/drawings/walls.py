"""Clocks, mirrors and framed prints."""

from math import cos, radians, sin

from shop.demo.drawings.colour import METALS, WOODS, Colour, colour
from shop.demo.drawings.covers import COVERS
from shop.demo.drawings.kinds import FRONT, close, kind
from shop.demo.drawings.lettering import letter
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.path import Point, ellipse, outline, polygon, polyline, rounded
from shop.demo.drawings.sheet import Linear, Sheet
from shop.demo.drawings.surface import WHITE, face, round_metal


@kind("clock", FRONT, close(400, 400, 1.7))
def clock(sheet: Sheet, look: Look, view: View) -> None:
    """A wall clock."""
    tone, reach, centre = colour(look.colour), 190.0, (400.0, 400.0)
    sheet.cast(ellipse(*centre, reach), 16, 22, 14, 0.36)
    rim = colour(look.accent) if look.form == "thin" else tone
    metal = look.colour in METALS
    rim_paint = (
        round_metal(rim)
        if metal
        else Linear(((0, rim.lit(0.09)), (0.5, rim), (1, rim.lit(-0.14))), (0.1, 0), (0.9, 1))
    )
    depth = 8 if look.form == "thin" else 24
    sheet.ring(ellipse(*centre, reach), ellipse(*centre, reach - depth - 1), rim_paint)
    dial = (
        tone
        if look.form == "thin"
        else (colour("paper") if look.pattern != "dark" else colour("ink"))
    )
    sheet.fill(ellipse(*centre, reach - depth), dial.lit(-0.10))
    sheet.fill(ellipse(402, 403, reach - depth - 2), dial)
    ink = colour("paper") if dial.is_dark else colour("ink")
    _dial(sheet, centre, reach - depth, ink, look)
    _hands(
        sheet,
        centre,
        reach - depth,
        ink,
        colour("brick") if not dial.is_dark else colour("marigold"),
        look.seed,
    )


def _dial(sheet: Sheet, centre: Point, reach: float, ink: Colour, look: Look) -> None:
    x, y = centre
    if look.pattern == "numbers":
        for hour in range(1, 13):
            angle = radians(hour * 30)
            letter(
                sheet,
                str(hour),
                x + sin(angle) * reach * 0.80,
                y - cos(angle) * reach * 0.80,
                24,
                ink,
            )
        return
    for hour in range(12):
        angle, inner = radians(hour * 30), 0.76 if hour % 3 == 0 else 0.84
        tick = polyline(
            (x + sin(angle) * reach * inner, y - cos(angle) * reach * inner),
            (x + sin(angle) * reach * 0.91, y - cos(angle) * reach * 0.91),
        )
        sheet.line(tick, ink, 7 if hour % 3 == 0 else 4)


def _hands(
    sheet: Sheet, centre: Point, reach: float, ink: Colour, second: Colour, seed: int
) -> None:
    x, y = centre
    for turned, length, wide, tone in (
        (305 + seed % 3 * 6, 0.50, 10, ink),
        (52, 0.74, 7, ink),
        (190, 0.70, 3, second),
    ):
        angle = radians(turned)
        hand = polyline(
            (x - sin(angle) * reach * 0.12, y + cos(angle) * reach * 0.12),
            (x + sin(angle) * reach * length, y - cos(angle) * reach * length),
        )
        sheet.line(hand.moved(3, 5), colour("ink").faded(0.12), wide)
        sheet.line(hand, tone, wide)
    sheet.fill(ellipse(x, y, 10), second)


@kind("mirror", FRONT)
def mirror(sheet: Sheet, look: Look, view: View) -> None:
    """A mirror in a frame: round, arched or pill-shaped."""
    tone = colour(look.colour)
    shapes = {
        "": ellipse(400, 390, 200),
        "arch": outline("M270 590 L270 320 C270 150 530 150 530 320 L530 590 Z"),
        "pill": rounded([(290, 170), (510, 170), (510, 610), (290, 610)], 110),
    }
    outer = shapes.get(look.form, shapes[""])
    sheet.cast(outer, 14, 20, 14, 0.34)
    frame = round_metal(tone) if look.colour in METALS else face(tone, 0.06)
    scale = 0.925 if look.colour in WOODS else 0.955
    middle = ((outer.box[0] + outer.box[2]) / 2, (outer.box[1] + outer.box[3]) / 2)
    glass = outer.grown(scale, scale, middle)
    sheet.ring(outer, outer.grown(scale - 0.01, scale - 0.01, middle), frame)
    ground = sheet.ground
    sheet.fill(
        glass,
        Linear(
            (
                (0, ground.lit(0.04)),
                (0.42, ground.lit(-0.05)),
                (0.43, ground.lit(0.03)),
                (0.6, ground.lit(0.02)),
                (0.61, ground.lit(-0.07)),
                (1, ground.lit(-0.13)),
            ),
            (0.1, 0),
            (0.9, 1),
        ),
    )
    sheet.line(glass, tone.lit(-0.16).faded(0.6), 2.5)


@kind("frame", FRONT)
def picture_frame(sheet: Sheet, look: Look, view: View) -> None:
    """A framed print."""
    tone = colour("oak" if look.form != "black" else "ink")
    outer = rounded([(250, 170), (550, 170), (550, 610), (250, 610)], 3)
    sheet.cast(outer, 14, 18, 12, 0.38)
    sheet.fill(outer, tone)
    sheet.fill(rounded([(264, 184), (536, 184), (536, 596), (264, 596)], 2), colour("paper"))
    ground = colour(look.colour)
    sheet.fill(rounded([(300, 222), (500, 222), (500, 558), (300, 558)], 1), face(ground, 0.015))
    art = COVERS.get(look.pattern, COVERS["hills"])
    with sheet.through((1, 0, 0, 1, 300, 222)):
        art(sheet, look, 200, 336)
    sheet.fill(polygon((264, 184), (430, 184), (264, 420)), WHITE.faded(0.10))
