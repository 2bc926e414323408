"""The password of the demo logins: the one that is configured, else one made once and kept in the home folder."""

import os
import secrets
from pathlib import Path

FILE_NAME = "demo-password"
# No look-alikes: people type it from a terminal.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LETTERS = 4, 4


def demo_password(home: Path, configured: str = "") -> str:
    """The password of admin, manager and shopper. A made one is readable by its owner alone."""
    if configured:
        return configured
    path = home / FILE_NAME
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        made = _make()
        file.write(f"{made}\n")
    return made


def _make() -> str:
    """About 79 bits in groups of four."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP_LETTERS)) for _ in range(GROUPS))
    return "-".join(groups)
