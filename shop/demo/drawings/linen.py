"""Kitchen linen: towels and aprons."""

from shop.demo.drawings.cloth import Panel, cloth_paint, folds, sew
from shop.demo.drawings.colour import colour
from shop.demo.drawings.kinds import FLAT, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import lying_shadow, overlap
from shop.demo.drawings.path import Path, outline, polyline, rounded, smooth
from shop.demo.drawings.sheet import Sheet
from shop.demo.drawings.surface import face


@kind("apron", FLAT, close(400, 330, 1.9, FLAT))
def apron(sheet: Sheet, look: Look, view: View) -> None:
    """A kitchen apron laid out."""
    tone, second = colour(look.colour), colour(look.accent)
    neck = smooth([(338, 214), (330, 120), (400, 84), (470, 120), (462, 214)], closed=False)
    sheet.line(neck.moved(4, 6), sheet.dark.faded(0.16), 14)
    sheet.line(neck, second.lit(-0.04), 13)
    for side in (-1, 1):
        tie = smooth(
            [
                (400 + side * 148, 398),
                (400 + side * 216, 420),
                (400 + side * 238, 500),
                (400 + side * 210, 570),
            ],
            closed=False,
        )
        sheet.line(tie, second.lit(-0.04), 12)
    body = outline(
        "M332 206 L468 206 C470 300 500 350 552 386 L556 668 C480 682 320 682 244 668 L248 386 C300 350 330 300 332 206 Z"
    )
    lying_shadow(sheet, body, 1.0)
    sheet.fill(body, cloth_paint(tone))
    panel = Panel(
        [(250, 392), (400, 396), (550, 392)],
        [(246, 664), (400, 676), (554, 664)],
        [(250, 392), (247, 530), (246, 664)],
        [(550, 392), (553, 530), (554, 664)],
    )
    if look.pattern in {"stripes", "uprights", "check"}:
        sew(sheet, panel, look, cloth_paint(tone), rows=8)
    pocket = rounded([(300, 440), (500, 440), (500, 560), (300, 560)], [2, 2, 14, 14])
    overlap(sheet, pocket, tone, 4)
    sheet.fill(pocket, face(second if look.pattern == "pocket" else tone.lit(0.015), 0.02))
    sheet.line(pocket, tone.lit(-0.14).faded(0.7), 2)
    sheet.line(polyline((400, 442), (400, 560)), tone.lit(-0.14).faded(0.7), 2)
    sheet.line(polyline((336, 222), (464, 222)), tone.lit(-0.14).faded(0.6), 2)
    folds(sheet, tone, [(290, 640), (304, 560), (286, 480)], [(520, 640), (508, 590), (526, 500)])


@kind("towel", FLAT, close(350, 560, 1.8, FLAT))
def tea_towel(sheet: Sheet, look: Look, view: View) -> None:
    """A linen cloth, folded once lengthways and laid down softly."""
    base, second = colour(look.colour), colour(look.accent)
    under, cloth = _folded(10, 8), _folded(0, 0)
    lying_shadow(sheet, under.outline, 1.2)
    sheet.fill(under.outline, cloth_paint(base.lit(-0.09)))
    sheet.fill(cloth.outline, cloth_paint(base.lit(0.01)))
    for stripe in _woven(cloth, look.pattern):
        sheet.fill(stripe, second.faded(0.92 if look.pattern != "check" else 0.6))
    folds(sheet, base, [cloth.at(0.5, 0.04), cloth.at(0.53, 0.3), cloth.at(0.49, 0.6)], [cloth.at(0.25, 0.95), cloth.at(0.29, 0.7), cloth.at(0.24, 0.45)], [cloth.at(0.8, 0.9), cloth.at(0.76, 0.66), cloth.at(0.8, 0.4)], width=13)  # fmt: skip
    sheet.line(
        cloth.thread((0.03, 0.975), (0.5, 0.978), (0.97, 0.975)), base.lit(-0.13).faded(0.6), 1.8
    )
    loop = smooth([cloth.at(0.10, 0.0), (296, 132), (330, 128), cloth.at(0.24, 0.0)], closed=False)
    sheet.line(loop, second.lit(-0.04), 7)


def _folded(dx: float, dy: float) -> Panel:
    left, right, top, low = 262 + dx, 538 + dx, 172 + dy, 636 + dy
    return Panel(
        [(left, top + 4), (400 + dx, top - 4), (right, top + 6)],
        [(left - 8, low), (360 + dx, low + 8), (460 + dx, low - 2), (right + 6, low + 4)],
        [(left, top + 4), (left + 5, 330 + dy), (left - 4, 500 + dy), (left - 8, low)],
        [(right, top + 6), (right - 4, 340 + dy), (right + 5, 500 + dy), (right + 6, low + 4)],
    )


def _woven(cloth: Panel, pattern: str) -> list[Path]:
    if pattern == "check":
        across = [cloth.weft(start / 100, start / 100 + 0.026) for start in range(6, 95, 11)]
        return across + [cloth.warp(start / 100, start / 100 + 0.045) for start in range(9, 92, 18)]
    if pattern == "stripes":
        return [cloth.weft(start / 100, start / 100 + 0.042) for start in range(6, 95, 10)]
    return [cloth.weft(start, end) for start, end in ((0.74, 0.80), (0.83, 0.852), (0.875, 0.886))]
