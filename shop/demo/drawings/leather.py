"""Purses, wallets and satchels."""

from shop.demo.drawings.bags import BRASS, bag_shadow, stitches
from shop.demo.drawings.cloth import Panel, cloth_paint, folds, pattern
from shop.demo.drawings.colour import colour
from shop.demo.drawings.kinds import FLAT, FRONT, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import disc, lying_shadow, overlap
from shop.demo.drawings.path import polyline, rounded, smooth
from shop.demo.drawings.sheet import Linear, Sheet
from shop.demo.drawings.solids import tube
from shop.demo.drawings.surface import face


@kind("pouch", FLAT, close(330, 400, 1.9, FLAT))
def pouch(sheet: Sheet, look: Look, view: View) -> None:
    """A flat purse: zipped, folded, or a wallet."""
    tone = colour(look.colour)
    if look.form == "wallet":
        _wallet(sheet, look)
        return
    body = rounded([(236, 300), (564, 300), (572, 524), (228, 524)], [16, 16, 34, 34])
    lying_shadow(sheet, body, 1.3)
    sheet.fill(body, cloth_paint(tone))
    panel = Panel(
        [(238, 330), (400, 332), (562, 330)],
        [(236, 510), (400, 514), (564, 510)],
        [(238, 330), (232, 420), (236, 510)],
        [(562, 330), (568, 420), (564, 510)],
    )
    pattern(sheet, panel, look.pattern, colour(look.accent), 6)
    sheet.fill(rounded([(238, 300), (562, 300), (563, 330), (237, 330)], 10), face(tone.lit(-0.06)))
    sheet.line(polyline((252, 316), (548, 316)), tone.lit(-0.24), 9)
    sheet.line(polyline((252, 316), (548, 316)), BRASS.lit(-0.02), 3.4)
    tab = rounded([(252, 309), (272, 309), (278, 372), (264, 380), (250, 372)], 5)
    sheet.fill(tab.moved(3, 5), tone.lit(-0.25).faded(0.4))
    sheet.fill(tab, face(colour("leather")))
    stitches(sheet, body.grown(0.965, 0.93, (400, 412)), tone)
    folds(sheet, tone, [(300, 500), (336, 440), (330, 380)], [(500, 506), (472, 446), (480, 390)])


def _wallet(sheet: Sheet, look: Look) -> None:
    tone = colour(look.colour)
    body = rounded([(270, 310), (530, 310), (530, 500), (270, 500)], 16).turned(-8, (400, 400))
    lying_shadow(sheet, body, 1.5)
    sheet.fill(body.moved(5, 7), tone.lit(-0.16))
    sheet.fill(
        body, Linear(((0, tone.lit(0.06)), (0.5, tone), (1, tone.lit(-0.09))), (0, 0), (1, 1))
    )
    stitches(sheet, body.grown(0.94, 0.92, (400, 405)), tone)
    tab = rounded([(470, 380), (548, 380), (548, 430), (470, 430)], [22, 4, 4, 22]).turned(
        -8, (400, 400)
    )
    overlap(sheet, tab, tone, 4)
    sheet.fill(tab, face(colour(look.accent) if look.pattern == "two-tone" else tone.lit(-0.04)))
    disc(sheet, 492, 392, 9, BRASS)


@kind("satchel", FRONT, close(400, 450, 1.8))
def satchel(sheet: Sheet, look: Look, view: View) -> None:
    """A leather bag with a flap and a long strap."""
    tone, wide = colour(look.colour), 168 * look.wide
    top = 600 - 240 * look.high
    bag_shadow(sheet, wide)
    strap = smooth(
        [
            (400 - wide + 6, top + 40),
            (400 - wide + 10, top - 70),
            (400, top - 180),
            (400 + wide - 10, top - 70),
            (400 + wide - 6, top + 40),
        ],
        closed=False,
    )
    tube(sheet, strap, 17, tone.lit(-0.05))
    body = rounded(
        [(400 - wide, top), (400 + wide, top), (400 + wide + 4, 600), (400 - wide - 4, 600)],
        [26, 26, 34, 34],
    )
    sheet.fill(body, cloth_paint(tone.lit(-0.05)))
    flap = rounded(
        [
            (400 - wide - 3, top - 3),
            (400 + wide + 3, top - 3),
            (400 + wide + 2, top + 150),
            (400 - wide - 2, top + 150),
        ],
        [28, 28, 60, 60],
    )
    overlap(sheet, flap, tone, 9)
    sheet.fill(
        flap,
        Linear(
            ((0, tone.lit(0.065)), (0.4, tone.lit(0.01)), (1, tone.lit(-0.06))), (0.1, 0), (0.7, 1)
        ),
    )
    stitches(sheet, flap.grown(0.955, 0.92, (400, top + 74)), tone)
    second = colour(look.accent) if look.pattern == "two-tone" else tone.lit(-0.03)
    for x in (400 - wide * 0.5, 400 + wide * 0.5):
        band = rounded(
            [
                (x - 13, top + 70),
                (x + 13, top + 70),
                (x + 13, top + 196),
                (x, top + 206),
                (x - 13, top + 196),
            ],
            5,
        )
        overlap(sheet, band, tone, 4)
        sheet.fill(band, face(second))
        sheet.line(
            rounded(
                [
                    (x - 19, top + 152),
                    (x + 19, top + 152),
                    (x + 19, top + 180),
                    (x - 19, top + 180),
                ],
                4,
            ),
            BRASS,
            5.5,
        )
        sheet.line(polyline((x, top + 154), (x, top + 178)), BRASS.lit(0.1), 3)
