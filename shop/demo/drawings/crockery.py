"""Mugs, cups, bowls, plates, vases and jugs: what comes off the potter's wheel."""

from shop.demo.drawings.camera import Camera
from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import ABOVE, FRONT, camera_of, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import gleam, speckles, standing_shadow, together
from shop.demo.drawings.path import Path, ellipse, smooth
from shop.demo.drawings.sheet import Sheet
from shop.demo.drawings.solids import Lathe, tube
from shop.demo.drawings.surface import WHITE, bowl, round_gloss, round_matte

MUGS: dict[str, tuple[tuple[float, float], ...]] = {
    "": ((0, 92), (6, 104), (30, 112), (140, 114), (250, 114)),
    "belly": ((0, 80), (6, 92), (50, 128), (120, 136), (190, 118), (236, 112)),
    "tall": ((0, 84), (6, 94), (40, 98), (180, 104), (300, 108)),
    "espresso": ((0, 62), (5, 70), (40, 82), (110, 92), (164, 96)),
    "footed": ((0, 74), (14, 70), (30, 84), (70, 114), (150, 122), (230, 120)),
}


@kind("mug", FRONT, ABOVE, close(520, 440, 2.0))
def mug(sheet: Sheet, look: Look, view: View) -> None:
    camera = camera_of(view)
    body = _thrown(camera, look, MUGS.get(look.form, MUGS[""]))
    standing_shadow(sheet, camera, body.radius(0) + 14)
    _handle(sheet, body, look)
    glazed(sheet, body, look)
    drink = Colour(0.34, 0.06, 48) if view.name == "above" else None
    opening(sheet, body, inner_of(look), drink)


def _thrown(camera: Camera, look: Look, profile: tuple[tuple[float, float], ...]) -> Lathe:
    return Lathe(camera, tuple((h * look.high, r * look.wide) for h, r in profile))


def inner_of(look: Look) -> Colour:
    """The inside of a vessel: a light glaze, or the clay of an unglazed one."""
    return (
        colour("oat") if look.pattern == "dip" else colour("chalk").mixed(colour(look.colour), 0.10)
    )


def _handle(sheet: Sheet, body: Lathe, look: Look) -> None:
    top, high = body.top, body.level
    x = body.x + body.radius(top * 0.6) - 12
    reach = 84 if look.form != "tall" else 74
    way = Path(
        (
            ("M", ((x, high(top * 0.80)),)),
            (
                "C",
                (
                    (x + reach * 1.1, high(top * 0.88)),
                    (x + reach * 1.3, high(top * 0.30)),
                    (x - 4, high(top * 0.20)),
                ),
            ),
        )
    )
    tone = colour(look.accent) if look.pattern == "handle" else colour(look.colour)
    if look.pattern == "dip":
        tone = colour("oat").mixed(colour("clay"), 0.35)
    tube(sheet, way, 27, tone.lit(-0.03))


def glazed(sheet: Sheet, body: Lathe, look: Look) -> None:
    """The outside of a thrown vessel with its decoration."""
    base, second = colour(look.colour), colour(look.accent)
    top = body.top
    sheet.fill(body.body(), round_gloss(base))
    if look.pattern == "dip":
        raw = colour("oat").mixed(colour("clay"), 0.35)
        sheet.fill(body.band(0, top * 0.30), round_matte(raw))
        sheet.line(body.arc(top * 0.30), base.lit(-0.12).faded(0.5), 2)
    elif look.pattern == "band":
        sheet.fill(body.band(top * 0.62, top * 0.84), round_gloss(second))
    elif look.pattern == "stripes":
        for share in (0.20, 0.36, 0.52, 0.68, 0.84):
            sheet.fill(body.band(top * share - 6, top * share + 6), round_gloss(second))
    elif look.pattern == "flutes":
        for angle in range(-77, 78, 11):
            sheet.line(
                body.upright_line(angle, top * 0.10, top * 0.90), base.lit(-0.16).faded(0.55), 2.4
            )
            sheet.line(body.upright_line(angle - 2, top * 0.10, top * 0.90), WHITE.faded(0.20), 1.6)
    elif look.pattern == "dots":
        sheet.fill(together(_dots(body)), second)
    elif look.pattern == "brush":
        _brush(sheet, body, second, look.seed)
    elif look.pattern in {"speckle", "handle"}:
        speckles(sheet, body, colour("ink") if base.light > 0.5 else colour("oat"), look.seed)
    gleam(sheet, body, top * 0.22, top * 0.86)
    sheet.line(body.arc(0, -2), base.lit(-0.28).faded(0.55), 3)


def _dots(body: Lathe) -> list[Path]:
    rows = []
    for row, share in enumerate((0.24, 0.42, 0.60, 0.78)):
        rows += [
            body.spot(angle, body.top * share, 8.5, 8.5)
            for angle in range(-75 + 12 * (row % 2), 80, 24)
            if body.shows(angle, body.top * share)
        ]
    return rows


def _brush(sheet: Sheet, body: Lathe, ink: Colour, seed: int) -> None:
    """Leaves painted with a wet brush."""
    for angle in range(-66, 80, 33):
        for side in (-1, 1):
            for step in (0.30, 0.46, 0.62):
                x, y = body.on(angle, body.top * step)
                tip = body.on(angle + side * 12, body.top * (step + 0.13))
                stroke = smooth(
                    [(x, y), ((x + tip[0]) / 2 + side * 3, (y + tip[1]) / 2 + 5), tip], closed=False
                )
                sheet.line(stroke, ink.faded(0.8), 8.5)
        sheet.line(body.upright_line(angle, body.top * 0.2, body.top * 0.82), ink.faded(0.8), 2.4)


def opening(sheet: Sheet, body: Lathe, inside: Colour, drink: Colour | None = None) -> None:
    """The rim and what can be seen of the inside."""
    top = body.top
    sheet.fill(body.ring(top), inside.lit(0.015))
    sheet.fill(body.ring(top, 7), bowl(inside))
    if drink:
        y, wide = body.level(top * 0.92), body.radius(top) - 11
        sheet.fill(
            ellipse(body.x, y, wide, wide * body.camera.squash * 0.95), bowl(drink.lit(0.10))
        )
    sheet.line(body.arc(top, -1.5), WHITE.faded(0.55), 2.2)


BOWLS: dict[str, tuple[tuple[float, float], ...]] = {
    "": ((0, 66), (12, 64), (24, 96), (70, 150), (130, 178), (160, 184)),
    "deep": ((0, 72), (12, 70), (30, 110), (90, 146), (160, 158), (200, 160)),
    "wide": ((0, 82), (10, 80), (20, 120), (52, 186), (84, 220), (100, 226)),
    "ramen": ((0, 60), (22, 56), (40, 90), (100, 150), (160, 180), (190, 190)),
}


@kind("bowl", FRONT, ABOVE, close(300, 470, 2.0))
def bowl_dish(sheet: Sheet, look: Look, view: View) -> None:
    camera = camera_of(view)
    body = _thrown(camera, look, BOWLS.get(look.form, BOWLS[""]))
    standing_shadow(sheet, camera, body.radius(0) + 36)
    glazed(sheet, body, look)
    opening(sheet, body, inner_of(look) if look.pattern != "plain" else colour(look.accent))
