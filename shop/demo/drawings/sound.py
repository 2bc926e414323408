"""Headphones, speakers, radios, cameras and watches."""

from math import cos, radians, sin

from shop.demo.drawings.brewing import turn
from shop.demo.drawings.colour import METALS, Colour, colour
from shop.demo.drawings.kinds import FLAT, FRONT, camera_of, close, kind
from shop.demo.drawings.lettering import letter
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import lying_shadow, standing_shadow, together
from shop.demo.drawings.path import ellipse, outline, polyline, rectangle, rounded, smooth
from shop.demo.drawings.sheet import FLOOR, Linear, Radial, Sheet
from shop.demo.drawings.solids import Lathe, box, tube
from shop.demo.drawings.surface import WHITE, ball, face, round_matte, round_metal

ANGLED = View("front", pitch=13.0, yaw=-26.0)
STRAIGHT = View("straight", pitch=8.0, yaw=0.0)


@kind("headphones", FRONT, close(300, 500, 1.8))
def headphones(sheet: Sheet, look: Look, view: View) -> None:
    tone, pad = colour(look.colour), colour(look.accent)
    sheet.shade(420, 606, 230, 26, 0.45)
    outer = outline("M244 470 C226 250 310 168 400 168 C490 168 574 250 556 470")
    sheet.line(outer, tone.lit(-0.16), 40)
    sheet.line(outer.moved(-3, -3), tone, 33)
    sheet.line(
        outline("M258 420 C244 260 318 186 400 186 C482 186 556 260 542 420"), pad.lit(-0.04), 20
    )
    sheet.line(
        outline("M250 330 C264 230 320 176 396 170").moved(-6, -6), tone.lit(0.16).faded(0.7), 6
    )
    for side in (-1, 1):
        x = 400 + side * 156
        stem = rounded([(x - 9, 380), (x + 9, 380), (x + 9, 460), (x - 9, 460)], 4)
        sheet.fill(stem, round_metal(colour("steel")))
        cushion = rounded(
            [
                (x - side * 52 - 26, 424),
                (x - side * 52 + 26, 424),
                (x - side * 52 + 26, 596),
                (x - side * 52 - 26, 596),
            ],
            26,
        )
        sheet.fill(cushion, round_matte(pad.lit(-0.02)))
        cup = rounded([(x - 40, 414), (x + 40, 414), (x + 40, 606), (x - 40, 606)], 40)
        sheet.fill(cup, round_matte(tone))
        sheet.line(
            polyline((x + side * 4, 460), (x + side * 4, 560)), tone.lit(-0.12).faded(0.6), 3
        )
        sheet.fill(ellipse(x + side * 4, 510, 9, 11), ball(colour("brass")))
        sheet.fill(
            rounded([(x - 26, 440), (x - 16, 436), (x - 16, 540), (x - 26, 530)], 5),
            WHITE.faded(0.28),
        )


@kind("speaker", ANGLED, STRAIGHT, close(390, 430, 1.8, STRAIGHT))
def speaker(sheet: Sheet, look: Look, view: View) -> None:
    """A loudspeaker: a wooden box, or a round one with a strap."""
    camera = camera_of(view)
    if look.form == "round":
        _round_speaker(sheet, look, view)
        return
    tone, cloth = colour(look.colour), colour(look.accent)
    wide, tall, deep = 210.0 * look.wide, 330.0 * look.high, 170.0
    sheet.shade(450, FLOOR - 6, 220, 46, 0.34)
    sheet.shade(404, FLOOR + 2, 160, 26, 0.35)
    planes = box(sheet, camera, (-wide / 2, 0, -deep / 2), (wide, tall, deep), tone, soft=6)
    with sheet.through(planes["front"]):
        grille = rounded([(14, 14), (wide - 14, 14), (wide - 14, tall - 14), (14, tall - 14)], 10)
        sheet.fill(grille, face(cloth, 0.03))
        dots = (
            [
                ellipse(24 + column * 13, 26 + row * 13, 2.1)
                for row in range(int((tall - 44) / 13) + 1)
                for column in range(int((wide - 40) / 13) + 1)
            ]
            if look.pattern == "dots"
            else []
        )
        if dots:
            sheet.fill(together(dots), cloth.lit(-0.16))
        else:
            _cones(sheet, wide, tall)
        letter(
            sheet,
            look.words or "HALE",
            wide / 2,
            tall - 30,
            11,
            cloth.lit(-0.3 if not cloth.is_dark else 0.3),
        )


