"""Where the embedded servers keep their things, and whose those folders are.

In the home folder (``.shopkeeper`` of the project) stand locks, logs and ``server/`` with data and sockets. When
root runs the shop, ``server`` is a link to a folder under /var/lib/shopkeeper: the unprivileged account that
runs the servers could not reach a project whose parents are private, and their permissions are not ours to change.
"""

import contextlib
import hashlib
import os
import secrets
import stat
from pathlib import Path

from shop.base.embedded.accounts import Account
from shop.base.embedded.errors import EmbeddedServerError

FOR_ROOT = Path("/var/lib/shopkeeper")
# The kernel's limit is 107 bytes on Linux and 103 on macOS, for the longest name below.
LONGEST_SOCKET_PATH = 103
LONGEST_SOCKET_NAME = ".s.PGSQL.5432"


def make_home(home: Path) -> None:
    """Create the home folder, private and unseen by git. An existing one is left as it is."""
    if not home.exists():
        home.mkdir(mode=0o700, parents=True)
    ignore = home / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="ascii")
    (home / "logs").mkdir(mode=0o700, exist_ok=True)


def server_folder(home: Path) -> Path:
    """The folder of the servers' data, created when missing."""
    place = home / "server"
    if os.geteuid() != 0:
        place.mkdir(mode=0o700, exist_ok=True)
        return place
    return _folder_for_root(place)


def known_server_folder(home: Path) -> Path | None:
    """The folder of the servers' data if there is one. Creates nothing."""
    place = (home / "server").resolve()
    return place if place.is_dir() else None


def forsaken() -> list[Path]:
    """Folders under /var/lib/shopkeeper whose project is gone, or has been given another one."""
    notes = sorted(FOR_ROOT.glob("*/home")) if os.geteuid() == 0 else []
    homes = {note.parent: Path(note.read_text(encoding="utf-8").strip()) for note in notes}
    return [folder for folder, home in homes.items() if (home / "server").resolve() != folder]


def private_folder(path: Path, account: Account) -> Path:
    """``path`` as a folder that only ``account`` (and root) can enter, created when missing.

    Raises EmbeddedServerError when something else of that name is in the way.
    """
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        _refuse_foreign(path, account)
        return path
    if os.geteuid() == 0:
        os.chown(path, account.uid, account.gid)
    return path


def socket_folder(server: Path, account: Account) -> Path:
    """A private folder whose path is short enough for a Unix socket."""
    near = server / "run"
    if len(os.fsencode(near / LONGEST_SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return private_folder(near, account)
    digest = hashlib.sha256(os.fsencode(server)).hexdigest()[:12]
    # A well-known place on purpose: every process must find the same sockets. Its owner is checked.
    return private_folder(Path("/tmp") / f"shopkeeper-{account.uid}-{digest}", account)  # noqa: S108


def drop_socket_folder(folder: Path, server: Path) -> None:
    """Remove an empty folder that was made outside of the servers' own one."""
    if folder.parent != server:
        with contextlib.suppress(OSError):  # the other server still uses it
            folder.rmdir()


def _folder_for_root(link: Path) -> Path:
    """Where ``link`` leads; a new folder under /var/lib/shopkeeper when it leads nowhere."""
    target = link.readlink() if link.is_symlink() else None
    if target is None or not target.exists():
        target = _new_folder_for_root(link)
    if target.parent != FOR_ROOT or not _is_folder_of(target, 0):
        raise EmbeddedServerError(
            f"{link} must lead to a folder of root in {FOR_ROOT}; it leads to {target}."
        )
    return target


def _new_folder_for_root(link: Path) -> Path:
    if not FOR_ROOT.exists():
        _make_passable(FOR_ROOT)
    if not _is_folder_of(FOR_ROOT, 0):
        raise EmbeddedServerError(
            f"{FOR_ROOT} must be a folder of root that others cannot write to."
        )
    # The random part keeps a fresh clone from meeting the data of an older one at the same path.
    target = FOR_ROOT / f"{link.parent.parent.name or 'shop'}-{secrets.token_hex(4)}"
    _make_passable(target)
    (target / "home").write_text(f"{link.parent}\n", encoding="utf-8")
    link.unlink(missing_ok=True)
    link.symlink_to(target)
    return target


def _make_passable(path: Path) -> None:
    """A new folder that the servers' account may pass through but not look into, whatever the umask."""
    path.mkdir()
    path.chmod(0o711)


def _is_folder_of(path: Path, uid: int) -> bool:
    found = path.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and not found.st_mode & 0o022


def _refuse_foreign(path: Path, account: Account) -> None:
    found = path.lstat()
    if stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid and not found.st_mode & 0o077:
        return
    raise EmbeddedServerError(
        f"{path} must be a folder that belongs to {account.name} and is closed to others (mode 700). "
        "Something else of that name is in the way: move it away and start again."
    )
