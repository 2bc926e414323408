"""What a request looks like, in numbers: 22 features of its text, cheap enough for thousands a second."""

import math
import re
from collections import Counter
from collections.abc import Iterable

import numpy as np

from mlbridge.engine.histories import Floats

FEATURES = (
    "length",
    "path_length",
    "path_depth",
    "parameters",
    "longest_value",
    "mean_value",
    "longest_word",
    "digits",
    "letters",
    "blanks",
    "quotes",
    "brackets",
    "angles",
    "statement_signs",
    "percents",
    "dots_up",
    "others",
    "not_ascii",
    "entropy",
    "longest_odd_run",
    "suspect_words",
    "writes",
)
QUOTES, BRACKETS, ANGLES, SIGNS = set("'\"`"), set("()[]{}"), set("<>"), set(";|$\\*#!^~")
ODD_RUN = re.compile(r"[^a-z0-9\s]+", re.IGNORECASE)
WORD = re.compile(r"[^\s/&?=+]+")
SUSPECT = re.compile(
    r"\b(?:select|union|insert|update|delete|drop|from|where|or|and|having|exec|sleep|script|alert|onload|onerror|"
    r"iframe|javascript|document|etc|passwd|boot|cmd|bin|include|set-cookie|content-length|bak|inc|old)\b",
    re.IGNORECASE,
)
READS = ("get", "head", "options")
LONGEST = 4_000


def features(requests: Iterable[str]) -> Floats:
    """One row of features per request, given as "method path?query" (and body), decoded."""
    rows = [describe(text) for text in requests]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


def describe(text: str) -> list[float]:
    """The features of one request, in the order of ``FEATURES``."""
    method, _blank, target = text[:LONGEST].partition(" ")
    path, _mark, query = target.partition("?")
    values = [part.partition("=")[2] for part in query.split("&")] if query else []
    lengths = [len(value) for value in values]
    counts = Counter(target)
    length = max(len(target), 1)
    return [
        math.log1p(len(target)),
        math.log1p(len(path)),
        float(path.count("/")),
        float(len(values)),
        math.log1p(max(lengths, default=0)),
        math.log1p(sum(lengths) / len(lengths)) if lengths else 0.0,
        math.log1p(max(map(len, WORD.findall(target)), default=0)),
        sum(n for sign, n in counts.items() if sign.isdigit()) / length,
        sum(n for sign, n in counts.items() if sign.isalpha()) / length,
        sum(n for sign, n in counts.items() if sign.isspace() or sign == "+") / length,
        _log_count(counts, QUOTES),
        _log_count(counts, BRACKETS),
        _log_count(counts, ANGLES),
        _log_count(counts, SIGNS),
        math.log1p(counts["%"]),
        float(target.count("..")),
        sum(n for sign, n in counts.items() if not sign.isalnum()) / length,
        sum(n for sign, n in counts.items() if not sign.isascii()) / length,
        _entropy(counts, length),
        math.log1p(max(map(len, ODD_RUN.findall(target)), default=0)),
        math.log1p(len(SUSPECT.findall(target))),
        0.0 if method.lower() in READS else 1.0,
    ]


def _log_count(counts: Counter[str], signs: set[str]) -> float:
    return math.log1p(sum(counts[sign] for sign in signs))


def _entropy(counts: Counter[str], length: int) -> float:
    """Bits per character."""
    return -sum(n / length * math.log2(n / length) for n in counts.values())
