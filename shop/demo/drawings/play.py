"""Toys: blocks, bears, trains and games."""

from math import cos, radians, sin

from shop.demo.drawings.camera import Camera
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import FRONT, camera_of, close, kind
from shop.demo.drawings.lettering import letter
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import overlap, standing_shadow, together
from shop.demo.drawings.path import (
    ellipse,
    outline,
    polygon,
    polyline,
    rectangle,
    rounded,
    smooth,
)
from shop.demo.drawings.sheet import FLOOR, Linear, Sheet
from shop.demo.drawings.solids import Lathe, box
from shop.demo.drawings.surface import WHITE, ball, face, round_gloss, round_matte

TOYBOX = View("front", pitch=18.0, yaw=-24.0)


PAINTS = ("brick", "marigold", "bottle", "dusk", "blush", "sage", "navy", "honey")


@kind("blocks", TOYBOX, View("straight", pitch=16.0, yaw=20.0))
def blocks(sheet: Sheet, look: Look, view: View) -> None:
    """A tower of wooden blocks with an arch and letters."""
    camera = camera_of(view)
    sheet.shade(420, 600, 250, 60, 0.4)
    names = [look.colour, look.accent, *(PAINTS[(look.seed + step) % 8] for step in range(5))]
    text = (look.words or "ABC").ljust(3)
    size = 96.0
    spots = (
        (-150.0, 0.0, -30.0),
        (-40.0, 0.0, 10.0),
        (72.0, 0.0, -20.0),
        (-96.0, size, -10.0),
        (16.0, size, -6.0),
        (-40.0, size * 2, -8.0),
    )
    for index, (x, y, z) in enumerate(spots):
        tone = colour(names[index % len(names)]) if index % 3 != 2 else colour("ash")
        planes = box(sheet, camera, (x, y, z - size / 2), (size, size, size), tone, soft=7)
        mark = colour("paper") if tone.is_dark else colour("ink")
        with sheet.through(planes["front"]):
            _block_face(sheet, index, text[index % 3], size, mark)
        with sheet.through(planes["top"]):
            sheet.line(rectangle(10, 10, size - 20, size - 20, 6), tone.lit(0.10).faded(0.7), 3)
    roof_at = camera.at(-40 + size / 2, size * 3, -8)
    roof = Lathe(camera, ((0, 52), (4, 54), (76, 8), (80, 3)), roof_at[0], roof_at[1])
    sheet.fill(roof.body(), round_matte(colour("brick")))


def _block_face(sheet: Sheet, index: int, sign: str, size: float, mark: Colour) -> None:
    middle = size / 2
    sheet.line(rectangle(10, 10, size - 20, size - 20, 6), mark.faded(0.5), 3)
    if index in (0, 1, 2):
        letter(sheet, sign, middle, middle, 44, mark, pen=0.17)
    elif index == 3:
        sheet.fill(ellipse(middle, middle, 20), mark.faded(0.85))
    elif index == 4:
        star = [
            (
                middle + (24 if step % 2 == 0 else 11) * sin(radians(step * 36)),
                middle - (24 if step % 2 == 0 else 11) * cos(radians(step * 36)),
            )
            for step in range(10)
        ]
        sheet.fill(polygon(*star), mark.faded(0.85))
    else:
        sheet.line(
            smooth([(22, 58), (36, 40), (50, 58), (64, 40), (76, 54)], closed=False),
            mark.faded(0.85),
            7,
        )


@kind("bear", FRONT, close(400, 290, 1.9))
def bear(sheet: Sheet, look: Look, view: View) -> None:
    """A sitting soft toy: a bear, a rabbit or a fox."""
    fur, second = colour(look.colour), colour(look.accent)
    snout = colour("oat") if fur.light < 0.85 else colour("sand")
    sheet.shade(420, 600, 210, 32, 0.5)
    for side in (-1, 1):
        arm = smooth(
            [
                (400 + side * 70, 400),
                (400 + side * 138, 430),
                (400 + side * 150, 500),
                (400 + side * 118, 520),
                (400 + side * 76, 470),
            ]
        )
        sheet.fill(arm, ball(fur.lit(-0.03)))
    sheet.fill(
        smooth(
            [
                (400, 360),
                (480, 400),
                (508, 500),
                (470, 580),
                (400, 596),
                (330, 580),
                (292, 500),
                (320, 400),
            ]
        ),
        ball(fur),
    )
    sheet.fill(ellipse(400, 500, 66, 74), ball(snout.lit(-0.01), 0.5))
    for side in (-1, 1):
        foot = ellipse(400 + side * 98, 562, 58, 50)
        overlap(sheet, foot, fur, 5)
        sheet.fill(foot, ball(fur.lit(0.01)))
        sheet.fill(ellipse(400 + side * 102, 564, 32, 28), snout.lit(-0.02))
    _ears(sheet, look, fur, snout)
    head = smooth(
        [
            (400, 182),
            (480, 204),
            (516, 280),
            (492, 356),
            (400, 390),
            (308, 356),
            (284, 280),
            (320, 204),
        ]
    )
    overlap(sheet, head, fur, 7)
    sheet.fill(head, ball(fur.lit(0.015)))
    _muzzle(sheet, look, snout)
    scarf = outline("M318 372 C350 408 450 408 482 372 L490 398 C450 436 350 436 310 398 Z")
    sheet.fill(scarf, face(second, 0.05))
    sheet.fill(outline("M452 402 L500 400 L494 486 L452 480 Z"), face(second.lit(-0.04), 0.05))


