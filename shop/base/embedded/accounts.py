"""Who the servers run as. PostgreSQL refuses root, so root lends the work to an unprivileged account."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from shop.base.embedded.errors import ELSEWHERE, EmbeddedServerError

# The machine's own account for databases first; "nobody" is on every machine.
UNPRIVILEGED = ("postgres", "nobody", "daemon")


@dataclass(frozen=True)
class Account:
    """A user of the machine."""

    uid: int
    gid: int
    name: str


@dataclass(frozen=True)
class RunAs:
    """The arguments of ``subprocess`` that choose a child's user. None: the same as ours."""

    user: int | None = None
    group: int | None = None
    extra_groups: list[int] | None = None


def run_as(account: Account) -> RunAs:
    """How to start a child that runs as ``account``."""
    if os.geteuid() == account.uid:
        return RunAs()
    return RunAs(account.uid, account.gid, [])


def current_account() -> Account:
    """The user that runs this process. Raises EmbeddedServerError when the machine has no name for it."""
    return _named(os.geteuid())


def server_account(data: Path) -> Account:
    """The user that a server with its files in ``data`` runs as: ourselves, unless we are root.

    Files that exist keep their owner. Raises EmbeddedServerError when the machine has no fitting account.
    """
    if os.geteuid() != 0:
        return current_account()
    if data.exists() and data.stat().st_uid != 0:
        return _named(data.stat().st_uid)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)
    raise EmbeddedServerError(
        f"PostgreSQL does not run as root, and this machine has none of the users {', '.join(UNPRIVILEGED)}. "
        f"Start the shop as an ordinary user. {ELSEWHERE}"
    )


def _named(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedServerError(
            f"The machine has no name for user id {uid}, and PostgreSQL asks for one. "
            f"Add the user (in a container: a line in /etc/passwd) or start as another. {ELSEWHERE}"
        ) from None
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)
