"""Tokens of programs: a short access token, and a refresh token that works exactly once.

Every refresh token belongs to the family of the sign-in that it came from. Using a spent one means that somebody has a
copy, so the whole family ends. A family ends fourteen days after its sign-in whatever happens.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils import timezone
from rest_framework_simplejwt.exceptions import TokenError

from accounts.domain import risk
from accounts.domain.second_factor import check_second_factor, has_second_factor
from accounts.domain.sessions import UNKNOWN, Device, make_room
from accounts.domain.signing import Access, Refresh
from accounts.errors import BadCredentials, BadRefreshToken, SignInHeld
from accounts.models import RefreshToken, SignInRecord, TokenFamily, User
from accounts.ports import news

logger = logging.getLogger(__name__)

FAMILY_LIFE = timedelta(days=14)
MARK_CLAIM = "mark"
FAMILY_CLAIM = "family"
LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token for the next minutes, and the refresh token for the next pair."""

    access: str
    refresh: str


def sign_in(
    request: Any, email: str, password: str, code: str = "", device: Device = UNKNOWN
) -> TokenPair:
    """Tokens for the right email, password and, where the account has one, code of the second factor.

    Raises BadCredentials, after the same work, for a wrong pair, what ``check_second_factor`` raises, TooManyTries when the
    account was guessed at too often, and SignInHeld when the sign-in is so unusual that its owner must confirm it first.
    """
    risk.check_guesses(email, device)
    user = authenticate(request, username=email.strip().lower(), password=password)
    if not isinstance(user, User):
        raise BadCredentials
    check_second_factor(user, code)
    record = risk.record_sign_in(user, device, SignInRecord.Kind.PROGRAM)
    if risk.is_held(record) and not has_second_factor(user):
        raise SignInHeld
    return issue(user, device)


@transaction.atomic
def issue(user: User, device: Device = UNKNOWN) -> TokenPair:
    """The first pair of a new family. The least used sign-in of the person ends when there are too many."""
    make_room(user)
    family = TokenFamily.objects.create(
        user=user,
        ends_at=timezone.now() + FAMILY_LIFE,
        address=device.address,
        agent=device.agent[:LONGEST_AGENT],
    )
    return _next_pair(family, user)


def rotate(refresh: str) -> TokenPair:
    """Spend a refresh token for the next pair. Of many uses at once exactly one succeeds; the others end the family.

    Raises BadRefreshToken for a token that is forged, expired, spent or revoked, and when the person may not sign in.
    """
    jti, family_id, mark = _read(refresh)
    with transaction.atomic():
        # One conditional write decides who spends it; there is no gap between looking and spending.
        spent = RefreshToken.objects.filter(
            jti=jti, family_id=family_id, spent_at__isnull=True
        ).update(spent_at=timezone.now())
        family = (
            TokenFamily.objects.select_for_update(of=("self",))
            .select_related("user")
            .filter(pk=family_id)
            .first()
        )
        is_good = bool(spent) and family is not None and _is_alive(family, mark)
        if is_good and family is not None:
            TokenFamily.objects.filter(pk=family.pk).update(last_used_at=timezone.now())
            return _next_pair(family, family.user)
    if family is not None and not spent:
        if _revoke(family.pk, "reused"):
            news().token_reused(family.user_id, family.user.email)
        logger.warning(
            "A spent refresh token of user %s was used again; its family has ended.", family.user_id
        )
    raise BadRefreshToken


def revoke(refresh: str) -> None:
    """Sign the program out: its family ends. A token that is not valid ends nothing and tells nothing."""
    try:
        _jti, family_id, _mark = _read(refresh)
    except BadRefreshToken:
        return
    _revoke(family_id, "signed out")


def _revoke(family_id: int, reason: str) -> bool:
    """End a family. False when it had ended before."""
    ended = TokenFamily.objects.filter(pk=family_id, revoked_at__isnull=True).update(
        revoked_at=timezone.now(), reason=reason
    )
    return bool(ended)


def _is_alive(family: TokenFamily, mark: str) -> bool:
    return (
        family.revoked_at is None
        and family.ends_at > timezone.now()
        and family.user.is_active
        and family.user.credentials_mark() == mark
    )


def _next_pair(family: TokenFamily, user: User) -> TokenPair:
    row = RefreshToken.objects.create(family=family, jti=uuid4())
    refresh, access = Refresh.for_user(user), Access.for_user(user)
    refresh["jti"] = row.jti.hex
    refresh.set_exp(from_time=timezone.now(), lifetime=family.ends_at - timezone.now())
    for token in (refresh, access):
        token[MARK_CLAIM] = user.credentials_mark()
        token[FAMILY_CLAIM] = family.pk
    return TokenPair(str(access), str(refresh))


def _read(refresh: str) -> tuple[UUID, int, str]:
    """Number, family and mark of the credentials of a refresh token whose signature, kind and time are right."""
    try:
        token = Refresh(refresh)  # type: ignore[arg-type] # the stub asks for a Token, the code takes text
        return UUID(token["jti"]), int(token[FAMILY_CLAIM]), str(token[MARK_CLAIM])
    except (TokenError, KeyError, ValueError, TypeError) as error:
        raise BadRefreshToken from error
