"""House plants in their pots."""

from dataclasses import replace
from math import sin

from shop.demo.dice import Dice
from shop.demo.drawings.brewing import turn
from shop.demo.drawings.camera import Camera
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.crockery import glazed
from shop.demo.drawings.kinds import ABOVE, FRONT, camera_of, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import leaf, standing_shadow, together
from shop.demo.drawings.path import (
    Point,
    backwards,
    ellipse,
    joined,
    outline,
    polyline,
    rounded,
    smooth,
)
from shop.demo.drawings.sheet import Linear, Sheet
from shop.demo.drawings.solids import Lathe, tube
from shop.demo.drawings.surface import round_matte

LEAVES = (colour("fern"), colour("bottle").lit(0.06), colour("moss"), colour("fern").lit(-0.07))


def _pot(camera: Camera, look: Look, scale: float = 1.0) -> Lathe:
    shapes: dict[str, tuple[Point, ...]] = {
        "": ((0, 70), (4, 76), (120, 98), (121, 106), (146, 108)),
        "round": ((0, 58), (6, 72), (60, 104), (110, 100), (136, 88)),
        "straight": ((0, 84), (4, 90), (140, 94)),
    }
    name = look.form.split("-")[-1] if "-" in look.form else ""
    return turn(camera, look.but(high=scale, wide=scale), shapes.get(name, shapes[""]))


@kind("plant", FRONT, ABOVE)
def plant(sheet: Sheet, look: Look, view: View) -> None:
    """A house plant in a pot: form is "monstera", "fern", "cactus", "snake", "fig" or "trailing"."""
    camera = camera_of(view)
    species = look.form.split("-")[0]
    pot = _pot(camera, look, 0.95)
    if species == "trailing":
        pot = replace(pot, y=_plinth(sheet, camera))
    else:
        standing_shadow(sheet, camera, pot.radius(0) + 14)
    x, y = pot.x, pot.level(pot.top)
    if species == "trailing":
        pot_body(sheet, pot, look)
        _trailing(sheet, x, y, look.seed, pot.radius(pot.top))
        return
    sheet.fill(pot.ring(pot.top), colour("soil"))
    behind = {"fern": _fern, "cactus": _cactus, "snake": _snake, "fig": _fig}.get(
        species, _monstera
    )
    pot_body(sheet, pot, look)
    behind(sheet, x, y + 6, look.seed)


def _plinth(sheet: Sheet, camera: Camera) -> float:
    """A painted block for what hangs down; gives the level of its top."""
    standing_shadow(sheet, camera, 112)
    block = Lathe(camera, ((0, 108), (4, 112), (226, 112), (230, 108)))
    sheet.fill(block.body(), round_matte(colour("chalk").lit(-0.02)))
    sheet.fill(block.ring(230), colour("chalk").lit(0.01))
    sheet.shade(404, block.level(230) + 6, 92, 24, 0.3)
    return block.level(230) + 10


def pot_body(sheet: Sheet, pot: Lathe, look: Look) -> None:
    raw = look.colour in {"clay", "rust"}
    if raw:
        sheet.fill(pot.body(), round_matte(colour(look.colour)))
        sheet.line(pot.arc(pot.top * 0.8), colour(look.colour).lit(-0.14).faded(0.5), 3)
    else:
        glazed(sheet, pot, look)
    sheet.fill(pot.ring(pot.top), colour(look.colour).lit(0.05))
    sheet.fill(pot.ring(pot.top, 8), colour("soil"))


def _veined(
    sheet: Sheet, x: float, y: float, length: float, breadth: float, degrees: float, tone: Colour
) -> None:
    """A leaf with a light half, a dark half and a rib."""
    whole = leaf(x, y, length, breadth, degrees)
    sheet.fill(whole, Linear(((0, tone.lit(0.05)), (1, tone.lit(-0.07))), (0, 0), (1, 1)))
    tip = leaf(x, y, length * 0.9, 0.1, degrees).points[3]
    sheet.line(polyline((x, y), tip), tone.lit(0.13).faded(0.7), 2.2)


