"""Boards and knives."""

from shop.demo.dice import Dice
from shop.demo.drawings.colour import colour
from shop.demo.drawings.kinds import FLAT, camera_of, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import lying_shadow
from shop.demo.drawings.path import Path, ellipse, outline, rectangle, rounded, smooth, tilted
from shop.demo.drawings.sheet import Linear, Sheet
from shop.demo.drawings.surface import WHITE, ball, face


@kind("board", FLAT, View("above", pitch=36.0, yaw=-20.0))
def board(sheet: Sheet, look: Look, view: View) -> None:
    """A wooden board, lying or nearly."""
    camera, wood = (
        camera_of(view),
        colour(look.colour if look.colour in {"oak", "ash", "walnut", "cherry"} else "oak"),
    )
    plane = camera.plane((-230, 0, 130), (1, 0, 0), (0, 0, 1))
    shape = _board_shape(look)
    top = shape.mapped(plane).moved(0, -90 if view.flat else -120)
    lying_shadow(sheet, top, 1.0)
    if not view.flat:
        for lower in (18, 12, 6):
            sheet.fill(top.moved(0, lower), wood.lit(-0.17 + (18 - lower) * 0.004))
    sheet.fill(top, face(wood, 0.035))
    lift = -90 if view.flat else -120
    for line in _grain(look.seed):
        sheet.line(line.mapped(plane).moved(0, lift), wood.lit(-0.09).faded(0.45), 2.4)
    sheet.line(top, wood.lit(0.07).faded(0.7), 2)
    hole = ellipse(408, 0, 13).mapped(plane).moved(0, lift)
    sheet.fill(hole, sheet.ground.lit(-0.16))


def _board_shape(look: Look) -> Path:
    if look.form == "round":
        return smooth(
            [
                (190, -150),
                (300, -105),
                (340, -30),
                (440, -24),
                (452, 0),
                (440, 24),
                (340, 30),
                (300, 105),
                (190, 150),
                (80, 105),
                (38, 0),
                (80, -105),
            ]
        )
    if look.form == "long":
        return rounded(
            [
                (0, -66),
                (330, -66),
                (352, -24),
                (450, -24),
                (450, 24),
                (352, 24),
                (330, 66),
                (0, 66),
            ],
            [34, 34, 20, 22, 22, 20, 34, 34],
        )
    return rounded(
        [
            (0, -118),
            (320, -118),
            (346, -30),
            (450, -30),
            (450, 30),
            (346, 30),
            (320, 118),
            (0, 118),
        ],
        [30, 30, 26, 28, 28, 26, 30, 30],
    )


def _grain(seed: int) -> list[Path]:
    dice, lines = Dice(seed), []
    for y in (-92, -58, -30, -4, 22, 50, 84):
        start, bend = dice.uniform(20, 70), dice.uniform(-10, 10)
        end = dice.uniform(240, 310) if abs(y) > 26 else 380
        lines.append(
            smooth(
                [
                    (start, y),
                    (start + 90, y + bend),
                    (end - 60, y - bend * 0.6),
                    (end, y + bend * 0.3),
                ],
                closed=False,
            )
        )
    return [line for line in lines if abs(line.points[0][1]) < 62] if seed % 2 else lines[1:6]


@kind("knife", FLAT, close(300, 380, 1.8, FLAT))
def knife(sheet: Sheet, look: Look, view: View) -> None:
    """A kitchen knife lying slantwise."""
    wood = colour(look.colour)
    with sheet.through(tilted(-32)):
        blade = _blade(look.form).grown(look.wide, look.high, (390, 420))
        grip = rounded(
            [(398, 384), (590, 380), (604, 396), (600, 428), (586, 436), (500, 424), (398, 424)],
            [8, 14, 12, 16, 14, 60, 8],
        )
        lying_shadow(sheet, blade, 0.7)
        lying_shadow(sheet, grip, 0.9)
        steel = colour("steel")
        sheet.fill(
            blade,
            Linear(
                (
                    (0, steel.lit(0.14)),
                    (0.45, steel.lit(0.03)),
                    (0.62, steel.lit(-0.12)),
                    (1, steel.lit(0.12)),
                ),
                (0, 0),
                (0, 1),
            ),
        )
        sheet.line(
            outline("M150 420 C240 428 320 428 392 424").grown(look.wide, look.high, (390, 420)),
            WHITE.faded(0.6),
            2,
        )
        sheet.fill(
            grip, Linear(((0, wood.lit(0.09)), (0.4, wood), (1, wood.lit(-0.13))), (0, 0), (0, 1))
        )
        sheet.fill(
            rectangle(386, 383, 20, 42, 4),
            Linear(((0, colour("brass").lit(0.1)), (1, colour("brass").lit(-0.2))), (0, 0), (0, 1)),
        )
        for x in (440, 496, 552):
            sheet.fill(ellipse(x, 403, 5.5), ball(colour("brass")))


def _blade(form: str) -> Path:
    if form == "bread":
        edge = "".join(f"L{380 - i * 12} {428 - (i % 2) * 5} " for i in range(22))
        return outline(
            f"M392 386 L128 386 C112 392 108 404 112 414 {''.join(edge.split('Z'))}"[:38]
            + "L124 426 L392 426 Z"
        )
    if form == "paring":
        return outline("M392 388 L290 390 C250 392 220 406 206 422 C260 428 330 428 392 424 Z")
    if form == "santoku":
        return outline("M392 380 L190 380 C150 382 128 404 120 440 C220 456 320 456 392 446 Z")
    return outline("M392 382 L230 380 C170 382 130 402 100 432 C200 452 310 452 392 440 Z")
