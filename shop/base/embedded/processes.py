"""Starting processes that end with us, and seeing which of another day are still there."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PROC = Path("/proc")


def die_with_parent(death_signal: int) -> Callable[[], None] | None:
    """A ``preexec_fn`` by which the kernel sends the child ``death_signal`` when we are gone, however we went.

    Only Linux can do that; elsewhere None, and what was left behind is found at the next start. The
    caller must have one thread only, since the child still runs Python between fork and exec.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def ask_the_kernel() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return ask_the_kernel


def is_running(pid: int) -> bool:
    """Whether a process of that id exists and is not merely waiting to be collected."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _state(pid) != "Z"


def working_in(folder: Path) -> list[int]:
    """Processes whose working directory is ``folder``. A PostgreSQL works in its data folder, children too."""
    if _PROC.is_dir():
        return [pid for pid in _pids() if _works_in(pid, folder)]
    listed = subprocess.run(
        ["/bin/ps", "-A", "-o", "pid=,command="], capture_output=True, text=True, check=True
    )
    lines = (line.strip().partition(" ") for line in listed.stdout.splitlines())
    return [int(pid) for pid, _, command in lines if f"-D {folder} " in command]


def _state(pid: int) -> str:
    try:
        # The name in brackets may hold anything, blanks and brackets included.
        return (
            (_PROC / str(pid) / "stat")
            .read_text(encoding="utf-8", errors="replace")
            .rpartition(")")[2]
            .split()[0]
        )
    except (OSError, IndexError):
        return ""


def _pids() -> Iterator[int]:
    return (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit())


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return (_PROC / str(pid) / "cwd").readlink() == folder
    except OSError:
        return False
