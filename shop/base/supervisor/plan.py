"""What a supervised group consists of. ``shop.run`` fills it in."""

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Who listens on every address is asked at the nearest one.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - nothing is bound here


@dataclass(frozen=True)
class Process:
    """A program that runs as long as the group does, and is started again when it ends."""

    name: str
    command: tuple[str, ...]
    # How it is asked to end, and what the kernel sends when the supervisor was killed.
    stop_signal: int = signal.SIGTERM
    death_signal: int = signal.SIGTERM
    # 0 to 19; above 0 it takes only what the others leave.
    niceness: int = 0
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Errand:
    """A program that runs once beside the group. ``afterwards`` is called when it succeeded."""

    name: str
    command: tuple[str, ...]
    afterwards: Callable[[], object] | None = None
    # 0 to 19; above 0 it takes only what the others leave.
    niceness: int = 0


@dataclass(frozen=True)
class SetUp:
    """What must be done once before the shop can sell, and what may be done while it does.

    ``fingerprint`` tells what the set-up depends on; it is asked when the servers run.
    """

    before: Process
    beside: Errand
    fingerprint: Callable[[], str]


@dataclass(frozen=True)
class Plan:
    """One shop to run: where it keeps its things, where it listens, and what belongs to it."""

    home: Path
    project: Path
    host: str
    port: int
    web: Process
    others: tuple[Process, ...] = ()
    errands: tuple[Errand, ...] = ()
    set_up: SetUp | None = None
    other_ports: tuple[int, ...] = ()
    embedded_postgresql: bool = True
    embedded_valkey: bool = True
    # Lines to show when the shop is open.
    greeting: Callable[[], Sequence[str]] = tuple

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        return browser_url(self.host, self.port)


def browser_url(host: str, port: int) -> str:
    """Where a browser on this machine finds what listens on ``host`` and ``port``."""
    near = EVERYWHERE.get(host, host)
    return f"http://{f'[{near}]' if ':' in near else near}:{port}/"
