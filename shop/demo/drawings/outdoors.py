"""Tents, bicycles, lanterns and things to throw."""

from itertools import pairwise

from shop.demo.drawings.colour import METALS, Colour, colour
from shop.demo.drawings.kinds import FRONT, camera_of, kind
from shop.demo.drawings.lettering import letter
from shop.demo.drawings.lights import GLOW, halo, shine
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import gleam, standing_shadow, together
from shop.demo.drawings.path import Path, Point, outline, polygon, polyline, smooth
from shop.demo.drawings.prints import emblem
from shop.demo.drawings.sheet import Linear, Radial, Sheet
from shop.demo.drawings.solids import Lathe, rod, tube
from shop.demo.drawings.surface import WHITE, face, round_gloss, turned


@kind("tent", FRONT, View("night"))
def tent(sheet: Sheet, look: Look, view: View) -> None:
    """A ridge tent, a bell tent or a dome; at night with a light inside."""
    sheet.shade(410, 604, 330, 38, 0.45)
    lit = view.name == "night"
    {"bell": _bell_tent, "dome": _dome_tent}.get(look.form, _ridge_tent)(sheet, look, lit)


def _canvas(tone: Colour, by: float, *, lit: bool) -> Linear:
    own = tone.mixed(GLOW, 0.42) if lit else tone
    return Linear(((0, own.lit(by - 0.02)), (1, own.lit(by + 0.04))), (0, 0), (0, 1))


def _ridge_tent(sheet: Sheet, look: Look, lit: bool) -> None:
    tone, second = colour(look.colour), colour(look.accent)
    for way in ("M320 276 L120 590", "M600 250 L716 572"):
        sheet.line(outline(way), colour("oat").lit(-0.2), 2.4)
    sheet.fill(
        polygon((320, 270), (600, 246), (700, 566), (480, 600)), _canvas(tone, -0.10, lit=lit)
    )
    sheet.fill(polygon((600, 246), (700, 566), (672, 570), (596, 262)), tone.lit(-0.16))
    sheet.fill(polygon((320, 270), (160, 598), (480, 600)), _canvas(tone, 0.03, lit=lit))
    sheet.fill(polygon((320, 312), (272, 600), (378, 600)), GLOW if lit else tone.lit(-0.26))
    if lit:
        shine(sheet, 325, 520, 130)
    for flap in (
        outline("M320 300 C296 380 270 500 218 598 L276 600 C296 500 312 400 320 312 Z"),
        outline("M320 300 C348 380 376 500 428 600 L374 600 C350 500 330 400 320 312 Z"),
    ):
        sheet.fill(flap, face(second if look.pattern == "flaps" else tone.lit(0.05)))
    if look.pattern == "band":
        sheet.fill(polygon((466, 540), (682, 508), (700, 566), (480, 600)), second.lit(-0.06))
        sheet.fill(polygon((188, 540), (262, 541), (272, 600), (160, 598)), second)
    rod(sheet, (320, 268), (320, 246), 7, colour("oak"))
    sheet.line(polyline((320, 270), (600, 246)), tone.lit(0.08), 5)
    for x, y in ((120, 592), (716, 574)):
        rod(sheet, (x, y), (x + 5, y + 14), 7, colour("oak"))


def _bell_tent(sheet: Sheet, look: Look, lit: bool) -> None:
    tone, second = colour(look.colour), colour(look.accent)
    for x in (70, 730):
        sheet.line(polyline((400 + (x - 400) * 0.66, 470), (x, 606)), colour("oat").lit(-0.2), 2.4)
    peak: Point = (400, 190)
    feet = [170, 262, 350, 450, 538, 630]
    for index, (left, right) in enumerate(pairwise(feet)):
        by = (0.05, 0.03, 0.0, -0.06, -0.12)[index]
        y = (478, 496, 504, 504, 496, 478)
        sheet.fill(
            polygon(peak, (left, y[index]), (right, y[index + 1])), _canvas(tone, by, lit=lit)
        )
        wall = second if look.pattern == "band" else tone
        sheet.fill(
            polygon(
                (left, y[index]),
                (right, y[index + 1]),
                (right, y[index + 1] + 100),
                (left, y[index] + 100),
            ),
            _canvas(wall, by - 0.03, lit=lit),
        )
    sheet.fill(
        outline("M400 330 C380 430 366 520 362 604 L440 604 C436 520 420 430 400 330 Z"),
        GLOW if lit else tone.lit(-0.26),
    )
    if lit:
        shine(sheet, 400, 520, 130)
    for flap in (
        "M400 326 C372 430 344 520 318 604 L364 604 C368 520 384 430 400 330 Z",
        "M400 326 C428 430 456 520 484 604 L438 604 C432 520 416 430 400 330 Z",
    ):
        sheet.fill(outline(flap), face(second if look.pattern == "flaps" else tone.lit(0.06)))
    rod(sheet, (400, 192), (400, 166), 8, colour("oak"))


def _dome_tent(sheet: Sheet, look: Look, lit: bool) -> None:
    tone, second = colour(look.colour), colour(look.accent)
    body = outline("M130 600 C150 420 260 270 400 264 C540 270 652 420 672 596 Z")
    sheet.fill(
        body,
        Linear(
            (
                (0, tone.lit(0.06)),
                (0.5, tone.mixed(GLOW, 0.3) if lit else tone),
                (1, tone.lit(-0.13)),
            ),
            (0, 0.2),
            (1, 0.6),
        ),
    )
    sheet.fill(
        outline("M400 264 C300 330 250 460 244 600 L470 600 C500 470 470 340 400 264 Z"),
        _canvas(second, 0.0, lit=lit),
    )
    sheet.fill(
        outline("M386 372 C330 400 300 500 296 600 L430 600 C446 500 426 410 386 372 Z"),
        GLOW if lit else second.lit(-0.24),
    )
    if lit:
        shine(sheet, 370, 520, 130)
    for way in (
        "M130 600 C150 420 260 270 400 264 C540 270 652 420 672 596",
        "M400 264 C300 330 250 460 244 600",
        "M400 264 C480 340 508 470 474 600",
    ):
        sheet.line(outline(way), tone.lit(-0.18), 5)


