"""Teapots, kettles, coffee makers, flasks and glasses."""

from shop.demo.drawings.camera import Camera
from shop.demo.drawings.colour import METALS, Colour, colour
from shop.demo.drawings.crockery import glazed, inner_of, opening
from shop.demo.drawings.kinds import ABOVE, FRONT, camera_of, close, kind
from shop.demo.drawings.lettering import letter
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import gleam, standing_shadow
from shop.demo.drawings.path import Path, Point, ellipse, outline, smooth
from shop.demo.drawings.sheet import Sheet
from shop.demo.drawings.solids import Lathe, horn, tube
from shop.demo.drawings.surface import WHITE, ball, round_gloss, round_matte, round_metal, turned

POTS: dict[str, tuple[Point, ...]] = {
    "": ((0, 70), (8, 88), (50, 128), (105, 140), (160, 116), (186, 82), (190, 74)),
    "tall": ((0, 82), (8, 92), (60, 116), (150, 112), (220, 86), (246, 66), (250, 62)),
    "low": ((0, 90), (8, 112), (44, 152), (84, 156), (122, 124), (140, 84), (143, 76)),
}


@kind("teapot", FRONT, ABOVE, close(300, 460, 1.9))
def teapot(sheet: Sheet, look: Look, view: View) -> None:
    camera = camera_of(view)
    body = turn(camera, look, POTS.get(look.form, POTS[""]))
    standing_shadow(sheet, camera, body.radius(8) + 34)
    _pot_handle(sheet, body, look)
    _spout(sheet, body, colour(look.colour))
    glazed(sheet, body, look)
    _lid(sheet, body, look)


def turn(camera: Camera, look: Look, profile: tuple[Point, ...], x: float = 400.0) -> Lathe:
    """A turned body in the look's proportions."""
    return Lathe(camera, tuple((h * look.high, r * look.wide) for h, r in profile), x)


def _spout(sheet: Sheet, body: Lathe, base: Colour) -> None:
    foot, mouth = body.level(body.top * 0.30), body.level(body.top * 0.94)
    side = body.x - body.radius(body.top * 0.4)
    way = [(side + 34, foot), (side - 26, foot - 26), (side - 52, mouth + 34), (side - 84, mouth)]
    shape = horn(way, 74, 24)
    sheet.fill(shape, round_gloss(base.lit(-0.02)))
    sheet.fill(ellipse(side - 84, mouth, 12, 6).turned(-38, (side - 84, mouth)), base.lit(-0.24))


def _pot_handle(sheet: Sheet, body: Lathe, look: Look) -> None:
    x = body.x + body.radius(body.top * 0.6) - 20
    high, low = body.level(body.top * 0.86), body.level(body.top * 0.26)
    way = Path(
        (("M", ((x - 6, high),)), ("C", ((x + 110, high - 52), (x + 128, low + 4), (x + 8, low))))
    )
    tone = colour(look.accent) if look.pattern == "handle" else colour(look.colour).lit(-0.03)
    tube(sheet, way, 24, tone)


def _lid(sheet: Sheet, body: Lathe, look: Look) -> None:
    wide, base = body.radius(body.top), colour(look.colour)
    foot = body.level(body.top)
    dome = ((0.0, wide - 2), (6.0, wide), (24.0, wide * 0.72), (34.0, wide * 0.28), (37.0, 10.0))
    lid = Lathe(body.camera, dome, body.x, foot)
    sheet.fill(lid.body(), round_gloss(base))
    sheet.line(lid.arc(3), base.lit(-0.2).faded(0.6), 2.5)
    knob = colour(look.accent) if look.pattern in {"handle", "band"} else base
    y = lid.level(37) - 15
    sheet.fill(ellipse(body.x, y, 18), ball(knob))
    sheet.fill(ellipse(body.x - 6, y - 6, 4.5, 3.5), WHITE.faded(0.6))


