"""The embedded PostgreSQL: creating its data folder, configuring, starting, and mending after a crash."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from shop.base.embedded import folders, programs
from shop.base.embedded.accounts import Account, current_account, run_as, server_account
from shop.base.embedded.errors import EmbeddedServerError, disk_full
from shop.base.embedded.processes import is_running, working_in
from shop.base.embedded.programs import Programs
from shop.base.embedded.server import Launch, Say, clean_environment

DATABASE = "shopkeeper"
# Owns the database and may create others for tests, but is no superuser: what slips into an SQL
# statement must not be able to read files or run programs.
ROLE = "shopkeeper"
SUPERUSER = "postgres"
CONNECTIONS = 100
WAIT_FOR_OLD_SECONDS = 30
# From this version on PostgreSQL has locales of its own; before, the C library's C.UTF-8 sorts the same.
BUILTIN_LOCALE_SINCE = 17

CONFIGURATION = f"""\
# Written at every start. Change a value with ALTER SYSTEM: that is kept in the data folder and wins.
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = {CONNECTIONS}
shared_buffers = 128MB
effective_cache_size = 512MB
work_mem = 8MB
maintenance_work_mem = 64MB
random_page_cost = 1.1
jit = off
fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
max_wal_size = 1GB
checkpoint_completion_target = 0.9
logging_collector = off
log_line_prefix = '%m [%p] %q%d '
log_timezone = 'UTC'
timezone = 'UTC'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.english'
"""
ACCESS = "local all all peer map=shop\n"
CREATE_DATABASE = f"""\
CREATE ROLE {ROLE} LOGIN CREATEDB;
CREATE DATABASE {DATABASE} OWNER {ROLE};
REVOKE CONNECT ON DATABASE {DATABASE} FROM PUBLIC;
"""


class PostgresServer:
    """The PostgreSQL of one home folder."""

    kind = "postgresql"
    # Fast shutdown first, then the immediate one, from which the next start recovers.
    stop_signals: tuple[int, ...] = (signal.SIGINT, signal.SIGQUIT)

    def __init__(self, home: Path) -> None:
        self.home = home
        self.server = folders.server_folder(home)
        self.data = self.server / "data"
        self.account = server_account(self.data)
        self.programs = self._fitting_programs()
        self.sockets = folders.socket_folder(self.server, self.account)

    def prepare(self, say: Say) -> Launch:
        configuration = write_configuration(self.server / "conf", self.account)
        if self.data.exists():
            clear_the_way(self.data, self.sockets, say)
        else:
            say("Creating the database (only this once).")
            create_data(self.programs, self.data, self.account, configuration)
        command = [
            *(str(self.programs.path()), "-D", str(self.data), "-k", str(self.sockets)),
            *configuration,
        ]
        return Launch(command, self.account, self.data, signal.SIGINT)

    def is_ready(self, pid: int) -> bool:
        lines = _pid_file_lines(self.data)
        # The eighth line is where the server itself says how far it is.
        return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"

    def url(self) -> str:
        return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(self.sockets))}"

    def facts(self) -> dict[str, str]:
        return {
            "version": self.programs.version,
            "programs": f"{self.programs.origin} ({self.programs.folder})",
            "data": str(self.data),
            "runs as": self.account.name,
        }

    def tidy(self) -> None:
        folders.drop_socket_folder(self.sockets, self.server)

    def trouble(self, log: str) -> str:
        if "No space left on device" in log:
            return str(disk_full(self.data))
        return f"PostgreSQL did not start. The last lines of {self.home}/logs/postgresql.log say:\n{log}"

    def _fitting_programs(self) -> Programs:
        """Programs of the data's own version; for new data the best there are."""
        version = self.data / "PG_VERSION"
        if not version.exists():
            return programs.for_account(programs.postgres_programs(), self.account, self.server)
        major = int(version.read_text(encoding="ascii").strip())
        try:
            found = programs.postgres_programs(major)
        except EmbeddedServerError as error:
            raise EmbeddedServerError(other_version_advice(self.data, major, str(error))) from None
        return programs.for_account(found, self.account, self.server)


