"""Bicycles and balls."""

from math import cos, pi, radians, sin

from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import FRONT, close, kind
from shop.demo.drawings.lights import GLOW
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import together
from shop.demo.drawings.path import Path, Point, ellipse, outline, polygon, polyline, smooth
from shop.demo.drawings.sheet import FLOOR, Linear, Radial, Sheet
from shop.demo.drawings.solids import rod, tube
from shop.demo.drawings.surface import WHITE, ball, face


@kind("bicycle", FRONT, close(330, 420, 1.7))
def bicycle(sheet: Sheet, look: Look, view: View) -> None:
    """A town bicycle, with a basket when its pattern says so."""
    tone, leather = (
        colour(look.colour),
        colour(look.accent if look.accent in {"leather", "cocoa", "ink"} else "leather"),
    )
    rear, front, wheel = (250.0, 486.0), (552.0, 486.0), 108.0
    sheet.shade(404, 600, 300, 18, 0.5)
    for hub in (rear, front):
        _wheel(sheet, hub, wheel)
    crank, seat, head = (376.0, 486.0), (330.0, 336.0), (508.0, 336.0)
    low_bar = look.form == "step"
    steel = colour("steel")
    for start, end in ((rear, seat), (rear, crank)):
        rod(sheet, start, end, 9, tone.lit(-0.03))
    rod(sheet, crank, (seat[0] - 14, seat[1] - 46), 13, tone)
    rod(sheet, crank, (head[0] + 8, head[1] + 30), 14, tone)
    if low_bar:
        tube(
            sheet, smooth([(350, 420), (420, 440), (head[0], head[1] + 8)], closed=False), 13, tone
        )
    else:
        rod(sheet, (seat[0] + 2, seat[1] + 6), head, 13, tone)
    tube(
        sheet,
        smooth(
            [
                (head[0] - 12, head[1] - 38),
                (head[0] + 12, head[1] + 40),
                (front[0] - 20, front[1] - 50),
                front,
            ],
            closed=False,
        ),
        12,
        tone,
    )
    _guards(sheet, rear, front, wheel, tone)
    _crank(sheet, crank, rear, steel)
    rod(sheet, (seat[0] - 14, seat[1] - 46), (seat[0] - 20, seat[1] - 66), 8, steel)
    sheet.fill(
        outline(
            "M262 262 C280 250 330 250 372 262 C378 270 366 276 344 276 C320 290 280 292 266 284 C256 276 256 268 262 262 Z"
        ),
        Linear(((0, leather.lit(0.06)), (1, leather.lit(-0.12))), (0, 0), (0, 1)),
    )
    _bars(sheet, head, leather, look)


def _wheel(sheet: Sheet, hub: Point, reach: float) -> None:
    x, y = hub
    sheet.line(ellipse(x, y, reach), colour("ink").lit(0.02), 13)
    sheet.line(ellipse(x, y, reach - 9), colour("steel"), 5)
    spokes = [
        polyline(
            (x, y),
            (x + (reach - 10) * cos(2 * pi * i / 18), y + (reach - 10) * sin(2 * pi * i / 18)),
        )
        for i in range(18)
    ]
    sheet.line(together(spokes), colour("steel").lit(-0.12), 1.3)
    sheet.fill(ellipse(x, y, 9), ball(colour("steel")))


def _guards(sheet: Sheet, rear: Point, front: Point, reach: float, tone: Colour) -> None:
    for (x, y), start, end in ((rear, 150, 330), (front, 200, 345)):
        arc = [
            (x + (reach + 13) * cos(radians(a)), y + (reach + 13) * sin(radians(a)))
            for a in range(start, end, 15)
        ]
        sheet.line(smooth(arc, closed=False), tone.lit(-0.06), 8)


def _crank(sheet: Sheet, crank: Point, rear: Point, steel: Colour) -> None:
    x, y = crank
    for dy in (-27, 25):
        sheet.line(
            polyline((x, y + dy), (rear[0], rear[1] + dy * 0.45)), colour("ink").lit(0.15), 2.6
        )
    sheet.line(ellipse(x, y, 27), steel.lit(-0.10), 6)
    for dx, dy in ((26, 38), (-26, -38)):
        rod(sheet, (x, y), (x + dx, y + dy), 7, steel)
        rod(sheet, (x + dx - 17, y + dy), (x + dx + 17, y + dy), 8, colour("ink").lit(0.08))


