"""The way in to the embedded servers: have them running, look at them, end them.

``ensure_running`` costs a few system calls when they run. A process that called it counts as a user until it dies;
when the last user is gone the servers end by themselves a few seconds later.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

if sys.platform == "win32":
    raise SystemExit(
        "The embedded servers need Linux or macOS. On Windows use WSL or docker compose, or set DATABASE_URL and REDIS_URL."
    )

from shop.base.embedded import folders
from shop.base.embedded.accounts import RunAs
from shop.base.embedded.errors import EmbeddedServerError, explain
from shop.base.embedded.locks import FileLock, owner_record
from shop.base.embedded.logfiles import open_log, tail

POSTGRESQL = "postgresql"
VALKEY = "valkey"
KINDS = (POSTGRESQL, VALKEY)
STOP_SECONDS = 60.0
# How long a keeper may take to begin to end its server. One that did not is used by somebody else.
OTHERS_STAY_SECONDS = 1.0
_POLL_SECONDS = 0.02

Say = Callable[[str], None]


@dataclass(frozen=True)
class ServerUrls:
    """Addresses of the running servers; empty for one that was not asked for."""

    database_url: str
    redis_url: str


@dataclass(frozen=True)
class ServerStatus:
    """One server as its keeper describes it."""

    kind: str
    state: str
    facts: dict[str, Any] = field(default_factory=dict)


# Locks that make this process a user. They live as long as the process.
_uses: dict[Path, FileLock] = {}


def ensure_running(
    home: Path, *, postgresql: bool = True, valkey: bool = True, say: Say | None = None
) -> ServerUrls:
    """Have the servers of ``home`` running and count this process as their user.

    ``say`` is told what takes its time; by default it goes to the error output. Raises EmbeddedServerError
    with a message for people when a server cannot start.
    """
    home = home.absolute()
    try:
        wanted = [kind for kind, asked in ((POSTGRESQL, postgresql), (VALKEY, valkey)) if asked]
        urls = _ensure(home, wanted, say or _say_to_terminal)
    except OSError as error:
        raise explain(error, home) from error
    return ServerUrls(urls.get(POSTGRESQL, ""), urls.get(VALKEY, ""))


def status(home: Path) -> list[ServerStatus]:
    """How the servers of ``home`` are. Starts nothing and creates nothing."""
    found = []
    for kind in KINDS:
        record = owner_record(home.absolute() / f"{kind}.lock")
        state = "stopped" if record is None else str(record.get("state", "starting"))
        found.append(ServerStatus(kind, state, record or {}))
    return found


def stop(home: Path) -> None:
    """End the servers of ``home``, used or not, and wait until they have ended.

    Raises EmbeddedServerError when one does not end or belongs to another user.
    """
    _signal_keepers(home, signal.SIGTERM)
    _wait_for_end(home, patience_seconds=STOP_SECONDS)
    if any(server.state != "stopped" for server in status(home)):
        raise EmbeddedServerError(
            f"The servers of {home} did not end within {STOP_SECONDS:.0f} seconds."
        )


def leave(home: Path) -> None:
    """Stop being a user. When nobody else uses the servers they end now, and this waits until they have."""
    _use_no_more(home)
    _signal_keepers(home, signal.SIGUSR1)
    _wait_for_end(home, patience_seconds=OTHERS_STAY_SECONDS)


def remove(home: Path) -> None:
    """End the servers and delete all their data: the shop's database, cache and queue. There is no way back."""
    _use_no_more(home)
    stop(home)
    folder = folders.known_server_folder(home)
    if folder is not None:
        shutil.rmtree(folder)
    link = home / "server"
    if link.is_symlink():
        link.unlink()


def is_used(home: Path) -> bool:
    """Whether any process counts as a user of a server of ``home``, this one included."""
    return any(_has_users(home.absolute() / f"{kind}.users") for kind in KINDS)


