"""Passwords by NIST SP 800-63B-4: long, not among those that everybody tries, and no rule about kinds of letters."""

import re
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# NIST asks for at least 64; a bound keeps hashing from being made work for nothing.
LONGEST = 128
# What people put around a common word to make it long: digits, signs, and the word again.
AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
RUNS = "abcdefghijklmnopqrstuvwxyz" * 2, "0123456789" * 8, "qwertyuiopasdfghjklzxcvbnm" * 2


class NotTooLong:
    """At most 128 letters, of any kind."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a longer one."""
        if len(password) > LONGEST:
            raise ValidationError(
                _("This password is too long: at most %d letters.") % LONGEST,
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        """For the form."""
        return _("Any letters, spaces and signs will do, up to %d.") % LONGEST


class NotAVariation:
    """No common password made long by digits, signs or repetition, and not the shop's own name."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for one that is tried first all the same."""
        plain = password.lower()
        if _is_run(plain) or _unit(_core(plain)) in _refused():
            raise ValidationError(
                _("This password is a variation of one that many people use."),
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """For the form."""
        return _("A few words that you make up are easier to keep and harder to guess.")


def _core(plain: str) -> str:
    """Without the digits and signs around it."""
    return AROUND.sub("", plain)


def _unit(plain: str) -> str:
    """What is repeated, where the whole is a repetition: "drowdrow" is "drow" twice."""
    again = (plain + plain).find(plain, 1)
    return plain[:again] if 0 < again < len(plain) else plain


def _is_run(plain: str) -> bool:
    """One to three letters over and over, or neighbours in the alphabet, among the digits or on the keyboard."""
    return len(_unit(plain)) <= 3 or any(plain in run or plain[::-1] in run for run in RUNS)


@lru_cache(maxsize=1)
def _refused() -> frozenset[str]:
    """Django's list of twenty thousand, each also without what is around it, and the names of the shop."""
    listed = CommonPasswordValidator().passwords
    names = {re.sub(r"\W", "", settings.SITE_NAME.lower()), "shopkeeper"}
    words = {core for word in listed if len(core := _core(word)) >= 4}
    return frozenset({"", *listed, *words, *names})
