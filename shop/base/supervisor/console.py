"""What the children say, line by line: on the terminal under their name, and in a log file each."""

import contextlib
import os
import sys
from pathlib import Path
from typing import IO

from shop.base.embedded.logfiles import open_log, rotate

COLOURS = {"web": 32, "live": 36, "worker": 33, "scheduler": 35, "setup": 34}
ROTATE_EVERY_LINES = 1000


class Console:
    """The terminal and the log files of one group."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        self._files: dict[str, IO[bytes]] = {}
        self._lines = 0

    def say(self, text: str = "") -> None:
        """Tell the person at the terminal. Their terminal may be gone: that is no reason to fail."""
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()

    def pass_on(self, name: str, line: bytes) -> None:
        """Show and keep a line of the child ``name``."""
        self._keep(name, line)
        text = line.decode("utf-8", "replace").rstrip()
        tag = f"{name:<9} |"
        if self.coloured:
            tag = f"\033[{COLOURS.get(name, 37)}m{tag}\033[0m"
        self.say(f"{tag} {text}")

    def close(self) -> None:
        for file in self._files.values():
            file.close()
        self._files.clear()

    def _keep(self, name: str, line: bytes) -> None:
        path = self.logs / f"{name}.log"
        if name not in self._files:
            rotate(path)
            self._files[name] = open_log(path)
        with contextlib.suppress(OSError):  # a full disk must not end the shop
            self._files[name].write(line)
            self._lines += 1
            if self._lines % ROTATE_EVERY_LINES == 0:
                rotate(path)
