"""Chairs, stools, tables, shelves and baskets."""

from shop.demo.drawings.brewing import turn
from shop.demo.drawings.camera import Camera, Space
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import FRONT, camera_of, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import standing_shadow, together
from shop.demo.drawings.path import Path, ellipse, polygon, rounded, smooth
from shop.demo.drawings.sheet import FLOOR, Linear, Sheet
from shop.demo.drawings.solids import Lathe, box, rod, tube
from shop.demo.drawings.surface import face, round_matte, turned

TURNED = View("front", pitch=17.0, yaw=-32.0)
OTHER = View("other side", pitch=17.0, yaw=34.0)
STRAIGHT = View("straight", pitch=12.0, yaw=0.0)


def leg(
    sheet: Sheet, camera: Camera, top: Space, foot: Space, wood: Colour, width: float = 15.0
) -> None:
    rod(sheet, camera.at(*top), camera.at(*foot), width, wood)


def floor_shadow(sheet: Sheet, wide: float, deep: float = 60.0) -> None:
    sheet.shade(430, FLOOR - 8, wide * 1.25, deep, 0.34)
    sheet.shade(405, FLOOR, wide * 0.9, deep * 0.5, 0.22)


def soft_plate(camera: Camera, height: float, wide: float, deep: float, radius: float) -> Path:
    """A level board with rounded corners, at a height."""
    flat = rounded(
        [
            (-wide / 2, -deep / 2),
            (wide / 2, -deep / 2),
            (wide / 2, deep / 2),
            (-wide / 2, deep / 2),
        ],
        radius,
    )
    return flat.mapped(camera.plane((0, height, 0), (1, 0, 0), (0, 0, 1)))


def seat(
    sheet: Sheet,
    camera: Camera,
    height: float,
    size: tuple[float, float],
    thick: float,
    tone: Colour,
    radius: float = 40.0,
) -> None:
    """A board or cushion with a rounded plan, its near edge in shade."""
    wide, deep = size
    for step in range(int(thick), 0, -3):
        sheet.fill(soft_plate(camera, height - step, wide, deep, radius), tone.lit(-0.13))
    sheet.fill(soft_plate(camera, height, wide, deep, radius), face(tone.lit(0.03), 0.03))


@kind("chair", TURNED, STRAIGHT, OTHER)
def chair(sheet: Sheet, look: Look, view: View) -> None:
    camera, wood, pad = camera_of(view), colour(look.colour), colour(look.accent)
    floor_shadow(sheet, 150)
    back_first = -90 < view.yaw < 90
    legs = [
        ((-88.0, 210.0, -80.0), (-104.0, 0.0, -104.0)),
        ((88.0, 210.0, -80.0), (104.0, 0.0, -104.0)),
        ((-92.0, 210.0, 84.0), (-106.0, 0.0, 104.0)),
        ((92.0, 210.0, 84.0), (106.0, 0.0, 104.0)),
    ]
    for top, foot in legs[:2] if back_first else legs[2:]:
        leg(sheet, camera, top, foot, wood.lit(-0.04))
    for x in (-92.0, 92.0):
        leg(sheet, camera, (x, 208, -86), (x * 0.96, 420, -126), wood)
    if look.form != "slats":
        _backrest(sheet, camera, wood if look.pattern != "pad" else pad)
    else:
        for height in (270, 320, 370, 412):
            way = smooth(
                [
                    camera.at(x, height, -98 - (height - 208) * 0.15 - 16 * (1 - abs(x) / 92))
                    for x in (-92, -46, 0, 46, 92)
                ],
                closed=False,
            )
            tube(sheet, way, 17, wood)
    for top, foot in legs[2:]:
        leg(sheet, camera, top, foot, wood)
    rail = [
        ((-98.0, 110.0, -92.0), (-99.0, 110.0, 94.0)),
        ((98.0, 110.0, -92.0), (99.0, 110.0, 94.0)),
    ]
    for start, end in rail:
        leg(sheet, camera, start, end, wood.lit(-0.03), 9)
    seat(sheet, camera, 222, (220, 210), 14, wood)
    if look.pattern == "pad":
        seat(sheet, camera, 236, (196, 186), 13, pad, 46)


def _backrest(sheet: Sheet, camera: Camera, tone: Colour) -> None:
    """A curved band of plywood."""
    places = (-108, -54, 0, 54, 108)
    bow = [0, -22, -30, -22, 0]
    upper = [camera.at(x, 436 - abs(x) * 0.08, -128 + b) for x, b in zip(places, bow, strict=True)]
    lower = [camera.at(x, 318 + abs(x) * 0.05, -108 + b) for x, b in zip(places, bow, strict=True)]
    outline = Path(
        (
            *smooth(upper, closed=False).pieces,
            ("L", (lower[-1],)),
            *smooth(lower[::-1], closed=False).pieces[1:],
            ("Z", ()),
        )
    )
    sheet.line(outline, tone.lit(-0.12), 9)
    sheet.fill(outline.moved(2.5, -2.5), tone.lit(-0.12))
    sheet.line(outline.moved(0, 0), tone, 5)
    sheet.fill(
        outline,
        Linear(
            ((0, tone.lit(0.05)), (0.5, tone.lit(-0.03)), (1, tone.lit(0.03))), (0, 0), (1, 0.2)
        ),
    )


