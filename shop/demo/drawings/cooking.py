"""Pans, knives, boards and plates: the rest of the kitchen."""

from shop.demo.dice import Dice
from shop.demo.drawings.brewing import turn
from shop.demo.drawings.camera import Camera
from shop.demo.drawings.colour import METALS, Colour, colour
from shop.demo.drawings.kinds import ABOVE, FLAT, FRONT, camera_of, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import gleam, lying_shadow, standing_shadow, together
from shop.demo.drawings.path import ellipse
from shop.demo.drawings.sheet import Linear, Sheet
from shop.demo.drawings.solids import Lathe, horn
from shop.demo.drawings.surface import WHITE, bowl, face, round_gloss, round_metal, turned

TILTED = View("front", pitch=30.0)


@kind("pan", TILTED, FLAT)
def pan(sheet: Sheet, look: Look, view: View) -> None:
    """A frying pan with a long handle."""
    camera = camera_of(view)
    body = turn(camera, look, ((0, 120), (4, 138), (30, 158), (58, 168)), x=350)
    if view.flat:
        lying_shadow(sheet, body.ring(58), 1.4)
    else:
        standing_shadow(sheet, camera, 140, x=350)
    _long_handle(sheet, body, look)
    base, inside = colour(look.colour), _cooking_face(look)
    sheet.fill(body.body(), turned(look.colour, base, gloss=True))
    sheet.fill(body.ring(58), base.lit(0.08))
    sheet.fill(body.ring(58, 7), bowl(inside))
    floor = ellipse(350, body.level(14), 128 * look.wide, 128 * look.wide * camera.squash)
    sheet.fill(floor, face(inside.lit(0.03), 0.05))
    for radius in (104, 70, 36):
        ring = ellipse(350, body.level(14), radius * look.wide, radius * look.wide * camera.squash)
        sheet.line(ring, inside.lit(0.09).faded(0.35), 2)
    sheet.line(body.arc(58, -3), WHITE.faded(0.3), 2.5)


def _cooking_face(look: Look) -> Colour:
    if look.colour in METALS and look.colour != "iron":
        return colour("steel").lit(-0.04)
    return Colour(0.30, 0.008, 60)


def _long_handle(sheet: Sheet, body: Lathe, look: Look) -> None:
    x, y = body.x + body.radius(50) - 6, body.level(46)
    rise = 26 * body.camera.upright
    grip = colour(look.accent if look.accent in {"oak", "walnut", "cherry"} else "ink")
    if look.colour == "iron":
        grip = colour("iron")
    sheet.fill(
        horn([(x - 10, y + 6), (x + 40, y - rise * 0.5), (x + 70, y - rise)], 34, 24),
        round_metal(colour("steel")) if look.colour != "iron" else grip.lit(0.02),
    )
    shape = horn(
        [(x + 56, y - rise * 0.8), (x + 150, y - rise * 2), (x + 236, y - rise * 2.6)], 26, 34
    )
    sheet.fill(
        shape, Linear(((0, grip.lit(0.08)), (0.5, grip), (1, grip.lit(-0.12))), (0, 0), (0, 1))
    )
    end = (x + 222, y - rise * 2.5)
    sheet.fill(ellipse(*end, 7, 5), sheet.ground.lit(-0.12))


@kind("casserole", FRONT, ABOVE, close(290, 440, 1.8))
def casserole(sheet: Sheet, look: Look, view: View) -> None:
    """An enamelled pot with a lid."""
    camera, base = camera_of(view), colour(look.colour)
    body = turn(camera, look, ((0, 134), (6, 146), (30, 158), (150, 162)))
    standing_shadow(sheet, camera, 150)
    y = body.level(body.top * 0.78)
    for side in (-1, 1):
        ear = ellipse(400 + side * 168 * look.wide, y, 34, 18 + 30 * camera.squash)
        sheet.line(ear, base.lit(-0.12), 19)
        sheet.line(ear.moved(-2, -3), base.lit(0.03), 9)
    sheet.fill(body.body(), round_gloss(base))
    sheet.fill(body.band(body.top - 9, body.top), round_gloss(base.lit(-0.10)))
    gleam(sheet, body, 26, body.top * 0.82)
    _domed_lid(sheet, body, look)