KETTLES: dict[str, tuple[Point, ...]] = {
    "": ((0, 128), (6, 136), (60, 134), (130, 112), (176, 78), (186, 60)),
    "cone": ((0, 132), (6, 138), (30, 136), (110, 96), (190, 56), (200, 52)),
    "ball": ((0, 100), (8, 116), (60, 142), (116, 136), (164, 98), (180, 62)),
}


@kind("kettle", FRONT, ABOVE, close(300, 400, 1.9))
def kettle(sheet: Sheet, look: Look, view: View) -> None:
    """A hob kettle with a bow handle."""
    camera = camera_of(view)
    body = turn(camera, look, KETTLES.get(look.form, KETTLES[""]))
    base = colour(look.colour)
    standing_shadow(sheet, camera, body.radius(6))
    side, mouth = body.x - body.radius(body.top * 0.35), body.level(body.top * 0.92)
    spout = [(side + 36, body.level(body.top * 0.36)), (side - 14, mouth + 46), (side - 58, mouth)]
    sheet.fill(horn(spout, 62, 26), turned(look.colour, base, gloss=True))
    sheet.fill(ellipse(side - 58, mouth, 13, 6).turned(-40, (side - 58, mouth)), base.lit(-0.25))
    sheet.fill(body.body(), turned(look.colour, base, gloss=True))
    gleam(sheet, body, body.top * 0.2, body.top * 0.75)
    sheet.line(body.arc(10), base.lit(-0.2).faded(0.6), 3)
    _kettle_top(sheet, body, look)


def _kettle_top(sheet: Sheet, body: Lathe, look: Look) -> None:
    wide, foot, base = body.radius(body.top), body.level(body.top), colour(look.colour)
    lid = Lathe(body.camera, ((0, wide), (10, wide * 0.8), (18, wide * 0.3), (20, 9)), body.x, foot)
    sheet.fill(lid.body(), turned(look.colour, base.lit(0.02), gloss=True))
    grip = colour("oak") if look.pattern == "wood" else colour("ink")
    knob = Lathe(body.camera, ((0, 9), (8, 8), (18, 15), (30, 12), (32, 6)), body.x, lid.level(19))
    sheet.fill(knob.body(), round_matte(grip))
    left, right, high = (
        body.x - body.radius(body.top * 0.6),
        body.x + body.radius(body.top * 0.6),
        foot - 112,
    )
    way = smooth(
        [
            (left + 4, foot + 34),
            (left - 4, foot - 40),
            (body.x - 62, high),
            (body.x + 62, high),
            (right + 4, foot - 40),
            (right - 4, foot + 34),
        ],
        closed=False,
    )
    tube(
        sheet, way, 13, colour("steel").lit(-0.12) if look.colour not in METALS else base.lit(-0.12)
    )
    tube(
        sheet,
        smooth(
            [(body.x - 74, high + 5), (body.x, high - 5), (body.x + 74, high + 5)], closed=False
        ),
        28,
        grip,
    )


@kind("cafetiere", FRONT, ABOVE)
def cafetiere(sheet: Sheet, look: Look, view: View) -> None:
    """A glass coffee press in a metal frame."""
    camera = camera_of(view)
    body = turn(camera, look, ((0, 92), (6, 98), (300, 98)))
    standing_shadow(sheet, camera, 100)
    metal = colour(look.accent if look.accent in METALS else "steel")
    x, high, low = 400 + 92 * look.wide, body.level(body.top * 0.88), body.level(body.top * 0.2)
    way = Path((("M", ((x, high),)), ("C", ((x + 92, high - 8), (x + 92, low + 8), (x, low)))))
    tube(sheet, way, 24, colour(look.colour))
    sheet.fill(body.body(), round_gloss(colour("glass")))
    sheet.fill(body.band(10, body.top * 0.66, over=True), round_gloss(Colour(0.31, 0.055, 48)))
    sheet.fill(body.ring(body.top * 0.66), Colour(0.45, 0.06, 55))
    for share in (0.02, 0.44, 0.86):
        sheet.fill(body.band(body.top * share, body.top * share + 16), round_metal(metal))
    gleam(sheet, body, body.top * 0.1, body.top * 0.94, 0.6)
    _plunger(sheet, body, metal, colour(look.colour))


