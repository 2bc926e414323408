"""Lamps and candles."""

from shop.demo.drawings.brewing import turn
from shop.demo.drawings.camera import Camera
from shop.demo.drawings.colour import METALS, WOODS, Colour, colour
from shop.demo.drawings.kinds import ABOVE, FRONT, camera_of, close, kind
from shop.demo.drawings.lettering import letter
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import gleam, standing_shadow
from shop.demo.drawings.path import Path, ellipse, grow, polyline, smooth
from shop.demo.drawings.sheet import FLOOR, Linear, Radial, Sheet, fade
from shop.demo.drawings.solids import Lathe, rod
from shop.demo.drawings.surface import WHITE, ball, round_matte, turned

GLOW = Colour(0.95, 0.085, 82)


def lit_shade(sheet: Sheet, shade: Lathe, tone: Colour) -> None:
    """A cloth shade with the light on: it glows from within, most in the middle."""
    warm = tone.mixed(GLOW, 0.45)
    sheet.fill(
        shade.body(),
        Linear(
            (
                (0, tone.lit(-0.05)),
                (0.3, warm.lit(0.05)),
                (0.55, warm.lit(0.03)),
                (0.85, tone.lit(-0.08)),
                (1, tone.lit(-0.13)),
            )
        ),
    )
    sheet.line(shade.arc(shade.profile[0][0] + 3), tone.lit(-0.10).faded(0.6), 4)
    sheet.line(shade.arc(shade.top - 3), tone.lit(-0.10).faded(0.5), 3)


def halo(sheet: Sheet, x: float, y: float, reach: float) -> None:
    """The light of a lamp on the wall behind it."""
    sheet.glow(x, y, reach, GLOW.faded(0.5))


def shine(sheet: Sheet, x: float, y: float, reach: float) -> None:
    """Light that falls on the good itself."""
    sheet.fill(ellipse(x, y, reach, reach), Radial(fade(GLOW, 0.5)), body=False)


BASES: dict[str, tuple[tuple[float, float], ...]] = {
    "": ((0, 78), (5, 84), (30, 92), (80, 96), (130, 76), (165, 34), (190, 22), (200, 20)),
    "column": ((0, 76), (6, 78), (16, 76), (17, 30), (110, 26), (200, 24)),
    "gourd": (
        (0, 56),
        (6, 62),
        (40, 80),
        (78, 62),
        (100, 46),
        (130, 62),
        (165, 44),
        (190, 22),
        (200, 20),
    ),
    "cone": ((0, 96), (5, 100), (60, 74), (130, 44), (200, 22)),
}


@kind("table-lamp", FRONT, ABOVE, close(400, 480, 1.8))
def table_lamp(sheet: Sheet, look: Look, view: View) -> None:
    camera = camera_of(view)
    base = turn(camera, look, BASES.get(look.form, BASES[""]))
    standing_shadow(sheet, camera, base.radius(6))
    gloss = look.colour not in WOODS
    sheet.fill(base.body(), turned(look.colour, colour(look.colour), gloss=gloss))
    if gloss:
        gleam(sheet, base, base.top * 0.12, base.top * 0.52)
    if look.pattern == "flutes":
        for angle in range(-70, 71, 14):
            sheet.line(
                base.upright_line(angle, 8, base.top * 0.9),
                colour(look.colour).lit(-0.14).faded(0.55),
                2.6,
            )
    neck = base.level(base.top)
    rod(sheet, (400, neck), (400, neck - 46), 10, colour("brass"))
    drum = look.seed % 2 == 0
    profile = ((0, 150), (160, 128)) if drum else ((0, 168), (176, 86))
    shade = Lathe(camera, tuple((h, r * look.wide) for h, r in profile), 400, neck - 14)
    halo(sheet, 400, shade.level(70), 250)
    lit_shade(sheet, shade, colour(look.accent))
    if camera.pitch > 25:
        sheet.fill(shade.ring(shade.top, 4), GLOW.lit(0.02))
    sheet.fill(shade.ring(shade.top, 3), colour(look.accent).mixed(GLOW, 0.6).lit(0.02))


@kind("desk-lamp", FRONT, close(300, 330, 1.8))
def desk_lamp(sheet: Sheet, look: Look, view: View) -> None:
    """A lamp with two jointed arms and a metal head."""
    camera, tone = camera_of(view), colour(look.colour)
    metal = colour(look.accent) if look.accent in METALS else tone
    foot = Lathe(camera, ((0, 92), (4, 98), (16, 96), (24, 60), (28, 20)), 452)
    standing_shadow(sheet, camera, 96, x=452)
    elbow, head = (548.0, 392.0), (352.0, 250.0)
    sheet.fill(foot.body(), turned(look.colour, tone, gloss=True))
    rod(sheet, (452, foot.level(26)), elbow, 13, metal)
    rod(sheet, elbow, head, 13, metal)
    for joint in (elbow, (452.0, foot.level(30))):
        sheet.fill(ellipse(*joint, 15), ball(metal))
    _lamp_head(sheet, head, tone, look)