def _cones(sheet: Sheet, wide: float, tall: float) -> None:
    dark, x = Colour(0.27, 0.01, 60), wide / 2
    for y, reach in ((tall * 0.62, wide * 0.33), (tall * 0.24, wide * 0.17)):
        sheet.fill(ellipse(x, y, reach + 7), round_metal(colour("steel").lit(-0.05)))
        sheet.fill(ellipse(x, y, reach), dark.lit(-0.04))
        sheet.fill(
            ellipse(x, y, reach * 0.88),
            Radial(((0, dark.lit(0.02)), (0.6, dark.lit(0.12)), (1, dark))),
        )
        sheet.fill(ellipse(x, y, reach * 0.34), ball(dark.lit(0.10)))


def _round_speaker(sheet: Sheet, look: Look, view: View) -> None:
    camera, tone = camera_of(view), colour(look.colour)
    body = turn(camera, look, ((0, 96), (6, 108), (40, 116), (200, 116), (236, 104), (246, 88)))
    standing_shadow(sheet, camera, 112)
    loop = smooth(
        [
            (350, body.level(238)),
            (362, body.level(300)),
            (438, body.level(300)),
            (450, body.level(238)),
        ],
        closed=False,
    )
    sheet.line(loop, colour("leather").lit(-0.12), 19)
    sheet.line(loop.moved(-2, -2), colour("leather"), 14)
    sheet.fill(body.body(), round_matte(tone))
    dots = [
        body.spot(angle + (6 if row % 2 else 0), 44 + row * 15, 2.6, 2.6)
        for row in range(11)
        for angle in range(-78, 79, 12)
    ]
    sheet.fill(together(dots), tone.lit(-0.16).faded(0.7))
    sheet.fill(body.band(0, 22), round_matte(colour(look.accent)))
    sheet.fill(body.ring(246), tone.lit(0.05))
    sheet.fill(body.ring(246, 26), colour(look.accent).lit(-0.02))
    with sheet.through(body.front(118)):
        sheet.fill(rounded([(-36, -13), (36, -13), (36, 13), (-36, 13)], 5), tone.lit(0.03))
        letter(sheet, look.words or "HALE", 0, 0, 12, colour("brass").lit(0.05), widest=58)


@kind("radio", ANGLED, STRAIGHT)
def radio(sheet: Sheet, look: Look, view: View) -> None:
    """A table radio with a handle."""
    camera, tone, cloth = camera_of(view), colour(look.colour), colour(look.accent)
    wide, tall, deep = 370.0, 220.0 * look.high, 120.0
    sheet.shade(440, FLOOR - 4, 270, 44, 0.34)
    sheet.shade(404, FLOOR + 2, 210, 24, 0.4)
    left, right = camera.at(-120, tall, 0), camera.at(120, tall, 0)
    handle = smooth(
        [left, (left[0] + 6, left[1] - 52), (right[0] - 6, right[1] - 52), right],
        closed=False,
        pull=0.8,
    )
    tube(sheet, handle, 18, colour("leather"))
    planes = box(sheet, camera, (-wide / 2, 0, -deep / 2), (wide, tall, deep), tone, soft=12)
    with sheet.through(planes["front"]):
        grille = rounded([(18, 20), (218, 20), (218, tall - 20), (18, tall - 20)], 10)
        sheet.fill(grille, face(cloth, 0.03))
        bars = [polyline((30, y), (206, y)) for y in range(34, int(tall) - 26, 13)]
        sheet.line(together(bars), cloth.lit(-0.14), 4)
        _tuner(sheet, tall, tone)


