"""Plants, pots and tools for the garden."""

from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.covers import COVERS
from shop.demo.drawings.kinds import FLAT, FRONT, camera_of, close, kind
from shop.demo.drawings.lettering import broken, letter_lines
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import gleam, lying_shadow, standing_shadow, together
from shop.demo.drawings.path import (
    chain,
    ellipse,
    outline,
    polyline,
    rounded,
    shift,
    smooth,
    tilted,
    turn,
)
from shop.demo.drawings.sheet import Linear, Sheet
from shop.demo.drawings.solids import Lathe, horn, rod, tube
from shop.demo.drawings.surface import face, turned


@kind("watering-can", FRONT, close(560, 420, 1.8))
def watering_can(sheet: Sheet, look: Look, view: View) -> None:
    camera, tone = camera_of(view), colour(look.colour)
    body = Lathe(camera, ((0, 104), (5, 110), (150, 104), (196, 84), (204, 80)), 370)
    standing_shadow(sheet, camera, 108, x=380)
    spout = horn([(452, 560), (540, 470), (604, 388)], 54, 22)
    tube(
        sheet,
        smooth([(300, body.level(180)), (230, 420), (226, 520), (276, 548)], closed=False),
        17,
        tone.lit(-0.05),
    )
    sheet.fill(spout, turned(look.colour, tone, gloss=True))
    _rose(sheet, tone)
    sheet.fill(body.body(), turned(look.colour, tone, gloss=True))
    for height in (14, 140):
        sheet.line(body.arc(height), tone.lit(-0.13).faded(0.6), 4)
    gleam(sheet, body, 20, 150, 0.4)
    sheet.fill(body.ring(204), tone.lit(0.04))
    sheet.fill(body.ring(204, 9), tone.lit(-0.24))
    bow = smooth(
        [(310, body.level(196)), (318, 312), (372, 280), (426, 312), (434, body.level(196))],
        closed=False,
    )
    grip = colour(look.accent) if look.pattern == "handle" else tone
    tube(sheet, bow, 17, grip)


def _rose(sheet: Sheet, tone: Colour) -> None:
    """The sprinkler at the end of the spout: a cone and its face of holes."""
    sheet.fill(horn([(600, 393), (640, 342)], 22, 84), face(tone.lit(-0.05), 0.06))
    with sheet.through(chain(shift(642, 339), turn(37.7))):
        sheet.fill(ellipse(0, 0, 43, 14), face(tone.lit(0.06), 0.05))
        sheet.line(ellipse(0, 0, 43, 14), tone.lit(-0.10), 3)
        holes = [ellipse(x, y, 2.6, 1.8) for y in (-6, 0, 6) for x in range(-24, 25, 12)]
        sheet.fill(together(holes), tone.lit(-0.28))


@kind("trowel", FLAT, close(400, 330, 1.9, FLAT))
def trowel(sheet: Sheet, look: Look, view: View) -> None:
    """A hand trowel and fork, or secateurs."""
    if look.form == "secateurs":
        _secateurs(sheet, look)
        return
    for angle, dx, fork in ((-16, -70, False), (14, 86, True)):
        with sheet.through(tilted(angle)), sheet.through((1, 0, 0, 1, dx, 0)):
            _hand_tool(sheet, look, fork=fork)


def _hand_tool(sheet: Sheet, look: Look, *, fork: bool) -> None:
    steel, wood = (
        colour("steel"),
        colour(look.accent if look.accent in {"oak", "ash", "walnut", "cherry"} else "ash"),
    )
    grip = rounded([(378, 450), (422, 450), (428, 640), (372, 640)], [14, 14, 24, 24])
    lying_shadow(sheet, grip, 0.9)
    if fork:
        for dx in (-38, 0, 38):
            way = [(400 + dx * 0.5, 350), (400 + dx, 300), (400 + dx, 170)]
            lying_shadow(sheet, horn(way, 14, 10), 0.8)
            tube(sheet, smooth(way, closed=False), 14, steel.lit(-0.05))
    else:
        blade = smooth(
            [
                (400, 150),
                (438, 200),
                (452, 280),
                (436, 346),
                (400, 366),
                (364, 346),
                (348, 280),
                (362, 200),
            ],
            pull=0.8,
        )
        lying_shadow(sheet, blade, 0.9)
        sheet.fill(
            blade,
            Linear(
                (
                    (0, steel.lit(0.10)),
                    (0.42, steel.lit(-0.10)),
                    (0.5, steel.lit(-0.20)),
                    (0.6, steel.lit(0.04)),
                    (1, steel.lit(0.13)),
                )
            ),
        )
    rod(sheet, (400, 350), (400, 462), 15, steel.lit(-0.08))
    sheet.fill(grip, Linear(((0, wood.lit(-0.05)), (0.3, wood.lit(0.07)), (1, wood.lit(-0.12)))))
    sheet.fill(
        rounded([(380, 446), (420, 446), (422, 478), (378, 478)], 6),
        face(colour(look.colour), 0.06),
    )
    sheet.fill(ellipse(400, 622, 6), sheet.ground.lit(-0.2))