@kind("stool", TURNED, View("above", pitch=34.0, yaw=20.0))
def stool(sheet: Sheet, look: Look, view: View) -> None:
    """A round stool on three or four legs."""
    camera, wood = camera_of(view), colour(look.colour)
    tall = 330.0 * look.high
    floor_shadow(sheet, 130, 54)
    spread = 118.0
    feet: list[tuple[float, float]] = (
        [(0, -spread), (spread, 0), (-spread, 0), (0, spread)]
        if look.form != "three"
        else [(0, -spread), (spread * 0.87, spread * 0.5), (-spread * 0.87, spread * 0.5)]
    )
    feet.sort(key=lambda foot: camera.turned((foot[0], 0, foot[1]))[2])
    for x, z in feet:
        leg(sheet, camera, (x * 0.55, tall, z * 0.55), (x, 0, z), wood, 17)
    ring = [
        camera.at(x * 0.86, tall * 0.32, z * 0.86)
        for x, z in ((0, -spread), (spread, 0), (0, spread), (-spread, 0))
    ]
    if look.form != "three":
        sheet.line(smooth(ring), wood.lit(-0.06), 8)
    top = Lathe(camera, ((tall, 100), (tall + 4, 108), (tall + 22, 112), (tall + 28, 106)))
    sheet.fill(top.body(), round_matte(wood))
    seat_tone = colour(look.accent) if look.pattern == "pad" else wood
    if look.pattern == "pad":
        pad = Lathe(camera, ((tall + 26, 104), (tall + 36, 110), (tall + 50, 104), (tall + 56, 80)))
        sheet.fill(pad.body(), round_matte(seat_tone))
        sheet.fill(pad.ring(pad.top), seat_tone.lit(0.03))
    else:
        sheet.fill(top.ring(tall + 28), face(wood.lit(0.05), 0.03))
        for radius in (86, 60, 34):
            sheet.line(
                ellipse(400, top.level(tall + 28), radius, radius * camera.squash),
                wood.lit(-0.05).faded(0.4),
                2,
            )


@kind("table", TURNED, STRAIGHT)
def table(sheet: Sheet, look: Look, view: View) -> None:
    """A side table or a dining table."""
    camera, wood = camera_of(view), colour(look.colour)
    if look.form == "round":
        _round_table(sheet, camera, look)
        return
    wide, deep, tall = 420.0 * look.wide, 220.0, 250.0 * look.high
    floor_shadow(sheet, 230, 70)
    corners = [(x * (wide / 2 - 30), z * (deep / 2 - 26)) for x in (-1, 1) for z in (-1, 1)]
    corners.sort(key=lambda c: camera.turned((c[0], 0, c[1]))[2])
    legs_tone = colour(look.accent) if look.pattern == "two-tone" else wood
    for x, z in corners:
        leg(sheet, camera, (x, tall, z), (x * 1.05, 0, z * 1.08), legs_tone, 16)
    box(
        sheet,
        camera,
        (-wide / 2 + 24, tall - 44, -deep / 2 + 22),
        (wide - 48, 34, deep - 44),
        legs_tone.lit(-0.04),
    )
    if look.form == "drawer":
        sides = camera.plane((-60, tall - 16, deep / 2 - 22), (1, 0, 0), (0, -1, 0))
        sheet.fill(rounded([(0, 0), (120, 0), (120, 24), (0, 24)], 3).mapped(sides), wood.lit(0.02))
        sheet.fill(ellipse(60, 12, 7).mapped(sides), colour("brass"))
    seat(sheet, camera, tall + 8, (wide, deep), 14, wood, 26)
    lines = [camera.plane((0, tall + 8, 0), (1, 0, 0), (0, 0, 1))]
    grain = [
        smooth(
            [(-wide * 0.42, z), (-wide * 0.1, z + 6), (wide * 0.2, z - 5), (wide * 0.42, z + 2)],
            closed=False,
        )
        for z in (-60, -20, 24, 66)
    ]
    sheet.line(together(grain).mapped(lines[0]), wood.lit(-0.06).faded(0.5), 2.2)


def _round_table(sheet: Sheet, camera: Camera, look: Look) -> None:
    wood, tall = colour(look.colour), 270.0 * look.high
    floor_shadow(sheet, 150, 60)
    tone = colour(look.accent) if look.pattern == "two-tone" else wood
    for x, z in ((0, -120), (114, 40), (-114, 40)):
        leg(sheet, camera, (x * 0.7, tall, z * 0.7), (x, 0, z), tone, 16)
    top = turn(camera, look.but(high=1.0), ((tall, 176), (tall + 4, 182), (tall + 16, 184)))
    sheet.fill(top.body(), round_matte(wood.lit(-0.06)))
    sheet.fill(top.ring(tall + 16), face(wood.lit(0.04), 0.035))
    for radius in (150, 104, 58):
        sheet.line(
            ellipse(400, top.level(tall + 16), radius, radius * camera.squash),
            wood.lit(-0.05).faded(0.35),
            2,
        )


