"""Buffers: a request leaves a row and goes on; the row arrives, waits for the database, or is counted as dropped."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DataError, OperationalError

from shop.base.buffers import BulkBuffer, discard_all


def wait_until(is_true, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


class Table:
    """Stands for the database: remembers batches, and fails as it is told."""

    def __init__(self, *failures: Exception) -> None:
        self.batches: list[list[str]] = []
        self.failures = list(failures)

    def write(self, rows) -> None:
        if self.failures:
            raise self.failures.pop(0)
        if "bad" in rows:
            raise DataError("invalid value")
        self.batches.append(list(rows))

    @property
    def rows(self) -> list[str]:
        return [row for batch in self.batches for row in batch]


@pytest.mark.django_db
def test_rows_are_written_in_bulk_and_in_order():
    table = Table()
    buffer = BulkBuffer("rows", table.write)
    for row in ("a", "b", "c"):
        buffer.add(row)

    assert buffer.flush() == 3
    assert table.batches == [["a", "b", "c"]]
    assert len(buffer) == 0


@pytest.mark.django_db
def test_while_the_database_is_away_rows_wait_in_order():
    table = Table(OperationalError("the server closed the connection"))
    buffer = BulkBuffer("rows", table.write)
    buffer.add("a")
    with pytest.raises(OperationalError):
        buffer.flush()
    buffer.add("b")

    buffer.flush()

    assert (table.rows, buffer.dropped) == (["a", "b"], 0)


def test_beyond_the_bound_rows_are_dropped_and_counted():
    buffer = BulkBuffer("rows", Table().write, capacity=2)

    for row in ("a", "b", "c", "d"):
        buffer.add(row)

    assert (len(buffer), buffer.dropped) == (2, 2)


@pytest.mark.django_db
def test_one_refused_row_costs_none_of_its_neighbours(caplog):
    table = Table()
    buffer = BulkBuffer("rows", table.write)
    for row in ("a", "b", "bad", "c", "d"):
        buffer.add(row)

    with caplog.at_level(logging.WARNING):
        assert buffer.flush() == 4

    assert (table.rows, buffer.dropped) == (["a", "b", "c", "d"], 1)
    assert "A row of rows was refused and dropped: invalid value" in caplog.text


@pytest.fixture
def in_background() -> Iterator[Callable[..., BulkBuffer[str]]]:
    """Makes buffers that write on a thread of their own, which ends with the test."""
    made: list[BulkBuffer[str]] = []

    def make(table: Table, **sizes: Any) -> BulkBuffer[str]:
        made.append(BulkBuffer("rows", table.write, in_background=True, **sizes))
        return made[-1]

    yield make
    for buffer in made:
        buffer.close()


@pytest.mark.django_db(transaction=True)
def test_in_the_background_a_lone_row_is_written_when_it_is_old_enough(in_background):
    table = Table()
    buffer = in_background(table, age_seconds=0.05)

    buffer.add("a")

    assert table.rows == []
    wait_until(lambda: table.rows == ["a"])


@pytest.mark.django_db(transaction=True)
def test_in_the_background_many_rows_are_written_at_once(in_background):
    table = Table()
    buffer = in_background(table, size=3, age_seconds=60)

    for row in ("a", "b", "c", "d"):
        buffer.add(row)

    wait_until(lambda: len(table.rows) == 4)


@pytest.mark.django_db(transaction=True)
def test_the_background_outlives_a_failure(in_background, caplog):
    table = Table(OperationalError("the server closed the connection"))
    buffer = in_background(table, age_seconds=0.02)

    with caplog.at_level(logging.WARNING):
        buffer.add("a")
        wait_until(lambda: table.rows == ["a"])

    assert "1 rows of rows wait, 0 were dropped so far" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_closing_writes_what_waits(in_background):
    table = Table()
    buffer = in_background(table, age_seconds=60)
    buffer.add("a")

    buffer.close()

    assert table.rows == ["a"]


def test_a_forked_worker_does_not_write_its_parents_rows():
    buffer = BulkBuffer("rows", Table().write)
    buffer.add("a")

    child = os.fork()
    if child == 0:
        os._exit(len(buffer))
    _pid, status = os.waitpid(child, 0)

    assert (os.waitstatus_to_exitcode(status), len(buffer)) == (0, 1)


def test_every_buffer_can_be_told_to_forget():
    buffer = BulkBuffer("rows", Table().write)
    buffer.add("a")

    discard_all()

    assert len(buffer) == 0
