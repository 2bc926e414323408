"""Where a person is signed in: browsers (session cookie) and programs (tokens), in one list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import TokenFamily, User
from shop.base.addresses import client_address, country_of
from shop.base.errors import NotFound

SEEN_KEY = "last_use"
# How often the last use of a session is written down, in seconds.
SEEN_EVERY = 600


@dataclass(frozen=True, slots=True)
class Device:
    """What is known of the machine that signs in."""

    address: str | None = None
    agent: str = ""


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
    return Device(client_address(request), request.headers.get("User-Agent", ""))


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


def make_room(user: User) -> None:
    """Before one more sign-in: end the least used ones above the limit. Waits for others of the same person.

    Needs a transaction, so that two sign-ins at once do not both see room.
    """
    User.objects.select_for_update().get(pk=user.pk)
    for line in sign_ins(user)[settings.SESSIONS_PER_PERSON - 1 :]:
        end_sign_in(user, line.id)


def keep_to_the_limit(user: User) -> None:
    """After one more sign-in by browser: end the least used ones above the limit."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        for line in sign_ins(user)[settings.SESSIONS_PER_PERSON :]:
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
