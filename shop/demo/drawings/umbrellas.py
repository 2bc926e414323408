"""Umbrellas, open and closed."""

from itertools import pairwise

from shop.demo.drawings.bags import BRASS
from shop.demo.drawings.colour import colour
from shop.demo.drawings.kinds import FRONT, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import disc
from shop.demo.drawings.path import outline, rounded, smooth
from shop.demo.drawings.sheet import Linear, Sheet
from shop.demo.drawings.solids import rod, tube
from shop.demo.drawings.surface import face


@kind("umbrella", FRONT, View("closed"))
def umbrella(sheet: Sheet, look: Look, view: View) -> None:
    if view.name == "closed":
        _closed_umbrella(sheet, look)
        return
    tone, second = colour(look.colour), colour(look.accent)
    sheet.shade(420, 618, 190, 26, 0.4)
    with sheet.through((0.94, 0.30, -0.30, 0.94, 150, -80), 1.0):
        rod(sheet, (400, 330), (400, 610), 9, colour("steel").lit(-0.1))
        tube(
            sheet,
            smooth([(400, 590), (400, 640), (384, 668), (356, 664), (350, 640)], closed=False),
            17,
            colour("oak"),
        )
        ribs = [170, 258, 352, 448, 542, 630]
        for index, (left, right) in enumerate(pairwise(ribs)):
            shade = (0.05, 0.03, -0.01, -0.06, -0.11)[index]
            own = second if look.pattern == "panels" and index % 2 else tone
            gore = outline(
                f"M400 190 C{(400 + left * 2) / 3} 204 {left} 280 {left} 366 Q{(left + right) / 2} 336 {right} 366 C{right} 280 {(400 + right * 2) / 3} 204 400 190 Z"
            )
            sheet.fill(
                gore,
                Linear(((0, own.lit(shade + 0.03)), (1, own.lit(shade - 0.04))), (0, 0), (0, 1)),
            )
            if look.pattern == "band":
                rim = outline(
                    f"M{left} 344 Q{(left + right) / 2} 314 {right} 344 L{right} 366 Q{(left + right) / 2} 336 {left} 366 Z"
                )
                sheet.fill(rim, second.lit(shade))
        for x in ribs[1:-1]:
            sheet.line(
                outline(f"M400 190 C{(400 + x * 2) / 3} 204 {x} 280 {x} 366"),
                tone.lit(-0.18).faded(0.5),
                2.4,
            )
        rod(sheet, (400, 192), (400, 158), 7, colour("steel").lit(-0.1))


def _closed_umbrella(sheet: Sheet, look: Look) -> None:
    tone = colour(look.colour)
    sheet.shade(428, 640, 90, 18, 0.5)
    rod(sheet, (400, 600), (400, 648), 7, colour("steel").lit(-0.1))
    body = outline(
        "M372 250 C362 380 384 540 394 612 L406 612 C420 540 442 380 428 250 Q400 232 372 250 Z"
    )
    sheet.fill(
        body,
        Linear(
            (
                (0, tone.lit(0.02)),
                (0.3, tone.lit(0.06)),
                (0.6, tone.lit(-0.03)),
                (1, tone.lit(-0.14)),
            )
        ),
    )
    for x in (386, 402, 416):
        sheet.line(
            smooth([(x, 250), (x + 4, 400), (400 + (x - 400) * 0.3, 604)], closed=False),
            tone.lit(-0.14).faded(0.6),
            3,
        )
    sheet.fill(
        rounded([(368, 360), (434, 352), (434, 372), (369, 380)], 4), face(colour(look.accent))
    )
    disc(sheet, 420, 364, 6, BRASS)
    rod(sheet, (400, 250), (400, 204), 9, colour("steel").lit(-0.1))
    tube(
        sheet,
        smooth([(400, 216), (400, 150), (424, 118), (460, 128), (464, 164)], closed=False),
        18,
        colour("oak"),
    )
