"""Locks on files. The kernel frees them when their process dies, however it dies."""

import fcntl
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# A record always fills the same space, so that a reader never sees the tail of an older one.
_RECORD_BYTES = 2048
_POLL_SECONDS = 0.02


@dataclass
class FileLock:
    """A lock that many may share or one may own, and whose file goes when its owner is done.

    The owner may leave a small record in the file for others to read with ``owner_record``.
    """

    path: Path
    _handle: int = field(default=-1, init=False)

    def take(self, *, shared: bool = False, timeout_seconds: float | None = None) -> bool:
        """Take the lock, waiting at most ``timeout_seconds`` (None: as long as it takes). True when taken."""
        deadline = None if timeout_seconds is None else time.monotonic() + timeout_seconds
        mode = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        while True:
            handle = _open(self.path)
            if not _lock(handle, mode, deadline):
                os.close(handle)
                return False
            if _is_file_at(handle, self.path):
                self._handle = handle
                return True
            # The owner removed the file while we waited: what we hold is nobody's lock any more.
            os.close(handle)

    def write(self, record: dict[str, Any]) -> None:
        """Leave a record for others. Only for the owner."""
        text = json.dumps(record).encode().ljust(_RECORD_BYTES)
        os.pwrite(self._handle, text, 0)

    def release(self) -> None:
        """Give up a shared lock."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def remove(self) -> None:
        """Give up an owned lock together with its file."""
        if self._handle >= 0:
            self.path.unlink(missing_ok=True)
            self.release()


def owner_record(path: Path) -> dict[str, Any] | None:
    """What the living owner of the lock wrote; empty while it writes; None when nobody owns the lock."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(handle)
    finally:
        os.close(handle)
    return None


def _open(path: Path) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    if os.geteuid() == 0:
        # Root visiting somebody's folder must not leave files there that the owner cannot open.
        folder = path.parent.stat()
        os.fchown(handle, folder.st_uid, folder.st_gid)
    return handle


def _lock(handle: int, mode: int, deadline: float | None) -> bool:
    if deadline is None:
        fcntl.flock(handle, mode)
        return True
    while True:
        try:
            fcntl.flock(handle, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_SECONDS)
        else:
            return True


def _is_file_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _read(handle: int) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(os.pread(handle, _RECORD_BYTES, 0))
    except ValueError:
        return {}
    return record
