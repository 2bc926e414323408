"""Starts servers for a benchmark, sends them requests, and counts the CPU that they and PostgreSQL used."""

import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from django.db import connection

from bench.browser import Browser

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 8
WEB_PROCESSES = 2

Ask = Callable[[Browser], bool]


@dataclass
class Cell:
    """What one run of one kind of request cost."""

    requests: int = 0
    errors: int = 0
    seconds: float = 0.0
    app_cpu: float = 0.0
    database_cpu: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds a request, web processes and PostgreSQL together."""
        return 1000 * (self.app_cpu + self.database_cpu) / max(self.requests, 1)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds if self.seconds else 0.0

    def percentile(self, share: int) -> float:
        """Latency in milliseconds that ``share`` percent stay under."""
        if len(self.latencies) < 3:
            return 0.0
        return 1000 * statistics.quantiles(self.latencies, n=100)[share - 1]


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: psutil.Process
    port: int

    def cpu(self) -> float:
        """CPU seconds of all its processes so far."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(sum(member.cpu_times()[:2]) for member in family)


@contextmanager
def served(application: str) -> Iterator[Server]:
    """A Granian server with two processes of one thread, as the shop runs it. ``application`` is a ``Door``."""
    port = _free_port()
    options = ("--interface", "rsgi", "--http", "1", "--no-ws", "--log-level", "error")
    workers = ("--workers", str(WEB_PROCESSES))
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", "--port", str(port), *workers, *options, application],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        _wait_until_it_answers(port)
        yield Server(psutil.Process(process.pid), port)
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_until_it_answers(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            Browser(port).get("/json")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"The server on port {port} does not answer.")


def _cpu_of_database() -> dict[int, float]:
    """CPU seconds so far of each PostgreSQL process that works on this database for somebody else than us."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        pids = [pid for (pid,) in cursor.fetchall()]
    spent = {}
    for pid in pids:
        try:
            process = psutil.Process(pid)
            if process.name().startswith("postgres"):
                spent[pid] = sum(process.cpu_times()[:2])
        except psutil.NoSuchProcess:
            continue
    return spent


def measure(
    server: Server,
    ask: Ask,
    *,
    seconds: float,
    most: int | None = None,
    connections: int = CONNECTIONS,
) -> Cell:
    """Keep ``connections`` busy for ``seconds``, or until ``most`` requests were sent.

    ``ask`` sends one request (or one story of several) and says whether the answer was right.
    """
    cell, lock, numbers = Cell(), threading.Lock(), iter(range(most or sys.maxsize))
    app_before, database_before = server.cpu(), _cpu_of_database()
    started = time.monotonic()

    def shopper() -> None:
        browser = Browser(server.port)
        while time.monotonic() < started + seconds:
            with lock:
                if next(numbers, None) is None:
                    break
            began = time.perf_counter()
            is_right = ask(browser)
            took = time.perf_counter() - began
            with lock:
                cell.requests += 1
                cell.errors += not is_right
                cell.latencies.append(took)
        browser.close()

    threads = [threading.Thread(target=shopper) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cell.seconds = time.monotonic() - started
    cell.app_cpu = server.cpu() - app_before
    after = _cpu_of_database()
    cell.database_cpu = sum(spent - database_before.get(pid, 0.0) for pid, spent in after.items())
    return cell