def _lamp_head(sheet: Sheet, at: tuple[float, float], tone: Colour, look: Look) -> None:
    x, y = at
    halo(sheet, x - 66, y + 100, 150)
    shell = Path(
        (
            *smooth(
                [
                    (x - 16, y - 36),
                    (x + 14, y - 36),
                    (x + 30, y - 6),
                    (x + 22, y + 50),
                    (x + 34, y + 112),
                ],
                closed=False,
            ).pieces,
            ("L", ((x - 136, y + 66),)),
            *smooth(
                [(x - 136, y + 66), (x - 92, y + 6), (x - 40, y - 10), (x - 16, y - 36)],
                closed=False,
            ).pieces[1:],
            ("Z", ()),
        )
    )
    mouth = ellipse(x - 51, y + 89, 88, 26).turned(15, (x - 51, y + 89))
    sheet.fill(
        shell,
        Linear(
            ((0, tone.lit(0.08)), (0.4, tone.lit(0.02)), (1, tone.lit(-0.14))),
            (0.1, 0.2),
            (0.9, 0.8),
        ),
    )
    sheet.fill(mouth, GLOW.lit(0.01))
    sheet.fill(ellipse(x - 51, y + 88, 44, 13).turned(15, (x - 51, y + 88)), WHITE)
    sheet.line(mouth, tone.lit(-0.06), 4)
    sheet.fill(
        ellipse(x, y, 13), ball(colour(look.accent) if look.accent in METALS else tone.lit(0.05))
    )


@kind("pendant", FRONT, close(400, 430, 1.7))
def pendant(sheet: Sheet, look: Look, view: View) -> None:
    """A lamp that hangs from the ceiling."""
    camera, tone = camera_of(view), colour(look.colour)
    shapes: dict[str, tuple[tuple[float, float], ...]] = {
        "": ((0, 190), (6, 190), (60, 176), (120, 122), (160, 60), (180, 34), (190, 30)),
        "cone": ((0, 184), (6, 184), (100, 104), (190, 34), (200, 30)),
        "globe": ((0, 40), (20, 104), (80, 156), (150, 156), (210, 104), (230, 40)),
        "bell": ((0, 150), (8, 148), (60, 128), (150, 112), (200, 62), (216, 30)),
    }
    shade = Lathe(
        camera,
        tuple((h * look.high, r * look.wide) for h, r in shapes.get(look.form, shapes[""])),
        400,
        520,
    )
    halo(sheet, 400, 500, 260)
    top = shade.level(shade.top)
    sheet.line(polyline((400, top), (400, 150)), colour("ink"), 4)
    if look.form == "globe":
        sheet.fill(shade.body(), ball(Colour(0.965, 0.035, 86)))
    else:
        sheet.fill(shade.body(), turned(look.colour, tone, gloss=True))
        gleam(sheet, shade, shade.top * 0.15, shade.top * 0.6, 0.3)
        _under(sheet, shade, tone)
    cap = Lathe(camera, ((0, 30), (30, 26), (44, 10)), 400, top + 6)
    sheet.fill(
        cap.body(), turned("brass", colour(look.accent if look.accent in METALS else "brass"))
    )


def _under(sheet: Sheet, shade: Lathe, tone: Colour) -> None:
    """The bright inside that shows below the rim of a hanging shade."""
    y, wide = shade.level(0), shade.radius(0)
    sheet.fill(ellipse(400, y, wide, wide * 0.16), GLOW.lit(0.015))
    sheet.fill(ellipse(400, y - 2, wide * 0.22, wide * 0.07), WHITE)
    sheet.line(ellipse(400, y, wide - 1, wide * 0.16), tone.lit(-0.03), 3)


@kind("floor-lamp", FRONT)
def floor_lamp(sheet: Sheet, look: Look, view: View) -> None:
    """A shade on three wooden legs."""
    camera = camera_of(view)
    wood = colour(look.colour if look.colour in WOODS | METALS else "oak")
    sheet.shade(420, FLOOR, 190, 34, 0.4)
    for foot in ((318.0, 592.0), (492.0, 586.0), (408.0, 612.0)):
        rod(sheet, (400, 330), foot, 11, wood)
    sheet.fill(ellipse(400, 326, 22, 16), ball(colour("brass")))
    rod(sheet, (400, 326), (400, 290), 9, colour("brass"))
    halo(sheet, 400, 220, 220)
    shade = Lathe(camera, ((0, 118), (122, 98)), 400, 300)
    lit_shade(sheet, shade, colour(look.accent))
    sheet.fill(shade.ring(shade.top, 3), colour(look.accent).mixed(GLOW, 0.6).lit(0.02))


