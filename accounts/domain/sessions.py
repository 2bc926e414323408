"""Where a person is signed in: browsers (session cookie) and programs (tokens), in one list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.domain.people import roles_of
from accounts.errors import TooManySignIns
from accounts.models import TokenFamily, User
from shop.base.addresses import client_address, country_of
from shop.base.errors import NotFound

SEEN_KEY = "last_use"
# In a session that its owner must confirm by mail: the number of its SignInRecord.
HELD_KEY = "held_sign_in"
DEVICE_COOKIE, LONGEST_SECRET = "device", 64
# How often the last use of a session is written down, in seconds.
SEEN_EVERY = 600


@dataclass(frozen=True, slots=True)
class Device:
    """What is known of the machine that signs in."""

    address: str | None = None
    agent: str = ""
    # What a browser keeps in a cookie from its first sign-in on; programs have none.
    secret: str = ""


UNKNOWN = Device()


@dataclass(frozen=True, slots=True)
class SignIn:
    """One line of the list. ``id`` begins with the kind, so that one name ends either."""

    id: str
    kind: Literal["browser", "program"]
    agent: str
    address: str | None
    country: str
    started_at: datetime
    last_used_at: datetime
    is_this_one: bool


def device_of(request: HttpRequest) -> Device:
    """The machine that a request comes from."""
    secret = request.COOKIES.get(DEVICE_COOKIE, "")[:LONGEST_SECRET]
    return Device(client_address(request), request.headers.get("User-Agent", ""), secret)


def sign_ins(
    user: User, *, session_key: str | None = None, family_id: int | None = None
) -> list[SignIn]:
    """Everywhere a person is signed in, the last used first. The session or family given is "this one"."""
    browsers = [
        _line(f"browser-{row.pk}", "browser", row.user_agent, row.ip, row.created_at, row.last_seen_at,
              is_this_one=row.session_key == session_key)
        for row in UserSession.objects.purge_and_list(user)
    ]  # fmt: skip
    programs = [
        _line(f"program-{row.pk}", "program", row.agent, row.address, row.created_at, row.last_used_at,
              is_this_one=row.pk == family_id)
        for row in _alive_families(user)
    ]  # fmt: skip
    return sorted([*browsers, *programs], key=lambda line: line.last_used_at, reverse=True)


def end_sign_in(user: User, sign_in_id: str) -> None:
    """End one of a person's own sign-ins at once. Raises NotFound for one that is not theirs or has ended."""
    kind, _dash, number = sign_in_id.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise NotFound("You are not signed in there.")
    if kind == "browser" and _end_browsers(user, only=int(number)):
        return
    alive = _alive_families(user).filter(pk=int(number))
    if kind == "program" and alive.update(revoked_at=timezone.now(), reason="ended by its owner"):
        return
    raise NotFound("You are not signed in there.")


def end_other_sign_ins(
    user: User, *, session_key: str | None = None, family_id: int | None = None
) -> int:
    """End all of a person's sign-ins but this one. Returns how many."""
    ended = _end_browsers(user, but=session_key)
    others = _alive_families(user).exclude(pk=family_id or 0)
    return ended + others.update(revoked_at=timezone.now(), reason="ended by its owner")


def limit_of(user: User) -> int:
    """How often a person may be signed in at a time: the tightest limit of their roles, else that of everybody."""
    if not settings.SESSION_LIMITS:
        return int(settings.SESSIONS_PER_PERSON)
    own = [settings.SESSION_LIMITS[role] for role in roles_of(user) if role in settings.SESSION_LIMITS]  # fmt: skip
    return int(min(own, default=settings.SESSIONS_PER_PERSON))


def make_room(user: User) -> None:
    """Before one more sign-in by a program: end the least used ones above the limit, or refuse the new one.

    Needs a transaction, so that two sign-ins at once do not both see room. Raises TooManySignIns.
    """
    User.objects.select_for_update().get(pk=user.pk)
    _keep_at_most(user, limit_of(user) - 1)


def keep_to_the_limit(user: User, session_key: str | None = None) -> None:
    """After one more sign-in by browser: end the least used ones above the limit. Raises TooManySignIns.

    The refused sign-in, which is that of ``session_key``, has ended then.
    """
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)
            _keep_at_most(user, limit_of(user))
    except TooManySignIns:
        for session in UserSession.objects.filter(user=user, session_key=session_key):
            session.end()
        raise


def _keep_at_most(user: User, number: int) -> None:
    surplus = sign_ins(user)[number:]
    if surplus and settings.SESSION_LIMIT_REACHED == "refuse_new":
        raise TooManySignIns
    for line in surplus:
        end_sign_in(user, line.id)


def note_use(user: User, session_key: str) -> None:
    """Write down that a browser's session is in use."""
    UserSession.objects.filter(user=user, session_key=session_key).update(
        last_seen_at=timezone.now()
    )


def _end_browsers(user: User, *, only: int | None = None, but: str | None = None) -> int:
    chosen = UserSession.objects.filter(user=user)
    if only is not None:
        chosen = chosen.filter(pk=only)
    rows = [row for row in chosen if row.session_key != but]
    for row in rows:
        row.end()
    return len(rows)


def _alive_families(user: User) -> models.QuerySet[TokenFamily]:
    return TokenFamily.objects.filter(
        user=user, revoked_at__isnull=True, ends_at__gt=timezone.now()
    ).order_by("-last_used_at", "-pk")


def _line(
    name: str, kind: Literal["browser", "program"], agent: str, address: str | None,
    started_at: datetime, last_used_at: datetime, *, is_this_one: bool,
) -> SignIn:  # fmt: skip
    return SignIn(
        name, kind, agent, address, country_of(address), started_at, last_used_at, is_this_one
    )
