"""A narrow alphabet of single strokes, for labels and covers: capitals, digits and a few signs.

Each letter stands on y = 10 and reaches up to y = 0; it is as wide as its first number says.
"""

from functools import lru_cache

from shop.demo.drawings.path import Path, outline
from shop.demo.drawings.sheet import Paint, Sheet

_STROKES: dict[str, tuple[float, str]] = {
    "A": (7, "M0 10 L3.5 0 L7 10 M1.3 6.6 L5.7 6.6"),
    "B": (6, "M0 5 L0 0 L3 0 C6.2 0 6.2 5 3 5 L0 5 L0 10 L3.2 10 C7 10 7 5 3.2 5"),
    "C": (7, "M7 1.8 C4.6 -1.2 0 -0.2 0 5 C0 10.2 4.6 11.2 7 8.2"),
    "D": (7, "M0 0 L0 10 L2.4 10 C8.5 10 8.5 0 2.4 0 Z"),
    "E": (5.4, "M5.4 0 L0 0 L0 10 L5.4 10 M0 4.9 L4.6 4.9"),
    "F": (5.2, "M5.2 0 L0 0 L0 10 M0 4.9 L4.4 4.9"),
    "G": (7.4, "M7 1.8 C4.6 -1.2 0 -0.2 0 5 C0 11.2 7.4 11.4 7.4 5.6 L4.4 5.6"),
    "H": (6.6, "M0 0 L0 10 M6.6 0 L6.6 10 M0 4.9 L6.6 4.9"),
    "I": (0.4, "M0.2 0 L0.2 10"),
    "J": (4.6, "M4.6 0 L4.6 7 C4.6 10.8 0.4 11 0 7.8"),
    "K": (6.2, "M0 0 L0 10 M6 0 L0 6 M2.2 4 L6.2 10"),
    "L": (5, "M0 0 L0 10 L5 10"),
    "M": (8, "M0 10 L0 0 L4 6.5 L8 0 L8 10"),
    "N": (6.8, "M0 10 L0 0 L6.8 10 L6.8 0"),
    "O": (8, "M4 0 C9.3 0 9.3 10 4 10 C-1.3 10 -1.3 0 4 0 Z"),
    "P": (6, "M0 10 L0 0 L3 0 C6.8 0 6.8 5.6 3 5.6 L0 5.6"),
    "Q": (8, "M4 0 C9.3 0 9.3 10 4 10 C-1.3 10 -1.3 0 4 0 Z M5 7 L8 10.6"),
    "R": (6.2, "M0 10 L0 0 L3 0 C6.8 0 6.8 5.4 3 5.4 L0 5.4 M3 5.4 L6.2 10"),
    "S": (6, "M5.6 1.6 C4 -0.8 0.2 -0.4 0.3 2.5 C0.5 5.6 6 4.3 6 7.5 C6 10.6 1.6 10.8 0 8.2"),
    "T": (6.4, "M0 0 L6.4 0 M3.2 0 L3.2 10"),
    "U": (6.6, "M0 0 L0 6.4 C0 11.2 6.6 11.2 6.6 6.4 L6.6 0"),
    "V": (7, "M0 0 L3.5 10 L7 0"),
    "W": (9.6, "M0 0 L2.4 10 L4.8 2 L7.2 10 L9.6 0"),
    "X": (6.6, "M0 0 L6.6 10 M6.6 0 L0 10"),
    "Y": (6.6, "M0 0 L3.3 5 L6.6 0 M3.3 5 L3.3 10"),
    "Z": (6, "M0 0 L6 0 L0 10 L6 10"),
    "0": (6, "M3 0 C7 0 7 10 3 10 C-1 10 -1 0 3 0 Z"),
    "1": (2.4, "M0 2 L2.4 0 L2.4 10"),
    "2": (6, "M0.2 2.4 C0.6 -0.8 5.8 -0.8 5.8 2.8 C5.8 5 2.6 7 0 10 L6 10"),
    "3": (5.8, "M0.2 0 L5.6 0 L2.8 4 C6.8 4 6.8 10 2.8 10 C1.4 10 0.4 9.2 0 8.2"),
    "4": (6.4, "M4.8 10 L4.8 0 L0 7 L6.4 7"),
    "5": (5.8, "M5.4 0 L0.8 0 L0.4 4.6 C3 3 5.8 4.4 5.8 6.8 C5.8 10.4 1.6 11 0 8.6"),
    "6": (6, "M5 0.6 C1.4 1 0 4 0 6.8 C0 11 6 11 6 6.8 C6 3.2 1.4 3 0.2 6"),
    "7": (5.8, "M0 0 L5.8 0 L2.2 10"),
    "8": (
        6,
        "M3 0 C6.4 0 6.4 4.7 3 4.7 C-0.4 4.7 -0.4 0 3 0 Z M3 4.7 C7 4.7 7 10 3 10 C-1 10 -1 4.7 3 4.7 Z",
    ),
    "9": (6, "M1 9.4 C4.6 9 6 6 6 3.2 C6 -1 0 -1 0 3.2 C0 6.8 4.6 7 5.8 4"),
    "&": (7.6, "M7.4 10 L1.6 3 C0.2 -0.8 5.2 -1 4.6 2.2 C4.2 4.2 0 4.8 0 7.6 C0 11 6 11 7.2 5.6"),
    "-": (4, "M0 5.2 L4 5.2"),
    ".": (0.5, "M0.2 9.8 L0.3 10"),
    "'": (0.5, "M0.3 0 L0.2 2"),
    " ": (2.6, ""),
}
_GAP = 2.3


@lru_cache(maxsize=2000)
def lettered(text: str, height: float, gap: float = _GAP) -> Path:
    """The strokes of a line of capitals, centred on (0, 0). Signs it has not are left out."""
    pieces: list[tuple[str, tuple[tuple[float, float], ...]]] = []
    x = 0.0
    for sign in text.upper():
        wide, strokes = _STROKES.get(sign, _STROKES[" "])
        if strokes:
            pieces += outline(strokes).moved(x, 0).pieces
        x += wide + gap
    scale = height / 10
    return Path(tuple(pieces)).moved(-(x - gap) / 2, -5).grown(scale)


def width_of(text: str, height: float, gap: float = _GAP) -> float:
    """How wide a line of that height is."""
    return (sum(_STROKES.get(s, _STROKES[" "])[0] + gap for s in text.upper()) - gap) * height / 10


def letter(
    sheet: Sheet,
    text: str,
    x: float,
    y: float,
    height: float,
    paint: Paint,
    *,
    widest: float = 1e9,
    pen: float = 0.13,
) -> None:
    """Write one line centred on (x, y), smaller when it would be wider than ``widest``."""
    if not text.strip():
        return
    height *= min(1.0, widest / max(width_of(text, height), 1e-6))
    sheet.line(lettered(text, height).moved(x, y), paint, height * pen)


def letter_lines(
    sheet: Sheet,
    lines: list[str],
    x: float,
    y: float,
    height: float,
    paint: Paint,
    *,
    widest: float,
    pen: float = 0.14,
) -> None:
    """Write lines of one size, as a block centred on (x, y), smaller when one is too wide."""
    reach = max((width_of(line, height) for line in lines), default=0.0)
    height *= min(1.0, widest / max(reach, 1e-6))
    for row, line in enumerate(lines):
        lower = (row - (len(lines) - 1) / 2) * height * 1.55
        letter(sheet, line, x, y + lower, height, paint, pen=pen)


def broken(text: str, longest: int) -> list[str]:
    """The words of a text in lines of about so many letters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines
