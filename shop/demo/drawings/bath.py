"""Soap, lotion, towels and brushes."""

from shop.demo.drawings.brewing import turn
from shop.demo.drawings.camera import Camera
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import FLAT, FRONT, camera_of, close, kind
from shop.demo.drawings.larder import label_words
from shop.demo.drawings.lettering import letter
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import gleam, leaf, lying_shadow, standing_shadow, together
from shop.demo.drawings.path import (
    outline,
    polygon,
    polyline,
    rectangle,
    rounded,
    smooth,
    tilted,
)
from shop.demo.drawings.sheet import Linear, Sheet
from shop.demo.drawings.solids import Lathe, rod
from shop.demo.drawings.surface import face, round_gloss, round_matte


@kind("soap", View("front", pitch=32.0, yaw=-24.0), FLAT)
def soap(sheet: Sheet, look: Look, view: View) -> None:
    """A bar of soap: wrapped with a paper band, or two bare bars."""
    camera, tone = camera_of(view), colour(look.colour)
    if view.flat:
        with sheet.through(tilted(-12)):
            bar = rounded([(260, 300), (540, 300), (540, 500), (260, 500)], 34)
            lying_shadow(sheet, bar, 1.8)
            sheet.fill(bar, face(tone, 0.035))
            sheet.line(bar.grown(0.86, 0.80, (400, 400)), tone.lit(-0.08).faded(0.7), 3)
            label_words(sheet, look.words or "ROSEMARY", 400, 400, 28, tone.lit(-0.16), 200)
        return
    sheet.shade(430, 590, 250, 90, 0.3)
    sheet.shade(404, 600, 200, 70, 0.4)
    _bar(sheet, camera, tone, 0)
    if look.form == "pair":
        _bar(sheet, camera, colour(look.accent), 84)
    lift = 168 if look.form == "pair" else 84
    if look.form != "bare":
        _paper_band(sheet, camera, look, lift)


def _bar(sheet: Sheet, camera: Camera, tone: Colour, lift: float) -> None:
    plan = rounded([(-150, -96), (150, -96), (150, 96), (-150, 96)], 40)
    level = camera.plane((0, 0, 0), (1, 0, 0), (0, 0, 1))
    shape = plan.mapped(level)
    for step in range(0, 78, 5):
        swell = 1.0 + 0.03 * (1 - abs(step - 39) / 39)
        sheet.fill(
            shape.grown(swell, swell, (400, 600)).moved(0, -(lift + step) * camera.upright),
            tone.lit(-0.14 + step * 0.0008),
        )
    sheet.fill(shape.moved(0, -(lift + 80) * camera.upright), face(tone.lit(0.03), 0.035))
    sheet.line(
        shape.grown(0.84, 0.80, (400, 600)).moved(0, -(lift + 80) * camera.upright),
        tone.lit(-0.07).faded(0.7),
        3,
    )


def _paper_band(sheet: Sheet, camera: Camera, look: Look, lift: float) -> None:
    paper, ink = colour("paper"), colour(look.accent)
    top = [camera.at(x, lift, z) for x, z in ((-62, -99), (62, -99), (62, 99), (-62, 99))]
    low = [camera.at(x, lift - 84, 101) for x in (62, -62)]
    sheet.fill(polygon(top[3], top[2], *low), paper.lit(-0.09))
    sheet.fill(polygon(*top), face(paper, 0.015))
    with sheet.through(camera.plane((-62, lift, -99), (1, 0, 0), (0, 0, 1))):
        for y in (8, 186):
            sheet.line(polyline((2, y), (122, y)), ink if ink.light < 0.85 else colour("bottle"), 6)
        sheet.fill(
            together([leaf(62, 60, 30, 14, angle) for angle in (-50, 0, 50)]), colour("bottle")
        )
        label_words(sheet, look.words or "ROSEMARY", 62, 112, 17, colour("ink"), 100)


@kind("pump", FRONT, View("pair"), close(400, 460, 1.9))
def pump(sheet: Sheet, look: Look, view: View) -> None:
    """Hand wash or lotion in a glass bottle with a pump."""
    if view.name == "pair":
        with sheet.placed(92, -26, 0.95):
            _one_pump(sheet, look.but(words="LOTION"))
        with sheet.placed(-78, 6):
            _one_pump(sheet, look)
    else:
        _one_pump(sheet, look)