def _plunger(sheet: Sheet, body: Lathe, metal: Colour, knob: Colour) -> None:
    foot = body.level(body.top)
    lip = outline("M0 0 C-20 -4 -34 -8 -40 -18 L0 -22 Z").moved(
        body.x - 90 * body.radius(10) / 98, foot + 20
    )
    sheet.fill(lip, round_metal(metal))
    lid = Lathe(body.camera, ((0, 102), (14, 102), (34, 70), (40, 20)), body.x, foot + 4)
    sheet.fill(lid.body(), round_metal(metal))
    rod_high = lid.level(96)
    tube(sheet, Path((("M", ((body.x, lid.level(40)),)), ("L", ((body.x, rod_high),)))), 9, metal)
    sheet.fill(ellipse(body.x, rod_high - 12, 21), ball(knob))


FLASKS: dict[str, tuple[Point, ...]] = {
    "": ((0, 66), (5, 72), (30, 74), (220, 74), (262, 66), (290, 44), (300, 42)),
    "wide": ((0, 78), (5, 84), (30, 86), (230, 86), (262, 80), (276, 66), (282, 64)),
    "slim": ((0, 56), (5, 61), (30, 62), (210, 62), (270, 46), (306, 32), (330, 31)),
}


@kind("flask", FRONT, ABOVE, close(400, 400, 2.1))
def flask(sheet: Sheet, look: Look, view: View) -> None:
    """A steel drinking bottle."""
    camera = camera_of(view)
    body = turn(camera, look, FLASKS.get(look.form, FLASKS[""]))
    base, top = colour(look.colour), body.top
    standing_shadow(sheet, camera, body.radius(5))
    sheet.fill(body.body(), turned(look.colour, base))
    if look.pattern == "two-tone":
        sheet.fill(body.band(0, top * 0.34), round_matte(colour(look.accent)))
    elif look.pattern == "stripes":
        for share in (0.22, 0.28, 0.34):
            sheet.fill(body.band(top * share, top * share + 8), round_matte(colour(look.accent)))
    sheet.fill(body.band(0, 9), round_metal(colour("steel")))
    gleam(sheet, body, top * 0.12, top * 0.70, 0.28)
    with sheet.through(body.front(top * 0.5)):
        letter(
            sheet,
            look.words or "TARN",
            0,
            0,
            22,
            base.lit(0.30 if base.is_dark else -0.25),
            widest=84,
        )
    _stopper(sheet, body, look)


def _stopper(sheet: Sheet, body: Lathe, look: Look) -> None:
    wide, foot = body.radius(body.top), body.level(body.top)
    wood = look.pattern == "wood"
    tone = colour("oak") if wood else colour(look.accent).lit(-0.02)
    sheet.fill(body.band(body.top - 8, body.top), round_metal(colour("steel")))
    cap = Lathe(
        body.camera, ((0, wide + 3), (4, wide + 5), (46, wide + 4), (52, wide - 2)), body.x, foot
    )
    if not wood:
        loop = smooth(
            [
                (body.x - wide * 0.6, cap.level(44)),
                (body.x - wide * 0.5, cap.level(86)),
                (body.x + wide * 0.5, cap.level(86)),
                (body.x + wide * 0.6, cap.level(44)),
            ],
            closed=False,
        )
        tube(sheet, loop, 13, tone)
    sheet.fill(cap.body(), round_matte(tone))
    sheet.fill(cap.ring(52), tone.lit(0.05))


