"""Tea, coffee, jars and chocolate; soap, lotion, towels and brushes."""

from shop.demo.drawings.brewing import turn
from shop.demo.drawings.camera import Camera
from shop.demo.drawings.cloth import Panel, folds
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.covers import COVERS
from shop.demo.drawings.kinds import ABOVE, FLAT, FRONT, camera_of, close, kind
from shop.demo.drawings.lettering import broken, letter, letter_lines
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import gleam, leaf, lying_shadow, standing_shadow, together
from shop.demo.drawings.path import (
    Path,
    ellipse,
    outline,
    polygon,
    polyline,
    rectangle,
    rounded,
    smooth,
    tilted,
)
from shop.demo.drawings.sheet import Linear, Sheet
from shop.demo.drawings.solids import Lathe
from shop.demo.drawings.surface import WHITE, face, round_gloss, round_matte, round_metal

ANGLED = View("front", pitch=14.0, yaw=-28.0)


def label_words(
    sheet: Sheet, text: str, x: float, y: float, height: float, ink: Colour, widest: float
) -> None:
    """The words of a label, in one or two lines."""
    letter_lines(sheet, broken(text, 10)[:2], x, y, height, ink, widest=widest)


@kind("tin", FRONT, ABOVE, close(400, 430, 2.0))
def tea_tin(sheet: Sheet, look: Look, view: View) -> None:
    """A round tin with a lid and a paper label."""
    camera, tone, ink = camera_of(view), colour(look.colour), colour(look.accent)
    body = turn(camera, look, ((0, 98), (4, 102), (250, 102)))
    standing_shadow(sheet, camera, 100)
    sheet.fill(body.body(), round_gloss(tone))
    sheet.fill(body.band(0, 10), round_metal(colour("brass")))
    _tin_label(sheet, body, look, ink)
    gleam(sheet, body, 20, body.top * 0.94, 0.30)
    lid = Lathe(camera, ((0, 105), (4, 107), (46, 107), (54, 98)), 400, body.level(body.top - 8))
    sheet.fill(lid.body(), round_gloss(tone.lit(-0.04)))
    sheet.fill(lid.ring(54), face(tone.lit(0.04), 0.03))
    sheet.line(lid.ring(54, 12), tone.lit(-0.08).faded(0.6), 3)
    gleam(sheet, lid, 6, 42, 0.3)


def _tin_label(sheet: Sheet, body: Lathe, look: Look, ink: Colour) -> None:
    top = body.top
    if look.pattern == "bands":
        for share in (0.14, 0.80):
            sheet.fill(body.band(top * share, top * share + 12), round_matte(ink))
    if look.pattern == "leaf":
        marks = []
        for angle in range(-60, 61, 20):
            for share in (0.12, 0.84):
                x, y = body.on(angle, top * share)
                marks += [leaf(x, y, 22, 9, side * 40) for side in (-1, 0, 1)]
        sheet.fill(together(marks), ink.faded(0.9))
    paper = colour("paper") if look.colour not in {"chalk", "paper"} else colour("oat")
    sheet.fill(
        body.patch(-46, 46, top * 0.24, top * 0.74),
        Linear(((0, paper.lit(-0.02)), (0.35, paper), (1, paper.lit(-0.07)))),
    )
    sheet.line(
        body.patch(-42, 42, top * 0.265, top * 0.715),
        ink if ink.light < 0.8 else colour("ink").lit(0.2),
        2,
    )
    with sheet.through(body.front(top * 0.54)):
        label_words(sheet, look.words or "BREAKFAST", 0, -8, 20, colour("ink"), 122)
    with sheet.through(body.front(top * 0.34)):
        sheet.fill(
            together([leaf(0, 8, 22, 10, angle) for angle in (-50, 0, 50)]), colour("bottle")
        )


