"""Shoes, boots, hats and sunglasses."""

from collections.abc import Callable
from math import cos, pi, sin

from shop.demo.drawings.colour import Colour, colour
from shop.demo.drawings.kinds import FLAT, FRONT, close, kind
from shop.demo.drawings.look import Look, View
from shop.demo.drawings.parts import lying_shadow, overlap, together
from shop.demo.drawings.path import ellipse, outline, polyline, rounded, smooth
from shop.demo.drawings.sheet import FLOOR, Linear, Sheet
from shop.demo.drawings.solids import tube
from shop.demo.drawings.surface import WHITE, ball, face


def _upper(tone: Colour) -> Linear:
    return Linear(((0, tone.lit(0.06)), (0.5, tone), (1, tone.lit(-0.12))), (0.2, 0), (0.6, 1))


def _pair(
    sheet: Sheet, look: Look, view: View, draw_one: Callable[[Sheet, Look, float], None]
) -> None:
    sheet.shade(440, FLOOR - 2, 290, 30, 0.30)
    if view.name == "pair":
        with sheet.through((0.92, 0, 0, 0.92, 76, -8)):
            draw_one(sheet, look, -0.05)
        sheet.shade(390, FLOOR + 36, 260, 24, 0.5)
        with sheet.through((1, 0, 0, 1, -26, 34)):
            draw_one(sheet, look, 0.0)
    else:
        sheet.shade(404, FLOOR + 2, 240, 20, 0.5)
        draw_one(sheet, look, 0.0)


@kind("sneaker", FRONT, View("pair"), close(330, 500, 1.8))
def sneaker(sheet: Sheet, look: Look, view: View) -> None:
    _pair(sheet, look, view, _one_sneaker)


def _one_sneaker(sheet: Sheet, look: Look, dim: float) -> None:
    tone, trim = colour(look.colour).lit(dim), colour(look.accent).lit(dim)
    high = look.form == "high"
    rise = -84 if high else 0
    sole = rounded([(164, 556), (640, 552), (640, 600), (196, 602)], [28, 20, 16, 30])
    inside = smooth(
        [
            (452, 402 + rise),
            (520, 384 + rise),
            (598, 386 + rise),
            (604, 404 + rise),
            (540, 420 + rise),
            (470, 420 + rise),
        ]
    )
    sheet.fill(inside, tone.lit(-0.26))
    back = outline(
        f"M604 {398 + rise} C622 {400 + rise} 628 {430 + rise * 0.5} 622 480 L634 560 L170 562 C166 530 186 508 232 496 C300 478 360 450 410 408 L452 {398 + rise} C480 {424 + rise} 560 {428 + rise} 604 {398 + rise} Z"
    )
    sheet.fill(back, _upper(tone))
    toe = outline("M170 562 C164 528 190 504 240 494 C286 502 306 530 308 562 Z")
    sheet.fill(toe, _upper(trim if look.pattern != "plain" else tone.lit(0.02)))
    sheet.line(outline("M240 494 C286 502 306 530 308 562"), tone.lit(-0.16).faded(0.6), 2.4)
    heel = outline(
        f"M604 {398 + rise} C622 {400 + rise} 628 {430 + rise * 0.5} 622 480 L634 560 L560 561 C548 510 566 440 604 {398 + rise} Z"
    )
    sheet.fill(heel, _upper(trim))
    _side_mark(sheet, look, trim, tone)
    _tongue_and_laces(sheet, tone, rise)
    sheet.line(
        outline(f"M452 {398 + rise} C480 {424 + rise} 560 {428 + rise} 604 {398 + rise}"),
        tone.lit(-0.14),
        7,
    )
    rubber = colour("chalk") if look.form != "gum" else colour("honey").lit(-0.05)
    sheet.fill(
        sole,
        Linear(
            ((0, rubber.lit(dim)), (0.6, rubber.lit(-0.05 + dim)), (1, rubber.lit(-0.15 + dim))),
            (0, 0),
            (0, 1),
        ),
    )
    sheet.line(polyline((178, 574), (638, 570)), tone.faded(0.85), 4)
    sheet.line(polyline((200, 598), (636, 596)), rubber.lit(-0.24), 5)


