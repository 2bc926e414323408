"""Notebooks, pens, pots of pencils, cards and books."""

from shop.demo.drawings.camera import Camera
from shop.demo.drawings.colour import colour
from shop.demo.drawings.covers import COVERS, cover_art
from shop.demo.drawings.kinds import FLAT, FRONT, camera_of, close, kind
from shop.demo.drawings.lettering import letter
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import lying_shadow, standing_shadow
from shop.demo.drawings.path import (
    Path,
    ellipse,
    polygon,
    polyline,
    rectangle,
    rounded,
    tilted,
)
from shop.demo.drawings.sheet import Linear, Sheet
from shop.demo.drawings.solids import Lathe, box, rod
from shop.demo.drawings.surface import face, round_matte, turned


@kind("notebook", FLAT, View("stack", pitch=24.0, yaw=-24.0))
def notebook(sheet: Sheet, look: Look, view: View) -> None:
    """A notebook with an elastic band, a cloth spine or rings."""
    if view.name == "stack":
        _stack(sheet, look, camera_of(view))
        return
    tone, wide, tall = colour(look.colour), 270.0 * look.wide, 380.0 * look.high
    x, y = 400 - wide / 2, 400 - tall / 2
    cover = rounded([(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)], [6, 18, 18, 6])
    with sheet.through(tilted(-6)):
        lying_shadow(sheet, cover, 1.3)
        sheet.fill(cover.moved(6, 7), colour("oat").lit(-0.05))
        sheet.fill(cover, face(tone, 0.03))
        _notebook_front(sheet, look, (x, y, wide, tall))


def _notebook_front(sheet: Sheet, look: Look, frame: tuple[float, float, float, float]) -> None:
    x, y, wide, tall = frame
    tone, second = colour(look.colour), colour(look.accent)
    if look.pattern in COVERS and look.pattern != "frame":
        with sheet.through((1, 0, 0, 1, x, y)):
            COVERS[look.pattern](sheet, look, wide, tall)
    else:
        label = rounded(
            [
                (x + wide * 0.26, y + 62),
                (x + wide * 0.80, y + 62),
                (x + wide * 0.80, y + 142),
                (x + wide * 0.26, y + 142),
            ],
            4,
        )
        sheet.fill(label, colour("paper"))
        letter(
            sheet,
            look.words or "NOTES",
            x + wide * 0.53,
            y + 92,
            18,
            colour("ink"),
            widest=wide * 0.42,
        )
        sheet.line(polyline((x + wide * 0.33, y + 122), (x + wide * 0.73, y + 122)), second, 2)
    if look.form == "rings":
        for step in range(12):
            ring_y = y + 22 + step * (tall - 44) / 11
            sheet.fill(ellipse(x + 14, ring_y, 5), tone.lit(-0.25))
            sheet.line(polyline((x - 8, ring_y), (x + 12, ring_y)), colour("steel").lit(-0.08), 6)
    elif look.form == "band":
        sheet.line(
            polyline((x + wide - 34, y), (x + wide - 34, y + tall)),
            second.lit(-0.02),
            9,
            square=True,
        )
    else:
        spine = rounded([(x, y), (x + 38, y), (x + 38, y + tall), (x, y + tall)], [6, 0.1, 0.1, 6])
        sheet.fill(spine, face(second, 0.03))


def _stack(sheet: Sheet, look: Look, camera: Camera) -> None:
    sheet.shade(420, 610, 260, 90, 0.45)
    names = [look.colour, look.accent, "oat", look.colour]
    for index, name in enumerate(names):
        height = index * 27.0
        turned_camera = Camera(camera.pitch, camera.yaw + (4, -3, 7, 0)[index])
        box(
            sheet,
            turned_camera,
            (-130, height + 3, -90),
            (258, 19, 178),
            colour("oat").lit(0.03),
            soft=0,
        )
        box(sheet, turned_camera, (-134, height, -94), (268, 4, 188), colour(name), soft=3)
        planes = box(
            sheet, turned_camera, (-134, height + 22, -94), (268, 4, 188), colour(name), soft=3
        )
        if index == 3:
            with sheet.through(planes["top"]):
                sheet.line(polyline((230, 0), (230, 188)), colour(look.accent), 8, square=True)


@kind("pen", FLAT, close(330, 460, 2.0, FLAT))
def pen(sheet: Sheet, look: Look, view: View) -> None:
    """A fountain pen, a ball pen or a set of pencils, lying slantwise."""
    with sheet.through(tilted(-38)):
        if look.form == "pencils":
            _pencils(sheet, look)
        else:
            _one_pen(sheet, look)