def _one_pump(sheet: Sheet, look: Look) -> None:
    camera, tone = Camera(14), colour(look.colour)
    body = turn(
        camera, look, ((0, 78), (5, 86), (20, 88), (190, 88), (222, 72), (238, 36), (254, 34))
    )
    standing_shadow(sheet, camera, 88)
    sheet.fill(body.body(), round_gloss(tone))
    if look.colour in {"amber", "glass"}:
        sheet.fill(
            body.band(6, 150),
            Linear(
                (
                    (0, tone.lit(-0.06).faded(0.5)),
                    (0.5, tone.lit(-0.10).faded(0.5)),
                    (1, tone.lit(-0.2).faded(0.5)),
                )
            ),
        )
    gleam(sheet, body, 18, 188, 0.42)
    paper = colour("paper") if tone.light < 0.9 else colour("oat")
    sheet.fill(body.patch(-46, 46, 36, 158), Linear(((0, paper), (1, paper.lit(-0.08)))))
    with sheet.through(body.front(112)):
        label_words(sheet, look.words or "FIG", 0, 0, 21, colour("ink"), 104)
    with sheet.through(body.front(66)):
        sheet.line(
            polyline((-30, -12), (30, -12)),
            colour(look.accent) if colour(look.accent).light < 0.85 else colour("marigold"),
            3,
        )
        letter(sheet, "300 ML", 0, 6, 9, colour("ink").lit(0.2))
    _pump_head(sheet, body)


def _pump_head(sheet: Sheet, body: Lathe) -> None:
    dark = colour("ink")
    foot = body.level(246)
    collar = Lathe(body.camera, ((0, 38), (26, 38), (30, 30)), 400, foot)
    sheet.fill(collar.body(), round_matte(dark))
    rod(sheet, (400, foot - 28), (400, foot - 66), 11, colour("steel"))
    spout = outline(
        "M424 -18 L372 -18 C340 -18 322 -10 316 14 L334 18 C338 6 350 4 372 4 L424 4 Z"
    ).moved(0, foot - 62)
    sheet.fill(
        spout,
        Linear(((0, dark.lit(0.14)), (0.4, dark.lit(0.03)), (1, dark.lit(-0.05))), (0, 0), (0, 1)),
    )


@kind("towel-stack", FRONT, close(330, 480, 1.8))
def towels(sheet: Sheet, look: Look, view: View) -> None:
    """Folded bath towels in a pile."""
    sheet.shade(430, 598, 240, 32, 0.34)
    sheet.shade(402, 604, 195, 20, 0.45)
    names = [look.colour, look.accent, look.colour] if look.pattern == "mix" else [look.colour] * 3
    for index, name in enumerate(names):
        tone, top = colour(name), 540 - index * 74
        wide = 190 - index * 9
        for fold in range(2):
            y = top + fold * 34
            roll = rounded(
                [
                    (400 - wide, y - 6),
                    (400 + wide, y - 6),
                    (400 + wide, y + 36),
                    (400 - wide, y + 36),
                ],
                [20, 6, 6, 20],
            )
            sheet.fill(
                roll,
                Linear(
                    ((0, tone.lit(0.045)), (0.5, tone.lit(-0.01)), (1, tone.lit(-0.14))),
                    (0, 0),
                    (0, 1),
                ),
            )
            sheet.line(
                polyline((400 - wide + 14, y + 34), (400 + wide - 6, y + 34)),
                tone.lit(-0.22).faded(0.5),
                3,
            )
        band = colour(look.accent) if name == look.colour else colour(look.colour)
        if look.pattern in {"stripes", "band"}:
            for x in (400 + wide * 0.46, 400 + wide * 0.62):
                sheet.fill(rectangle(x, top - 5, 15, 72), band)
        else:
            for x in (400 + wide * 0.5, 400 + wide * 0.58):
                sheet.line(polyline((x, top - 2), (x, top + 64)), tone.lit(-0.10).faded(0.7), 5)


@kind("brush", FLAT)
def brush(sheet: Sheet, look: Look, view: View) -> None:
    """A wooden bath brush with a strap."""
    wood = colour(look.colour if look.colour in {"oak", "ash", "walnut", "cherry"} else "oak")
    with sheet.through(tilted(-34)):
        bristles = rounded([(190, 352), (410, 352), (410, 470), (190, 470)], 54)
        head = rounded([(180, 336), (420, 336), (420, 452), (180, 452)], 56)
        grip = outline(
            "M404 376 C480 372 560 376 640 378 C668 380 668 412 640 414 C560 416 480 420 404 416 Z"
        )
        for part in (bristles, head, grip):
            lying_shadow(sheet, part, 1.2)
        sheet.fill(bristles, face(colour("sand").lit(-0.06), 0.05))
        tufts = [polyline((x, 448), (x + 2, 470)) for x in range(208, 400, 9)]
        sheet.line(together(tufts), colour("sand").lit(-0.22), 3)
        sheet.fill(grip, Linear(((0, wood.lit(0.06)), (1, wood.lit(-0.10))), (0, 0), (0, 1)))
        sheet.fill(
            head, Linear(((0, wood.lit(0.07)), (0.5, wood), (1, wood.lit(-0.10))), (0, 0), (0.3, 1))
        )
        sheet.line(
            smooth([(220, 380), (300, 372), (390, 384)], closed=False),
            wood.lit(-0.08).faded(0.6),
            2.4,
        )
        sheet.line(
            smooth([(210, 410), (310, 418), (400, 404)], closed=False),
            wood.lit(-0.08).faded(0.6),
            2.4,
        )
        strap = smooth([(640, 392), (690, 372), (706, 400), (690, 424), (640, 400)], closed=False)
        sheet.line(strap, colour(look.accent), 7)
