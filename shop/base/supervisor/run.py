"""Running a shop from the first line to the last: check, start, set up, serve, end."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from shop.base.embedded import folders, servers
from shop.base.embedded.errors import EmbeddedServerError, explain
from shop.base.embedded.locks import FileLock, owner_record
from shop.base.supervisor.console import Console
from shop.base.supervisor.errors import CannotRun
from shop.base.supervisor.group import Group, start_servers
from shop.base.supervisor.leftovers import end_leftovers
from shop.base.supervisor.plan import Plan, SetUp
from shop.base.supervisor.ports import check_ports

LOCK_NAME = "run.lock"
# The halves of the set-up that ended well: before the shop opens, and beside it.
STAMP_NAMES = ("setup-before", "setup-beside")
STOP_WAIT_SECONDS = 60.0
_POLL_SECONDS = 0.05


def run(plan: Plan) -> int:
    """Run the shop until it is asked to stop. Returns the exit status; troubles are told on the terminal."""
    console = Console(plan.home / "logs")
    try:
        folders.make_home(plan.home)
        with _only_group(plan.home) as lock:
            _run(plan, console, lock)
    except (CannotRun, EmbeddedServerError) as trouble:
        console.say(str(trouble))
        return 1
    except OSError as error:
        console.say(str(explain(error, plan.home)))
        return 1
    finally:
        console.close()
    return 0


def stop(home: Path) -> str:
    """End the group of ``home`` and its embedded servers, and wait for it. Returns what was done.

    Raises CannotRun when the group does not end or belongs to another user.
    """
    lock = home / LOCK_NAME
    record = owner_record(lock)
    if record is not None:
        _ask_to_stop(record["pid"])
        deadline = time.monotonic() + STOP_WAIT_SECONDS
        while owner_record(lock) is not None:
            if time.monotonic() > deadline:
                raise CannotRun(
                    f"The shop (process {record['pid']}) does not end. Try: kill -9 {record['pid']}"
                )
            time.sleep(_POLL_SECONDS)
    idle = all(server.state == "stopped" for server in servers.status(home))
    if record is None and idle:
        return "The shop is not running."
    servers.stop(home)
    return "The shop has stopped."


def _run(plan: Plan, console: Console, lock: FileLock) -> None:
    begun = time.monotonic()
    if end_leftovers(plan.home):
        console.say("Ended what a killed shop had left behind.")
    check_ports(plan.host, (plan.port, *plan.other_ports))
    group = Group(plan, console, lock)
    group.listen_to_signals()
    group.note()
    try:
        start_servers(plan, console.say)
        group.plan = plan = _set_up(plan, group)
        _serve(plan, group, console, begun)
    finally:
        group.stop()
        servers.leave(plan.home)
    console.say("The shop has stopped.")


def _set_up(plan: Plan, group: Group) -> Plan:
    """Do the set-up that comes before serving, and return the plan with the rest of it as an errand.

    Each half is skipped when its stamp tells that it ended well with the same fingerprint. Raises CannotRun when a
    step fails.
    """
    set_up = plan.set_up
    if set_up is None or group.stop_requests:
        return plan
    before, beside = (plan.home / name for name in STAMP_NAMES)
    known = set_up.fingerprint()
    if not _is_written(before, known):
        before.unlink(missing_ok=True)
        if not _finish(set_up, group):
            return plan
        known = set_up.fingerprint()
        before.write_text(known, encoding="ascii")
    if _is_written(beside, known):
        return plan
    errand = replace(set_up.beside, afterwards=lambda: beside.write_text(known, encoding="ascii"))
    return replace(plan, errands=(errand, *plan.errands))


def _finish(set_up: SetUp, group: Group) -> bool:
    """Run the steps that come before serving. False when the group was asked to stop meanwhile."""
    status = group.finish(set_up.before)
    if status:
        raise CannotRun(
            "The set-up failed; what it said stands above. Mend that and start again: it goes on from there."
        )
    return status is not None


def _is_written(stamp: Path, text: str) -> bool:
    return stamp.exists() and stamp.read_text(encoding="ascii") == text


def _serve(plan: Plan, group: Group, console: Console, begun: float) -> None:
    if group.stop_requests:
        return
    group.start([plan.web])
    if group.wait_for_answer():
        _greet(plan, console, time.monotonic() - begun)
        group.start([*plan.others, *plan.errands])
        group.stay()
    console.say("Stopping the shop.")


def _greet(plan: Plan, console: Console, seconds: float) -> None:
    console.say()
    console.say(f"  The shop is open: {plan.url}   (after {seconds:.1f} s)")
    for line in plan.greeting():
        console.say(f"  {line}")
    console.say()


@contextmanager
def _only_group(home: Path) -> Iterator[FileLock]:
    """Hold the lock by which a home folder has one group at a time. Raises CannotRun when there is one."""
    lock = FileLock(home / LOCK_NAME)
    if not lock.take(timeout_seconds=0.5):
        record = owner_record(lock.path) or {}
        raise CannotRun(
            f"The shop is running already: {record.get('url', 'it is just starting')} "
            f"(process {record.get('pid', 'unknown')}). End it with: make stop"
        )
    try:
        yield lock
    finally:
        lock.remove()


def _ask_to_stop(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return
    except PermissionError as error:
        raise CannotRun(
            f"The shop (process {pid}) belongs to another user; they or root can stop it."
        ) from error