def _side_mark(sheet: Sheet, look: Look, trim: Colour, tone: Colour) -> None:
    if look.pattern == "wave":
        sheet.line(smooth([(352, 548), (410, 500), (470, 520), (540, 470)], closed=False), trim, 15)
    elif look.pattern == "bars":
        for x in (412, 452):
            sheet.line(polyline((x, 550), (x + 44, 470)), trim, 13, square=True)
    else:
        sheet.line(
            smooth([(330, 556), (420, 500), (560, 500)], closed=False),
            tone.lit(-0.12).faded(0.6),
            2.4,
        )


def _tongue_and_laces(sheet: Sheet, tone: Colour, rise: float) -> None:
    tongue = outline(
        f"M316 470 C360 448 392 420 416 392 L448 {372 + rise} C470 {372 + rise} 474 {392 + rise} 456 {412 + rise} C430 446 396 480 352 500 Z"
    )
    sheet.fill(tongue, _upper(tone.lit(0.025)))
    rows = 5 if rise == 0 else 7
    for row in range(rows):
        share = row / (rows - 1)
        x, y = 338 + 106 * share, 470 - (62 - rise * 0.9) * share
        lace = smooth([(x - 14, y + 2), (x + 6, y + 10), (x + 24, y + 28)], closed=False)
        sheet.line(lace.moved(1, 3), tone.lit(-0.2).faded(0.5), 8)
        sheet.line(lace, colour("paper"), 7)
        sheet.fill(ellipse(x + 26, y + 31, 3.6), tone.lit(-0.25))


@kind("boot", FRONT, View("pair"))
def boot(sheet: Sheet, look: Look, view: View) -> None:
    """An ankle boot, or a wellington."""
    _pair(sheet, look, view, _one_welly if look.form == "welly" else _one_boot)


def _one_boot(sheet: Sheet, look: Look, dim: float) -> None:
    tone, trim = colour(look.colour).lit(dim), colour(look.accent).lit(dim)
    sheet.fill(ellipse(478, 262, 96, 16), tone.lit(-0.26))
    shaft = outline(
        "M382 262 C384 340 372 410 336 452 C290 478 206 486 186 524 C180 540 182 556 186 570 L590 570 C596 480 574 360 574 262 C530 280 430 280 382 262 Z"
    )
    sheet.fill(
        shaft,
        Linear(
            (
                (0, tone.lit(0.02)),
                (0.35, tone.lit(0.06)),
                (0.7, tone.lit(-0.03)),
                (1, tone.lit(-0.14)),
            )
        ),
    )
    if look.form == "chelsea":
        gusset = outline("M440 274 L516 274 C514 360 500 420 476 440 C456 420 444 360 440 274 Z")
        sheet.fill(gusset, face(trim.lit(-0.02), 0.03))
        lines = [polyline((x, 278), (476 + (x - 478) * 0.3, 428)) for x in range(450, 512, 10)]
        sheet.line(together(lines), trim.lit(-0.14).faded(0.6), 2)
        sheet.line(
            smooth([(540, 262), (548, 228), (566, 230), (562, 272)], closed=False),
            tone.lit(-0.1),
            9,
        )
    else:
        sheet.fill(
            outline("M382 262 C384 340 372 410 336 452 L366 470 C410 410 420 340 420 272 Z"),
            tone.lit(-0.06),
        )
        for row in range(6):
            y, x = 286 + row * 31, 398 - (row / 5) ** 2 * 48
            sheet.line(polyline((x - 12, y + 4), (x + 34, y - 6)), trim, 7)
            sheet.fill(ellipse(x + 38, y - 6, 4.5), ball(colour("brass")))
        sheet.line(outline("M382 262 C430 280 530 280 574 262"), trim.lit(-0.04), 10)
    sheet.line(outline("M330 456 C360 490 372 530 372 566"), tone.lit(-0.15).faded(0.6), 2.6)
    _boot_sole(sheet, dim)


def _boot_sole(sheet: Sheet, dim: float) -> None:
    sole = colour("cocoa").lit(-0.08 + dim)
    sheet.fill(
        outline("M180 560 L594 560 L594 584 L190 584 C180 580 178 570 180 560 Z"),
        face(colour("honey").lit(-0.12 + dim)),
    )
    sheet.fill(
        outline("M186 580 L594 580 L594 604 L486 604 L478 592 L380 592 L360 602 L206 602 Z"), sole
    )
    sheet.line(polyline((196, 566), (588, 566)), colour("oat").faded(0.8), 1.8)