def _tuner(sheet: Sheet, tall: float, tone: Colour) -> None:
    x, y = 292.0, tall * 0.38
    sheet.fill(ellipse(x + 3, y + 5, 54), tone.lit(-0.25).faded(0.5))
    sheet.fill(ellipse(x, y, 52), round_metal(colour("brass")))
    sheet.fill(ellipse(x, y, 46), face(colour("paper"), 0.02))
    for step in range(13):
        angle = radians(-120 + step * 20)
        sheet.line(
            polyline(
                (x + sin(angle) * 32, y - cos(angle) * 32),
                (x + sin(angle) * 40, y - cos(angle) * 40),
            ),
            colour("ink"),
            2,
        )
    sheet.line(polyline((x, y), (x + 22, y - 20)), colour("brick"), 4)
    sheet.fill(ellipse(x, y, 14), ball(colour("brass")))
    for dx in (-34, 0, 34):
        sheet.fill(
            ellipse(x + dx, tall - 42, 12), ball(colour("ink").lit(0.1) if dx else colour("brick"))
        )


@kind("camera", ANGLED, STRAIGHT, close(400, 470, 1.9, STRAIGHT))
def camera(sheet: Sheet, look: Look, view: View) -> None:
    """A small film camera."""
    eye, skin = camera_of(view), colour(look.colour)
    metal = colour(look.accent if look.accent in METALS else "steel")
    wide, tall, deep = 360.0, 150.0, 80.0
    sheet.shade(440, FLOOR - 4, 260, 40, 0.34)
    sheet.shade(404, FLOOR + 2, 200, 22, 0.45)
    strap = smooth(
        [eye.at(-176, 170, 0), (170, 360), (240, 270), (420, 256), (560, 300), eye.at(176, 170, 0)],
        closed=False,
    )
    sheet.line(strap, colour("leather").lit(-0.08), 14)
    sheet.line(strap.moved(-1, -2), colour("leather"), 8)
    box(sheet, eye, (-wide / 2, 0, -deep / 2), (wide, 26, deep), metal.lit(-0.04), soft=10)
    planes = box(sheet, eye, (-wide / 2, 26, -deep / 2), (wide, tall - 26, deep), skin, soft=4)
    box(sheet, eye, (-wide / 2, tall, -deep / 2), (wide, 46, deep), metal, soft=10)
    box(sheet, eye, (-58, tall + 44, -deep / 2 + 8), (116, 30, deep - 16), metal.lit(0.02), soft=8)
    for x, reach in ((-130.0, 26.0), (118.0, 20.0), (158.0, 13.0)):
        at = eye.at(x, tall + 46, 0)
        dial = Lathe(eye, ((0, reach), (14, reach), (16, reach - 3)), at[0], at[1])
        sheet.fill(dial.body(), round_metal(metal.lit(-0.05)))
        sheet.fill(dial.ring(16), metal.lit(0.05))
    with sheet.through(planes["front"]):
        sheet.fill(rectangle(0, 0, wide, 3), skin.lit(-0.2))
        letter(sheet, look.words or "LINDEN", 62, -24, 14, colour("ink"), widest=90)
        sheet.fill(
            rounded([(wide - 84, -40), (wide - 30, -40), (wide - 30, -10), (wide - 84, -10)], 5),
            Linear(((0, colour("navy")), (1, colour("dusk"))), (0, 0), (1, 1)),
        )
        sheet.fill(
            rounded([(150, -66), (210, -66), (210, -42), (150, -42)], 5),
            Linear(((0, colour("ink")), (1, colour("slate"))), (0, 0), (1, 1)),
        )
    _lens(sheet, eye.at(0, 84, deep / 2), view, metal)


