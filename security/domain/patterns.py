"""Patterns: one program that attacks from many addresses, one address without end, passwords guessed from many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import SignInRecord
from security.domain import incidents
from security.models import RAISED, RequestRecord

LOOKED_AT = timedelta(minutes=30)
ADDRESSES_OF_A_CAMPAIGN = 5
REQUESTS_OF_A_BURST = 50
# Addresses with three wrong passwords each, and how many wrong ones together: a shop's own people forget theirs one by one.
GUESSES_AT_AN_ADDRESS = 3
ADDRESSES_OF_A_GUESSER = 10
GUESSES_TOGETHER = 100
MOST_ADDRESSES = 500
MOST_PATTERNS = 20


@dataclass(frozen=True)
class Pattern:
    """Hostile requests that belong together."""

    kind: str
    key: str
    requests: int
    addresses: tuple[str, ...]
    routes: tuple[str, ...]
    users: tuple[int, ...]
    first_at: datetime
    last_at: datetime

    @property
    def title(self) -> str:
        if self.kind == "campaign":
            return _("One program attacks from %(count)s addresses") % {
                "count": len(self.addresses)
            }
        if self.kind == "guessing":
            return _("Passwords are guessed from %(count)s addresses") % {
                "count": len(self.addresses)
            }
        return _("%(count)s attacks from %(address)s") % {
            "count": self.requests,
            "address": self.key,
        }


def find(now: datetime | None = None) -> list[Pattern]:
    """The patterns of the last half hour, most requests first."""
    since = (now or timezone.now()) - LOOKED_AT
    return [
        *_grouped("campaign", "fingerprint", since),
        *_grouped("burst", "address", since),
        *_guessing(since),
    ]


def look() -> dict[str, int]:
    """Open an incident for every pattern. Safe to run twice."""
    found = find()
    for pattern in found:
        incidents.notice(
            pattern.kind,
            pattern.key,
            pattern.title,
            severity=incidents.Severity.HIGH,
            facts={
                "requests": pattern.requests,
                "addresses": list(pattern.addresses),
                "routes": list(pattern.routes),
                "users": list(pattern.users),
                "first": pattern.first_at.isoformat(timespec="seconds"),
                "last": pattern.last_at.isoformat(timespec="seconds"),
            },
        )
    return {"patterns": len(found)}


def _grouped(kind: str, column: str, since: datetime) -> Iterator[Pattern]:
    hostile = RequestRecord.objects.filter(
        at__gte=since, rule_score__gte=RAISED, address__isnull=False
    ).exclude(**{column: "" if column == "fingerprint" else None})
    groups = hostile.values(column).annotate(
        requests=Count("pk"),
        places=Count("address", distinct=True),
        addresses=ArrayAgg("address", distinct=True),
        routes=ArrayAgg("route", distinct=True),
        users=ArrayAgg("user_id", distinct=True, filter=Q(user_id__isnull=False), default=[]),
        first_at=Min("at"),
        last_at=Max("at"),
    )
    enough = (
        groups.filter(places__gte=ADDRESSES_OF_A_CAMPAIGN)
        if kind == "campaign"
        else groups.filter(requests__gte=REQUESTS_OF_A_BURST)
    )
    for row in enough.order_by("-requests")[:MOST_PATTERNS]:
        yield Pattern(
            kind,
            str(row[column]),
            row["requests"],
            tuple(str(one) for one in row["addresses"][:MOST_ADDRESSES]),
            tuple(one for one in row["routes"] if one)[:20],
            tuple(row["users"])[:20],
            row["first_at"],
            row["last_at"],
        )


def _guessing(since: datetime) -> Iterator[Pattern]:
    """Wrong passwords from many addresses, each of which tries too seldom to reach its own limit."""
    wrong = RequestRecord.objects.filter(at__gte=since, method="POST", address__isnull=False)
    wrong = wrong.filter(
        Q(route__endswith="auth/token", status=HTTPStatus.UNAUTHORIZED)
        | Q(route="account/login/", status=HTTPStatus.OK)
    )
    places = wrong.values("address").annotate(
        requests=Count("pk"), first_at=Min("at"), last_at=Max("at")
    )
    found = list(places.filter(requests__gte=GUESSES_AT_AN_ADDRESS).order_by("-requests"))
    guesses = sum(row["requests"] for row in found)
    if len(found) < ADDRESSES_OF_A_GUESSER or guesses < GUESSES_TOGETHER:
        return
    addresses = tuple(str(row["address"]) for row in found[:MOST_ADDRESSES])
    entered = SignInRecord.objects.filter(at__gte=since, address__in=addresses)
    yield Pattern(
        "guessing",
        "passwords",
        guesses,
        addresses,
        ("sign-in",),
        tuple(entered.values_list("user_id", flat=True).distinct()[:MOST_ADDRESSES]),
        min(row["first_at"] for row in found),
        max(row["last_at"] for row in found),
    )
