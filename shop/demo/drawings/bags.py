"""Bags, purses and umbrellas."""

from shop.demo.drawings.cloth import Panel, cloth_paint, folds, sew
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import FRONT, close, kind
from shop.demo.drawings.lettering import letter
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import overlap
from shop.demo.drawings.path import Path, outline, polyline, rounded, smooth
from shop.demo.drawings.prints import emblem
from shop.demo.drawings.sheet import FLOOR, Linear, Sheet
from shop.demo.drawings.solids import horn, tube
from shop.demo.drawings.surface import face

BRASS = colour("brass")


def stitches(sheet: Sheet, path: Path, tone: Colour) -> None:
    sheet.line(path, tone.lit(0.14 if tone.light < 0.8 else -0.12).faded(0.7), 1.8)


def bag_shadow(sheet: Sheet, wide: float) -> None:
    sheet.shade(400 + wide * 0.35, FLOOR - 6, wide * 1.35, 40, 0.28)
    sheet.shade(404, FLOOR + 2, wide * 1.05, 20, 0.5)


@kind("backpack", FRONT, View("open"), close(400, 470, 1.8))
def backpack(sheet: Sheet, look: Look, view: View) -> None:
    if look.form == "roll":
        _rolltop(sheet, look)
        return
    tone, trim, wide = colour(look.colour), colour("leather"), 128 * look.wide
    top = 600 - 330 * look.high
    bag_shadow(sheet, wide)
    tube(
        sheet,
        smooth([(372, top + 14), (376, top - 26), (424, top - 26), (428, top + 14)], closed=False),
        13,
        trim,
    )
    for side in (-1, 1):
        strap = horn(
            [
                (400 + side * (wide - 14), top + 110),
                (400 + side * (wide + 30), top + 180),
                (400 + side * (wide + 10), 560),
            ],
            26,
            20,
        )
        sheet.fill(strap, face(tone.lit(-0.14)))
    body = smooth(
        [
            (400 - wide, 560),
            (400 - wide - 4, top + 150),
            (400 - wide + 18, top + 42),
            (400 - 70, top),
            (400, top - 6),
            (400 + 70, top),
            (400 + wide - 18, top + 42),
            (400 + wide + 4, top + 150),
            (400 + wide, 560),
            (400 + wide - 26, 600),
            (400, 606),
            (400 - wide + 26, 600),
        ],
        pull=0.8,
    )
    sheet.fill(body, cloth_paint(tone))
    sheet.fill(
        outline(
            f"M{400 - wide + 2} 556 C{400 - wide + 10} 606 {400 + wide - 10} 606 {400 + wide - 2} 556 L{400 + wide - 2} 572 C{400 + wide - 20} 612 {400 - wide + 20} 612 {400 - wide + 2} 572 Z"
        ),
        cloth_paint(trim.lit(-0.04)),
    )
    if look.pattern == "two-tone":
        low = rounded(
            [
                (400 - wide - 2, 430),
                (400 + wide + 2, 430),
                (400 + wide, 566),
                (400 + wide - 26, 603),
                (400 - wide + 26, 603),
                (400 - wide, 566),
            ],
            [2, 2, 20, 26, 26, 20],
        )
        sheet.fill(low, cloth_paint(colour(look.accent)))
    arch = smooth(
        [
            (400 - wide + 26, 470),
            (400 - wide + 20, top + 130),
            (400 - 62, top + 46),
            (400, top + 36),
            (400 + 62, top + 46),
            (400 + wide - 20, top + 130),
            (400 + wide - 26, 470),
        ],
        closed=False,
    )
    sheet.line(arch, tone.lit(-0.16), 6)
    sheet.line(arch.moved(0, -2), BRASS.lit(-0.05).faded(0.8), 2)
    _pocket(sheet, look, tone, wide)
    if view.name == "open":
        _flap(sheet, tone, trim, wide, top)


def _pocket(sheet: Sheet, look: Look, tone: Colour, wide: float) -> None:
    shade = colour(look.accent) if look.pattern == "pocket" else tone
    pocket = rounded(
        [
            (400 - wide + 30, 448),
            (400 + wide - 30, 448),
            (400 + wide - 22, 580),
            (400 - wide + 22, 580),
        ],
        [16, 16, 30, 30],
    )
    overlap(sheet, pocket, tone, 6)
    sheet.fill(pocket, cloth_paint(shade.lit(0.015)))
    stitches(sheet, pocket.grown(0.94, 0.91, (400, 516)), shade)
    zip_line = polyline((400 - wide + 50, 470), (400 + wide - 50, 470))
    sheet.line(zip_line, shade.lit(-0.18), 6)
    sheet.line(polyline((400 + wide - 56, 470), (400 + wide - 58, 494)), BRASS, 5)
    patch = rounded([(364, 508), (436, 508), (436, 540), (364, 540)], 4)
    sheet.fill(patch, face(colour("leather")))
    letter(sheet, look.words or "FELL", 400, 524, 12, colour("cocoa").lit(-0.05), widest=56)


def _flap(sheet: Sheet, tone: Colour, trim: Colour, wide: float, top: float) -> None:
    flap = smooth(
        [
            (400 - wide + 2, top + 60),
            (400 - 80, top - 8),
            (400, top - 14),
            (400 + 80, top - 8),
            (400 + wide - 2, top + 60),
            (400 + wide - 8, top + 170),
            (400 + 60, top + 196),
            (400 - 60, top + 196),
            (400 - wide + 8, top + 170),
        ],
        pull=0.85,
    )
    overlap(sheet, flap, tone, 8)
    sheet.fill(flap, cloth_paint(tone.lit(0.02)))
    stitches(sheet, flap.grown(0.94, 0.93, (400, top + 92)), tone)
    for x in (342, 458):
        strap = rounded(
            [
                (x - 10, top + 120),
                (x + 10, top + 120),
                (x + 10, top + 250),
                (x, top + 260),
                (x - 10, top + 250),
            ],
            4,
        )
        sheet.fill(strap, face(trim))
        sheet.line(
            rounded(
                [
                    (x - 15, top + 206),
                    (x + 15, top + 206),
                    (x + 15, top + 230),
                    (x - 15, top + 230),
                ],
                3,
            ),
            BRASS,
            4.5,
        )