def _lens(sheet: Sheet, at: tuple[float, float], view: View, metal: Colour) -> None:
    x, y = at
    lean = -sin(radians(view.yaw)) * -34
    flat = cos(radians(view.yaw))
    dark = Colour(0.25, 0.008, 60)
    for reach, step, paint in (
        (92, 0.0, round_metal(metal.lit(-0.04))),
        (86, 0.35, round_matte(dark.lit(0.05))),
        (80, 0.7, round_metal(metal.lit(-0.10))),
        (74, 1.0, round_matte(dark.lit(0.02))),
    ):
        sheet.fill(ellipse(x + lean * step, y + 4 * step, reach * flat, reach), paint)
    x, y = x + lean, y + 4
    sheet.fill(ellipse(x, y, 54 * flat, 54), dark.lit(-0.06))
    sheet.fill(
        ellipse(x, y, 46 * flat, 46),
        Radial(
            (
                (0, Colour(0.20, 0.03, 280)),
                (0.5, Colour(0.30, 0.06, 265)),
                (0.8, Colour(0.24, 0.05, 320)),
                (1, dark.lit(-0.08)),
            ),
            (0.45, 0.4),
            0.6,
        ),
    )
    sheet.fill(
        ellipse(x - 17 * flat, y - 18, 13 * flat, 9).turned(-35, (x - 17 * flat, y - 18)),
        WHITE.faded(0.75),
    )
    sheet.fill(ellipse(x + 16 * flat, y + 18, 6, 5), WHITE.faded(0.35))


@kind("watch", FLAT, close(400, 400, 1.9, FLAT))
def watch(sheet: Sheet, look: Look, view: View) -> None:
    """A wristwatch laid out straight."""
    strap, dial = colour(look.colour), colour(look.accent)
    case = colour({"gold": "brass", "rose": "copper", "black": "iron"}.get(look.form, "steel"))
    with sheet.through((0.966, 0.259, -0.259, 0.966, 117, -90)):
        upper = outline("M342 320 L352 120 C354 100 446 100 448 120 L458 320 Z")
        lower = outline("M342 480 L354 690 C358 720 442 720 446 690 L458 480 Z")
        for part in (upper, lower, ellipse(400, 400, 122)):
            lying_shadow(sheet, part, 0.9)
        for part in (upper, lower):
            sheet.fill(
                part,
                Linear(((0, strap.lit(-0.03)), (0.35, strap.lit(0.06)), (1, strap.lit(-0.11)))),
            )
            sheet.line(
                part.grown(0.84, 0.93, (400, (part.box[1] + part.box[3]) / 2)),
                strap.lit(0.14 if strap.light < 0.75 else -0.14).faded(0.6),
                2,
            )
        sheet.fill(rounded([(342, 88), (458, 88), (458, 120), (342, 120)], 8), round_metal(case))
        sheet.fill(together([ellipse(400, y, 5, 6) for y in (600, 632, 664)]), strap.lit(-0.24))
        _watch_case(sheet, case, dial, look)