def _one_welly(sheet: Sheet, look: Look, dim: float) -> None:
    tone, trim = colour(look.colour).lit(dim), colour(look.accent).lit(dim)
    sheet.fill(ellipse(478, 176, 92, 15), tone.lit(-0.28))
    shape = outline(
        "M386 176 C388 300 392 400 350 452 C300 482 214 486 192 526 C184 542 186 560 192 574 L584 574 C590 470 566 330 570 176 C530 194 430 194 386 176 Z"
    )
    sheet.fill(
        shape,
        Linear(
            (
                (0, tone.lit(0.01)),
                (0.34, tone.lit(0.07)),
                (0.46, tone.lit(0.02)),
                (0.75, tone.lit(-0.05)),
                (1, tone.lit(-0.15)),
            )
        ),
    )
    sheet.fill(
        outline("M432 230 C436 330 436 390 418 430 L430 430 C446 390 448 330 446 230 Z"),
        WHITE.faded(0.30),
    )
    sheet.fill(
        outline("M386 176 C430 194 530 194 570 176 L570 202 C530 220 430 220 387 202 Z"), face(trim)
    )
    sheet.fill(
        outline(
            "M186 556 L586 556 L586 602 L480 602 L472 590 L380 590 L360 600 L208 600 C190 594 182 574 186 556 Z"
        ),
        face(trim.lit(-0.06)),
    )
    sheet.line(
        smooth([(356, 462), (400, 470), (440, 450)], closed=False), tone.lit(-0.13).faded(0.5), 5
    )


@kind("beanie", FLAT, close(400, 480, 1.9, FLAT))
def beanie(sheet: Sheet, look: Look, view: View) -> None:
    """A knitted hat with a turned-up brim, or one with a bobble."""
    tone, second = colour(look.colour), colour(look.accent)
    crown = outline("M232 480 C226 300 300 196 400 194 C500 196 574 300 568 480 Z")
    brim = rounded([(218, 448), (582, 448), (590, 570), (210, 570)], [26, 26, 34, 34])
    if look.form == "bobble":
        _bobble(sheet, second)
    lying_shadow(sheet, crown, 1.4)
    lying_shadow(sheet, brim, 1.4)
    sheet.fill(crown, Linear(((0, tone.lit(0.02)), (0.35, tone.lit(0.05)), (1, tone.lit(-0.12)))))
    if look.pattern == "stripes":
        for share in (0.25, 0.5, 0.75):
            y, half = 220 + share * 240, 168 * (1 - (1 - share) ** 2) ** 0.5
            sheet.line(
                smooth([(400 - half, y + 6), (400, y + 18), (400 + half, y + 6)], closed=False),
                second,
                17,
                square=True,
            )
    ribs = [
        smooth([(400 + dx * 0.12, 200), (400 + dx * 0.75, 290), (400 + dx, 470)], closed=False)
        for dx in range(-150, 151, 30)
    ]
    sheet.line(together(ribs), tone.lit(-0.10).faded(0.45), 3.4)
    band = second if look.pattern == "brim" else tone.lit(0.015)
    overlap(sheet, brim.moved(0, -8), tone, 2)
    sheet.fill(brim, Linear(((0, band.lit(0.02)), (0.35, band.lit(0.04)), (1, band.lit(-0.13)))))
    brim_ribs = [polyline((400 + dx, 456), (400 + dx * 1.02, 562)) for dx in range(-168, 169, 21)]
    sheet.line(together(brim_ribs), band.lit(-0.12).faded(0.5), 4)
    label = rounded([(372, 500), (428, 500), (428, 528), (372, 528)], 3)
    sheet.fill(label, face(colour("leather")))


def _bobble(sheet: Sheet, tone: Colour) -> None:
    spikes = [
        (
            400 + (62 + (index % 2) * 10) * cos(2 * pi * index / 36),
            176 + (62 + (index % 2) * 10) * sin(2 * pi * index / 36),
        )
        for index in range(36)
    ]
    puff = smooth(spikes, pull=0.5)
    lying_shadow(sheet, puff, 1.2)
    sheet.fill(puff, ball(tone))