def _rolltop(sheet: Sheet, look: Look) -> None:
    tone, trim, wide = colour(look.colour), colour(look.accent), 116 * look.wide
    top = 600 - 360 * look.high
    bag_shadow(sheet, wide)
    body = Panel(
        [(400 - wide + 8, top + 60), (400, top + 54), (400 + wide - 8, top + 60)],
        [(400 - wide, 598), (400, 606), (400 + wide, 598)],
        [(400 - wide + 8, top + 60), (400 - wide - 10, 420), (400 - wide, 598)],
        [(400 + wide - 8, top + 60), (400 + wide + 10, 420), (400 + wide, 598)],
    )
    sew(sheet, body, look, cloth_paint(tone))
    roll = rounded(
        [
            (400 - wide - 6, top + 6),
            (400 + wide + 6, top + 6),
            (400 + wide + 6, top + 66),
            (400 - wide - 6, top + 66),
        ],
        22,
    )
    sheet.fill(roll.moved(0, 10), tone.lit(-0.22).faded(0.4))
    sheet.fill(
        roll, Linear(((0, tone.lit(0.06)), (0.5, tone), (1, tone.lit(-0.12))), (0, 0), (0, 1))
    )
    for x in (400 - 62, 400 + 62):
        strap = rounded([(x - 11, top - 2), (x + 11, top - 2), (x + 11, 520), (x - 11, 520)], 4)
        sheet.fill(strap, face(trim))
        sheet.line(
            rounded(
                [
                    (x - 17, top + 130),
                    (x + 17, top + 130),
                    (x + 17, top + 156),
                    (x - 17, top + 156),
                ],
                3,
            ),
            BRASS,
            5,
        )
    folds(
        sheet,
        tone,
        [(400 - wide + 12, 560), (400 - wide + 34, 480), (400 - wide + 30, 400)],
        [(400 + wide - 14, 570), (400 + wide - 36, 470), (400 + wide - 30, 380)],
    )
    patch = rounded([(366, 540), (434, 540), (434, 572), (366, 572)], 4)
    sheet.fill(patch, face(colour("leather")))
    letter(sheet, look.words or "FELL", 400, 556, 12, colour("cocoa"), widest=54)


@kind("tote", FRONT, close(400, 470, 1.9))
def tote(sheet: Sheet, look: Look, view: View) -> None:
    tone, wide = colour(look.colour), 150 * look.wide
    top = 600 - 300 * look.high
    bag_shadow(sheet, wide)
    strap_tone = colour(look.accent) if look.pattern in {"straps", "block"} else tone.lit(-0.03)
    for dx, shade in ((12, -0.10), (-4, 0.0)):
        way = smooth(
            [
                (330 + dx, top + 40),
                (336 + dx, top - 90),
                (400 + dx, top - 140),
                (464 + dx, top - 90),
                (470 + dx, top + 40),
            ],
            closed=False,
        )
        sheet.line(way, strap_tone.lit(shade - 0.08), 22)
        sheet.line(way.moved(-1.5, -1.5), strap_tone.lit(shade), 17)
        if dx > 0:
            mouth = smooth(
                [(400 - wide + 10, top), (400, top - 10), (400 + wide - 10, top), (400, top + 16)]
            )
            sheet.fill(mouth, tone.lit(-0.2))
    body = Panel(
        [(400 - wide + 8, top), (400, top + 12), (400 + wide - 8, top)],
        [(400 - wide, 594), (400, 604), (400 + wide, 594)],
        [(400 - wide + 8, top), (400 - wide - 4, 450), (400 - wide, 594)],
        [(400 + wide - 8, top), (400 + wide + 4, 450), (400 + wide, 594)],
    )
    sew(
        sheet,
        body,
        look.but(pattern="" if look.pattern in {"print", "words"} else look.pattern),
        cloth_paint(tone),
        rows=8,
    )
    folds(
        sheet,
        tone,
        [(400 - wide + 20, 580), (400 - wide + 50, 500), (400 - wide + 46, 420)],
        [(400 + wide - 20, 584), (400 + wide - 56, 500), (400 + wide - 50, 400)],
    )
    sheet.line(body.thread((0.01, 0.07), (0.5, 0.07), (0.99, 0.07)), tone.lit(-0.12).faded(0.5), 2)
    for x in (330, 470):
        sheet.fill(
            rounded(
                [(x - 13, top + 6), (x + 9, top + 6), (x + 9, top + 60), (x - 13, top + 60)], 3
            ),
            face(strap_tone),
        )
        stitches(
            sheet,
            rounded(
                [(x - 9, top + 34), (x + 5, top + 34), (x + 5, top + 54), (x - 9, top + 54)], 1
            ),
            strap_tone,
        )
    if look.pattern == "print":
        emblem(sheet, 400, 470, 66, colour(look.accent), look.seed)
    elif look.pattern == "words":
        for row, word in enumerate((look.words or "GOOD BREAD").split()[:3]):
            letter(sheet, word, 400, 430 + row * 52, 36, colour(look.accent), widest=210, pen=0.17)