@kind("coffee", FRONT, View("above", pitch=30.0), close(400, 470, 1.9))
def coffee_bag(sheet: Sheet, look: Look, view: View) -> None:
    """A bag of coffee beans with a folded top and a printed label."""
    tone = colour(look.colour)
    sheet.shade(430, 598, 180, 28, 0.36)
    sheet.shade(404, 604, 140, 18, 0.5)
    lift = 26 if view.name == "above" else 0
    body = Panel(
        [(286, 262), (400, 256), (514, 262)],
        [(276, 596), (400, 608 + lift * 0.4), (524, 596)],
        [(286, 262), (270, 420), (276, 596)],
        [(514, 262), (530, 420), (524, 596)],
    )
    sheet.fill(
        body.outline,
        Linear(
            (
                (0, tone.lit(-0.08)),
                (0.12, tone.lit(0.02)),
                (0.32, tone.lit(0.06)),
                (0.7, tone.lit(-0.02)),
                (0.9, tone.lit(-0.12)),
                (1, tone.lit(-0.08)),
            )
        ),
    )
    sheet.fill(
        polygon((286, 262), (306, 266), (300, 590), (276, 596), (270, 420)),
        tone.lit(-0.10).faded(0.6),
    )
    sheet.fill(
        rounded([(282, 196), (518, 196), (516, 268), (284, 268)], 6),
        Linear(((0, tone.lit(-0.05)), (0.3, tone.lit(0.07)), (1, tone.lit(-0.10)))),
    )
    sheet.line(polyline((284, 232), (516, 232)), tone.lit(-0.12).faded(0.7), 2.4)
    tie = colour("ink") if tone.light > 0.4 else colour("brass")
    sheet.line(polyline((270, 214), (530, 214)), tie.lit(0.06), 9, square=True)
    folds(sheet, tone, [(310, 300), (330, 350), (322, 420)], [(496, 290), (474, 340), (486, 400)])
    _coffee_label(sheet, look)


def _coffee_label(sheet: Sheet, look: Look) -> None:
    ink = colour(look.accent)
    label = rounded([(312, 320), (488, 320), (488, 546), (312, 546)], 6)
    ground = ink if look.pattern in COVERS else colour("paper")
    sheet.fill(label, face(ground, 0.015))
    if look.pattern in COVERS:
        with sheet.through((1, 0, 0, 1, 312, 340)):
            COVERS[look.pattern](
                sheet,
                look.but(colour=look.accent, accent="paper" if ink.is_dark else "ink"),
                176,
                204,
            )
        plate = rounded([(330, 336), (470, 336), (470, 408), (330, 408)], 4)
        sheet.fill(plate, colour("paper"))
        label_words(sheet, look.words or "HARBOUR", 400, 372, 17, colour("ink"), 124)
    else:
        sheet.fill(rounded([(312, 320), (488, 320), (488, 372), (312, 372)], [6, 6, 0.1, 0.1]), ink)
        letter(
            sheet,
            "COFFEE",
            400,
            346,
            18,
            colour("paper") if ink.is_dark else colour("ink"),
            widest=140,
        )
        label_words(sheet, look.words or "HARBOUR", 400, 428, 22, colour("ink"), 150)
        sheet.fill(ellipse(400, 500, 15, 20).turned(30, (400, 500)), colour("cocoa"))
        sheet.line(smooth([(392, 486), (402, 500), (408, 514)], closed=False), colour("sand"), 2.6)
    letter(
        sheet,
        "250 G",
        400,
        528,
        9,
        colour("ink") if not (look.pattern in COVERS and ink.is_dark) else colour("paper"),
    )


@kind("jar", FRONT, View("pair"))
def jar(sheet: Sheet, look: Look, view: View) -> None:
    """A glass jar of jam, honey or pickles; the colour is what is inside."""
    if view.name == "pair":
        with sheet.placed(96, -30, 0.94):
            _one_jar(
                sheet,
                look.but(
                    colour=look.accent if look.accent in {"honey", "jam", "amber"} else "honey"
                ),
            )
        with sheet.placed(-74, 6):
            _one_jar(sheet, look)
    else:
        _one_jar(sheet, look)


