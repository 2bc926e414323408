"""The processes of the group as its supervisor sees them: started, listened to, started again, ended."""

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from shop.base.embedded.processes import die_with_parent
from shop.base.supervisor.console import Console
from shop.base.supervisor.leftovers import MARK
from shop.base.supervisor.plan import Errand, Plan, Process

RESTART_PAUSES_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
HEALTHY_AFTER_SECONDS = 30.0
LONGEST_LINE_BYTES = 64 * 1024


class Child:
    """One process of the group. It leads a process group of its own, so that its children end with it."""

    def __init__(self, spec: Process | Errand, plan: Plan, console: Console) -> None:
        self.spec = spec
        self.plan = plan
        self.console = console
        self.process: subprocess.Popen[bytes] | None = None
        self.restart_at: float | None = None
        self.crashes = 0
        self.restarts = 0
        self._unfinished_line = b""

    @property
    def is_running(self) -> bool:
        return self.process is not None

    def start(self, selector: selectors.BaseSelector) -> None:
        """Start it, and have ``selector`` report what it says."""
        death_signal = self.spec.death_signal if isinstance(self.spec, Process) else signal.SIGTERM
        self.process = subprocess.Popen(  # noqa: S603 - our own command line
            self.spec.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.plan.project,
            env={**child_environment(self.plan.home), **self._own_environment()},
            process_group=0,
            preexec_fn=die_with_parent(death_signal),  # noqa: PLW1509 - the supervisor has one thread
        )
        self.started_at = time.monotonic()
        self.restart_at = None
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        selector.register(self.process.stdout, selectors.EVENT_READ, self)
        if self.spec.niceness:
            os.setpriority(os.PRIO_PROCESS, self.process.pid, self.spec.niceness)

    def hear(self) -> bool:
        """Pass on what the child has said. False when it will say no more."""
        said = self._read()
        if said:
            self._pass_on(said)
        return said != b""

    def collect(self, selector: selectors.BaseSelector) -> int | None:
        """The exit status if the child has ended since the last look; its own children are ended with it."""
        if self.process is None or self.process.poll() is None:
            return None
        status = self.process.returncode
        assert self.process.stdout is not None
        while said := self._read():
            self._pass_on(said)
        self._pass_on(b"\n")
        with contextlib.suppress(KeyError):
            selector.unregister(self.process.stdout)
        self.process.stdout.close()
        self._signal_group(signal.SIGKILL)
        self.process = None
        return int(status)

    def plan_restart(self) -> float:
        """Set the time of the next start, later with every crash in a row. Returns the pause in seconds."""
        now = time.monotonic()
        if now - self.started_at > HEALTHY_AFTER_SECONDS:
            self.crashes = 0
        pause = RESTART_PAUSES_SECONDS[min(self.crashes, len(RESTART_PAUSES_SECONDS) - 1)]
        self.crashes += 1
        self.restarts += 1
        self.restart_at = now + pause
        return pause

    def ask_to_stop(self) -> None:
        """Ask it to end; it may take its time for what it is doing."""
        if self.process is not None:
            stop_signal = (
                self.spec.stop_signal if isinstance(self.spec, Process) else signal.SIGTERM
            )
            self.process.send_signal(stop_signal)

    def kill(self) -> None:
        """End it and its children at once."""
        if self.process is not None:
            self._signal_group(signal.SIGKILL)

    def facts(self) -> dict[str, object]:
        """What the doctor tells about it."""
        return {"pid": self.process.pid if self.process else None, "restarts": self.restarts}

    def _own_environment(self) -> Mapping[str, str]:
        return self.spec.environment if isinstance(self.spec, Process) else {}

    def _read(self) -> bytes | None:
        """What waits in the pipe: None for nothing yet, empty when nobody holds its other end any more."""
        assert self.process is not None
        assert self.process.stdout is not None
        try:
            return os.read(self.process.stdout.fileno(), LONGEST_LINE_BYTES)
        except BlockingIOError:
            return None

    def _pass_on(self, said: bytes) -> None:
        *lines, self._unfinished_line = (self._unfinished_line + said).split(b"\n")
        if len(self._unfinished_line) > LONGEST_LINE_BYTES:
            lines, self._unfinished_line = [*lines, self._unfinished_line], b""
        for line in filter(None, lines):
            self.console.pass_on(self.spec.name, line + b"\n")

    def _signal_group(self, number: int) -> None:
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)


def child_environment(home: Path) -> Mapping[str, str]:
    """Our environment, with the mark by which a later supervisor knows the group's processes."""
    ours = {MARK: str(home), "PYTHONUNBUFFERED": "1"}
    # What one process compiles the next ones need not.
    return {**{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}, **ours}
