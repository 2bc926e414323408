"""Log files that do not grow for ever: one current, one older."""

import os
import shutil
from pathlib import Path
from typing import IO

MAXIMUM_BYTES = 10 * 1024 * 1024
TAIL_BYTES = 2000


def open_log(path: Path) -> IO[bytes]:
    """The log open for adding lines, private to its owner."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return os.fdopen(handle, "wb", buffering=0)


def rotate(path: Path) -> None:
    """Move what a large log holds to ``NAME.1``. Who has it open for appending goes on undisturbed."""
    if path.exists() and path.stat().st_size > MAXIMUM_BYTES:
        shutil.copyfile(path, path.with_name(f"{path.name}.1"))
        path.with_name(f"{path.name}.1").chmod(0o600)
        os.truncate(path, 0)


def tail(path: Path, since: int = 0) -> str:
    """The last lines written after byte ``since``."""
    with path.open("rb") as log:
        end = log.seek(0, os.SEEK_END)
        log.seek(max(since, end - TAIL_BYTES))
        return log.read().decode("utf-8", "replace").strip()
