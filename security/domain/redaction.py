"""What a record must not tell: passwords, tokens, card numbers. Taken out before anything leaves the process."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

HIDDEN = "[hidden]"
LONGEST_NAME = 100
SENSITIVE = re.compile(
    r"passw|passwd|pwd|secret|token|api_?key|^key$|signature|^sig$|auth(?!ors?$)|session|sid$|csrf|otp|^code$|^pin$"
    r"|card|cvv|cvc|iban|account_?number|sort_?code|credential|private|ssn|uidb64|uidb36|^jwt$|^state$",
    re.IGNORECASE,
)
_DIGIT_RUN = re.compile(r"\d(?:[ +.\-]?\d){12,18}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LUHN_DOUBLE = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def redacted_parameters(parameters: list[tuple[str, str]]) -> str:
    """Parameters as readable text, the values of sensitive names hidden and card numbers masked."""
    return "&".join(
        f"{name}={HIDDEN if value and is_sensitive(name[:LONGEST_NAME]) else value}"
        for name, value in parameters
    )


@lru_cache(maxsize=1024)
def is_sensitive(name: str) -> bool:
    """Whether what goes by this name must not be told."""
    return SENSITIVE.search(name) is not None


def redacted_path(path: str, route_arguments: Mapping[str, Any]) -> str:
    """A path without the secrets that its route takes from it, like the token of a password reset."""
    for name, value in route_arguments.items():
        if isinstance(value, str) and value and is_sensitive(name):
            path = path.replace(value, HIDDEN)
    return path


def cleaned(text: str, longest: int) -> str:
    """Text for the record: card numbers masked, control characters made visible, cut to ``longest``."""
    if _DIGIT_RUN.search(text):
        text = _DIGIT_RUN.sub(_mask_card, text)
    if not text.isprintable():
        text = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    return text[:longest]


def is_card_number(digits: str) -> bool:
    """Whether 13 to 19 digits have the check digit of a payment card."""
    if not 13 <= len(digits) <= 19 or digits == digits[0] * len(digits):
        return False
    total = sum(
        _LUHN_DOUBLE[int(digit)] if place % 2 else int(digit)
        for place, digit in enumerate(reversed(digits))
    )
    return total % 10 == 0


def _mask_card(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return f"[card …{digits[-4:]}]" if is_card_number(digits) else found[0]
