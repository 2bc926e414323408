"""A bell that every process of this machine hears at once: eight bytes in a shared file.

Whoever has changed what the door must know rings it; a process that finds other bytes than last time asks the cache
server what is new. Listening costs a fraction of a microsecond, so it is done on every request.
"""

import logging
import mmap
import os
import time
from pathlib import Path

logger = logging.getLogger(__name__)

LENGTH = 8


class Bell:
    """The shared file; where there can be none, a bell that nobody hears."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sound: mmap.mmap | None = None
        self._is_broken = False

    def heard(self) -> bytes:
        """What the bell says now; other bytes than last time mean that it was rung."""
        if self._sound is None:
            self._sound = self._open()
            if self._sound is None:
                return b""
        return self._sound[:LENGTH]

    def ring(self) -> None:
        """Make every process of the machine look."""
        if self._sound is None:
            self._sound = self._open()
        if self._sound is not None:
            self._sound[:LENGTH] = time.time_ns().to_bytes(LENGTH, "big")

    def _open(self) -> mmap.mmap | None:
        if self._is_broken:
            return None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                if os.fstat(handle).st_size < LENGTH:
                    os.ftruncate(handle, LENGTH)
                return mmap.mmap(handle, LENGTH)
            finally:
                os.close(handle)
        except OSError as error:
            self._is_broken = True
            logger.warning("Other processes hear of bans a second later: %s", error)
            return None
