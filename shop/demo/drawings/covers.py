"""Covers: the art and the titles of books, notebooks, cards, packets and boxes."""

from math import cos, radians, sin

from shop.demo.dice import Dice
from shop.demo.drawings.colour import colour
from shop.demo.drawings.lettering import broken, letter_lines
from shop.demo.drawings.look import Look
from shop.demo.drawings.parts import leaf, together
from shop.demo.drawings.path import (
    Path,
    ellipse,
    joined,
    polygon,
    polyline,
    rectangle,
    smooth,
)
from shop.demo.drawings.sheet import Sheet


def cover_art(sheet: Sheet, look: Look, wide: float, tall: float) -> None:
    """A cover drawn from (0, 0) to (wide, tall): its art, its title and a maker's mark."""
    ink = colour(look.accent)
    art = COVERS.get(look.pattern, _framed)
    art(sheet, look, wide, tall)
    lines = broken(look.words or "FIELD NOTES", 11)[:4]
    pictured = look.pattern in {"hills", "leaves", "bowl", "sea", "moon", "rays", "blocks"}
    middle, room = (tall * 0.25, tall * 0.32) if pictured else (tall * 0.44, tall * 0.44)
    height = min(32.0, room / (len(lines) * 1.55))
    letter_lines(sheet, lines, wide / 2, middle, height, ink, widest=wide * 0.76, pen=0.15)


def _framed(sheet: Sheet, look: Look, wide: float, tall: float) -> None:
    ink = colour(look.accent)
    sheet.line(rectangle(20, 20, wide - 40, tall - 40, 4), ink, 2.4)
    sheet.fill(leaf(wide / 2, tall * 0.84, 44, 20, 0), ink)
    for side in (-1, 1):
        sheet.fill(leaf(wide / 2, tall * 0.84, 38, 16, side * 55), ink)


def _hills(sheet: Sheet, look: Look, wide: float, tall: float) -> None:
    base, ink = colour(look.colour), colour(look.accent)
    sheet.fill(ellipse(wide * 0.68, tall * 0.55, wide * 0.15), ink)
    for step, (rise, tone) in enumerate(
        ((0.62, base.mixed(ink, 0.35)), (0.72, base.mixed(ink, 0.18)), (0.84, base.lit(-0.10)))
    ):
        sway = 0.05 if step % 2 else -0.05
        ridge = smooth(
            [
                (0, tall * rise),
                (wide * 0.3, tall * (rise - 0.06 + sway)),
                (wide * 0.65, tall * (rise + 0.03 - sway)),
                (wide, tall * (rise - 0.02)),
            ],
            closed=False,
        )
        sheet.fill(joined(ridge, polyline((wide, tall - 1), (0, tall - 1))), tone)


def _leaves(sheet: Sheet, look: Look, wide: float, tall: float) -> None:
    ink = colour(look.accent)
    foot = (wide / 2, tall * 0.95)
    stem = smooth([foot, (wide * 0.52, tall * 0.7), (wide * 0.48, tall * 0.46)], closed=False)
    sheet.line(stem, ink, 4)
    leaves = [
        leaf(
            wide / 2 + side * 2,
            tall * (0.90 - step * 0.095),
            wide * (0.36 - step * 0.03),
            wide * 0.13,
            side * (62 - step * 5),
        )
        for step in range(5)
        for side in (-1, 1)
    ]
    sheet.fill(together(leaves), ink)


def _bowl(sheet: Sheet, look: Look, wide: float, tall: float) -> None:
    base, ink = colour(look.colour), colour(look.accent)
    y = tall * 0.68
    dish = Path(
        (
            ("M", ((wide * 0.18, y),)),
            (
                "C",
                ((wide * 0.22, y + tall * 0.24), (wide * 0.78, y + tall * 0.24), (wide * 0.82, y)),
            ),
            ("Z", ()),
        )
    )
    for x, reach, mix in ((0.36, 0.12, 0.6), (0.60, 0.15, 0.75), (0.48, 0.10, 0.45)):
        sheet.fill(ellipse(wide * x, y - tall * 0.02, wide * reach), base.mixed(ink, mix))
    sheet.fill(
        leaf(wide * 0.66, y - tall * 0.08, wide * 0.16, wide * 0.08, 40), base.mixed(ink, 0.85)
    )
    sheet.fill(dish, ink)
    sheet.line(polyline((wide * 0.2, y + tall * 0.07), (wide * 0.8, y + tall * 0.07)), base, 4)


