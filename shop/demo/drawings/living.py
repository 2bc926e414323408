"""What makes a room: cushions, blankets, vases, clocks and mirrors."""

from shop.demo.dice import Dice
from shop.demo.drawings.cloth import Panel, cloth_paint, folds, fringe, sew
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import FLAT, FRONT, camera_of, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import leaf, lying_shadow, overlap, together
from shop.demo.drawings.path import Path, ellipse, polygon, polyline, rounded, smooth
from shop.demo.drawings.sheet import Linear, Radial, Sheet
from shop.demo.drawings.surface import face


def _cushion_panel(wide: float, high: float, y: float = 440.0) -> Panel:
    left, right, top, low = 400 - wide, 400 + wide, y - high, y + high
    dip = 16
    return Panel(
        [
            (left, top),
            (400 - wide * 0.5, top + dip),
            (400, top + dip + 3),
            (400 + wide * 0.5, top + dip),
            (right, top),
        ],
        [
            (left, low),
            (400 - wide * 0.5, low - dip),
            (400, low - dip - 3),
            (400 + wide * 0.5, low - dip),
            (right, low),
        ],
        [
            (left, top),
            (left + dip, y - high * 0.5),
            (left + dip + 3, y),
            (left + dip, y + high * 0.5),
            (left, low),
        ],
        [
            (right, top),
            (right - dip, y - high * 0.5),
            (right - dip - 3, y),
            (right - dip, y + high * 0.5),
            (right, low),
        ],
    )


@kind("cushion", FRONT, View("pair"), close(300, 350, 1.9))
def cushion(sheet: Sheet, look: Look, view: View) -> None:
    sheet.shade(430, 596, 230, 34, 0.30)
    sheet.shade(402, 600, 180, 22, 0.45)
    if view.name == "pair":
        with sheet.through((0.96, -0.10, 0.10, 0.96, 60, 10)):
            _one_cushion(sheet, look.but(colour=look.accent, accent=look.colour, pattern=""))
        with sheet.through((0.95, 0.09, -0.09, 0.95, -12, 8)):
            overlap(sheet, _cushion_panel(180, 168, 432).outline, colour(look.accent), 9)
            _one_cushion(sheet, look)
    else:
        _one_cushion(sheet, look)


def _one_cushion(sheet: Sheet, look: Look) -> None:
    tone = colour(look.colour)
    long = look.form == "long"
    panel = _cushion_panel(230 if long else 180, 116 if long else 168, 480 if long else 432)
    paint = Radial(((0, tone.lit(0.05)), (0.6, tone), (1, tone.lit(-0.13))), (0.4, 0.36), 0.78)
    sew(sheet, panel, look, paint, rows=7)
    if look.pattern == "leaves":
        _printed_leaves(sheet, panel, colour(look.accent), look.seed)
    elif look.pattern == "arches":
        _arches(sheet, panel, colour(look.accent))
    folds(
        sheet,
        tone,
        [panel.at(0.03, 0.05), panel.at(0.14, 0.14), panel.at(0.24, 0.30)],
        [panel.at(0.97, 0.05), panel.at(0.87, 0.13), panel.at(0.80, 0.26)],
        [panel.at(0.04, 0.96), panel.at(0.13, 0.86), panel.at(0.20, 0.70)],
        [panel.at(0.96, 0.96), panel.at(0.88, 0.86), panel.at(0.80, 0.74)],
        width=12,
    )
    sheet.line(
        panel.outline,
        colour(look.accent) if look.form == "piped" else tone.lit(-0.10),
        7 if look.form == "piped" else 5,
    )


def _printed_leaves(sheet: Sheet, panel: Panel, ink: Colour, seed: int) -> None:
    dice, leaves = Dice(seed), []
    for row in range(4):
        for column in range(4):
            x, y = panel.at((column + 0.5) / 4, (row + 0.72) / 4)
            angle = (row + column) % 2 * 70 - 35 + dice.uniform(-12, 12)
            leaves += [leaf(x, y, 50, 22, angle + side * 34) for side in (-1, 0, 1)]
    sheet.fill(together(leaves), ink)


def _arches(sheet: Sheet, panel: Panel, ink: Colour) -> None:
    places = [
        panel.at((column + 0.5) / 4, (row + 0.85) / 3) for row in range(3) for column in range(4)
    ]
    arches = [_arch(x, y, reach) for x, y in places for reach in (34, 22, 10)]
    sheet.line(together(arches), ink, 5)


def _arch(x: float, y: float, reach: float) -> Path:
    shoulder, crown = reach * 0.8, reach * 1.1
    return smooth(
        [
            (x - reach, y),
            (x - reach * 0.75, y - shoulder),
            (x, y - crown),
            (x + reach * 0.75, y - shoulder),
            (x + reach, y),
        ],
        closed=False,
    )


