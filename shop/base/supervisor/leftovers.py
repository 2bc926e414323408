"""Children of a supervisor that was killed. On Linux the kernel ends most of them; this finds the others."""

import os
import signal
import time
from pathlib import Path

from shop.base.embedded.processes import is_running

# Every child carries the home folder of its group in its environment, grandchildren inherit it.
MARK = "SHOPKEEPER_GROUP"
POLITE_SECONDS = 3.0
PROC = Path("/proc")


def end_leftovers(home: Path) -> list[int]:
    """End what an earlier group of ``home`` left behind. The caller holds the group's lock. Returns their ids."""
    found = find(home)
    _signal(found, signal.SIGTERM)
    deadline = time.monotonic() + POLITE_SECONDS
    while any(map(is_running, found)) and time.monotonic() < deadline:
        time.sleep(0.05)
    _signal(found, signal.SIGKILL)
    return found


def find(home: Path) -> list[int]:
    """Living processes that were started by a group of ``home``, except ourselves."""
    mark = f"{MARK}={home}".encode()
    ours = {os.getpid(), os.getppid()}
    numbers = (int(entry.name) for entry in PROC.glob("[0-9]*"))
    return [pid for pid in numbers if pid not in ours and mark in _environment(pid)]


def _environment(pid: int) -> list[bytes]:
    try:
        return (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:  # it ended meanwhile, or is somebody else's
        return []


def _signal(pids: list[int], number: int) -> None:
    for pid in filter(is_running, pids):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue
