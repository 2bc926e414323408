"""Vases, empty and with dried stems."""

from shop.demo.dice import Dice
from shop.demo.drawings.brewing import turn
from shop.demo.drawings.colour import colour
from shop.demo.drawings.crockery import glazed
from shop.demo.drawings.kinds import ABOVE, FRONT, camera_of, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import leaf, standing_shadow, together
from shop.demo.drawings.path import Point, ellipse, smooth
from shop.demo.drawings.sheet import Sheet
from shop.demo.drawings.surface import WHITE

VASES: dict[str, tuple[Point, ...]] = {
    "": ((0, 64), (5, 72), (60, 104), (130, 108), (200, 72), (240, 42), (276, 40), (290, 48)),
    "bottle": ((0, 70), (5, 78), (50, 92), (120, 86), (170, 40), (230, 24), (300, 24), (308, 30)),
    "bud": ((0, 56), (6, 66), (50, 84), (96, 72), (130, 34), (176, 22), (190, 26)),
    "cylinder": ((0, 74), (5, 80), (20, 82), (250, 82), (256, 80)),
    "moon": ((0, 60), (6, 72), (60, 126), (120, 138), (180, 122), (224, 66), (240, 52), (256, 54)),
}


@kind("vase", FRONT, View("with stems"), ABOVE)
def vase(sheet: Sheet, look: Look, view: View) -> None:
    camera = camera_of(view)
    body = turn(camera, look, VASES.get(look.form, VASES[""]))
    tone = colour(look.colour)
    standing_shadow(sheet, camera, body.radius(20))
    sheet.fill(body.ring(body.top), tone.lit(-0.22))
    if view.name == "with stems":
        _stems(sheet, 400, body.level(body.top), look.seed)
    glazed(sheet, body, look)
    if view.name == "with stems":
        _stems_front(sheet, 400, body.level(body.top), look.seed)
    else:
        sheet.fill(body.ring(body.top), tone.lit(0.05))
        sheet.fill(body.ring(body.top, 6), tone.lit(-0.22))
        sheet.line(body.arc(body.top, -1), WHITE.faded(0.4), 2.4)


def _stems(sheet: Sheet, x: float, y: float, seed: int) -> None:
    """Dried stems: eucalyptus, grasses and seed heads."""
    dice = Dice(seed)
    for index in range(5):
        lean = (index - 2) * 46 + dice.uniform(-12, 12)
        tall = 210 - abs(index - 2) * 22 + dice.uniform(-16, 16)
        stem = [
            (x + (index - 2) * 5, y + 20),
            (x + lean * 0.3, y - tall * 0.5),
            (x + lean, y - tall),
        ]
        tone = colour(("sage", "moss", "sand", "fern", "honey")[(index + seed) % 5])
        sheet.line(smooth(stem, closed=False), tone.lit(-0.08), 4)
        if index % 2 == seed % 2:
            leaves = [
                leaf(x + lean * share**1.5, y - tall * share, 46, 24, side * 58 + lean * 0.25)
                for share in (0.42, 0.58, 0.74, 0.9)
                for side in (-1, 1)
            ]
            sheet.fill(together(leaves), tone)
        else:
            heads = [
                ellipse(x + lean * share**1.6, y - tall * share, 8, 12)
                for share in (0.7, 0.8, 0.9, 1.0)
            ]
            sheet.fill(together(heads), tone.lit(0.04))


def _stems_front(sheet: Sheet, x: float, y: float, seed: int) -> None:
    tone = colour(("sage", "fern")[seed % 2])
    sheet.fill(
        together([leaf(x - 6, y + 4, 56, 24, -70), leaf(x + 8, y + 4, 50, 22, 62)]), tone.lit(-0.03)
    )