def _sea(sheet: Sheet, look: Look, wide: float, tall: float) -> None:
    base, ink = colour(look.colour), colour(look.accent)
    sail = polygon(
        (wide * 0.52, tall * 0.46), (wide * 0.52, tall * 0.66), (wide * 0.76, tall * 0.66)
    )
    jib = polygon(
        (wide * 0.49, tall * 0.50), (wide * 0.49, tall * 0.66), (wide * 0.32, tall * 0.66)
    )
    hull = Path(
        (
            ("M", ((wide * 0.28, tall * 0.685),)),
            ("L", ((wide * 0.78, tall * 0.685),)),
            (
                "C",
                (
                    (wide * 0.74, tall * 0.75),
                    (wide * 0.36, tall * 0.75),
                    (wide * 0.28, tall * 0.685),
                ),
            ),
            ("Z", ()),
        )
    )
    sheet.fill(together([sail, jib, hull]), ink)
    for row in range(3):
        y = tall * (0.78 + row * 0.06)
        wave = smooth(
            [(wide * (0.06 + step * 0.11), y + (5 if step % 2 else -5)) for step in range(9)],
            closed=False,
        )
        sheet.line(wave, base.mixed(ink, 0.6), 4)


def _moon(sheet: Sheet, look: Look, wide: float, tall: float) -> None:
    base, ink = colour(look.colour), colour(look.accent)
    dice = Dice(look.seed)
    stars = [
        ellipse(dice.uniform(0.1, 0.9) * wide, dice.uniform(0.42, 0.8) * tall, dice.uniform(1.4, 3))
        for _ in range(22)
    ]
    sheet.fill(together(stars), ink.faded(0.8))
    sheet.fill(ellipse(wide * 0.5, tall * 0.62, wide * 0.22), ink)
    sheet.fill(ellipse(wide * 0.58, tall * 0.59, wide * 0.19), base)
    roofs = polygon(
        (0, tall),
        (0, tall * 0.86),
        (wide * 0.12, tall * 0.80),
        (wide * 0.24, tall * 0.86),
        (wide * 0.24, tall * 0.90),
        (wide * 0.4, tall * 0.90),
        (wide * 0.54, tall * 0.82),
        (wide * 0.68, tall * 0.90),
        (wide * 0.82, tall * 0.90),
        (wide * 0.82, tall * 0.84),
        (wide, tall * 0.84),
        (wide, tall),
    )
    sheet.fill(roofs, base.lit(-0.12))


def _blocks(sheet: Sheet, look: Look, wide: float, tall: float) -> None:
    """Arcs and quarters on a grid, as on a poster."""
    dice, base, ink = Dice(look.seed), colour(look.colour), colour(look.accent)
    tones = [ink, base.lit(-0.12), base.lit(0.12), base.mixed(ink, 0.5)]
    cell = wide / 4
    for row in range(2):
        for column in range(4):
            x, y = column * cell, tall - (2 - row) * cell
            corner = dice.pick([(0, 0), (1, 0), (1, 1), (0, 1)])
            sheet.fill(rectangle(x, y, cell, cell), dice.pick(tones))
            sheet.fill(_quarter(x, y, cell, corner), dice.pick(tones))


def _quarter(x: float, y: float, cell: float, corner: tuple[int, int]) -> Path:
    cx, cy = x + corner[0] * cell, y + corner[1] * cell
    dx, dy = (cell if corner[0] == 0 else -cell), (cell if corner[1] == 0 else -cell)
    k = 0.5523
    return Path(
        (
            ("M", ((cx, cy),)),
            ("L", ((cx + dx, cy),)),
            ("C", ((cx + dx, cy + dy * k), (cx + dx * k, cy + dy), (cx, cy + dy))),
            ("Z", ()),
        )
    )


def _rays(sheet: Sheet, look: Look, wide: float, tall: float) -> None:
    """A sun with its rays."""
    ink, (x, y) = colour(look.accent), (wide / 2, tall * 0.80)
    rays = []
    for step in range(11):
        angle = radians(-82 + step * 16.4)
        ray = polyline(
            (x + sin(angle) * wide * 0.21, y - cos(angle) * wide * 0.21),
            (x + sin(angle) * wide * 0.36, y - cos(angle) * wide * 0.36),
        )
        rays.append(ray)
    sheet.line(together(rays), ink, wide * 0.028)
    sheet.fill(ellipse(x, y, wide * 0.14), ink)
    sheet.line(polyline((wide * 0.12, y + wide * 0.19), (wide * 0.88, y + wide * 0.19)), ink, 4)


COVERS = {
    "frame": _framed,
    "hills": _hills,
    "leaves": _leaves,
    "bowl": _bowl,
    "sea": _sea,
    "moon": _moon,
    "blocks": _blocks,
    "rays": _rays,
}