def _watch_case(sheet: Sheet, case: Colour, dial: Colour, look: Look) -> None:
    sheet.fill(
        rounded([(516, 388), (540, 388), (540, 412), (516, 412)], 5), round_metal(case.lit(-0.05))
    )
    for dx in (-1, 1):
        sheet.fill(
            rounded(
                [
                    (400 + dx * 62 - 16, 288),
                    (400 + dx * 62 + 16, 288),
                    (400 + dx * 62 + 16, 512),
                    (400 + dx * 62 - 16, 512),
                ],
                10,
            ),
            round_metal(case.lit(-0.04)),
        )
    sheet.fill(
        ellipse(400, 400, 122),
        Linear(
            (
                (0, case.lit(0.14)),
                (0.45, case.lit(-0.04)),
                (0.55, case.lit(0.08)),
                (1, case.lit(-0.22)),
            ),
            (0.1, 0),
            (0.9, 1),
        ),
    )
    sheet.fill(ellipse(400, 400, 108), dial.lit(-0.10))
    sheet.fill(
        ellipse(401, 402, 105),
        Radial(((0, dial.lit(0.04)), (1, dial.lit(-0.03))), (0.4, 0.35), 0.75),
    )
    ink = colour("paper") if dial.is_dark else colour("ink")
    for hour in range(12):
        angle = radians(hour * 30)
        inner = 78 if hour % 3 == 0 else 86
        sheet.line(
            polyline(
                (400 + sin(angle) * inner, 400 - cos(angle) * inner),
                (400 + sin(angle) * 97, 400 - cos(angle) * 97),
            ),
            ink,
            5.5 if hour % 3 == 0 else 3,
        )
    letter(sheet, look.words or "HALE", 400, 356, 11, ink)
    if look.pattern == "small second":
        sheet.line(ellipse(400, 448, 25), ink.faded(0.6), 2)
        sheet.line(polyline((400, 448), (410, 432)), colour("brick"), 2)
    for angle, length, wide in ((-58, 52, 7), (54, 80, 5)):
        turned = radians(angle)
        sheet.line(
            polyline((400, 400), (400 + sin(turned) * length, 400 - cos(turned) * length)),
            ink,
            wide,
        )
    sheet.fill(ellipse(400, 400, 6.5), case)
    sheet.fill(
        outline("M330 330 C350 306 390 296 420 300 L350 420 C326 400 318 360 330 330 Z"),
        WHITE.faded(0.10),
    )


@kind("turntable", View("front", pitch=34.0, yaw=-18.0), View("above", pitch=60.0, yaw=-8.0))
def turntable(sheet: Sheet, look: Look, view: View) -> None:
    """A record player with a record on it."""
    eye, tone = camera_of(view), colour(look.colour)
    sheet.shade(430, 596, 300, 120, 0.30)
    sheet.shade(404, 606, 260, 110, 0.35)
    planes = box(sheet, eye, (-210, 16, -160), (420, 52, 320), tone, soft=8)
    with sheet.through(planes["top"]):
        sheet.fill(ellipse(176, 162, 144), colour("steel").lit(-0.10))
        disc_tone = Colour(0.24, 0.006, 60)
        sheet.fill(
            ellipse(176, 160, 138),
            Linear(
                (
                    (0, disc_tone),
                    (0.35, disc_tone.lit(0.12)),
                    (0.5, disc_tone),
                    (0.65, disc_tone.lit(0.10)),
                    (1, disc_tone),
                ),
                (0, 0.2),
                (1, 0.8),
            ),
        )
        for reach in (120, 104, 88, 72):
            sheet.line(ellipse(176, 160, reach), disc_tone.lit(0.10).faded(0.6), 1.4)
        sheet.fill(ellipse(176, 160, 48), colour(look.accent))
        letter(
            sheet,
            "SIDE A",
            176,
            140,
            8,
            colour("paper") if colour(look.accent).is_dark else colour("ink"),
        )
        sheet.fill(ellipse(176, 160, 5), colour("steel"))
        sheet.fill(ellipse(366, 70, 30), ball(colour("steel").lit(-0.08)))
        sheet.line(
            smooth([(366, 70), (368, 190), (330, 244), (280, 238)], closed=False),
            colour("steel").lit(-0.2),
            11,
        )
        sheet.line(
            smooth([(364, 70), (366, 190), (328, 242), (280, 236)], closed=False),
            colour("steel").lit(0.1),
            5,
        )
        sheet.fill(
            rounded([(258, 226), (292, 226), (292, 250), (258, 250)], 5).turned(-14, (276, 238)),
            colour("ink"),
        )
        for y in (262, 292):
            sheet.fill(ellipse(384, y, 11), ball(colour("brass")))
