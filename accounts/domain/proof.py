"""Proof, once more, that it is the person who acts and not somebody at their open session."""

from django.core.cache import cache

from accounts.domain.second_factor import check_second_factor
from accounts.errors import ProofNeeded, TooManyTries, WrongCode
from accounts.models import User

TRIES, WINDOW_SECONDS = 5, 15 * 60


def prove(user: User, password: str, code: str = "") -> None:
    """Pass who gives the right password and, with a second factor, its code.

    Raises ProofNeeded, TooManyTries after five tries in a quarter of an hour, and what ``check_second_factor`` raises.
    """
    key = f"proof-tries:{user.pk}"
    cache.add(key, 0, WINDOW_SECONDS)
    if cache.incr(key) > TRIES:
        raise TooManyTries
    if not user.check_password(password):
        raise ProofNeeded
    try:
        check_second_factor(user, code)
    except WrongCode as wrong:
        raise ProofNeeded from wrong
    cache.delete(key)
