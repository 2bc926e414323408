"""What a keeper needs to know of the server that it keeps."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from shop.base.embedded.accounts import Account, run_as
from shop.base.embedded.processes import die_with_parent

Say = Callable[[str], None]


@dataclass(frozen=True)
class Launch:
    """How to start a server: its command line, who runs it, where it works, and how it is asked to end."""

    command: list[str]
    account: Account
    folder: Path
    stop_signal: int


class Server(Protocol):
    """One kind of server with its files in one home folder."""

    kind: str
    stop_signals: tuple[int, ...]

    def prepare(self, say: Say) -> Launch:
        """Make the server ready to start: find programs, create or mend its files.

        Raises EmbeddedServerError when it cannot.
        """

    def is_ready(self, pid: int) -> bool:
        """Whether the started server takes connections."""

    def url(self) -> str:
        """The address for clients. Only after ``prepare``."""

    def facts(self) -> dict[str, str]:
        """What the doctor tells about the server. Only after ``prepare``."""

    def tidy(self) -> None:
        """Take away what an ended server does not need. Only after ``prepare``."""

    def trouble(self, log: str) -> str:
        """Why the server ended at once, judged by the last lines of its log."""


def clean_environment() -> dict[str, str]:
    """The environment of a server: nothing that could point it to other files or ports."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH")
        if name in os.environ
    }
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def start(launch: Launch, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the server as a child that ends when we end."""
    who = run_as(launch.account)
    return subprocess.Popen(  # noqa: S603 - our own command line
        launch.command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=launch.folder,
        env=clean_environment(),
        preexec_fn=die_with_parent(launch.stop_signal),  # noqa: PLW1509 - a keeper has one thread
        user=who.user,
        group=who.group,
        extra_groups=who.extra_groups,
    )