def _one_pen(sheet: Sheet, look: Look) -> None:
    tone, metal = (
        colour(look.colour),
        colour(look.accent if look.accent in {"brass", "steel", "copper"} else "brass"),
    )
    barrel = rounded(
        [(300, 378), (640, 374), (652, 400), (640, 426), (300, 422)], [2, 22, 26, 22, 2]
    )
    grip = polygon((302, 379), (226, 388), (226, 412), (302, 421))
    nib = Path(
        (
            ("M", ((228, 388),)),
            ("C", ((190, 388), (170, 396), (142, 400))),
            ("C", ((170, 404), (190, 412), (228, 412))),
            ("Z", ()),
        )
    )
    for part in (barrel, grip, nib):
        lying_shadow(sheet, part, 0.9)
    glossy = Linear(
        (
            (0, tone.lit(-0.02)),
            (0.22, tone.lit(0.20)),
            (0.36, tone.lit(0.03)),
            (0.7, tone.lit(-0.06)),
            (1, tone.lit(-0.16)),
        ),
        (0, 0),
        (0, 1),
    )
    gold = Linear(
        (
            (0, metal.lit(0.02)),
            (0.3, metal.lit(0.16)),
            (0.6, metal.lit(-0.06)),
            (1, metal.lit(-0.22)),
        ),
        (0, 0),
        (0, 1),
    )
    sheet.fill(nib, gold)
    sheet.line(polyline((150, 400), (214, 400)), metal.lit(-0.3), 1.6)
    sheet.fill(ellipse(214, 400, 3), metal.lit(-0.34))
    sheet.fill(grip, glossy)
    sheet.fill(barrel, glossy)
    for x in (300, 430):
        sheet.fill(rectangle(x, 376, 9, 47), gold)
    clip = rounded([(470, 386), (640, 390), (640, 400), (470, 402)], [8, 3, 5, 8])
    sheet.fill(clip.moved(2, 5), tone.lit(-0.2).faded(0.6))
    sheet.fill(clip, gold)


def _pencils(sheet: Sheet, look: Look) -> None:
    names = [look.colour, look.accent, "oak", look.colour, look.accent]
    for index, name in enumerate(names):
        y, dx = 318 + index * 42, (18, -12, 26, 0, -22)[index]
        tone = colour(name)
        shaft, wood = (
            rectangle(240 + dx, y - 13, 370, 26),
            polygon((242 + dx, y - 13), (196 + dx, y - 3), (196 + dx, y + 3), (242 + dx, y + 13)),
        )
        lying_shadow(sheet, shaft, 0.7)
        sheet.fill(wood, face(colour("ash")))
        sheet.fill(polygon((206 + dx, y - 5), (186 + dx, y), (206 + dx, y + 5)), tone.lit(-0.05))
        sheet.fill(
            shaft,
            Linear(
                (
                    (0, tone.lit(0.04)),
                    (0.33, tone.lit(0.05)),
                    (0.34, tone),
                    (0.66, tone),
                    (0.67, tone.lit(-0.11)),
                    (1, tone.lit(-0.13)),
                ),
                (0, 0),
                (0, 1),
            ),
        )
        sheet.fill(rectangle(600 + dx, y - 13, 14, 26), tone.lit(-0.2))
        letter(sheet, "2B", 570 + dx, y, 11, colour("brass"), pen=0.16)


@kind("pencil-pot", FRONT, View("above", pitch=30.0))
def pencil_pot(sheet: Sheet, look: Look, view: View) -> None:
    """A pot of pens and brushes."""
    camera, tone = camera_of(view), colour(look.colour)
    pot = Lathe(camera, ((0, 78), (4, 84), (190 * look.high, 88)))
    standing_shadow(sheet, camera, 84)
    sheet.fill(pot.ring(pot.top), tone.lit(-0.14))
    mouth = pot.level(pot.top)
    stems = ((-52, -150, "marigold"), (-18, -200, "ink"), (20, -176, "brick"), (52, -140, "oak"))
    for dx, rise, name in stems:
        rod(sheet, (400 + dx * 0.5, mouth + 30), (400 + dx * 1.3, mouth + rise), 15, colour(name))
        sheet.fill(
            polygon(
                (400 + dx * 1.3 - 8, mouth + rise),
                (400 + dx * 1.34, mouth + rise - 26),
                (400 + dx * 1.3 + 8, mouth + rise),
            ),
            colour("ash"),
        )
        sheet.fill(ellipse(400 + dx * 1.34, mouth + rise - 21, 3), colour(name).lit(-0.1))
    sheet.fill(pot.band(0, pot.top), turned(look.colour, tone, gloss=True))
    if look.pattern == "stripes":
        for share in (0.2, 0.45, 0.7):
            sheet.fill(
                pot.band(pot.top * share, pot.top * (share + 0.1)), round_matte(colour(look.accent))
            )
    elif look.pattern == "band":
        sheet.fill(pot.band(0, pot.top * 0.35), round_matte(colour(look.accent)))
    sheet.line(pot.arc(pot.top), tone.lit(0.08), 4)


@kind("cards", FLAT)
def cards(sheet: Sheet, look: Look, view: View) -> None:
    """Greeting cards fanned out on an envelope."""
    tone, second = colour(look.colour), colour(look.accent)
    envelope = rounded([(270, 330), (560, 330), (560, 530), (270, 530)], 5).turned(8, (400, 400))
    lying_shadow(sheet, envelope, 0.8)
    sheet.fill(envelope, face(colour("oat"), 0.02))
    sheet.line(
        polyline((270, 330), (415, 440), (560, 330)).turned(8, (400, 400)),
        colour("sand").lit(-0.04),
        2.5,
    )
    for index, angle in enumerate((-14, -3)):
        ground = (second, tone)[index]
        card = (
            rounded([(290, 210), (510, 210), (510, 500), (290, 500)], 5)
            .turned(angle, (400, 380))
            .moved(-30 + index * 24, index * 10)
        )
        lying_shadow(sheet, card, 0.9)
        sheet.fill(card, face(ground, 0.02))
    own = look.but(words=look.words or "HELLO")
    with sheet.through(tilted(-3)), sheet.through((1, 0, 0, 1, 284, 232)):
        cover_art(sheet, own if own.pattern in COVERS else own.but(pattern="leaves"), 220, 284)