@kind("candle", FRONT, ABOVE, close(400, 500, 1.9))
def candle(sheet: Sheet, look: Look, view: View) -> None:
    """A candle in a glass or a tin, or three pillars."""
    camera = camera_of(view)
    if look.form == "pillars":
        _pillars(sheet, camera, look)
        return
    if look.form == "taper":
        _tapers(sheet, camera, look)
        return
    vessel = turn(camera, look, ((0, 96), (5, 104), (20, 108), (210, 108)))
    standing_shadow(sheet, camera, 106)
    tone, wax = colour(look.colour), colour("paper").mixed(colour(look.accent), 0.16)
    sheet.fill(vessel.body(), turned(look.colour, tone, gloss=True))
    gleam(sheet, vessel, 24, 190, 0.5)
    sheet.fill(vessel.ring(210), tone.lit(0.06))
    sheet.fill(vessel.ring(210, 7), tone.lit(-0.14))
    pool = ellipse(400, vessel.level(196), 99 * look.wide, 99 * look.wide * camera.squash * 0.98)
    sheet.fill(pool, Radial(((0, GLOW.lit(0.02)), (0.5, wax), (1, wax.lit(-0.10)))))
    _flame(sheet, 400, vessel.level(196))
    _candle_label(sheet, vessel, look)


def _candle_label(sheet: Sheet, vessel: Lathe, look: Look) -> None:
    paper = colour("paper")
    sheet.fill(vessel.patch(-34, 34, 48, 150), Linear(((0, paper), (1, paper.lit(-0.06)))))
    with sheet.through(vessel.front(112)):
        letter(sheet, look.words or "CEDAR", 0, 0, 17, colour("ink"), widest=96)
    with sheet.through(vessel.front(82)):
        sheet.line(polyline((-26, 0), (26, 0)), colour("marigold"), 2.5)
        letter(sheet, "220 G", 0, 18, 8, colour("ink").lit(0.2))


def _flame(sheet: Sheet, x: float, y: float, size: float = 1.0) -> None:
    sheet.line(polyline((x, y), (x + 1, y - 18 * size)), colour("ink"), 3.4)
    sheet.fill(ellipse(x, y - 44 * size, 70 * size), Radial(fade(GLOW, 0.75)), body=False)
    fire = smooth(
        [
            (x, y - 78),
            (x + 9, y - 46),
            (x + 8, y - 24),
            (x, y - 15),
            (x - 8, y - 24),
            (x - 9, y - 44),
        ]
    ).mapped(grow(size, about=(x, y)))
    sheet.fill(
        fire,
        Linear(
            (
                (0, Colour(0.93, 0.13, 92)),
                (0.6, Colour(0.97, 0.07, 92)),
                (1, Colour(0.80, 0.15, 65)),
            ),
            (0, 0),
            (0, 1),
        ),
    )


def _pillars(sheet: Sheet, camera: Camera, look: Look) -> None:
    for dx, dy, tall, name in (
        (70, -30, 300, look.colour),
        (-78, -8, 210, look.accent),
        (18, 22, 140, look.colour),
    ):
        with sheet.placed(dx, dy):
            standing_shadow(sheet, camera, 62)
            tone = colour(name)
            body = Lathe(camera, ((0, 60), (4, 64), (tall - 6, 64), (tall, 58)))
            sheet.fill(body.body(), round_matte(tone))
            sheet.fill(body.ring(tall), Radial(((0, tone.mixed(GLOW, 0.6)), (1, tone.lit(0.03)))))
            _flame(sheet, 400, body.level(tall) + 2, 0.8)


def _tapers(sheet: Sheet, camera: Camera, look: Look) -> None:
    for dx, name, tall in ((-96, look.colour, 300), (0, look.accent, 330), (96, look.colour, 280)):
        with sheet.placed(dx, 0):
            standing_shadow(sheet, camera, 44)
            holder = Lathe(camera, ((0, 46), (6, 48), (12, 22), (40, 16), (48, 24), (66, 24)))
            stick = Lathe(camera, ((0, 15), (tall, 11), (tall + 8, 4)), 400, holder.level(58))
            sheet.fill(stick.body(), round_matte(colour(name)))
            sheet.fill(holder.body(), turned("brass", colour("brass")))
            _flame(sheet, 400, stick.level(tall + 6), 0.7)
