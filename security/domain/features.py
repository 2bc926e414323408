"""What a model sees of a request: twenty numbers that say nothing about who sent it."""

import re
from collections.abc import Mapping, Sequence
from math import log1p

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

# The order is the order of the stored arrays. Change it only with a new version, and train again.
FEATURES_VERSION = 1
FEATURES: Mapping[str, StrPromise] = {
    "path_length": _("length of the path"),
    "path_depth": _("steps in the path"),
    "query_length": _("length of the query"),
    "parameters": _("number of parameters"),
    "longest_value": _("longest parameter"),
    "odd_characters": _(
        "share of characters that are neither letters, digits nor plain punctuation"
    ),
    "digits": _("share of digits"),
    "escapes": _("share of percent escapes"),
    "not_latin": _("share of characters beyond ASCII"),
    "agent_length": _("length of the user agent"),
    "headers": _("number of headers"),
    "has_cookie": _("sends a cookie"),
    "has_language": _("names a language"),
    "has_referer": _("names the page before"),
    "is_unsafe": _("asks for a change"),
    "is_refused": _("was refused (4xx)"),
    "is_failed": _("failed (5xx)"),
    "duration": _("time taken (logarithm of microseconds)"),
    "bytes_in": _("bytes received (logarithm)"),
    "bytes_out": _("bytes sent (logarithm)"),
}
_ODD = re.compile(r"[^\w\s/.,:&=+@-]")
_DIGITS = re.compile(r"\d")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def extract(
    *,
    method: str,
    path: str,
    raw: str,
    values: Sequence[str],
    agent: str,
    headers: int,
    has_cookie: bool,
    has_language: bool,
    has_referer: bool,
    status: int,
    duration_us: int,
    bytes_in: int,
    bytes_out: int,
) -> list[float]:
    """The numbers of one request, in the order of ``FEATURES``."""
    text = path + "".join(values)
    length = len(text) or 1
    return [
        float(number)
        for number in (
            len(path),
            path.count("/"),
            len(raw),
            len(values),
            max(map(len, values), default=0),
            round(len(_ODD.findall(text)) / length, 4),
            round(len(_DIGITS.findall(text)) / length, 4),
            round(raw.count("%") / (len(raw) or 1), 4),
            0 if text.isascii() else round(len(_BEYOND_ASCII.findall(text)) / length, 4),
            len(agent),
            headers,
            has_cookie,
            has_language,
            has_referer,
            method not in SAFE_METHODS,
            400 <= status < 500,
            status >= 500,
            round(log1p(duration_us), 3),
            round(log1p(bytes_in), 3),
            round(log1p(bytes_out), 3),
        )
    ]
