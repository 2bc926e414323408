"""What the door has learned of this shop's traffic, in plain arrays: asked within a request, taught by a worker.

Two parts. *Habits*: how each parameter usually looks, as trigrams of its shape (letters as "a", digits as "0"); a
value is surprising by its three oddest trigrams, measured against what is usual for that parameter. *Weights*: one
number per hashed group of one to three characters, learned from honest requests and from hostile ones. Training and
serving use the same functions of this file.
"""

import json
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import log2
from sys import byteorder
from typing import NamedTuple
from zlib import crc32

FORM = "door-knowledge/1"
WEIGHTS = 1 << 16
COUNTS = 1 << 18
PATH = "/path"
LONGEST_VALUE = 300
LONGEST_TEXT = 400
MOST_PARAMETERS = 20
ODDEST = 3
# A parameter is known once it has come so often; one that nobody knows is as odd as this many deviations.
FEWEST_SEEN = 30
UNKNOWN = 6.0
MOST_ODD, LEAST_ODD = 20.0, -2.0
SMOOTHING, ALPHABET = 0.5, 2000
# How much of a deviation counts beside the weights.
SHARE_OF_HABITS = 1.0
# A large odd number: neighbouring groups land far apart (Knuth's multiplicative hashing).
_SPREAD = 2_654_435_761
_ANY_WEIGHT, _ANY_COUNT = WEIGHTS - 1, COUNTS - 1
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
Parameters = Sequence[tuple[str, str]]


class Usual(NamedTuple):
    """How surprising honest values of a parameter are: how many trigrams were seen, mean and deviation."""

    seen: int
    mean: float
    deviation: float


class Opinion(NamedTuple):
    """How unlike honest traffic a request is, and the parameter that is oddest."""

    oddness: float
    parameter: str


@dataclass(frozen=True)
class Knowledge:
    """What was learned. ``raised`` and ``high`` are the oddness above which a request is suspect, and very much so."""

    weights: "array[float]"
    bias: float
    counts: "array[int]"
    usual: Mapping[str, Usual]
    raised: float
    high: float

    def judge(self, method: str, path: str, parameters: Parameters) -> Opinion:
        """How odd a request is. Tens of microseconds; an attack with long values some hundred."""
        deviation, name = self.surprise(path, parameters)
        text = text_of(method, path, parameters)
        oddness = self.linear(text) + SHARE_OF_HABITS * min(max(deviation, LEAST_ODD), MOST_ODD)
        return Opinion(oddness, name)

    def surprise(self, path: str, parameters: Parameters) -> tuple[float, str]:
        """Deviations of the oddest parameter from what is usual for it, and its name."""
        oddest, name = self._deviation(PATH, path), PATH
        for parameter, value in parameters[:MOST_PARAMETERS]:
            deviation = self._deviation(parameter, value)
            if deviation > oddest:
                oddest, name = deviation, parameter
        return oddest, name

    def linear(self, text: str) -> float:
        """The sum of the weights of a text's groups of characters."""
        weights = self.weights
        return self.bias + sum([weights[place] for place in places(text)])

    def score(self, opinion: Opinion) -> int:
        """Oddness on the scale of the rules: 40 at ``raised``, 69 at ``high``: alone it is never as sure as a rule."""
        if opinion.oddness < self.raised:
            return 0
        share = (opinion.oddness - self.raised) / max(self.high - self.raised, 0.1)
        return 40 + int(29 * min(share, 1.0))

    def _deviation(self, name: str, value: str) -> float:
        usual = self.usual.get(name)
        if usual is None:
            return UNKNOWN
        return (raw_surprise(self.counts, usual.seen, name, value) - usual.mean) / usual.deviation

    def packed(self) -> bytes:
        """As a file: a line of JSON, then the arrays. Loading it can never run code."""
        head = {
            "form": FORM,
            "byteorder": byteorder,
            "bias": self.bias,
            "raised": self.raised,
            "high": self.high,
            "usual": self.usual,
        }
        return json.dumps(head).encode() + b"\n" + self.weights.tobytes() + self.counts.tobytes()