def _ears(sheet: Sheet, look: Look, fur: Colour, snout: Colour) -> None:
    for side in (-1, 1):
        if look.form == "rabbit":
            ear = smooth(
                [
                    (400 + side * 34, 210),
                    (400 + side * 30, 110),
                    (400 + side * 62, 42),
                    (400 + side * 96, 60),
                    (400 + side * 98, 140),
                    (400 + side * 78, 220),
                ]
            )
            inner = ear.grown(0.5, 0.74, (400 + side * 66, 140))
        elif look.form == "fox":
            ear = rounded(
                [(400 + side * 40, 214), (400 + side * 100, 104), (400 + side * 126, 260)], 18
            )
            inner = ear.grown(0.5, 0.55, (400 + side * 92, 206))
        else:
            ear, inner = ellipse(400 + side * 94, 200, 46), ellipse(400 + side * 94, 202, 25)
        sheet.fill(ear, ball(fur.lit(-0.01)))
        sheet.fill(inner, snout.lit(-0.04))


def _muzzle(sheet: Sheet, look: Look, snout: Colour) -> None:
    dark = colour("cocoa").lit(-0.12)
    if look.form == "fox":
        for side in (-1, 1):
            sheet.fill(
                outline("M400 376 C340 372 292 340 288 290 C330 290 380 320 400 352 Z")
                if side < 0
                else outline(
                    "M400 376 C340 372 292 340 288 290 C330 290 380 320 400 352 Z"
                ).mirrored(400),
                snout,
            )
    else:
        sheet.fill(ellipse(400, 324, 62, 48), ball(snout, 0.5))
    sheet.fill(rounded([(376, 292), (424, 292), (400, 320)], 12), dark)
    sheet.line(outline("M400 316 L400 332 M376 340 Q388 352 400 334 Q412 352 424 340"), dark, 4.5)
    for side in (-1, 1):
        sheet.fill(ellipse(400 + side * 52, 268, 11, 12), dark)
        sheet.fill(ellipse(400 + side * 52 - 3, 264, 3.6), WHITE)


@kind("train", FRONT, View("close up", zoom=1.6, at=(300, 500)))
def train(sheet: Sheet, look: Look, view: View) -> None:
    """A wooden engine with a wagon."""
    tone, second = colour(look.colour), colour(look.accent)
    sheet.shade(404, 602, 330, 24, 0.5)
    wood = colour("ash")
    sheet.fill(rectangle(150, 540, 280, 24, 8), face(wood.lit(-0.05)))
    sheet.fill(rectangle(470, 540, 190, 24, 8), face(wood.lit(-0.05)))
    sheet.line(polyline((428, 552), (472, 552)), colour("ink").lit(0.1), 6)
    boiler = rounded([(166, 430), (330, 430), (330, 542), (166, 542)], [46, 4, 4, 16])
    sheet.fill(
        boiler,
        Linear(
            ((0, tone.lit(0.09)), (0.25, tone.lit(0.05)), (0.6, tone), (1, tone.lit(-0.14))),
            (0, 0),
            (0, 1),
        ),
    )
    for x in (212, 264):
        sheet.fill(rectangle(x, 430, 12, 112), second.lit(-0.02))
    cab = rounded([(318, 350), (428, 350), (428, 544), (318, 544)], 8)
    sheet.fill(cab, face(second, 0.05))
    sheet.fill(
        rounded([(342, 378), (406, 378), (406, 442), (342, 442)], 10), face(sheet.ground.lit(0.03))
    )
    sheet.fill(
        rounded([(302, 326), (444, 326), (444, 352), (302, 352)], 10), face(tone.lit(-0.02), 0.05)
    )
    sheet.fill(
        polygon((204, 432), (198, 372), (250, 372), (244, 432)),
        Linear(((0, wood.lit(0.05)), (1, wood.lit(-0.14)))),
    )
    sheet.fill(rounded([(190, 356), (258, 356), (258, 376), (190, 376)], 6), face(tone.lit(-0.04)))
    _wagon(sheet, look, wood)
    for x, reach in ((206, 34), (286, 34), (380, 44), (520, 34), (612, 34)):
        hub = (x, 598 - reach)
        sheet.fill(ellipse(hub[0] + 3, hub[1] + 2, reach), colour("cocoa").lit(-0.05))
        sheet.fill(
            ellipse(*hub, reach - 1),
            Linear(((0, second.lit(0.05)), (1, second.lit(-0.1))), (0, 0), (1, 1))
            if x > 480 or reach == 34
            else Linear(((0, tone.lit(0.05)), (1, tone.lit(-0.1))), (0, 0), (1, 1)),
        )
        sheet.fill(ellipse(*hub, reach * 0.34), ball(wood))