def _ensure(home: Path, kinds: list[str], say: Say) -> dict[str, str]:
    if not (home / "logs").is_dir():
        folders.make_home(home)
    for kind in kinds:
        _become_user(home, kind)
    missing = [kind for kind in kinds if not _ready_url(home, kind)]
    # All are started before the first is waited for.
    keepers = [(kind, _start_keeper(kind, home)) for kind in missing]
    for kind, keeper in keepers:
        _wait_until_ready(kind, home, keeper, say)
    return {kind: _ready_url(home, kind) for kind in kinds}


def _become_user(home: Path, kind: str) -> None:
    path = home / f"{kind}.users"
    if path not in _uses:
        use = FileLock(path)
        use.take(shared=True)
        _uses[path] = use


def _use_no_more(home: Path) -> None:
    for kind in KINDS:
        use = _uses.pop(home.absolute() / f"{kind}.users", None)
        if use is not None:
            use.release()


def _has_users(path: Path) -> bool:
    if not path.exists():
        return False
    lock = FileLock(path)
    unused = lock.take(timeout_seconds=0)
    lock.remove()
    return not unused


def _ready_url(home: Path, kind: str) -> str:
    record = owner_record(home / f"{kind}.lock") or {}
    return str(record["url"]) if record.get("state") == "ready" else ""


def _start_keeper(kind: str, home: Path) -> int:
    """Start the keeper of one server. Returns the handle on which it tells how it goes."""
    reader, writer = os.pipe()
    log = home / "logs" / "keeper.log"
    owner = home.stat()
    # Root in somebody's own shop does as they would do.
    who = RunAs()
    if os.geteuid() == 0 and owner.st_uid != 0:
        who = RunAs(owner.st_uid, owner.st_gid, [])
    with os.fdopen(writer, "wb") as messages, open_log(log) as errors:
        subprocess.run(  # noqa: S603 - this very Python
            [sys.executable, "-P", str(Path(__file__).parent), kind, str(home)],
            stdin=subprocess.DEVNULL,
            stdout=messages,
            stderr=errors,
            cwd="/",
            env=_keeper_environment(),
            check=True,
            user=who.user,
            group=who.group,
            extra_groups=who.extra_groups,
        )
    return reader


def _keeper_environment() -> dict[str, str]:
    """The keeper finds its modules and the wheels where we find ours."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _wait_until_ready(kind: str, home: Path, keeper: int, say: Say) -> None:
    """Follow what the keeper tells until its server is ready. Raises EmbeddedServerError when it fails."""
    with os.fdopen(keeper, "rb") as messages:
        for line in messages:
            message = json.loads(line)
            if "error" in message:
                raise EmbeddedServerError(message["error"])
            if "say" in message:
                say(message["say"])
            if "ready" in message:
                return
    raise EmbeddedServerError(
        f"The keeper of the {kind} server ended without a word. {home}/logs/keeper.log says:\n"
        f"{tail(home / 'logs' / 'keeper.log')}"
    )


def _signal_keepers(home: Path, number: signal.Signals) -> None:
    for server in status(home):
        try:
            if "pid" in server.facts:
                os.kill(server.facts["pid"], number)
        except ProcessLookupError:
            continue
        except PermissionError as error:
            raise EmbeddedServerError(
                f"The {server.kind} server of {home} belongs to another user; they or root can stop it."
            ) from error


def _wait_for_end(home: Path, patience_seconds: float) -> None:
    """Wait for servers that are stopping; those that are not, get ``patience_seconds`` to begin."""
    begun = time.monotonic()
    while any(
        _goes_on(server, time.monotonic() - begun, patience_seconds) for server in status(home)
    ):
        time.sleep(_POLL_SECONDS)


def _goes_on(server: ServerStatus, waited_seconds: float, patience_seconds: float) -> bool:
    if server.state == "stopping":
        return waited_seconds < STOP_SECONDS
    return server.state != "stopped" and waited_seconds < patience_seconds


def _say_to_terminal(text: str) -> None:
    sys.stderr.write(f"{text}\n")