@kind("carafe", FRONT, ABOVE)
def carafe(sheet: Sheet, look: Look, view: View) -> None:
    """A glass carafe, plain or tinted."""
    camera = camera_of(view)
    body = turn(
        camera,
        look,
        ((0, 84), (6, 96), (50, 104), (120, 94), (200, 54), (250, 44), (300, 54), (306, 56)),
    )
    standing_shadow(sheet, camera, 100)
    tint = colour("glass") if look.colour == "glass" else colour(look.colour).lit(0.12)
    glass(sheet, body, tint)
    level = body.top * 0.50
    sheet.fill(
        body.band(8, level, over=True),
        round_gloss(tint.mixed(colour("sky"), 0.35)).__class__(
            tuple(
                (at, tone.faded(0.45))
                for at, tone in round_gloss(tint.mixed(colour("sky"), 0.4)).stops
            )
        ),
    )
    sheet.fill(body.ring(level, 3), WHITE.faded(0.45))
    gleam(sheet, body, body.top * 0.1, body.top * 0.36, 0.7)
    if look.pattern == "cork":
        foot = body.level(body.top) + 8
        cork = Lathe(camera, ((0, 50), (40, 58), (44, 54)), 400, foot)
        sheet.fill(cork.body(), round_matte(colour("cork")))
        sheet.fill(cork.ring(44), colour("cork").lit(0.06))


def glass(sheet: Sheet, body: Lathe, tint: Colour) -> None:
    """A thin glass wall: bright in the middle, dark along its edges, with a visible far rim."""
    dark = tint.lit(-0.26)
    edge = (
        (0.0, dark.faded(0.75)),
        (0.05, tint.lit(-0.08).faded(0.5)),
        (0.3, WHITE.faded(0.35)),
        (0.6, tint.faded(0.35)),
        (0.93, tint.lit(-0.12).faded(0.55)),
        (1.0, dark.faded(0.8)),
    )
    sheet.fill(body.body(), round_gloss(tint).__class__(edge))
    sheet.line(body.ring(body.top, 1.5), tint.lit(-0.14).faded(0.8), 3)
    sheet.line(body.arc(body.top, -1), WHITE.faded(0.8), 2.4)
    sheet.line(body.arc(4, -3), dark.faded(0.5), 5)


@kind("glass", FRONT, ABOVE)
def tumbler(sheet: Sheet, look: Look, view: View) -> None:
    """Two tumblers, one behind the other."""
    camera = camera_of(view)
    tint = colour("glass") if look.colour == "glass" else colour(look.colour).lit(0.10)
    profile: tuple[Point, ...] = (
        ((0, 62), (6, 70), (170, 84)) if look.form != "tall" else ((0, 52), (6, 58), (230, 66))
    )
    for dx, dy, tone in ((92, -34, tint.lit(0.02)), (-40, 0, tint)):
        with sheet.placed(dx, dy):
            standing_shadow(sheet, camera, 66)
            body = turn(camera, look, profile)
            glass(sheet, body, tone)
            sheet.fill(body.band(0, 16), round_gloss(tone.lit(-0.04)))
            if look.pattern == "flutes":
                for angle in range(-72, 73, 18):
                    sheet.line(
                        body.upright_line(angle, 18, body.top * 0.72), tone.lit(-0.14).faded(0.5), 3
                    )
            gleam(sheet, body, body.top * 0.16, body.top * 0.9, 0.8)


@kind("jug", FRONT, ABOVE, close(470, 380, 1.8))
def jug(sheet: Sheet, look: Look, view: View) -> None:
    camera = camera_of(view)
    body = turn(
        camera, look, ((0, 78), (6, 88), (60, 112), (120, 110), (200, 78), (260, 72), (290, 84))
    )
    standing_shadow(sheet, camera, 108)
    x, high, low = 400 + 74 * look.wide, body.level(body.top * 0.90), body.level(body.top * 0.36)
    way = Path((("M", ((x, high),)), ("C", ((x + 120, high - 20), (x + 104, low), (x + 22, low)))))
    tube(sheet, way, 23, colour(look.colour).lit(-0.03))
    beak = body.level(body.top)
    sheet.fill(
        outline("M0 0 C-22 -4 -40 -6 -52 -14 C-44 20 -26 46 -4 66 Z").moved(
            400 - 70 * look.wide, beak
        ),
        round_gloss(colour(look.colour)),
    )
    glazed(sheet, body, look)
    opening(sheet, body, inner_of(look))