def _one_jar(sheet: Sheet, look: Look) -> None:
    camera = Camera(14)
    inside, ink = colour(look.colour), colour(look.accent)
    body = turn(
        camera, look, ((0, 88), (6, 98), (24, 104), (150, 104), (180, 96), (196, 82), (214, 82))
    )
    standing_shadow(sheet, camera, 100)
    sheet.fill(body.body(), round_gloss(inside.lit(0.02)))
    sheet.fill(body.band(0, 12), round_gloss(inside.lit(-0.08)))
    sheet.fill(
        body.band(186, 214),
        Linear(((0, WHITE.faded(0.5)), (0.4, WHITE.faded(0.15)), (1, WHITE.faded(0.35)))),
    )
    gleam(sheet, body, 20, 176, 0.55)
    sheet.fill(
        body.patch(-44, 44, 44, 140),
        Linear(((0, colour("paper")), (1, colour("paper").lit(-0.07)))),
    )
    sheet.line(body.patch(-40, 40, 50, 134), ink if ink.light < 0.75 else colour("brick"), 2)
    with sheet.through(body.front(94)):
        label_words(sheet, look.words or "DAMSON", 0, 0, 20, colour("ink"), 112)
    lid = Lathe(camera, ((0, 88), (4, 92), (34, 92), (40, 84)), 400, body.level(204))
    lid_tone = colour(look.accent) if look.pattern != "gold" else colour("brass")
    sheet.fill(
        lid.body(), round_gloss(lid_tone) if look.pattern != "gold" else round_metal(lid_tone)
    )
    sheet.fill(lid.ring(40), face(lid_tone.lit(0.04)))


@kind("chocolate", FLAT, View("stack", pitch=90.0, flat=True))
def chocolate(sheet: Sheet, look: Look, view: View) -> None:
    """A bar in a printed wrapper; opened in its second view."""
    with sheet.through(tilted(-14)):
        wrapper = rounded([(290, 190), (510, 190), (510, 610), (290, 610)], 4)
        lying_shadow(sheet, wrapper, 1.1)
        if view.name == "stack":
            _squares(sheet)
            sheet.fill(
                outline(
                    "M286 300 L310 288 L336 304 L364 290 L394 306 L424 292 L452 304 L480 290 L514 300 L514 350 L286 350 Z"
                ),
                face(colour("steel").lit(0.06), 0.08),
            )
            wrapper = rounded([(288, 340), (512, 340), (512, 612), (288, 612)], 4)
        _wrapper(sheet, look, wrapper)


def _squares(sheet: Sheet) -> None:
    dark = colour("cocoa")
    sheet.fill(rectangle(296, 196, 208, 180, 4), dark.lit(-0.08))
    for row in range(3):
        for column in range(3):
            x, y = 300 + column * 68, 200 + row * 60
            sheet.fill(rectangle(x, y, 63, 55, 5), face(dark.lit(0.03), 0.05))
            sheet.line(rectangle(x + 8, y + 8, 47, 39, 3), dark.lit(-0.05), 2)


def _wrapper(sheet: Sheet, look: Look, shape: Path) -> None:
    tone, ink = colour(look.colour), colour(look.accent)
    left, top, right, low = shape.box
    sheet.fill(shape, face(tone, 0.025))
    with sheet.through((1, 0, 0, 1, left, top)):
        COVERS.get(look.pattern, COVERS["blocks"])(sheet, look, right - left, low - top)
    middle = (left + right) / 2
    plate = rounded(
        [
            (middle - 84, top + 36),
            (middle + 84, top + 36),
            (middle + 84, top + 126),
            (middle - 84, top + 126),
        ],
        4,
    )
    sheet.fill(plate, colour("paper"))
    sheet.line(plate.grown(0.94, 0.90, (middle, top + 81)), ink if ink.light < 0.8 else tone, 1.8)
    label_words(sheet, look.words or "SEA SALT", middle, top + 80, 20, colour("ink"), 136)