def other_version_advice(data: Path, major: int, reason: str) -> str:
    """What to do with a data folder that the programs at hand cannot read. Nothing in it was touched."""
    aside = data.with_name(f"data-{major}")
    return (
        f"The data in {data} was written by PostgreSQL {major}, and only PostgreSQL {major} can read it. {reason}\n"
        "Nothing was changed. You can:\n"
        f"  - install PostgreSQL {major} on this machine; the shop then finds and uses it. To move on to a newer one,\n"
        "    save the shop with pg_dump, stop it, move the folder away as below, start again, and load it with psql;\n"
        f"  - or keep the folder for later and start with an empty shop: mv {data} {aside}"
    )


def write_configuration(folder: Path, account: Account) -> list[str]:
    """Write the server's configuration and return the arguments that name it.

    It lies outside of the data folder, which belongs to another account when root runs the shop: root must not
    write where somebody else could have laid a link.
    """
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    # Peer authentication: the kernel says who connects. Root may become anybody anyway.
    users = dict.fromkeys(["root", current_account().name])
    identities = "".join(f'shop "{user}" {role}\n' for user in users for role in (ROLE, SUPERUSER))
    files = {"postgresql.conf": CONFIGURATION, "pg_hba.conf": ACCESS, "pg_ident.conf": identities}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o644)
    settings = ("config_file=postgresql.conf", "hba_file=pg_hba.conf", "ident_file=pg_ident.conf")
    return [part for setting in settings for part in ("-c", setting.replace("=", f"={folder}/"))]


def create_data(found: Programs, data: Path, account: Account, configuration: list[str]) -> None:
    """Create the data folder with the shop's empty database: whole, or not at all.

    Raises EmbeddedServerError when initdb fails.
    """
    half = data.with_name("data.half")
    shutil.rmtree(half, ignore_errors=True)
    folders.private_folder(half, account)
    locale = ["--locale=C.UTF-8"]
    if found.major >= BUILTIN_LOCALE_SINCE:
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    initdb = [
        str(found.path("initdb")),
        "-D",
        str(half),
        "-U",
        SUPERUSER,
        "-E",
        "UTF8",
        "--data-checksums",
        *locale,
    ]
    _run([*initdb, "--auth-local=peer", "--auth-host=reject"], half, account)
    single = [str(found.path()), "--single", "-D", str(half), *configuration, "postgres"]
    _run(single, half, account, sql=CREATE_DATABASE)
    half.rename(data)


def clear_the_way(data: Path, sockets: Path, say: Say) -> None:
    """Take away what a killed server left behind. The caller holds the lock of this server's keeper.

    Processes that still work in the data folder are given time to end. Raises EmbeddedServerError when they do not.
    """
    if _pid_file_lines(data):
        say("Recovering the database after an unclean end.")
        _end_leftovers(data)
        # Nobody works here any more. The id in the file may be that of another program by now,
        # which PostgreSQL would take for its predecessor.
        (data / "postmaster.pid").unlink(missing_ok=True)
    for leftover in sockets.glob(".s.PGSQL.*"):
        leftover.unlink()


def _end_leftovers(data: Path) -> None:
    deadline = time.monotonic() + WAIT_FOR_OLD_SECONDS
    server = int(_pid_file_lines(data)[0])
    while left := [pid for pid in working_in(data) if is_running(pid)]:
        if server in left:
            os.kill(server, signal.SIGINT)
        if time.monotonic() > deadline:
            raise EmbeddedServerError(
                f"An older PostgreSQL still works in {data} (process {left[0]}) and does not end. "
                f"End it with: kill -INT {left[0]}"
            )
        time.sleep(0.1)


def _pid_file_lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _run(command: list[str], folder: Path, account: Account, *, sql: str = "") -> None:
    """Run one of PostgreSQL's programs to its end. Raises EmbeddedServerError with what it said when it fails."""
    who = run_as(account)
    done = subprocess.run(  # noqa: S603 - our own command line
        command,
        input=sql,
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
        user=who.user,
        group=who.group,
        extra_groups=who.extra_groups,
    )
    said = f"{done.stdout}\n{done.stderr}"
    if "No space left on device" in said:
        raise disk_full(folder)
    # The single-user server ends well even after an error.
    if done.returncode or "ERROR:" in said or "FATAL:" in said:
        raise EmbeddedServerError(
            f"{Path(command[0]).name} could not create the database:\n{said.strip()}"
        )