def unpacked(content: bytes) -> Knowledge:
    """What a file holds. Raises ValueError when it is damaged or of another form."""
    line, _newline, rest = content.partition(b"\n")
    head = json.loads(line)
    weights, counts = array("f"), array("I")
    length = WEIGHTS * weights.itemsize
    if (head.get("form"), head.get("byteorder")) != (FORM, byteorder):
        raise ValueError("The file is of another form or from another kind of machine.")
    if len(rest) != length + COUNTS * counts.itemsize:
        raise ValueError("The file is cut off or too long.")
    weights.frombytes(rest[:length])
    counts.frombytes(rest[length:])
    usual = {name: Usual(*figures) for name, figures in head["usual"].items()}
    return Knowledge(
        weights, float(head["bias"]), counts, usual, float(head["raised"]), float(head["high"])
    )


def text_of(method: str, path: str, parameters: Parameters) -> str:
    """A request as the weights read it: in lower case, digits alike."""
    pairs = "&".join([f"{name}={value[:LONGEST_VALUE]}" for name, value in parameters])
    return _DIGIT.sub("0", f"{method} {path}?{pairs}"[:LONGEST_TEXT].lower())


@lru_cache(maxsize=4096)
def places(text: str) -> frozenset[int]:
    """Where the weights of a text's groups of one to three characters stand. Pages repeat, so the answers are kept."""
    raw = text.encode("utf-8", "replace")
    second, third = raw[1:], raw[2:]
    found = {(a * _SPREAD >> 11) & _ANY_WEIGHT for a in raw}
    found |= {
        (((a << 8 | b) + 256) * _SPREAD >> 11) & _ANY_WEIGHT
        for a, b in zip(raw, second, strict=False)
    }
    found |= {
        (((a << 16 | b << 8 | c) + 65_792) * _SPREAD >> 11) & _ANY_WEIGHT
        for a, b, c in zip(raw, second, third, strict=False)
    }
    return frozenset(found)


@lru_cache(maxsize=4096)
def trigrams(name: str, value: str) -> tuple[int, ...]:
    """Where the counts of a value's shape stand, parameter by parameter."""
    shape = _LETTER.sub("a", _DIGIT.sub("0", value[:LONGEST_VALUE]))
    raw, seed = f"^^{shape}$".encode("utf-8", "replace"), crc32(name.encode("utf-8", "replace"))
    return tuple(
        [
            ((a << 16 | b << 8 | c) * _SPREAD + seed >> 9) & _ANY_COUNT
            for a, b, c in zip(raw, raw[1:], raw[2:], strict=False)
        ]
    )


def raw_surprise(counts: "array[int]", seen: int, name: str, value: str) -> float:
    """Bits per trigram of the value's three oddest."""
    whole = seen + SMOOTHING * ALPHABET
    rarest = nlargest(ODDEST, [-counts[place] for place in trigrams(name, value)])
    return sum([-log2((SMOOTHING - count) / whole) for count in rarest]) / len(rarest)


def pairs_of(path: str, parameters: Parameters) -> Iterator[tuple[str, str]]:
    """What habits are learned of: the path and every parameter."""
    yield PATH, path
    yield from parameters[:MOST_PARAMETERS]


def counted(requests: Iterable[tuple[str, Parameters]]) -> tuple["array[int]", dict[str, int]]:
    """Trigrams of honest requests (path, parameters), and how many each parameter had."""
    counts = array("I", bytes(4 * COUNTS))
    totals: dict[str, int] = {}
    times: dict[str, int] = {}
    for path, parameters in requests:
        for name, value in pairs_of(path, parameters):
            found = trigrams(name, value)
            times[name] = times.get(name, 0) + 1
            totals[name] = totals.get(name, 0) + len(found)
            for place in found:
                counts[place] += 1
    return counts, {name: total for name, total in totals.items() if times[name] >= FEWEST_SEEN}
