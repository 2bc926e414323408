"""Jumpers and cardigans, laid flat on the table."""

from shop.demo.drawings.cloth import Panel, cloth_paint, folds, sew
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import FLAT, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import disc, lying_shadow, together
from shop.demo.drawings.path import outline, smooth
from shop.demo.drawings.sheet import Sheet
from shop.demo.drawings.wardrobe import BACK, neck, sleeves, torso_panel


@kind("jumper", FLAT, BACK, close(400, 280, 2.0, FLAT))
def jumper(sheet: Sheet, look: Look, view: View) -> None:
    """A knitted jumper, or a cardigan."""
    tone, torso = colour(look.colour), torso_panel(look.but(wide=look.wide * 1.06), 610)
    left, right = sleeves(look, long=True)
    for part in (left, right, torso):
        lying_shadow(sheet, part.outline, 1.1)
    for sleeve in (left, right):
        plain = look.pattern in {"chest", "block", "fairisle", "cable"}
        sew(
            sheet,
            sleeve,
            look.but(pattern="") if plain else look,
            cloth_paint(tone.lit(-0.035)),
            rows=9,
        )
        _knit(sheet, sleeve, tone, 3)
        _hem(sheet, sleeve, tone.lit(-0.03), 8)
        sheet.line(smooth(sleeve.top, closed=False), tone.lit(-0.18).faded(0.5), 3)
    sew(sheet, torso, look, cloth_paint(tone), rows=9)
    _knit(sheet, torso, tone, 9)
    if look.pattern == "fairisle":
        _fair_isle(sheet, torso, colour(look.accent))
    elif look.pattern == "cable":
        _cables(sheet, torso, tone)
    _hem(sheet, torso, tone, 24)
    folds(
        sheet,
        tone,
        [(278, 560), (312, 480), (322, 400)],
        [(524, 560), (494, 470), (494, 400)],
        width=10,
    )
    if look.form == "cardigan" and view.name != "back":
        _cardigan_front(sheet, tone, colour(look.accent))
    else:
        neck(sheet, tone, back=view.name == "back")


def _knit(sheet: Sheet, panel: Panel, tone: Colour, count: int) -> None:
    lines = [
        panel.thread((share, 0.06), (share, 0.5), (share, 0.94))
        for share in ((i + 0.5) / count for i in range(count))
    ]
    sheet.line(together(lines), tone.lit(-0.07).faded(0.35), 3)


def _hem(sheet: Sheet, panel: Panel, tone: Colour, count: int) -> None:
    sheet.fill(panel.weft(0.90, 1.0), cloth_paint(tone.lit(-0.03)))
    lines = [
        panel.thread((share, 0.905), (share, 0.995))
        for share in ((i + 0.5) / count for i in range(count))
    ]
    sheet.line(together(lines), tone.lit(-0.13).faded(0.5), 2.4)


def _fair_isle(sheet: Sheet, torso: Panel, ink: Colour) -> None:
    stitches = []
    for row, (v, count) in enumerate(((0.26, 15), (0.33, 12), (0.40, 15), (0.47, 12))):
        for column in range(count):
            x, y = torso.at((column + 0.5) / count, v)
            size = 8 if row % 2 else 5
            stitches.append(
                smooth([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], pull=0.2)
            )
    sheet.fill(together(stitches), ink)


def _cables(sheet: Sheet, torso: Panel, tone: Colour) -> None:
    for share in (0.24, 0.5, 0.76):
        for phase in (0, 1):
            twist = [
                (share + (0.03 if (step + phase) % 2 else -0.03), 0.12 + step * 0.078)
                for step in range(11)
            ]
            sheet.line(torso.thread(*twist), tone.lit(-0.13).faded(0.75), 9)
            sheet.line(torso.thread(*twist).moved(-1.5, -1.5), tone.lit(0.05), 5.5)


def _cardigan_front(sheet: Sheet, tone: Colour, button: Colour) -> None:
    inside = outline("M336 192 C360 176 440 176 464 192 L400 402 Z")
    sheet.fill(inside, tone.lit(-0.18))
    for side in (
        outline("M332 194 C344 262 376 350 400 410 L400 610"),
        outline("M468 194 C456 262 424 350 400 410"),
    ):
        sheet.line(side, tone.lit(-0.10), 22)
        sheet.line(side.moved(-2, 0), tone.lit(0.015), 17)
    for y in range(428, 610, 44):
        disc(sheet, 399, y, 7.5, button)
