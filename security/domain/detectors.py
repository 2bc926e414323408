"""What may count against somebody: each rule and the learned judge, in force or in the shadow.

In the shadow a detector is heard and recorded, and nothing follows from it. The rules came proven; whatever else is
new begins in the shadow. Every hour each is measured on visitors who later paid: one that raises more false alarms
than its budget goes into the shadow, one that stays under it for enough of them comes into force.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from security.domain import book, rules
from security.domain.rules import Verdict
from security.models import Detector, RequestRecord
from security.ports import Finding

LEARNED = "learned_judge"
MEASURED_DAYS = 14
FEWEST_PAYERS = 200
BUDGET_PER_MILLE = 1.0
# One visit: whoever paid within so long after a request, at the same address with the same program or session.
VISIT = timedelta(hours=2)
MOST_PAYERS = 20_000


def in_force(verdict: Verdict, finding: Finding | None) -> Verdict:
    """What follows from the rules' verdict and the judge's finding, without those that are in the shadow.

    All their names stay among the reasons, so that staff see what would have followed.
    """
    shadow = book.shadows()
    if finding is None and shadow.isdisjoint(verdict.reasons):
        return verdict
    reasons = verdict.reasons
    score = sum(rules.WEIGHTS[name] for name in reasons if name not in shadow)
    if finding is not None:
        reasons = (*reasons, LEARNED)
        if LEARNED not in shadow:
            score += finding.score
    return Verdict(min(100, score), reasons)


@dataclass(frozen=True)
class Alarms:
    """On how many visitors who later paid a detector was raised."""

    payers: int
    alarmed: int

    @property
    def per_mille(self) -> float:
        return 1000 * self.alarmed / self.payers if self.payers else 0.0


def names() -> list[str]:
    """Every detector there is."""
    return [*rules.WEIGHTS, LEARNED]


def measure() -> dict[str, int]:
    """Measure every detector, and let it come into force or go into the shadow. Safe to run twice."""
    payers, alarmed = _payers_and_alarms()
    moved = 0
    for name in names():
        moved += _settle(name, Alarms(payers, alarmed.get(name, 0)))
    book.publish_shadows()
    return {"payers": payers, "moved": moved}


@transaction.atomic
def _settle(name: str, alarms: Alarms) -> bool:
    """Note what was measured; whether the detector's mode changed by it."""
    detector, _made = Detector.objects.select_for_update().get_or_create(
        name=name,
        defaults={
            "mode": Detector.Mode.SHADOW
            if name in book.BORN_IN_THE_SHADOW
            else Detector.Mode.IN_FORCE,
            "budget_per_mille": BUDGET_PER_MILLE,
        },
    )
    before = detector.mode
    if not detector.is_fixed:
        detector.mode = mode_after(before, alarms, detector.budget_per_mille)
    detector.payers, detector.alarmed = alarms.payers, alarms.alarmed
    detector.measured_at = timezone.now()
    detector.save()
    return before != detector.mode


def mode_after(mode: str, alarms: Alarms, budget_per_mille: float) -> str:
    """The mode that the figures call for: over the budget into the shadow at once, out of it with enough payers."""
    if alarms.alarmed and alarms.per_mille > budget_per_mille:
        return Detector.Mode.SHADOW
    if mode == Detector.Mode.SHADOW and alarms.payers < FEWEST_PAYERS:
        return Detector.Mode.SHADOW
    return Detector.Mode.IN_FORCE


def _payers_and_alarms() -> tuple[int, dict[str, int]]:
    """How many visitors paid, and for each detector on how many of them it was raised before."""
    since = timezone.now() - timedelta(days=MEASURED_DAYS)
    paid = dict(_payments(since))
    if not paid:
        return 0, {}
    alarmed: defaultdict[str, set[str]] = defaultdict(set)
    suspected = RequestRecord.objects.filter(at__gte=since - VISIT).exclude(reasons=[])
    rows = suspected.values_list("at", "session", "address", "fingerprint", "reasons")
    for at, session, address, fingerprint, reasons in rows.iterator(chunk_size=5_000):
        visitor = _visitor(session, address, fingerprint)
        paid_at = paid.get(visitor)
        if paid_at is not None and at <= paid_at <= at + VISIT:
            for name in reasons:
                alarmed[name].add(visitor)
    return len(paid), {name: len(visitors) for name, visitors in alarmed.items()}


def _payments(since: datetime) -> Iterable[tuple[str, datetime]]:
    """Visitors and when they last paid, by the routes that only a buyer is answered so."""
    bought = RequestRecord.objects.filter(
        at__gte=since, route__in=settings.PAID_ROUTES, method="POST", status__in=(302, 303, 201)
    )
    newest = bought.order_by("-pk").values_list("at", "session", "address", "fingerprint")
    for at, session, address, fingerprint in reversed(newest[:MOST_PAYERS]):
        yield _visitor(session, address, fingerprint), at


def _visitor(session: str, address: str | None, fingerprint: str) -> str:
    return session or f"{address}|{fingerprint}"
