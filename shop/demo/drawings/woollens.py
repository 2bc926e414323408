"""Scarves, socks and mittens, laid flat on the table."""

from shop.demo.drawings.cloth import Panel, cloth_paint, folds, fringe, ribs, sew
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import FLAT, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import lying_shadow, overlap
from shop.demo.drawings.path import chain, outline, shift, smooth, turn
from shop.demo.drawings.sheet import Sheet


@kind("scarf", FLAT, close(330, 520, 1.9, FLAT))
def scarf(sheet: Sheet, look: Look, view: View) -> None:
    """A scarf, loosely knotted, with fringes."""
    tone = colour(look.colour)
    first = Panel(
        [(300, 300), (350, 306), (400, 300)],
        [(262, 640), (312, 650), (362, 642)],
        [(300, 300), (282, 420), (266, 540), (262, 640)],
        [(400, 300), (390, 420), (370, 540), (362, 642)],
    )
    second = Panel(
        [(386, 296), (430, 304), (478, 292)],
        [(448, 566), (496, 568), (546, 556)],
        [(386, 296), (412, 400), (434, 490), (448, 566)],
        [(478, 292), (508, 400), (530, 480), (546, 556)],
    )
    loop = Panel(
        [(262, 300), (280, 190), (400, 138), (520, 190), (538, 300)],
        [(338, 316), (352, 262), (400, 238), (448, 262), (462, 316)],
        [(262, 300), (296, 326), (338, 316)],
        [(538, 300), (504, 326), (462, 316)],
    )
    for part, shade in ((loop, -0.03), (second, -0.04), (first, 0.0)):
        lying_shadow(sheet, part.outline, 1.0)
        if part is first:
            overlap(sheet, part.outline, tone, 10)
        if part is not loop:
            fringe(sheet, part, colour(look.accent) if look.pattern else tone, 13, 40)
        sew(sheet, part, look, cloth_paint(tone.lit(shade)), rows=9 if part is not loop else 4)
    folds(
        sheet,
        tone,
        [(318, 320), (310, 430), (300, 620)],
        [(372, 320), (356, 440), (336, 620)],
        [(420, 320), (452, 420), (480, 540)],
        [(300, 280), (330, 210), (400, 176), (470, 210), (498, 280)],
        width=9,
    )
    knot = smooth(
        [(330, 288), (372, 262), (430, 262), (470, 290), (458, 340), (400, 352), (344, 342)]
    )
    overlap(sheet, knot, tone, 9)
    sheet.fill(knot, cloth_paint(tone.lit(0.015)))
    folds(sheet, tone, [(352, 300), (400, 286), (452, 302)], [(356, 326), (400, 312), (446, 326)])


@kind("socks", FLAT, close(330, 560, 1.9, FLAT))
def socks(sheet: Sheet, look: Look, view: View) -> None:
    """A pair of socks."""
    tone, second = colour(look.colour), colour(look.accent)
    for dx, dy in ((104, -26), (-34, 22)):
        leg = Panel(
            [(320 + dx, 176 + dy), (366 + dx, 170 + dy), (412 + dx, 176 + dy)],
            [(318 + dx, 470 + dy), (366 + dx, 500 + dy), (420 + dx, 470 + dy)],
            [(320 + dx, 176 + dy), (322 + dx, 320 + dy), (318 + dx, 470 + dy)],
            [(412 + dx, 176 + dy), (414 + dx, 320 + dy), (420 + dx, 470 + dy)],
        )
        foot = smooth(
            [
                (318 + dx, 452 + dy),
                (300 + dx, 500 + dy),
                (230 + dx, 540 + dy),
                (190 + dx, 570 + dy),
                (188 + dx, 606 + dy),
                (216 + dx, 622 + dy),
                (290 + dx, 606 + dy),
                (378 + dx, 560 + dy),
                (418 + dx, 512 + dy),
                (420 + dx, 460 + dy),
            ]
        )
        lying_shadow(sheet, leg.outline, 0.8)
        lying_shadow(sheet, foot, 0.8)
        sheet.fill(foot, cloth_paint(tone.lit(-0.01)))
        sew(sheet, leg, look, cloth_paint(tone), rows=8)
        toe = smooth(
            [
                (232 + dx, 540 + dy),
                (190 + dx, 570 + dy),
                (188 + dx, 606 + dy),
                (216 + dx, 622 + dy),
                (262 + dx, 612 + dy),
                (256 + dx, 572 + dy),
            ]
        )
        heel = smooth(
            [
                (418 + dx, 466 + dy),
                (420 + dx, 512 + dy),
                (392 + dx, 548 + dy),
                (372 + dx, 512 + dy),
                (392 + dx, 478 + dy),
            ]
        )
        sheet.fill(toe, cloth_paint(second))
        sheet.fill(heel, cloth_paint(second))
        cuff = Panel(
            leg.top,
            [leg.at(0, 0.12), leg.at(0.5, 0.13), leg.at(1, 0.12)],
            [leg.at(0, 0), leg.at(0, 0.12)],
            [leg.at(1, 0), leg.at(1, 0.12)],
        )
        sheet.fill(cuff.outline, cloth_paint(second))
        ribs(sheet, cuff, second, 12)
        folds(
            sheet, tone, [(398 + dx, 250 + dy), (400 + dx, 360 + dy), (396 + dx, 440 + dy)], width=8
        )


@kind("gloves", FLAT)
def mittens(sheet: Sheet, look: Look, view: View) -> None:
    """A pair of knitted mittens."""
    left_hand = chain(shift(-74, -14), chain(turn(8, (356, 400)), (-1, 0, 0, 1, 712, 0)))
    right_hand = chain(shift(92, 26), turn(-6, (356, 400)))
    for placing in (left_hand, right_hand):
        with sheet.through(placing):
            _mitten(sheet, colour(look.colour), colour(look.accent))


def _mitten(sheet: Sheet, tone: Colour, second: Colour) -> None:
    palm = outline(
        "M300 470 C284 400 278 250 322 222 C350 196 392 200 404 228 C424 270 428 400 412 470 Z"
    )
    thumb = outline("M298 424 C250 396 216 310 244 303 C268 296 292 330 304 366 Z")
    cuff = Panel(
        [(298, 462), (356, 470), (414, 462)],
        [(300, 560), (356, 568), (412, 560)],
        [(298, 462), (294, 510), (300, 560)],
        [(414, 462), (418, 510), (412, 560)],
    )
    for part in (palm, thumb, cuff.outline):
        lying_shadow(sheet, part, 0.9)
    sheet.fill(thumb, cloth_paint(tone.lit(-0.03)))
    sheet.fill(palm, cloth_paint(tone))
    folds(sheet, tone, [(318, 440), (322, 400), (308, 356)])
    sheet.fill(cuff.outline, cloth_paint(second))
    ribs(sheet, cuff, second, 10)