def _monstera(sheet: Sheet, x: float, y: float, seed: int) -> None:
    dice = Dice(seed)
    stems = [
        (-128, 190, -48),
        (120, 200, 44),
        (-66, 270, -22),
        (70, 280, 20),
        (0, 310, 0),
        (-150, 110, -78),
        (148, 118, 74),
        (10, 190, 8),
    ]
    for index, (dx, rise, angle) in enumerate(stems):
        height = rise + dice.uniform(-16, 16)
        tone = LEAVES[(index + seed) % 4]
        sheet.line(
            smooth([(x, y), (x + dx * 0.3, y - height * 0.6), (x + dx, y - height)], closed=False),
            tone.lit(-0.06),
            5,
        )
        big = 112 - index * 3
        _split_leaf(sheet, x + dx, y - height + 26, big, angle + dice.uniform(-8, 8), tone)


def _split_leaf(
    sheet: Sheet, x: float, y: float, size: float, degrees: float, tone: Colour
) -> None:
    """A heart-shaped leaf with slits."""
    half = (
        "M0 0 C-14 14 -58 10 -64 -26 C-52 -33 -40 -37 -25 -37 C-42 -42 -56 -48 -63 -57"
        " C-54 -68 -40 -70 -21 -63 C-34 -73 -43 -82 -46 -92 C-34 -106 -16 -114 0 -124"
    )
    left = outline(half)
    shape = joined(left, backwards(left.mirrored())).grown(size / 116).turned(degrees).moved(x, y)
    sheet.fill(shape, Linear(((0, tone.lit(0.06)), (1, tone.lit(-0.08))), (0, 0), (1, 1)))
    rib = polyline((0, -4), (0, -104)).grown(size / 116).turned(degrees).moved(x, y)
    sheet.line(rib, tone.lit(0.14).faded(0.7), 2.4)


def _fern(sheet: Sheet, x: float, y: float, seed: int) -> None:
    for index, lean in enumerate((-190, 186, -120, 124, -54, 60, 4)):
        tone = LEAVES[(index + seed) % 4]
        rise = 250 - abs(lean) * 0.75
        spine = [
            (x, y),
            (x + lean * 0.35, y - rise * 0.8),
            (x + lean * 0.8, y - rise),
            (x + lean * 1.05, y - rise * 0.72),
        ]
        leaves = []
        for step in range(3, 15):
            share = step / 15
            px = x + lean * 1.05 * (share**1.15)
            py = y - rise * 1.06 * sin(min(share * 2.0, 1.75))
            size = 40 * (1 - share) + 16
            leaves += [
                leaf(px, py, size, size * 0.36, side * 62 + lean * 0.35 * share) for side in (-1, 1)
            ]
        sheet.line(smooth(spine, closed=False), tone.lit(-0.05), 2.4)
        sheet.fill(together(leaves), tone)


def _cactus(sheet: Sheet, x: float, y: float, seed: int) -> None:
    tone = LEAVES[seed % 2]
    for dx, low, tall, reach in ((-72, 70, 110, 28), (74, 100, 96, 26)):
        arm = smooth(
            [
                (x, y - low),
                (x + dx * 0.7, y - low + 4),
                (x + dx, y - low - 30),
                (x + dx, y - low - tall),
            ],
            closed=False,
        )
        sheet.line(arm, tone.lit(-0.10), reach * 2)
        sheet.line(arm.moved(-5, -3), tone, reach * 1.4)
    body = rounded(
        [(x - 48, y - 260), (x + 48, y - 260), (x + 46, y + 6), (x - 46, y + 6)], [46, 46, 8, 8]
    )
    sheet.fill(body, round_matte(tone))
    for dx in (-28, -9, 11, 30):
        sheet.line(
            polyline((x + dx, y - 236 + abs(dx) * 0.6), (x + dx, y)), tone.lit(-0.10).faded(0.6), 3
        )
    spines = [
        ellipse(x + dx, y - 20 - row * 34 - (14 if dx in (-18, 20) else 0), 2.2)
        for row in range(7)
        for dx in (-37, -18, 1, 20, 38)
    ]
    sheet.fill(together(spines), colour("paper").faded(0.85))
    for dx in (-12, 10, 0):
        sheet.fill(ellipse(x + dx, y - 262 - (8 if dx == 0 else 0), 11, 13), colour("rose"))