@kind("blanket", FRONT, View("laid", pitch=90, flat=True), close(330, 500, 1.9))
def blanket(sheet: Sheet, look: Look, view: View) -> None:
    """A blanket, folded in a pile or laid out."""
    tone = colour(look.colour)
    if view.flat:
        panel = Panel(
            [(220, 190), (400, 180), (580, 196)],
            [(232, 600), (400, 612), (570, 598)],
            [(220, 190), (232, 400), (232, 600)],
            [(580, 196), (572, 400), (570, 598)],
        )
        lying_shadow(sheet, panel.outline, 1.4)
        fringe(sheet, panel, tone, 26, 30)
        sew(sheet, panel, look, cloth_paint(tone), rows=7)
        folds(
            sheet,
            tone,
            [(280, 230), (340, 380), (320, 560)],
            [(520, 240), (470, 400), (500, 570)],
            width=16,
        )
        return
    sheet.shade(430, 598, 240, 34, 0.34)
    sheet.shade(402, 604, 190, 20, 0.45)
    for index in range(4):
        top = 560 - index * 44
        wide = 186 - (index % 2) * 5
        roll = rounded(
            [
                (400 - wide, top - 4),
                (400 + wide, top - 4),
                (400 + wide, top + 42),
                (400 - wide, top + 42),
            ],
            [22, 8, 8, 22],
        )
        shade = -0.02 * (3 - index)
        sheet.fill(
            roll,
            Linear(
                ((0, tone.lit(0.05 + shade)), (0.4, tone.lit(shade)), (1, tone.lit(-0.13 + shade))),
                (0, 0),
                (0, 1),
            ),
        )
        _folded_pattern(sheet, look, top, wide)
        sheet.line(
            polyline((400 - wide + 14, top + 38), (400 + wide - 6, top + 38)),
            tone.lit(-0.22).faded(0.6),
            3,
        )
    _draped_end(sheet, look, tone)


def _folded_pattern(sheet: Sheet, look: Look, top: float, wide: float) -> None:
    ink = colour(look.accent)
    if look.pattern in {"stripes", "uprights", "check"}:
        bars = [
            rounded([(x, top - 3), (x + 22, top - 3), (x + 20, top + 40), (x - 2, top + 40)], 2)
            for x in range(int(400 - wide + 40), int(400 + wide - 30), 62)
        ]
        sheet.fill(together(bars), ink.faded(0.85))
    if look.pattern == "check":
        sheet.fill(
            rounded(
                [
                    (400 - wide + 8, top + 12),
                    (400 + wide - 2, top + 12),
                    (400 + wide - 2, top + 24),
                    (400 - wide + 8, top + 24),
                ],
                2,
            ),
            ink.faded(0.55),
        )
    if look.pattern == "block":
        sheet.fill(
            rounded(
                [
                    (400 + wide * 0.4, top - 4),
                    (400 + wide, top - 4),
                    (400 + wide, top + 42),
                    (400 + wide * 0.4, top + 42),
                ],
                [0.1, 8, 8, 0.1],
            ),
            ink,
        )


def _draped_end(sheet: Sheet, look: Look, tone: Colour) -> None:
    panel = Panel(
        [(250, 424), (330, 418), (410, 424)],
        [(244, 566), (330, 574), (414, 562)],
        [(250, 424), (240, 490), (244, 566)],
        [(410, 424), (414, 490), (414, 562)],
    )
    overlap(sheet, panel.outline, tone, 8)
    fringe(sheet, panel, tone, 14, 26)
    sew(
        sheet,
        panel,
        look if look.pattern != "block" else look.but(pattern=""),
        cloth_paint(tone.lit(0.015)),
        rows=4,
    )
    folds(
        sheet,
        tone,
        [(290, 430), (284, 500), (292, 560)],
        [(370, 430), (380, 500), (372, 560)],
        width=12,
    )


@kind("rug", FLAT, View("above", pitch=34.0, yaw=-18.0))
def rug(sheet: Sheet, look: Look, view: View) -> None:
    """A woven rug, rectangular or round."""
    tone, ink = colour(look.colour), colour(look.accent)
    camera = camera_of(view)
    if look.form == "round":
        rings = [ellipse(0, 0, reach) for reach in (230, 196, 190, 120, 114)]
        plane = camera.plane((0, 0, 0), (1, 0, 0), (0, 0, 1))
        shift = -190
        lying_shadow(sheet, rings[0].mapped(plane).moved(0, shift), 0.6)
        for ring, paint in zip(rings, (tone, ink, tone, ink, tone), strict=True):
            sheet.fill(ring.mapped(plane).moved(0, shift), face(paint, 0.02))
        return
    corners = [camera.at(x, 0, z) for x, z in ((-170, -250), (170, -250), (170, 250), (-170, 250))]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = [(x, y - 190) for x, y in corners]
    panel = Panel(
        [(ax, ay), (bx, by)], [(dx, dy), (cx, cy)], [(ax, ay), (dx, dy)], [(bx, by), (cx, cy)]
    )
    lying_shadow(sheet, panel.outline, 0.6)
    fringe(sheet, panel, colour("oat"), 24, 20)
    sew(sheet, panel, look, cloth_paint(tone), rows=9)
    if look.pattern == "border":
        for inset, wide in ((0.07, 9), (0.12, 4)):
            frame = [
                panel.at(u, v)
                for u, v in (
                    (inset, inset * 0.7),
                    (1 - inset, inset * 0.7),
                    (1 - inset, 1 - inset * 0.7),
                    (inset, 1 - inset * 0.7),
                )
            ]
            sheet.line(polygon(*frame), ink, wide)
    elif look.pattern == "diamonds":
        shapes = [
            polygon(
                panel.at(0.5, v - 0.1), panel.at(0.82, v), panel.at(0.5, v + 0.1), panel.at(0.18, v)
            )
            for v in (0.2, 0.4, 0.6, 0.8)
        ]
        sheet.line(together(shapes), ink, 7)