@kind("cap", FRONT, View("back"))
def cap(sheet: Sheet, look: Look, view: View) -> None:
    tone, second = colour(look.colour), colour(look.accent)
    sheet.shade(400, 566, 260, 30, 0.45)
    crown = outline(
        "M226 520 C214 380 280 270 420 268 C540 268 606 370 600 520 C520 552 310 552 226 520 Z"
    )
    if view.name == "back":
        sheet.fill(crown, _upper(tone))
        hole = outline("M330 530 C330 450 480 450 480 530 C440 540 370 540 330 530 Z")
        sheet.fill(hole, tone.lit(-0.26))
        sheet.line(outline("M322 526 Q405 548 488 526"), second, 17)
        sheet.fill(rounded([(420, 522), (448, 520), (448, 544), (420, 546)], 4), colour("brass"))
    else:
        sheet.fill(crown, _upper(tone))
        if look.pattern == "panel":
            sheet.fill(
                outline(
                    "M226 520 C214 400 262 300 352 276 C330 360 324 450 336 540 C296 538 256 530 226 520 Z"
                ),
                _upper(second),
            )
        brim = outline(
            "M224 512 C300 552 420 552 470 536 C420 580 320 606 220 600 C160 596 130 582 128 568 C140 546 180 526 224 512 Z"
        )
        bill = second if look.pattern in {"panel", "brim"} else tone
        sheet.fill(brim, Linear(((0, bill.lit(0.04)), (1, bill.lit(-0.12))), (0, 0), (0.4, 1)))
        for step in (0, 1):
            sheet.line(
                outline("M236 530 C300 562 400 564 440 552").moved(-14 * step - 8, 12 * step + 4),
                bill.lit(-0.14).faded(0.5),
                2,
            )
    for way in ("M420 268 C392 340 384 440 392 544", "M420 268 C500 320 540 420 548 534"):
        sheet.line(outline(way), tone.lit(-0.14).faded(0.6), 2.4)
    sheet.fill(ellipse(420, 266, 13, 8), tone.lit(0.05))
    if view.name != "back":
        badge = rounded([(268, 388), (336, 376), (340, 424), (270, 436)], 6)
        sheet.fill(badge, face(second if look.pattern != "panel" else tone))


@kind("sunglasses", FLAT, close(300, 390, 1.8, FLAT))
def sunglasses(sheet: Sheet, look: Look, view: View) -> None:
    tone, glass = colour(look.colour), colour(look.accent).lit(-0.24)
    lens = {
        "round": ellipse(0, 0, 98, 96),
        "square": rounded([(-108, -76), (104, -80), (100, 78), (-96, 80)], 34),
    }.get(
        look.form,
        smooth(
            [
                (-108, -62),
                (-40, -86),
                (60, -82),
                (108, -58),
                (98, 20),
                (54, 78),
                (-30, 84),
                (-92, 44),
            ]
        ),
    )
    left, right = lens.moved(270, 400), lens.mirrored().moved(530, 400)
    arms = [
        outline("M168 350 C120 330 96 300 88 250"),
        outline("M632 350 C680 330 704 300 712 250"),
    ]
    for shape in (left, right):
        sheet.cast(shape, 10, 16, 10, 0.34)
    for arm in arms:
        tube(sheet, arm, 15, tone)
    sheet.line(outline("M366 380 Q400 350 434 380"), tone.lit(-0.1), 18)
    sheet.line(outline("M366 378 Q400 348 434 378"), tone.lit(0.06), 8)
    for shape in (left, right):
        sheet.line(shape, tone.lit(-0.12), 25)
        sheet.line(shape.moved(-1.5, -2), tone, 18)
        sheet.line(shape.moved(-3, -4), tone.lit(0.14).faded(0.7), 4)
        sheet.fill(shape, Linear(((0, glass.lit(-0.10)), (1, glass.lit(0.24))), (0, 0), (0, 1)))
    for x in (270, 530):
        sheet.fill(outline("M-60 -40 L-20 -64 L-50 40 L-70 30 Z").moved(x, 396), WHITE.faded(0.22))
    for x in (160, 640):
        sheet.fill(ellipse(x, 352, 6), colour("brass"))
