"""The keeper: a small process that starts one server, watches it, and ends it when nobody uses it any more.

Users hold a shared lock that the kernel frees when they die, so nothing lingers whatever happens to them. Should
the keeper itself be killed, the kernel ends its server (on Linux; elsewhere the next keeper does).
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from shop.base.embedded.errors import EmbeddedServerError, explain
from shop.base.embedded.locks import FileLock, owner_record
from shop.base.embedded.logfiles import open_log, rotate, tail
from shop.base.embedded.postgres import PostgresServer
from shop.base.embedded.server import Launch, Server, start
from shop.base.embedded.valkey import ValkeyServer

KINDS: dict[str, type[PostgresServer] | type[ValkeyServer]] = {
    PostgresServer.kind: PostgresServer,
    ValkeyServer.kind: ValkeyServer,
}
# Commands that follow one another find the servers still warm.
LINGER_SECONDS = 5.0
LOOK_EVERY_SECONDS = 0.5
ROTATE_EVERY_SECONDS = 60.0
TAKE_OVER_SECONDS = 60.0
STOP_SECONDS = 20.0
RESTART_PAUSES_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0)
HEALTHY_AFTER_SECONDS = 60.0


class Keeper:
    """Keeps one server of one home folder."""

    def __init__(self, kind: str, home: Path) -> None:
        self.kind = kind
        self.home = home
        self.lock = FileLock(home / f"{kind}.lock")
        self.users = FileLock(home / f"{kind}.users")
        self.log_path = home / "logs" / f"{kind}.log"
        self.told_to_stop = False
        self.linger_seconds = LINGER_SECONDS
        self.crashes = 0

    def keep(self) -> None:
        """Start the server, say so, and stay until it is no longer needed.

        Raises EmbeddedServerError when the server does not start, OSError when files are in the way.
        """
        if not self._become_the_one():
            tell({"ready": True})
            return
        try:
            self._serve()
        finally:
            self.users.remove()
            self.lock.remove()

    def _become_the_one(self) -> bool:
        """Take the keeper's lock, or find that another keeper has the server ready: then False."""
        deadline = time.monotonic() + TAKE_OVER_SECONDS
        while not self.lock.take(timeout_seconds=0.05):
            record = owner_record(self.lock.path)
            if record and record.get("state") == "ready":
                return False
            if time.monotonic() > deadline and record and record.get("state") == "stopping":
                raise EmbeddedServerError(
                    f"The {self.kind} server of {self.home} does not end (process {record['pid']})."
                )
        return True

    def _serve(self) -> None:
        self._note("starting")
        wake = _wake_on_signals(self)
        self.server: Server = KINDS[self.kind](self.home)
        self._start(self.server.prepare(say))
        try:
            self._ready()
            self._watch(wake)
        finally:
            self._note("stopping")
            self._stop()

    def _start(self, launch: Launch) -> None:
        rotate(self.log_path)
        with open_log(self.log_path) as log:
            written = os.fstat(log.fileno()).st_size
            self.process = start(launch, log)
        self.started_at = time.monotonic()
        while not self.server.is_ready(self.process.pid):
            if self.process.poll() is not None:
                raise EmbeddedServerError(self.server.trouble(tail(self.log_path, written)))
            if self.told_to_stop:
                self._stop()
                raise EmbeddedServerError(
                    f"The {self.kind} server was told to end while it started."
                )
            time.sleep(0.02)

    def _ready(self) -> None:
        self._note(
            "ready", url=self.server.url(), server_pid=self.process.pid, **self.server.facts()
        )
        tell({"ready": True})

    def _watch(self, wake: int) -> None:
        """Stay while somebody uses the server. A crashed server is started again."""
        unused_since: float | None = None
        rotated_at = time.monotonic()
        while not self.told_to_stop:
            _sleep(wake, LOOK_EVERY_SECONDS)
            now = time.monotonic()
            if self.process.poll() is not None:
                self._restart()
            if now - rotated_at > ROTATE_EVERY_SECONDS:
                rotate(self.log_path)
                rotated_at = now
            unused_since = None if self._is_used() else unused_since or now
            if unused_since and now - unused_since >= self.linger_seconds and self._last_one_out():
                return

    def _is_used(self) -> bool:
        unused = self.users.take(timeout_seconds=0)
        self.users.release()
        return not unused

    def _last_one_out(self) -> bool:
        """Shut the door: who comes now waits until the server has ended, and then starts a new one."""
        return self.users.take(timeout_seconds=0)

    def _restart(self) -> None:
        """Start a crashed server again, with growing pauses. Raises EmbeddedServerError when it keeps crashing."""
        if time.monotonic() - self.started_at > HEALTHY_AFTER_SECONDS:
            self.crashes = 0
        if self.crashes == len(RESTART_PAUSES_SECONDS):
            raise EmbeddedServerError(self.server.trouble(tail(self.log_path)))
        self._note("starting")
        time.sleep(RESTART_PAUSES_SECONDS[self.crashes])
        self.crashes += 1
        self._start(self.server.prepare(say))
        self._ready()

    def _stop(self) -> None:
        """End the server, asking politely first."""
        for stop_signal in (*self.server.stop_signals, signal.SIGKILL):
            if self.process.poll() is not None:
                break
            self.process.send_signal(stop_signal)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                say(f"The {self.kind} server did not end within {STOP_SECONDS:.0f} seconds.")
        self.server.tidy()

    def _note(self, state: str, **more: object) -> None:
        self.lock.write({"pid": os.getpid(), "state": state, **more})


def say(text: str) -> None:
    """Tell whoever waits for us what takes its time."""
    tell({"say": text})


def tell(message: dict[str, Any]) -> None:
    """Send a message to the process that started us; it may have gone."""
    try:
        os.write(sys.stdout.fileno(), json.dumps(message).encode() + b"\n")
        if "ready" in message or "error" in message:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, sys.stdout.fileno())
            os.close(quiet)
    except BrokenPipeError:
        return


def main(kind: str, home: Path) -> int:
    """Keep a server until it is not needed. Returns the exit status."""
    _become_daemon()
    try:
        Keeper(kind, home).keep()
    except EmbeddedServerError as error:
        tell({"error": str(error)})
        return 1
    except OSError as error:
        tell({"error": str(explain(error, home))})
        return 1
    return 0


def _become_daemon() -> None:
    """Leave the terminal and the process that started us, so that neither takes the server along."""
    if os.fork():
        os._exit(0)
    os.setsid()
    os.umask(0o077)


def _wake_on_signals(keeper: Keeper) -> int:
    """Let signals end the keeper's sleep. Returns the handle to sleep on."""
    reader, writer = (
        os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK) if sys.platform == "linux" else _plain_pipe()
    )
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)

    def stop(_number: int, _frame: object) -> None:
        keeper.told_to_stop = True

    def hurry(_number: int, _frame: object) -> None:
        keeper.linger_seconds = 0.0

    def notice(_number: int, _frame: object) -> None:
        """Wake up to see which child has ended."""

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGUSR1, hurry)
    signal.signal(signal.SIGCHLD, notice)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    return reader


def _plain_pipe() -> tuple[int, int]:
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    return reader, writer


def _sleep(wake: int, seconds: float) -> None:
    ready, _, _ = select.select([wake], [], [], seconds)
    if ready:
        os.read(wake, 4096)
