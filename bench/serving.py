"""Starts servers for a benchmark, sends them requests, and counts the CPU that they and PostgreSQL used."""

import http.client
import os
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
from django.db import connection as database

ROOT = Path(__file__).resolve().parent.parent


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
        return self.requests / self.seconds if self.seconds else 0.0

    def percentile(self, share: int) -> float:
        """Latency in milliseconds that ``share`` percent stay under."""
        return (
            1000 * statistics.quantiles(self.latencies, n=100)[share - 1]
            if len(self.latencies) > 2
            else 0.0
        )


@contextmanager
def served(application: str, port: int) -> Iterator[psutil.Process]:
    """A Granian server with two workers of one thread, as the shop runs it."""
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--port",
            str(port),
            "--workers",
            "2",
            "--blocking-threads",
            "1",
            "--no-access-log",
            "--log-level",
            "error",
            application,
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        _wait_until_it_answers(port)
        yield psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait(20)


def _wait_until_it_answers(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/json")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"The server on port {port} does not answer.")


def cpu_of(process: psutil.Process) -> float:
    """CPU seconds of a process and its children so far."""
    family = [process, *process.children(recursive=True)]
    return sum(sum(member.cpu_times()[:2]) for member in family)


def cpu_of_database() -> float:
    """CPU seconds so far of the PostgreSQL processes that serve the benchmark's own database."""
    with database.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        pids = [pid for (pid,) in cursor.fetchall()]
    return sum(sum(psutil.Process(pid).cpu_times()[:2]) for pid in pids if psutil.pid_exists(pid))


def measure(
    server: psutil.Process,
    ask: Callable[[http.client.HTTPConnection], bool],
    *,
    port: int,
    connections: int = 8,
    seconds: float = 3.0,
) -> Cell:
    """Keep ``connections`` busy for ``seconds``; ``ask`` sends one request and says whether the answer was right."""
    cell, lock = Cell(), threading.Lock()
    app_before, database_before = cpu_of(server), cpu_of_database()
    end = time.monotonic() + seconds

    def shopper() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < end:
            started = time.perf_counter()
            is_right = ask(connection)
            took = time.perf_counter() - started
            with lock:
                cell.requests += 1
                cell.errors += not is_right
                cell.latencies.append(took)
        connection.close()

    threads = [threading.Thread(target=shopper) for _ in range(connections)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cell.seconds = time.monotonic() - started
    cell.app_cpu = cpu_of(server) - app_before
    cell.database_cpu = cpu_of_database() - database_before
    return cell


def get(
    path: str, headers: dict[str, str] | None = None
) -> Callable[[http.client.HTTPConnection], bool]:
    """A GET that must answer 200."""

    def ask(connection: http.client.HTTPConnection) -> bool:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        response.read()
        return response.status == 200

    return ask
