"""The door at this moment: how much comes, how much of it is refused or suspicious, and who is kept out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DateTimeField, F, Func, Q, QuerySet, Sum, Value

from security.models import RAISED, Incident, RequestRecord, Standing, Step

SHOWN = timedelta(minutes=5)
WIDTH = timedelta(seconds=10)
MANY = SHOWN // WIDTH
MOST_LISTED = 8
REFUSALS = (403, 429)


@dataclass(frozen=True, slots=True)
class Bin:
    """What came in ten seconds that began ``seconds_ago``: requests, refused ones, and suspicious ones."""

    seconds_ago: int
    requests: int
    refused: int
    suspicious: int


@dataclass(frozen=True, slots=True)
class Moment:
    """The last five minutes in bins, oldest first; the latest suspicious requests; who is kept out; what is open."""

    at: datetime
    bins: Sequence[Bin]
    suspicious: Iterable[RequestRecord]
    standings: Iterable[Standing]
    banned: int
    incidents: Iterable[Incident]
    unfinished: int

    @property
    def requests(self) -> int:
        return sum(one.requests for one in self.bins)

    @property
    def refused(self) -> int:
        return sum(one.refused for one in self.bins)

    @property
    def raised(self) -> int:
        return sum(one.suspicious for one in self.bins)

    @property
    def busiest(self) -> int:
        """Requests of the fullest bin; at least 1, so that it can divide."""
        return max([1, *(one.requests for one in self.bins)])


def moment(now: datetime) -> Moment:
    """The door at a moment. Records reach the table within about a second; those that stand for others count as many."""
    recent = RequestRecord.objects.filter(at__gt=now - SHOWN, at__lte=now)
    standings = Standing.objects.in_force(now)
    incidents = Incident.objects.all().unfinished()
    return Moment(
        at=now,
        bins=_bins(recent, now),
        suspicious=recent.filter(_is_raised()).order_by("-pk")[:MOST_LISTED],
        standings=standings.order_by("-step", "-updated_at", "pk")[:MOST_LISTED],
        banned=standings.filter(step__gte=Step.SHORT).count(),
        incidents=incidents.order_by("-severity", "-created_at", "pk")[:MOST_LISTED],
        unfinished=incidents.count(),
    )


def _bins(recent: QuerySet[RequestRecord], now: datetime) -> list[Bin]:
    start = now - SHOWN
    begun = Func(
        Value(WIDTH), F("at"), Value(start), function="date_bin", output_field=DateTimeField()
    )
    rows = (
        recent.annotate(begun=begun)
        .values("begun")
        .annotate(
            requests=Sum("stands_for"),
            refused=Count("pk", filter=Q(status__in=REFUSALS)),
            suspicious=Count("pk", filter=_is_raised()),
        )
        .values_list("begun", "requests", "refused", "suspicious")
    )
    known = {round((at - start) / WIDTH): counts for at, *counts in rows}
    return [
        Bin((MANY - number) * WIDTH.seconds, *known.get(number, (0, 0, 0)))
        for number in range(MANY)
    ]


def _is_raised() -> Q:
    return Q(rule_score__gte=RAISED) | Q(model_score__gte=RAISED)
