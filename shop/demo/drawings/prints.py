"""Marks that are printed on cloth and enamel."""

from shop.demo.drawings.colour import Colour
from shop.demo.drawings.parts import leaf, together
from shop.demo.drawings.path import ellipse, joined, smooth
from shop.demo.drawings.sheet import Sheet


def emblem(sheet: Sheet, x: float, y: float, size: float, ink: Colour, seed: int) -> None:
    """A printed mark: sun over hills, a leaf, a wave or a bicycle wheel."""
    which = seed % 4
    if which == 0:
        sheet.fill(ellipse(x + size * 0.25, y - size * 0.35, size * 0.36), ink)
        hills = smooth(
            [
                (x - size, y + size * 0.55),
                (x - size * 0.5, y - size * 0.05),
                (x, y + size * 0.30),
                (x + size * 0.45, y + size * 0.05),
                (x + size, y + size * 0.55),
            ],
            closed=False,
        )
        sheet.fill(
            joined(
                hills,
                smooth([(x + size, y + size * 0.62), (x - size, y + size * 0.62)], closed=False),
            ),
            ink,
        )
    elif which == 1:
        leaves = [
            leaf(x, y + size * (0.7 - 0.32 * step), size * 0.62, size * 0.30, side * 52)
            for step in range(4)
            for side in (-1, 1)
        ]
        sheet.fill(together([*leaves, leaf(x, y - size * 0.3, size * 0.6, size * 0.3, 0)]), ink)
    elif which == 2:
        for row in range(4):
            base = y - size * 0.5 + row * size * 0.34
            sheet.line(
                smooth(
                    [
                        (
                            x - size + step * size / 2,
                            base + (size * 0.12 if step % 2 else -size * 0.12),
                        )
                        for step in range(5)
                    ],
                    closed=False,
                ),
                ink,
                size * 0.10,
            )
    else:
        sheet.line(ellipse(x, y, size * 0.7), ink, size * 0.09)
        spokes = [ellipse(x, y, size * 0.66, size * reach) for reach in (0.22, 0.48)] + [
            ellipse(x, y, size * 0.22, size * 0.66)
        ]
        for spoke in spokes:
            sheet.line(spoke, ink, size * 0.05)