def _secateurs(sheet: Sheet, look: Look) -> None:
    steel, tone = colour("steel"), colour(look.colour)
    with sheet.through(tilted(24)):
        grips = [
            outline("M420 386 C448 410 470 470 466 560 C464 612 458 652 444 656 C428 660 422 646 426 600 C432 520 420 450 388 412 Z"),
            outline("M384 388 C352 414 326 470 326 560 C326 612 332 650 348 654 C364 656 370 640 366 596 C360 520 376 452 412 412 Z"),
        ]  # fmt: skip
        blade = outline("M388 408 C372 340 382 250 436 176 C452 240 448 340 424 404 Z")
        hook = outline("M412 408 C372 380 350 300 362 220 C374 250 382 310 424 360 Z")
        for shape in (*grips, blade, hook):
            lying_shadow(sheet, shape, 0.8)
        sheet.line(
            smooth([(380, 470), (404, 484), (392, 500), (416, 512), (408, 528)], closed=False),
            steel.lit(-0.2),
            6,
        )
        sheet.fill(hook, face(steel.lit(-0.14), 0.06))
        sheet.fill(grips[1], Linear(((0, tone.lit(0.08)), (1, tone.lit(-0.12)))))
        sheet.fill(
            blade,
            Linear(
                (
                    (0, steel.lit(-0.02)),
                    (0.55, steel.lit(-0.10)),
                    (0.6, steel.lit(0.14)),
                    (1, steel.lit(0.04)),
                )
            ),
        )
        sheet.fill(grips[0], Linear(((0, tone.lit(0.07)), (0.5, tone), (1, tone.lit(-0.12)))))
        sheet.fill(ellipse(404, 398, 19), face(colour("brass"), 0.10))
        sheet.line(polyline((394, 392), (414, 404)), colour("brass").lit(-0.25), 3.4)


@kind("seeds", FLAT, View("pair", pitch=90.0, flat=True))
def seeds(sheet: Sheet, look: Look, view: View) -> None:
    """A paper packet of seeds."""
    if view.name == "pair":
        with sheet.through(tilted(10)), sheet.through((0.86, 0, 0, 0.86, 136, 30)):
            _packet(sheet, look.but(colour=look.accent, accent=look.colour))
        with sheet.through(tilted(-8)), sheet.through((0.86, 0, 0, 0.86, -16, 66)):
            _packet(sheet, look)
    else:
        with sheet.through(tilted(-4)):
            _packet(sheet, look)


def _packet(sheet: Sheet, look: Look) -> None:
    tone, ink = colour(look.colour), colour(look.accent)
    packet = rounded([(272, 180), (528, 180), (528, 610), (272, 610)], 4)
    lying_shadow(sheet, packet, 1.0)
    sheet.fill(packet, face(tone, 0.02))
    with sheet.through((1, 0, 0, 1, 272, 250)):
        COVERS.get(look.pattern, COVERS["leaves"])(sheet, look, 256, 352)
    sheet.fill(rounded([(272, 180), (528, 180), (528, 216), (272, 216)], 3), tone.lit(-0.06))
    sheet.line(polyline((272, 217), (528, 217)), tone.lit(-0.16).faded(0.6), 2)
    plate = rounded([(300, 246), (500, 246), (500, 352), (300, 352)], 4)
    sheet.fill(plate, colour("paper"))
    sheet.line(
        rounded([(306, 252), (494, 252), (494, 346), (306, 346)], 3),
        ink if ink.light < 0.8 else tone,
        2,
    )
    lines = broken(look.words or "SWEET PEA", 10)[:2]
    letter_lines(sheet, lines, 400, 299, 25, colour("ink"), widest=172)
