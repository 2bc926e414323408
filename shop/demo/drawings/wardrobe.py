"""Clothes, laid flat on the table."""

from shop.demo.drawings.cloth import Panel, cloth_paint, folds, sew
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import FLAT, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import disc, lying_shadow
from shop.demo.drawings.path import Point, joined, outline, rounded, smooth
from shop.demo.drawings.prints import emblem
from shop.demo.drawings.sheet import Sheet
from shop.demo.drawings.surface import face

BACK = View("back", pitch=90.0, flat=True)


def torso_panel(look: Look, hem: float = 640.0) -> Panel:
    wide = 136 * look.wide
    low = 250 + (hem - 250) * look.high
    return Panel(
        top=[(288, 214), (310, 203), (330, 195), (400, 190), (470, 195), (490, 203), (512, 214)],
        bottom=[(400 - wide + 4, low), (400, low + 8), (400 + wide - 4, low)],
        left=[(288, 214), (400 - wide + 6, 330), (400 - wide + 2, 480), (400 - wide + 4, low)],
        right=[(512, 214), (400 + wide - 6, 330), (400 + wide - 2, 480), (400 + wide - 4, low)],
    )


def mirrored(points: list[Point]) -> list[Point]:
    return [(800 - x, y) for x, y in points]


def sleeves(look: Look, *, long: bool) -> tuple[Panel, Panel]:
    """Left and right; the cuff is the lower edge."""
    if long:
        outer = [(290, 212), (226, 262), (190, 420), (170, 570)]
        inner = [(332, 238), (286, 320), (256, 450), (232, 580)]
    else:
        outer = [(290, 212), (228, 250), (196, 300), (170, 352)]
        inner = [(330, 236), (296, 296), (268, 346), (244, 394)]
    left = Panel(
        [outer[0], (280, 270), inner[0]],
        [
            outer[-1],
            ((outer[-1][0] + inner[-1][0]) / 2, (outer[-1][1] + inner[-1][1]) / 2 + 4),
            inner[-1],
        ],
        outer,
        inner,
    )
    right = Panel(
        *(mirrored(list(edge)) for edge in (left.top, left.bottom, left.left, left.right))
    )
    return left, right


def neck(sheet: Sheet, tone: Colour, *, back: bool) -> None:
    """The collar: a ribbed ring, its far half seen inside the neck."""
    inside = smooth(
        [
            (334, 194),
            (366, 184),
            (400, 181),
            (434, 184),
            (466, 194),
            (440, 212),
            (400, 222),
            (360, 212),
        ]
    )
    sheet.fill(inside, tone.lit(-0.16))
    if not back:
        sheet.fill(
            smooth([(340, 193), (400, 183), (460, 193), (430, 203), (400, 206), (370, 203)]),
            tone.lit(-0.08),
        )
        sheet.fill(rounded([(388, 192), (412, 192), (412, 203), (388, 203)], 2), colour("paper"))
    drop = 20 if back else 62
    collar = joined(
        smooth(
            [
                (328, 196),
                (356, 196 + drop * 0.62),
                (400, 190 + drop),
                (444, 196 + drop * 0.62),
                (472, 196),
            ],
            closed=False,
        ),
        smooth(
            [
                (460, 190),
                (434, 190 + drop * 0.42),
                (400, 176 + drop),
                (366, 190 + drop * 0.42),
                (340, 190),
            ],
            closed=False,
        ),
    )
    sheet.fill(collar, face(tone.lit(-0.025), 0.02))
    sheet.line(
        smooth(
            [
                (328, 196),
                (356, 196 + drop * 0.62),
                (400, 190 + drop),
                (444, 196 + drop * 0.62),
                (472, 196),
            ],
            closed=False,
        ),
        tone.lit(-0.12).faded(0.7),
        2,
    )


