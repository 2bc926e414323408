"""Rollups under fire: late committers, two roll-ups at once, a process killed in the middle."""

import threading

import pytest

from activity.domain import rollups
from activity.models import Event, ProductDay, Watermark
from tests.concurrency.other_sessions import run_process, second_connection, together
from tests.factories.activity import NOON, log, some_fact

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]

INSERT_A_VIEW = """
    INSERT INTO activity_event (at, kind, product_id, order_number, query, quantity, value_minor, is_bot)
    VALUES (%s, 'view', 1, '', '', 1, 0, false)
"""
KILLED_BEFORE_COMMIT = """
import os, signal
from activity.domain import rollups
count = rollups._count
def count_and_die(*arguments):
    count(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
rollups._count = count_and_die
rollups.advance()
"""


def views() -> int:
    return sum(ProductDay.objects.values_list("views", flat=True))


def test_an_event_that_commits_late_is_counted_the_next_time():
    with second_connection() as slow:
        slow.execute(INSERT_A_VIEW, [NOON])
        log(some_fact(), some_fact())
        rollups.advance()
        assert views() == 2
        slow.commit()

    rollups.advance()

    assert views() == 3
    assert rollups.differences() == []


def test_a_reader_that_remembers_the_last_id_would_miss_it():
    with second_connection() as slow:
        slow.execute(INSERT_A_VIEW, [NOON])
        log(some_fact())
        last_id = Event.objects.latest("pk").pk
        slow.commit()

    assert Event.objects.count() == 2
    assert not Event.objects.filter(pk__gt=last_id).exists()


def test_several_late_committers_in_any_order_are_each_counted_once():
    with second_connection() as first, second_connection() as second:
        for slow in (first, second):
            slow.execute(INSERT_A_VIEW, [NOON])
        rollups.advance()
        second.commit()
        log(some_fact())
        rollups.advance()
        assert views() == 2
        first.commit()
        rollups.advance()

    assert views() == 3
    assert rollups.advance().events == 0


def test_an_event_that_is_rolled_back_is_never_counted():
    with second_connection() as slow:
        slow.execute(INSERT_A_VIEW, [NOON])
        rollups.advance()
        slow.rollback()
    log(some_fact())

    rollups.advance()

    assert views() == 1


def test_a_long_transaction_elsewhere_holds_nothing_up():
    with second_connection() as slow:
        slow.execute("CREATE TEMPORARY TABLE busy AS SELECT pg_current_xact_id()")
        log(some_fact())

        rollups.advance()

        assert views() == 1


def test_two_roll_ups_at_once_count_once():
    log(*[some_fact() for _ in range(50)])

    results = together(rollups.advance, rollups.advance)

    assert sorted(result.events for result in results) == [0, 50]
    assert views() == 50


def test_without_the_lock_two_roll_ups_count_twice(monkeypatch):
    log(*[some_fact() for _ in range(50)])
    Watermark.objects.create(name=rollups.READER)
    both_have_read = threading.Barrier(2)

    def read_without_lock():
        mark = Watermark.objects.get(name=rollups.READER)
        both_have_read.wait(timeout=10)
        return rollups.Snapshot(mark.upto, tuple(mark.running))

    monkeypatch.setattr(rollups, "_lock_watermark", read_without_lock)

    together(rollups.advance, rollups.advance)

    assert views() == 100


def test_a_process_killed_before_its_commit_leaves_nothing():
    log(some_fact())

    killed = run_process(KILLED_BEFORE_COMMIT)

    assert killed.returncode == -9, killed.stderr
    assert (views(), Watermark.objects.filter(upto__gt=0).count()) == (0, 0)
    assert rollups.advance().events == 1
    assert views() == 1