def _snake(sheet: Sheet, x: float, y: float, seed: int) -> None:
    edge = colour("lemon").lit(-0.08)
    blades = (
        (-66, 210, -13),
        (62, 230, 12),
        (-34, 290, -5),
        (38, 300, 6),
        (0, 330, 1),
        (-8, 200, -2),
    )
    for index, (dx, tall, angle) in enumerate(blades):
        tone = LEAVES[(index + seed) % 4]
        shape = (
            outline("M-20 0 C-30 -100 -22 -220 0 -300 C22 -220 30 -100 20 0 Z")
            .grown(1, tall / 300)
            .turned(angle)
            .moved(x + dx * 0.75, y)
        )
        sheet.fill(shape, edge)
        sheet.fill(
            shape.grown(0.72, 0.965, (x + dx * 0.75, y)),
            Linear(((0, tone.lit(0.05)), (1, tone.lit(-0.10)))),
        )
        marks = [
            polyline(
                (x + dx * 0.75 - 9, y - tall * share), (x + dx * 0.75 + 8, y - tall * share - 8)
            ).turned(angle, (x + dx * 0.75, y))
            for share in (0.2, 0.34, 0.48, 0.62, 0.74)
        ]
        sheet.line(together(marks), tone.lit(0.12).faded(0.6), 5)


def _fig(sheet: Sheet, x: float, y: float, seed: int) -> None:
    dice = Dice(seed)
    tube(
        sheet,
        smooth([(x, y), (x - 6, y - 110), (x + 4, y - 230)], closed=False),
        13,
        colour("walnut").lit(0.08),
    )
    rows = [(side * (0.5 + step * 0.04), step) for step in range(7) for side in (-1, 1)]
    for side, step in rows:
        tone = LEAVES[(step + seed + (side > 0)) % 4]
        angle = (84 - step * 11) * (1 if side > 0 else -1) + dice.uniform(-10, 10)
        _veined(sheet, x, y - 92 - step * 30, 128 - step * 5, 66 - step * 2, angle, tone)
    _veined(sheet, x + 4, y - 280, 100, 54, 4, LEAVES[seed % 4].lit(0.04))


def _trailing(sheet: Sheet, x: float, y: float, seed: int, reach: float) -> None:
    dice = Dice(seed)
    for index in range(9):
        lean = (index - 4) / 4
        fall = 210 - abs(index % 3 - 1) * 60 + dice.uniform(-20, 20)
        if abs(lean) < 0.4:
            fall *= 0.5
        px = x + lean * reach
        way = [
            (x + lean * 30, y + 2),
            (px, y - 30),
            (px + lean * 26, y + fall * 0.4),
            (px + lean * 20, y + fall),
        ]
        tone = LEAVES[(index + seed) % 4]
        sheet.line(smooth(way, closed=False), tone.lit(-0.06), 3)
        leaves = []
        for step in range(7):
            share = step / 6
            lx = px + lean * 24 * min(1, share * 2)
            ly = y - 26 + (fall + 26) * share
            leaves += [leaf(lx, ly, 34, 26, 180 + side * 50) for side in (-1, 1)]
        sheet.fill(together(leaves), tone)
    crown = [
        leaf(x + dice.uniform(-60, 60), y + 8, 62, 34, dice.uniform(-60, 60)) for _ in range(10)
    ]
    sheet.fill(together(crown), LEAVES[(seed + 1) % 4].lit(0.03))


@kind("planter", FRONT, ABOVE, close(320, 480, 1.9))
def planter(sheet: Sheet, look: Look, view: View) -> None:
    """An empty pot with its saucer, or a set of three."""
    camera = camera_of(view)
    if look.form.startswith("set"):
        for dx, dy, scale in ((88, -34, 0.92), (-82, -14, 0.74), (16, 22, 0.54)):
            with sheet.placed(dx, dy, scale):
                _one_pot(sheet, camera, look)
    else:
        with sheet.placed(0, 0, 1.3):
            _one_pot(sheet, camera, look)


def _one_pot(sheet: Sheet, camera: Camera, look: Look) -> None:
    standing_shadow(sheet, camera, 92)
    saucer = Lathe(camera, ((0, 84), (4, 92), (18, 104)))
    tone = colour(look.colour)
    if "saucer" in look.form or not look.form:
        sheet.fill(saucer.body(), round_matte(tone.lit(-0.03)))
        sheet.fill(saucer.ring(18), tone.lit(-0.10))
    pot = _pot(camera, look.but(form="x-" + look.form.rsplit("-", maxsplit=1)[-1]))
    pot_body(sheet, pot, look)
    sheet.fill(pot.ring(pot.top, 8), tone.lit(-0.2))
