"""The second factor: who must have one, and whether a code is right.

allauth keeps authenticator apps, recovery codes and passkeys, and asks for them on the pages. Programs send a code of the
app or a recovery code together with the password.
"""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.cache import cache

from accounts.errors import SecondFactorMissing, SecondFactorRequired, TooManyTries, WrongCode
from accounts.models import User

# Guesses of a six-digit code in a window. Only who knows the password gets to guess, so this locks no owner out by a stranger.
CODE_TRIES, CODE_WINDOW_SECONDS = 5, 15 * 60
CODE_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


class MFAAdapter(DefaultMFAAdapter):
    """allauth's second factors as the shop keeps them: secrets are encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it was. Raises InvalidToken when the shop's secret key is another one by now."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = hashlib.sha256(f"second-factor:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def has_second_factor(user: User) -> bool:
    """Whether the person has set up anything beside recovery codes."""
    factors = Authenticator.objects.filter(user_id=user.pk)
    return bool(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def must_have_second_factor(user: User) -> bool:
    """Whether the shop's policy asks the person's role for one."""
    asked = set(settings.TWO_FACTOR_ROLES)
    if not asked:
        return False
    held = {
        name
        for name, is_so in (("staff", user.is_staff), ("superuser", user.is_superuser))
        if is_so
    }
    return bool(asked & held) or user.groups.filter(name__in=asked).exists()


def check_second_factor(user: User, code: str) -> None:
    """Pass whoever needs no second factor, or gives a right code, which is spent by it.

    Raises SecondFactorRequired without a code, WrongCode for a wrong or spent one, TooManyTries after five tries in a
    quarter of an hour, and SecondFactorMissing when the policy asks for a factor that the person has not set up.
    """
    if not has_second_factor(user):
        if must_have_second_factor(user):
            raise SecondFactorMissing
        return
    if not code:
        raise SecondFactorRequired
    _count_try(user)
    factors = Authenticator.objects.filter(user_id=user.pk, type__in=CODE_TYPES)
    if not any(factor.wrap().validate_code(code) for factor in factors):
        raise WrongCode
    cache.delete(_tries_key(user))


def _count_try(user: User) -> None:
    key = _tries_key(user)
    cache.add(key, 0, CODE_WINDOW_SECONDS)
    if cache.incr(key) > CODE_TRIES:
        raise TooManyTries


def _tries_key(user: User) -> str:
    return f"second-factor-tries:{user.pk}"