@kind("tee", FLAT, BACK, close(400, 270, 2.1, FLAT))
def tee(sheet: Sheet, look: Look, view: View) -> None:
    """A T-shirt."""
    tone, torso = colour(look.colour), torso_panel(look)
    left, right = sleeves(look, long=look.form == "long")
    for part in (left, right, torso):
        lying_shadow(sheet, part.outline, 0.8)
    for sleeve in (left, right):
        sew(
            sheet,
            sleeve,
            look if look.pattern in {"stripes", "breton"} else look.but(pattern=""),
            cloth_paint(tone.lit(-0.025)),
            rows=4,
        )
        sheet.line(
            sleeve.thread((0.03, 0.93), (0.5, 0.94), (0.97, 0.93)), tone.lit(-0.13).faded(0.6), 1.8
        )
    sew(
        sheet,
        torso,
        look.but(pattern="" if look.pattern in {"print", "pocket"} else look.pattern),
        cloth_paint(tone),
        rows=9,
    )
    _front_print(sheet, look, back=view.name == "back")
    for side in (left, right):
        sheet.line(smooth(side.top, closed=False), tone.lit(-0.16).faded(0.55), 2.2)
    sheet.line(
        torso.thread((0.02, 0.965), (0.5, 0.965), (0.98, 0.965)), tone.lit(-0.13).faded(0.55), 1.8
    )
    folds(
        sheet,
        tone,
        [(290, 560), (318, 480), (330, 410)],
        [(512, 590), (492, 500), (494, 430)],
        [(300, 340), (330, 320), (352, 316)],
    )
    neck(sheet, tone, back=view.name == "back")


def _front_print(sheet: Sheet, look: Look, *, back: bool) -> None:
    tone, ink = colour(look.colour), colour(look.accent)
    if look.pattern == "pocket" and not back:
        pocket = rounded(
            [(432, 300), (498, 300), (498, 364), (465, 380), (432, 364)], [3, 3, 8, 6, 8]
        )
        sheet.fill(pocket, ink)
        sheet.line(pocket, tone.lit(-0.16).faded(0.6), 1.6)
    elif look.pattern == "print" and not back:
        emblem(sheet, 400, 372, 58, ink, look.seed)


@kind("shirt", FLAT, BACK, close(400, 280, 2.0, FLAT))
def shirt(sheet: Sheet, look: Look, view: View) -> None:
    """A shirt with a collar and buttons."""
    tone, torso = colour(look.colour), torso_panel(look, 660)
    left, right = sleeves(look, long=look.form != "short")
    for part in (left, right, torso):
        lying_shadow(sheet, part.outline, 0.8)
    for sleeve in (left, right):
        sew(sheet, sleeve, look, cloth_paint(tone.lit(-0.03)), rows=6)
        sheet.fill(sleeve.weft(0.91, 1.0), cloth_paint(tone.lit(-0.02)))
        sheet.line(sleeve.thread((0, 0.91), (0.5, 0.915), (1, 0.91)), tone.lit(-0.15).faded(0.7), 2)
        sheet.line(smooth(sleeve.top, closed=False), tone.lit(-0.16).faded(0.5), 2)
    sew(sheet, torso, look, cloth_paint(tone), rows=10)
    folds(sheet, tone, [(288, 590), (320, 500), (330, 420)], [(514, 600), (488, 500), (488, 420)])
    if view.name != "back":
        _button_band(sheet, tone, colour(look.accent) if not look.pattern else colour("paper"))
    _collar(sheet, tone, back=view.name == "back")


def _button_band(sheet: Sheet, tone: Colour, button: Colour) -> None:
    band = rounded([(386, 226), (414, 226), (415, 662), (387, 662)], 2)
    sheet.fill(band, face(tone.lit(0.012), 0.012))
    sheet.line(outline("M386 226 L387 662 M414 226 L415 662"), tone.lit(-0.14).faded(0.5), 1.6)
    for y in range(268, 660, 66):
        disc(sheet, 400, y, 6.5, button)
    pocket = rounded([(440, 312), (506, 312), (506, 372), (473, 390), (440, 372)], [2, 2, 6, 4, 6])
    sheet.fill(pocket, tone.lit(0.006))
    sheet.line(pocket, tone.lit(-0.15).faded(0.6), 1.8)


def _collar(sheet: Sheet, tone: Colour, *, back: bool) -> None:
    inside = smooth([(340, 196), (372, 178), (400, 174), (428, 178), (460, 196), (400, 236)])
    sheet.fill(inside, tone.lit(-0.17))
    sheet.fill(rounded([(386, 182), (414, 182), (414, 194), (386, 194)], 2), colour("paper"))
    if back:
        sheet.fill(
            smooth([(332, 200), (366, 170), (400, 164), (434, 170), (468, 200), (400, 208)]),
            face(tone),
        )
        sheet.line(outline("M296 268 Q400 282 504 268"), tone.lit(-0.13).faded(0.6), 2)
        return
    wing = rounded([(346, 180), (334, 202), (352, 262), (400, 228), (368, 196)], [10, 8, 4, 3, 8])
    for shape in (wing, wing.mirrored(400)):
        sheet.fill(shape.moved(3, 6), tone.lit(-0.2).faded(0.35))
        sheet.fill(shape, face(tone.lit(0.015), 0.02))
        sheet.line(shape, tone.lit(-0.12).faded(0.6), 1.8)