@kind("lantern", FRONT, View("above", pitch=28.0))
def lantern(sheet: Sheet, look: Look, view: View) -> None:
    camera, tone = camera_of(view), colour(look.colour)
    standing_shadow(sheet, camera, 96)
    foot = Lathe(camera, ((0, 92), (4, 96), (40, 88), (46, 60)))
    glass_top = foot.level(46)
    glass = Lathe(camera, ((0, 58), (30, 78), (80, 80), (130, 54)), 400, glass_top)
    cap_at = glass.level(128)
    for side in (-1, 1):
        tube(
            sheet,
            smooth(
                [
                    (400 + side * 84, foot.level(20)),
                    (400 + side * 100, glass.level(70)),
                    (400 + side * 50, cap_at - 40),
                ],
                closed=False,
            ),
            9,
            tone,
        )
    halo(sheet, 400, glass.level(60), 190)
    sheet.fill(foot.body(), turned(look.colour, tone, gloss=True))
    gleam(sheet, foot, 6, 36, 0.4)
    sheet.fill(
        glass.body(),
        Radial(
            ((0, GLOW.lit(0.03)), (0.5, GLOW), (1, GLOW.mixed(colour("honey"), 0.35).faded(0.85)))
        ),
    )
    flame = smooth(
        [
            (400, glass.level(98)),
            (412, glass.level(56)),
            (400, glass.level(30)),
            (388, glass.level(56)),
        ]
    )
    sheet.fill(flame, WHITE)
    sheet.fill(glass.patch(-56, -42, 26, 104), WHITE.faded(0.6))
    cap = Lathe(camera, ((0, 56), (8, 58), (34, 40), (38, 28), (56, 26), (60, 20)), 400, cap_at)
    sheet.fill(cap.body(), turned(look.colour, tone, gloss=True))
    bow = smooth(
        [
            (330, glass.level(96)),
            (318, cap_at - 60),
            (400, cap_at - 128),
            (482, cap_at - 60),
            (470, glass.level(96)),
        ],
        closed=False,
    )
    tube(sheet, bow, 7, colour(look.accent if look.accent in METALS else "steel"))


@kind("kite", FRONT)
def kite(sheet: Sheet, look: Look, view: View) -> None:
    tone, second = colour(look.colour), colour(look.accent)
    quarters = (
        (400, 150, 250, 330, 0.04, tone),
        (400, 150, 550, 330, -0.04, second),
        (400, 560, 250, 330, 0.0, second),
        (400, 560, 550, 330, -0.08, tone),
    )
    whole = polygon((400, 150), (550, 330), (400, 560), (250, 330)).turned(14, (400, 360))
    sheet.cast(whole, 40, 60, 20, 0.20)
    tail = smooth([(344, 556), (300, 600), (340, 640), (290, 690)], closed=False)
    sheet.line(tail, colour("oat").lit(-0.18), 3)
    for x, y, angle, name in (
        (318, 588, 30, look.colour),
        (322, 622, -30, look.accent),
        (306, 664, 20, look.colour),
    ):
        bow = together(
            [
                polygon((x, y), (x - 24, y - 12), (x - 24, y + 12)),
                polygon((x, y), (x + 24, y - 12), (x + 24, y + 12)),
            ]
        )
        sheet.fill(bow.turned(angle, (x, y)), colour(name))
    for px, py, sx, sy, by, own in quarters:
        shape = polygon((px, py), (sx, sy), (400, 330)).turned(14, (400, 360))
        sheet.fill(shape, face(own.lit(by), 0.03))
    for way in (polyline((400, 150), (400, 560)), polyline((250, 330), (550, 330))):
        sheet.line(way.turned(14, (400, 360)), colour("oak").lit(-0.08), 5)


@kind("enamel-mug", FRONT, View("above", pitch=30.0))
def enamel_cup(sheet: Sheet, look: Look, view: View) -> None:
    """An enamel camping mug with a dark rim."""
    camera, tone = camera_of(view), colour(look.colour)
    body = Lathe(camera, ((0, 96), (5, 104), (12, 108), (200, 112)))
    standing_shadow(sheet, camera, 108)
    x, top, low = 400 + 104, body.level(168), body.level(50)
    tube(
        sheet,
        Path((("M", ((x, top),)), ("C", ((x + 92, top - 14), (x + 92, low + 10), (x, low))))),
        15,
        tone,
    )
    sheet.fill(body.body(), round_gloss(tone))
    gleam(sheet, body, 30, 180)
    if look.words:
        with sheet.through(body.front(104)):
            letter(sheet, look.words, 0, 0, 24, colour(look.accent), widest=120)
    else:
        with sheet.through(body.front(104)):
            emblem(sheet, 0, 0, 44, colour(look.accent), look.seed)
    rim = colour(look.accent).lit(-0.04)
    sheet.fill(body.ring(200), rim)
    inside = colour("chalk")
    sheet.fill(body.ring(200, 7), inside.lit(-0.03))
    sheet.fill(
        body.ring(200, 9),
        Linear(((0, inside.lit(-0.2)), (1, inside.lit(0.01))), (0, 0.2), (1, 0.8)),
    )