@kind("shelf", TURNED, STRAIGHT)
def shelf(sheet: Sheet, look: Look, view: View) -> None:
    """An open bookcase with a few things in it."""
    camera, wood = camera_of(view), colour(look.colour)
    wide, tall, deep = 260.0 * look.wide, 400.0 * look.high, 96.0
    floor_shadow(sheet, 170, 60)
    inside = wood.lit(-0.16) if look.pattern != "open" else sheet.ground.lit(-0.08)
    back = polygon(
        *(
            camera.at(x, y, -deep / 2)
            for x, y in ((-wide / 2, 0), (wide / 2, 0), (wide / 2, tall), (-wide / 2, tall))
        )
    )
    sheet.fill(back, inside)
    levels = [0.0, tall * 0.25, tall * 0.5, tall * 0.75, tall - 14]
    box(sheet, camera, (-wide / 2, 0, -deep / 2), (14, tall, deep), wood)
    for index, height in enumerate(levels):
        box(sheet, camera, (-wide / 2 + 14, height, -deep / 2), (wide - 28, 14, deep), wood)
        if index < 4:
            _on_shelf(sheet, camera, look, index, height + 14, wide)
    box(sheet, camera, (wide / 2 - 14, 0, -deep / 2), (14, tall, deep), wood)


def _on_shelf(
    sheet: Sheet, camera: Camera, look: Look, index: int, height: float, wide: float
) -> None:
    names = ["bottle", "marigold", "brick", "chalk", "dusk", "sage", "blush", "navy"]
    x = -wide / 2 + 26
    if index % 2 == 0:
        for step in range(6):
            tone = colour(names[(step * 3 + index + look.seed) % 8])
            size = 14 + (step * 5 + index) % 9
            box(
                sheet,
                camera,
                (x, height, -20),
                (size, 54 + (step * 7 + index * 3) % 18, 50),
                tone,
                soft=1,
            )
            x += size + 2
    else:
        at = camera.at(0, height, 10)
        pot = Lathe(
            camera, ((0, 16), (30, 24), (42, 20)), at[0] + (34 if index == 1 else -30), at[1]
        )
        sheet.fill(pot.body(), round_matte(colour(names[(index + look.seed) % 8])))
        box(
            sheet,
            camera,
            (-wide / 2 + 30 if index == 1 else 10, height, -24),
            (70, 16, 50),
            colour("oat"),
            soft=1,
        )


@kind("basket", FRONT, View("above", pitch=30.0))
def basket(sheet: Sheet, look: Look, view: View) -> None:
    """A woven basket with two handles."""
    camera, tone = camera_of(view), colour(look.colour)
    body = turn(camera, look, ((0, 118), (8, 128), (60, 146), (150, 152), (220, 142)))
    standing_shadow(sheet, camera, 134)
    y = body.level(body.top)
    for side in (-1, 1):
        way = smooth(
            [
                (400 + side * 96, y - 6),
                (400 + side * 104, y - 52),
                (400 + side * 136, y - 52),
                (400 + side * 142, y - 2),
            ],
            closed=False,
        )
        tube(sheet, way, 14, colour(look.accent))
    sheet.fill(body.body(), round_matte(tone))
    if look.pattern in {"block", "two-tone"}:
        sheet.fill(body.band(0, body.top * 0.45), round_matte(colour(look.accent)))
    _weave(sheet, body, tone)
    sheet.fill(body.ring(body.top), tone.lit(0.03))
    sheet.fill(body.ring(body.top, 10), turned("", tone.lit(-0.20)))


def _weave(sheet: Sheet, body: Lathe, tone: Colour) -> None:
    rows = [body.arc(height) for height in range(12, int(body.top), 16)]
    sheet.line(together(rows), tone.lit(-0.13).faded(0.5), 3)
    ticks = []
    for row, height in enumerate(range(4, int(body.top) - 14, 16)):
        ticks += [
            body.upright_line(angle + (8 if row % 2 else 0), height, height + 14)
            for angle in range(-76, 77, 16)
        ]
    sheet.line(together(ticks), tone.lit(-0.16).faded(0.45), 3)


@kind("bench", TURNED)
def bench(sheet: Sheet, look: Look, view: View) -> None:
    """A plain bench."""
    camera, wood = camera_of(view), colour(look.colour)
    floor_shadow(sheet, 240, 64)
    for x in (-180.0, 180.0):
        for z in (-60.0, 60.0):
            leg(sheet, camera, (x, 200, z * 0.8), (x * 1.06, 0, z), wood, 17)
    seat(sheet, camera, 218, (480, 150), 18, wood, 20)
    if look.pattern == "pad":
        seat(sheet, camera, 238, (450, 130), 18, colour(look.accent), 30)