def _wagon(sheet: Sheet, look: Look, wood: Colour) -> None:
    for index in range(3):
        sheet.fill(
            ellipse(514 + index * 52, 462, 30), ball(colour(PAINTS[(look.seed + index * 3) % 8]))
        )
    side = rounded([(480, 470), (650, 470), (644, 542), (486, 542)], 6)
    sheet.fill(side, face(wood, 0.04))
    sheet.line(polyline((482, 506), (648, 506)), wood.lit(-0.12), 2.5)
    letter(sheet, look.words or "", 565, 524, 18, colour("cocoa"))


@kind("stacker", FRONT, View("above", pitch=32.0))
def stacker(sheet: Sheet, look: Look, view: View) -> None:
    """Wooden rings on a peg."""
    camera = camera_of(view)
    standing_shadow(sheet, camera, 130)
    names = [look.colour, look.accent, *(PAINTS[(look.seed + step * 3) % 8] for step in range(4))]
    height = 0.0
    for index, name in enumerate(names[:6]):
        reach, tall = 138.0 - index * 17, 54.0
        ring = Lathe(
            camera,
            (
                (height, reach - 12),
                (height + 6, reach - 3),
                (height + tall / 2, reach),
                (height + tall - 6, reach - 3),
                (height + tall, reach - 13),
            ),
        )
        sheet.fill(ring.body(), round_gloss(colour(name)))
        sheet.fill(ring.ring(height + tall), colour(name).lit(0.05))
        height += tall
    sheet.fill(ellipse(400, FLOOR - height * camera.upright - 22, 34), ball(colour("ash")))


@kind("dolls-house", View("front", pitch=12.0, yaw=-24.0))
def dolls_house(sheet: Sheet, look: Look, view: View) -> None:
    camera, tone, roof = camera_of(view), colour(look.colour), colour(look.accent)
    sheet.shade(430, 598, 240, 50, 0.4)
    wide, tall, deep = 270.0, 240.0, 160.0
    planes = box(sheet, camera, (-wide / 2, 0, -deep / 2), (wide, tall, deep), tone, soft=4)
    with sheet.through(planes["front"]):
        _windows(sheet, wide, tall, roof)
    _pitched_roof(sheet, camera, (wide, tall, deep), roof)


def _windows(sheet: Sheet, wide: float, tall: float, frame: Colour) -> None:
    for x, y in ((34, 30), (114, 30), (194, 30), (34, 130), (194, 130)):
        sheet.fill(rectangle(x, y, 44, 62, 4), colour("paper"))
        sheet.fill(rectangle(x + 5, y + 5, 34, 52, 2), face(colour("sky").lit(-0.06)))
        sheet.line(polyline((x + 22, y + 5), (x + 22, y + 57)), colour("paper"), 4)
        sheet.line(polyline((x + 5, y + 31), (x + 39, y + 31)), colour("paper"), 4)
    door = rounded(
        [(wide / 2 - 26, 142), (wide / 2 + 26, 142), (wide / 2 + 26, tall), (wide / 2 - 26, tall)],
        [24, 24, 1, 1],
    )
    sheet.fill(door, face(frame, 0.04))
    sheet.fill(ellipse(wide / 2 + 15, 196, 4), colour("brass"))


def _pitched_roof(
    sheet: Sheet, camera: Camera, size: tuple[float, float, float], tone: Colour
) -> None:
    wide, tall, deep = size
    reach, rise = 14.0, 110.0
    ridge = [camera.at(x, tall + rise, 0) for x in (-wide / 2 - reach, wide / 2 + reach)]
    front = [
        camera.at(x, tall - 6, deep / 2 + reach) for x in (-wide / 2 - reach, wide / 2 + reach)
    ]
    gable = [camera.at(wide / 2, tall, z) for z in (deep / 2, -deep / 2)]
    peak = camera.at(wide / 2, tall + rise - 6, 0)
    sheet.fill(polygon(gable[0], gable[1], peak), colour("oat").lit(-0.12))
    back = camera.at(wide / 2 + reach, tall - 6, -deep / 2 - reach)
    sheet.line(polyline(ridge[1], back), tone.lit(-0.12), 9)
    chimney = camera.at(70, tall + rise - 10, 0)
    sheet.fill(
        rectangle(chimney[0] - 17, chimney[1] - 44, 34, 60, 3),
        face(colour("brick").lit(-0.04), 0.05),
    )
    sheet.fill(polygon(ridge[0], ridge[1], front[1], front[0]), face(tone, 0.04))
    rows = []
    for share in (0.25, 0.5, 0.75):
        start = tuple(a + (b - a) * share for a, b in zip(ridge[0], front[0], strict=True))
        end = tuple(a + (b - a) * share for a, b in zip(ridge[1], front[1], strict=True))
        rows.append(polyline((start[0], start[1]), (end[0], end[1])))
    sheet.line(together(rows), tone.lit(-0.12).faded(0.6), 3)