def _domed_lid(sheet: Sheet, body: Lathe, look: Look) -> None:
    wide, base = body.radius(body.top), colour(look.colour)
    dome = (
        (0.0, wide),
        (3.0, wide + 5),
        (12.0, wide + 4),
        (34.0, wide * 0.88),
        (54.0, wide * 0.5),
        (60.0, 20.0),
    )
    lid = Lathe(body.camera, dome, body.x, body.level(body.top))
    sheet.fill(lid.body(), round_gloss(base.lit(0.01)))
    sheet.line(lid.arc(12), base.lit(-0.14).faded(0.5), 2.5)
    sheet.fill(
        ellipse(body.x - wide * 0.40, lid.level(38), 44, 11).turned(
            -9, (body.x - wide * 0.4, lid.level(38))
        ),
        WHITE.faded(0.24),
    )
    metal = colour(look.accent if look.accent in METALS else "brass")
    knob = Lathe(
        body.camera, ((0, 14), (8, 12), (16, 24), (28, 25), (32, 18)), body.x, lid.level(59)
    )
    sheet.fill(knob.body(), round_metal(metal))
    sheet.fill(knob.ring(32), metal.lit(0.06))


@kind("plate", View("front", pitch=44.0), FLAT, View("stack", pitch=20.0))
def plate(sheet: Sheet, look: Look, view: View) -> None:
    camera = camera_of(view)
    if view.name == "stack":
        for index in range(5):
            with sheet.placed(0, -index * 17):
                _one_plate(sheet, camera, look, shadow=index == 0)
    else:
        _one_plate(sheet, camera, look, shadow=True)


def _one_plate(sheet: Sheet, camera: Camera, look: Look, *, shadow: bool) -> None:
    base, second = colour(look.colour), colour(look.accent)
    reach = {"side": 0.78, "bowl": 0.92}.get(look.form, 1.0)
    body = turn(
        camera, look, ((0, 124 * reach), (4, 128 * reach), (14, 172 * reach), (24, 214 * reach))
    )
    if shadow and camera.pitch > 80:
        lying_shadow(sheet, body.ring(24), 1.2)
    elif shadow:
        standing_shadow(sheet, camera, 178 * reach)
    sheet.fill(body.body(), round_gloss(base.lit(-0.06)))
    # A dish faces the lamp on its far side from it: dark at the upper left, light below.
    sheet.fill(
        body.ring(24), Linear(((0, base.lit(-0.05)), (1, base.lit(0.03))), (0.15, 0.1), (0.85, 0.9))
    )
    _plate_pattern(sheet, body, look, second)
    _well(sheet, body, colour(look.accent) if look.pattern == "well" else base, reach)
    sheet.line(body.ring(24, 1.5), base.lit(0.05).faded(0.8), 3)


def _well(sheet: Sheet, body: Lathe, tone: Colour, reach: float) -> None:
    """The sunken middle, with a shadow under its upper left edge."""
    wide, squash = 138 * reach * body.radius(24) / (214 * reach), body.camera.squash
    rim = ellipse(400, body.level(10), wide, wide * squash)
    sheet.fill(rim, tone.lit(-0.10))
    floor = ellipse(403, body.level(7) + 2, wide - 6, (wide - 6) * squash)
    sheet.fill(floor, Linear(((0, tone.lit(-0.035)), (1, tone.lit(0.012))), (0.1, 0.1), (0.9, 0.9)))
    sheet.line(body.arc(24, -76 * reach), tone.lit(0.06).faded(0.5), 2.4)


def _plate_pattern(sheet: Sheet, body: Lathe, look: Look, second: Colour) -> None:
    if look.pattern == "band":
        sheet.line(body.ring(24, 8), second, 9)
    elif look.pattern == "stripes":
        for inset in (6, 18, 30):
            sheet.line(body.ring(24, inset), second, 4)
    elif look.pattern == "dots":
        ring = [body.on(angle, 24, -20) for angle in range(0, 360, 18)]
        sheet.fill(
            together([ellipse(x, y, 7.5, 7.5 * max(0.3, body.camera.squash)) for x, y in ring]),
            second,
        )
    elif look.pattern == "speckle":
        dice, dots = Dice(look.seed), []
        for _ in range(80):
            x, y = body.on(dice.uniform(0, 360), 24, -dice.uniform(4, 190))
            size = 0.8 + dice.random() ** 3 * 3
            dots.append(ellipse(x, y, size, size * 0.8))
        sheet.fill(together(dots), colour("ink").faded(0.45))
