"""Rows that a request leaves behind without waiting for the database: events, request records.

``add()`` appends to a list of the process; a thread writes the list in bulk when it is long or old enough. While the
database is away rows wait up to a bound; beyond it, newer ones are dropped and counted. A process that dies without
a word loses at most the rows of the last second.
"""

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing.util import Finalize
from typing import Generic, TypeVar
from weakref import WeakSet

from django.conf import settings
from django.db import (
    DataError,
    IntegrityError,
    close_old_connections,
    connection,
    transaction,
)

logger = logging.getLogger(__name__)
Row = TypeVar("Row")

LARGEST_WRITE = 5_000
LONGEST_PAUSE_SECONDS = 30.0
IDLE_SECONDS = 30.0
EXIT_PRIORITY = 100
# What a row's own content causes; everything else is the database's trouble and passes.
REFUSALS = (DataError, IntegrityError, ValueError, TypeError, OverflowError)

_all: WeakSet["BulkBuffer[object]"] = WeakSet()


class BulkBuffer(Generic[Row]):
    """Rows of one kind on their way to the database.

    ``write`` puts a batch into the database, all or nothing. ``size`` rows, or the first row's ``age_seconds``,
    start a write; at most ``capacity`` rows wait.
    """

    _rows: deque[Row]
    _thread: threading.Thread | None
    _starting: threading.Lock
    _writing: threading.RLock
    _is_wanted: threading.Event
    _is_long: threading.Event
    _is_closed: bool

    def __init__(
        self,
        name: str,
        write: Callable[[Sequence[Row]], object],
        *,
        size: int = 500,
        age_seconds: float = 1.0,
        capacity: int = 50_000,
        in_background: bool | None = None,
    ) -> None:
        self.name = name
        self.dropped = 0
        self._write = write
        self._size = size
        self._age_seconds = age_seconds
        self._capacity = capacity
        self._in_background = in_background
        self._forget_the_parent()
        _all.add(self)  # type: ignore[arg-type] # the set only discards and resets

    def add(self, row: Row) -> None:
        """Leave a row. Never raises and never waits; a full buffer drops the row and counts it."""
        rows = self._rows
        if len(rows) >= self._capacity:
            self.dropped += 1
            return
        rows.append(row)
        # After the append: the writer clears the flag before it takes rows, so none is left behind unnoticed.
        if not self._is_wanted.is_set():
            self._is_wanted.set()
            if self._thread is None:
                self._start()
        elif len(rows) >= self._size:
            self._is_long.set()

    def __len__(self) -> int:
        return len(self._rows)

    def flush(self) -> int:
        """Write everything that waits, on this thread. Returns how many rows were written.

        Rows that the database refuses for what they say are dropped and counted. Raises what else goes wrong,
        OperationalError first of all; the rows go on waiting then.
        """
        written = 0
        with self._writing:
            while batch := self._take():
                try:
                    written += self._write_the_good(batch)
                except Exception:
                    self._rows.extendleft(reversed(batch))
                    raise
        return written

    def discard(self) -> None:
        """Forget everything that waits."""
        self._rows.clear()

    def close(self) -> None:
        """End the thread, once it has written what waits; the next row starts another."""
        thread, self._is_closed = self._thread, True
        if thread is not None:
            self._is_wanted.set()
            self._is_long.set()
            thread.join(LONGEST_PAUSE_SECONDS)
        self._thread, self._is_closed = None, False

    def _take(self) -> list[Row]:
        rows = self._rows
        return [rows.popleft() for _ in range(min(len(rows), LARGEST_WRITE))]

    def _write_the_good(self, batch: Sequence[Row]) -> int:
        """Write a batch; when some row is refused, halve the batch until only the refused rows are left out."""
        try:
            with transaction.atomic():
                self._write(batch)
        except REFUSALS as refusal:
            if len(batch) == 1:
                self.dropped += 1
                logger.warning("A row of %s was refused and dropped: %s", self.name, refusal)
                return 0
            middle = len(batch) // 2
            return self._write_the_good(batch[:middle]) + self._write_the_good(batch[middle:])
        return len(batch)

    def _start(self) -> None:
        wanted = self._in_background
        if not (settings.BUFFERS_IN_BACKGROUND if wanted is None else wanted):
            return
        with self._starting:
            if self._thread is None:
                thread = threading.Thread(target=self._run, name=f"buffer {self.name}", daemon=True)
                thread.start()
                self._thread = thread
                # Runs at the end of the interpreter and of forked workers, which skip atexit.
                Finalize(self, self._flush_at_exit, exitpriority=EXIT_PRIORITY)

    def _run(self) -> None:
        """Write whenever rows are there, until the buffer is closed or the process ends."""
        pause = 0.0
        while not self._is_closed:
            if not self._is_wanted.wait(IDLE_SECONDS):
                connection.close()
                self._is_wanted.wait()
            if not self._is_closed:
                self._is_long.wait(self._age_seconds)
            self._is_wanted.clear()
            self._is_long.clear()
            if self._has_written():
                pause = 0.0
            else:
                pause = min(max(self._age_seconds, pause * 2), LONGEST_PAUSE_SECONDS)
                time.sleep(pause)
        connection.close()

    def _has_written(self) -> bool:
        """Write what waits; after a failure say so and keep the rows for the next time."""
        dropped_before = self.dropped
        try:
            close_old_connections()
            self.flush()
        except Exception as error:  # noqa: BLE001 - the thread must outlive every failure
            connection.close()
            self._is_wanted.set()
            logger.warning("%s wait, %s were dropped so far: %s", self, self.dropped, error)
            return False
        if self.dropped > dropped_before:
            logger.warning("%s were dropped so far of %s.", self.dropped, self.name)
        return True

    def __str__(self) -> str:
        return f"{len(self._rows)} rows of {self.name}"

    def _flush_at_exit(self) -> None:
        try:
            self.flush()
        except Exception as error:  # noqa: BLE001 - nothing may keep a process from ending
            logger.warning("%s are lost at exit: %s", self, error)

    def _forget_the_parent(self) -> None:
        """Begin empty: a forked worker must not write its parent's rows, nor wait for its parent's thread."""
        self._rows = deque()
        self._thread = None
        self._starting = threading.Lock()
        self._writing = threading.RLock()
        self._is_wanted = threading.Event()
        self._is_long = threading.Event()
        self._is_closed = False


def discard_all() -> None:
    """Forget the waiting rows of every buffer of this process."""
    for buffer in _all:
        buffer.discard()


def _begin_again_after_fork() -> None:
    for buffer in _all:
        buffer._forget_the_parent()  # noqa: SLF001 - the same module, at the moment of the fork


os.register_at_fork(after_in_child=_begin_again_after_fork)
