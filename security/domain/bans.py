"""Measures against whoever attacks: warn, ask for a person, ban for minutes, ban for a day. They fade by themselves.

A measure rises by one step per offence at most. A ban needs two kinds of evidence: two different rules, or three
offences of one kind. An address or a program that honest shoppers share is never banned, only asked to show that a
person is there; the session that offends can be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from security.domain import book
from security.models import RAISED, RequestRecord, Standing, Step

HALF_LIFE = timedelta(hours=1)
MOST_POINTS = 1_000.0
# So many points call for a step; lasting so long.
THRESHOLDS = ((Step.LONG, 600.0), (Step.SHORT, 180.0), (Step.SLOWED, 100.0), (Step.WARNED, 40.0))
LASTS = {
    Step.WARNED: timedelta(minutes=10),
    Step.SLOWED: timedelta(minutes=30),
    Step.SHORT: timedelta(minutes=15),
    Step.LONG: timedelta(days=1),
}
BANS_BEFORE_A_LONG_ONE = 2
STRIKES_AS_EVIDENCE = 3
KINDS_FOR_A_BAN = 2
MOST_EVIDENCE = 20
# Sessions of the last hour that did nothing wrong make an address a shared one.
SHARED_WITHIN = timedelta(hours=1)
NEWEST_LOOKED_AT = 500
FORGOTTEN_BELOW = 1.0


@dataclass(frozen=True)
class Offence:
    """What somebody did: how bad it was (0 to 100), which rules say so, and when."""

    score: float
    reasons: Sequence[str]
    address: str | None
    at: datetime
    request_id: UUID | None = None
    fingerprint: str = ""


def strike(subjects: dict[str, str], offence: Offence) -> Step:
    """Hold an offence against every subject that the request tells of. Returns the hardest step that follows.

    ``subjects`` maps kinds of ``Standing.Kind`` to keys. What follows holds for every process from its next request.
    """
    hardest = Step.NONE
    for kind, subject in sorted(subjects.items()):
        most = _hardest_allowed(kind, offence)
        hardest = max(hardest, _hold_against(kind, subject, offence, most))
    return hardest


@transaction.atomic
def _hold_against(kind: str, subject: str, offence: Offence, most: Step) -> Step:
    Standing.objects.get_or_create(
        subject=subject, defaults={"kind": kind, "address": offence.address}
    )
    standing = Standing.objects.select_for_update().get(subject=subject)
    standing.points = min(MOST_POINTS, points_now(standing, offence.at) + offence.score)
    standing.points_at = offence.at
    standing.strikes += 1
    standing.evidence = [*dict.fromkeys([*standing.evidence, *offence.reasons])][:MOST_EVIDENCE]
    standing.last_request_id = offence.request_id
    present = step_now(standing, offence.at)
    step = min(next_step(standing, present), most)
    if step >= present and step > Step.NONE:
        _impose(standing, step, offence.at, is_new=step > present)
    standing.save()
    book.publish([standing])
    return Step(max(step, present))


def next_step(standing: Standing, present: Step) -> Step:
    """The step that the points call for: at most one above the present one, a ban only with enough evidence."""
    wanted = next((step for step, points in THRESHOLDS if standing.points >= points), Step.NONE)
    if wanted == Step.SHORT and standing.bans >= BANS_BEFORE_A_LONG_ONE:
        wanted = Step.LONG
    kinds = len(standing.evidence) + (standing.strikes >= STRIKES_AS_EVIDENCE)
    if wanted >= Step.SHORT and kinds < KINDS_FOR_A_BAN:
        wanted = Step.SLOWED
    if standing.bans >= BANS_BEFORE_A_LONG_ONE and wanted >= Step.SHORT:
        return wanted
    return Step(min(wanted, present + 1))


def points_now(standing: Standing, now: datetime) -> float:
    """The points as they have faded by now."""
    passed = max((now - standing.points_at).total_seconds(), 0.0)
    return float(standing.points * 0.5 ** (passed / HALF_LIFE.total_seconds()))


def step_now(standing: Standing, now: datetime) -> Step:
    """The step in force now."""
    if standing.until is None or standing.until <= now:
        return Step.NONE
    return Step(standing.step)


@transaction.atomic
def lift(standing: Standing, *, note: str = "") -> None:
    """Forgive: no measure, no points, nothing counts towards the next one.

    The same offence was held against an address, a program and a session: it is forgiven to all three.
    """
    same = Standing.objects.filter(last_request_id=standing.last_request_id)
    together = [standing]
    if standing.last_request_id is not None:
        together += same.exclude(pk=standing.pk).select_for_update().order_by("pk")
    for one in together:
        one.step, one.until = Step.NONE, None
        one.points, one.strikes, one.bans, one.evidence = 0.0, 0, 0, []
        one.note = note[:300]
        one.save()
    book.publish(together)


@transaction.atomic
def impose(standing: Standing, step: Step, *, note: str = "") -> None:
    """Put a measure in force by hand, whatever the points say."""
    _impose(standing, step, timezone.now(), is_new=True)
    standing.note = note[:300]
    standing.save()
    book.publish([standing])


def fade() -> dict[str, int]:
    """Forget who has no points and no measure any more, and write the book anew. Safe to run twice."""
    now = timezone.now()
    long_past = now - HALF_LIFE * 10
    forgotten, _by_model = (
        Standing.objects.exclude(pk__in=Standing.objects.in_force(now).values("pk"))
        .filter(points_at__lt=long_past, appeals__isnull=True)
        .delete()
    )
    return {"forgotten": forgotten, "in_force": book.rebuild()}


def _impose(standing: Standing, step: Step, now: datetime, *, is_new: bool) -> None:
    if is_new and step >= Step.SHORT:
        standing.bans += 1
    standing.step = step
    standing.until = now + LASTS[step]


def _hardest_allowed(kind: str, offence: Offence) -> Step:
    """What strangers share may be challenged and not banned."""
    if kind == Standing.Kind.SESSION:
        return Step.LONG
    if offence.address is None:
        return Step.SLOWED
    fingerprint = offence.fingerprint if kind == Standing.Kind.PROGRAM else ""
    return Step.SLOWED if is_shared(offence.address, offence.at, fingerprint) else Step.LONG


def is_shared(address: str, now: datetime, fingerprint: str = "") -> bool:
    """Whether somebody who did nothing wrong was here lately, from the same address (and with the same program).

    A session counts that none of the rules suspects: whoever attacks without a session shares it with nobody.
    """
    recent = RequestRecord.objects.filter(address=address, at__gte=now - SHARED_WITHIN)
    if fingerprint:
        recent = recent.filter(fingerprint=fingerprint)
    worst: dict[str, int] = {}
    newest = recent.exclude(session="").order_by("-pk")[:NEWEST_LOOKED_AT]
    for session, score in newest.values_list("session", "rule_score"):
        worst[session] = max(worst.get(session, 0), score)
    return any(score < RAISED for score in worst.values())