def _bars(sheet: Sheet, head: Point, leather: Colour, look: Look) -> None:
    x, y = head[0] - 12, head[1] - 38
    rod(sheet, (x, y), (x - 8, y - 34), 9, colour("steel"))
    tube(
        sheet,
        smooth(
            [
                (x - 8, y - 34),
                (x + 30, y - 46),
                (x + 26, y - 18),
                (x - 30, y - 14),
                (x - 78, y - 26),
            ],
            closed=False,
        ),
        9,
        colour("steel"),
    )
    rod(sheet, (x - 42, y - 18), (x - 86, y - 28), 14, leather)
    if look.pattern == "basket":
        basket = polygon((x + 30, y - 46), (x + 128, y - 46), (x + 116, y + 34), (x + 42, y + 34))
        straw = colour("sand")
        sheet.fill(basket, face(straw, 0.06))
        weave = [
            polyline((x + 32 + row * 2, y - 30 + row * 17), (x + 126 - row * 2, y - 30 + row * 17))
            for row in range(4)
        ]
        weave += [
            polyline((x + 42 + column * 18, y - 46), (x + 50 + column * 15, y + 34))
            for column in range(5)
        ]
        sheet.line(together(weave), straw.lit(-0.16), 2.6)
        sheet.line(polyline((x + 28, y - 46), (x + 130, y - 46)), straw.lit(-0.08), 9)
    else:
        sheet.fill(ellipse(x + 40, y - 4, 17, 15), ball(colour("steel")))
        sheet.fill(ellipse(x + 52, y - 4, 6, 13), GLOW)


@kind("ball", FRONT)
def play_ball(sheet: Sheet, look: Look, view: View) -> None:
    """A ball: panelled, striped like a beach ball, or a basketball."""
    tone, second, reach = colour(look.colour), colour(look.accent), 176.0
    x, y = 400.0, FLOOR - reach
    sheet.shade(450, 596, 210, 40, 0.3)
    sheet.shade(404, 602, 130, 20, 0.6)
    sheet.fill(ellipse(x, y, reach), tone)
    if look.form == "beach":
        for left, right in ((-1.0, -0.62), (-0.22, 0.22), (0.62, 1.0)):
            sheet.fill(_slice(x, y, reach, left, right), second)
    elif look.form == "stitched":
        for bend in (-0.72, 0.0, 0.72):
            seam = smooth(
                [
                    (x + reach * bend * 0.55, y - reach * cos(bend * 0.5)),
                    (x + reach * bend, y),
                    (x + reach * bend * 0.55, y + reach * cos(bend * 0.5)),
                ],
                closed=False,
            )
            sheet.line(seam, second, 6)
        sheet.line(smooth([(x - reach, y), (x, y + 26), (x + reach, y)], closed=False), second, 6)
    else:
        _panels(sheet, (x, y), reach, second, tone)
    sheet.fill(
        ellipse(x, y, reach),
        Radial(
            (
                (0, WHITE.faded(0.42)),
                (0.22, WHITE.faded(0.16)),
                (0.45, sheet.dark.faded(0.0)),
                (0.78, sheet.dark.faded(0.22)),
                (1, sheet.dark.faded(0.46)),
            ),
            (0.36, 0.30),
            0.76,
        ),
    )


def _slice(x: float, y: float, reach: float, left: float, right: float) -> Path:
    """A part of a globe between two meridians, -1 to 1."""
    top, k = (x, y - reach), 0.5523
    one, two = reach * left, reach * right
    return Path(
        (
            ("M", (top,)),
            ("C", ((x + one * k, y - reach), (x + one, y - reach * k), (x + one, y))),
            ("C", ((x + one, y + reach * k), (x + one * k, y + reach), (x, y + reach))),
            ("C", ((x + two * k, y + reach), (x + two, y + reach * k), (x + two, y))),
            ("C", ((x + two, y - reach * k), (x + two * k, y - reach), top)),
            ("Z", ()),
        )
    )


def _panels(sheet: Sheet, centre: Point, reach: float, second: Colour, tone: Colour) -> None:
    x, y = centre
    patches = [
        (0.0, 0.0, 1.0),
        *((0.78 * cos(radians(a)), 0.78 * sin(radians(a)), 0.62) for a in range(18, 378, 72)),
    ]
    for dx, dy, size in patches:
        turned_by = 0 if size == 1.0 else 36
        flat = 1.0 if size == 1.0 else 0.92
        points = [
            (
                cos(radians(a - 90 + turned_by)) * 52 * size,
                sin(radians(a - 90 + turned_by)) * 52 * size,
            )
            for a in range(0, 360, 72)
        ]
        shape = polygon(*points).grown(1 if size == 1.0 else 0.8, flat)
        sheet.fill(shape.moved(x + dx * reach, y + dy * reach), second)
    seams = [
        polyline(
            (x + cos(radians(a)) * 50, y + sin(radians(a)) * 50),
            (x + cos(radians(a)) * reach * 0.66, y + sin(radians(a)) * reach * 0.66),
        )
        for a in range(18, 378, 72)
    ]
    sheet.line(together(seams), tone.lit(-0.2).faded(0.7), 3)
