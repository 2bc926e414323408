"""Count the log: add what is new, start over, say where the counts and the log disagree.

Ids and times of events are handed out before commit, so "everything after the last one I saw" misses what commits
late. The watermark is a snapshot of the database's transactions instead: fresh is what had finished at this
snapshot and not at the last one. Counts and watermark move in one transaction, so a roll-up happens once or not at
all.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from activity.domain.recipes import GATHER_FRESH, RECIPES, TREND_PARAMETERS
from activity.models import (
    Event,
    ProductDay,
    ProductHour,
    SearchDay,
    ShopDay,
    TrendScore,
    VisitorDay,
    Watermark,
)

READER = "rollups"
LISTED_DIFFERENCES = 20


@dataclass(frozen=True)
class Snapshot:
    """Which transactions had finished: all below ``upto`` except those in ``running``."""

    upto: int = 0
    running: tuple[int, ...] = ()

    @property
    def lowest_unfinished(self) -> int:
        return min((self.upto, *self.running))


@dataclass(frozen=True)
class Counted:
    """What a roll-up did: how many events by people it counted, and whether it started over."""

    events: int
    is_rebuilt: bool = False


@dataclass(frozen=True)
class Difference:
    """A row of a rollup that does not say what the log says."""

    table: str
    key: str
    counted: str
    kept: str

    def __str__(self) -> str:
        return f"{self.table} {self.key}: the log says {self.counted}, kept is {self.kept}"


def advance() -> Counted:
    """Add every event that was committed since the last time, whenever it happened. Twice is the same as once.

    Must not run inside another transaction: its events would be neither fresh nor counted.
    """
    with transaction.atomic(durable=True):
        last, now = _lock_watermark(), _snapshot()
        if last.upto > now.upto:
            # A database restored on another server: its transactions are numbered from a lower one on.
            _renumber(now)
            return _start_over(now)
        return _count(last, now)


def rebuild() -> Counted:
    """Throw every count away and count the whole log again, in one transaction: readers see the old or the new."""
    with transaction.atomic(durable=True):
        last, now = _lock_watermark(), _snapshot()
        if last.upto > now.upto:
            _renumber(now)
        return _start_over(now)


def differences() -> list[Difference]:
    """Where the rollups and the log disagree, at most twenty a table; empty when all is well. Reads the whole log."""
    found = []
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        _gather(Snapshot(), _lock_watermark())
        for recipe in RECIPES:
            cursor.execute(f"{recipe.differences} LIMIT {LISTED_DIFFERENCES}", TREND_PARAMETERS)
            found += [Difference(recipe.table, *row) for row in cursor.fetchall()]
    return found


def _start_over(now: Snapshot) -> Counted:
    kept: tuple[QuerySet[Any], ...] = (
        ProductHour.objects.all(),
        ProductDay.objects.all(),
        ShopDay.objects.all(),
        VisitorDay.objects.all(),
        SearchDay.objects.all(),
        TrendScore.objects.all(),
    )
    for rows in kept:
        rows.delete()
    Watermark.objects.filter(name=READER).update(events=0)
    return Counted(_count(Snapshot(), now).events, is_rebuilt=True)


def _count(last: Snapshot, now: Snapshot) -> Counted:
    """Add the events that finished between two snapshots, and move the watermark to the later one."""
    events = _gather(last, now)
    if events:
        with connection.cursor() as cursor:
            for recipe in RECIPES:
                cursor.execute(recipe.add, TREND_PARAMETERS)
    Watermark.objects.filter(name=READER).update(
        upto=now.upto,
        running=list(now.running),
        events=F("events") + events,
        moved_at=timezone.now(),
    )
    return Counted(events)


def _gather(last: Snapshot, now: Snapshot) -> int:
    """Put the events that finished between two snapshots into the table that recipes read. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(
            GATHER_FRESH,
            {
                "lowest": last.lowest_unfinished,
                "last_upto": last.upto,
                "last_running": list(last.running),
                "now_upto": now.upto,
                "now_running": list(now.running),
            },
        )
        events: int = cursor.rowcount
        cursor.execute("ANALYZE fresh")
    return events


def _lock_watermark() -> Snapshot:
    """Take the watermark for this transaction; a second roll-up waits and then finds it moved."""
    Watermark.objects.get_or_create(name=READER)
    watermark = Watermark.objects.select_for_update().get(name=READER)
    return Snapshot(watermark.upto, tuple(watermark.running))


def _snapshot() -> Snapshot:
    """Which transactions have finished now. This one counts as running: what it writes is not fresh yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pg_snapshot_xmax(snapshot)::text::bigint,
                array(SELECT pg_snapshot_xip(snapshot)::text::bigint),
                pg_current_xact_id()::text::bigint
            FROM pg_current_snapshot() AS snapshot
            """
        )
        upto, running, own = cursor.fetchone()
    return Snapshot(upto, tuple(sorted({*running, own} if own < upto else running)))


def _renumber(now: Snapshot) -> None:
    """Give events that were written on another server a transaction that has finished on this one."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
    Event.objects.filter(transaction__gte=now.upto).update(transaction=0)
