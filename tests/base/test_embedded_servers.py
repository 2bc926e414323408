"""The embedded PostgreSQL and Valkey: real servers in temporary folders."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import redis

from shop.base.embedded import folders, postgres, programs, servers
from shop.base.embedded.accounts import current_account, server_account
from shop.base.embedded.errors import EmbeddedServerError
from tests.base import embedded

AS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not AS_ROOT, reason="Only root can start processes of other users.")


@pytest.fixture(scope="module")
def made_home(tmp_path_factory):
    """A home folder whose data has been created once."""
    home = tmp_path_factory.mktemp("shop") / ".shopkeeper"
    servers.ensure_running(home)
    yield home
    servers.remove(home)


@pytest.fixture
def home(made_home):
    """The home folder with its servers running for this process."""
    servers.ensure_running(made_home)
    return made_home


@pytest.fixture
def idle_home(made_home):
    """The home folder with its servers stopped, before and after the test."""
    servers.leave(made_home)
    servers.stop(made_home)
    yield made_home
    servers.leave(made_home)
    servers.stop(made_home)


@pytest.fixture
def small_disk():
    """A folder on a disk of six megabytes that any user may reach."""
    place = Path("/tmp") / f"small-disk-{os.getpid()}"
    (place / "disk").mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m,mode=755", "none", str(place / "disk")]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        shutil.rmtree(place)
        pytest.skip("This machine lets nobody mount a small disk.")
    yield place / "disk"
    subprocess.run(["umount", place / "disk"], check=True)
    shutil.rmtree(place)


def states(home):
    return [server.state for server in servers.status(home)]


def server_pid(home):
    return servers.status(home)[0].facts["server_pid"]


def until(condition, seconds=15.0):
    """Wait until ``condition()`` holds; returns whether it did."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_both_servers_answer_at_the_addresses_they_give(home):
    urls = servers.ensure_running(home)

    with psycopg.connect(urls.database_url) as connection:
        row = connection.execute("SHOW server_encoding").fetchone()
    answer = redis.Redis.from_url(urls.redis_url).ping()

    assert (row, answer) == (("UTF8",), True)


def test_the_database_is_safe_from_crashes_and_listens_on_no_port(home):
    wanted = {
        "fsync": "on",
        "synchronous_commit": "on",
        "data_checksums": "on",
        "listen_addresses": "",
    }

    with psycopg.connect(servers.ensure_running(home).database_url) as connection:
        found = {name: connection.execute(f"SHOW {name}").fetchone() for name in wanted}

    assert found == {name: (value,) for name, value in wanted.items()}


def test_the_shop_is_no_superuser_but_may_add_extensions_and_test_databases(home):
    with psycopg.connect(servers.ensure_running(home).database_url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        connection.execute("CREATE DATABASE made_by_the_shop")
        connection.execute("DROP DATABASE made_by_the_shop")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("COPY (SELECT 1) TO PROGRAM 'true'")


def test_the_queue_is_kept_on_disk_and_nothing_is_evicted(home):
    client = redis.Redis.from_url(servers.ensure_running(home).redis_url)

    kept = (
        client.config_get("appendonly")["appendonly"],
        client.config_get("maxmemory-policy")["maxmemory-policy"],
    )

    assert kept == ("yes", "noeviction")


def test_asking_for_running_servers_takes_less_than_five_milliseconds(home):
    begun = time.perf_counter()

    for _ in range(20):
        servers.ensure_running(home)

    assert (time.perf_counter() - begun) / 20 < 0.005


def test_only_what_is_asked_for_is_started(idle_home):
    urls = servers.ensure_running(idle_home, postgresql=False)

    assert urls.database_url == ""
    assert states(idle_home) == ["stopped", "ready"]


def test_starters_at_the_same_moment_get_one_server(idle_home):
    starters = [embedded.start_user(idle_home) for _ in range(4)]

    answers = {starter.stdout.readline() for starter in starters}

    for starter in starters:
        starter.communicate("")
    assert len(answers) == 1
    assert answers != {""}


def test_the_servers_stay_while_anybody_uses_them(idle_home):
    user = embedded.start_user(idle_home)
    user.stdout.readline()
    servers.ensure_running(idle_home)

    servers.leave(idle_home)

    assert states(idle_home) == ["ready", "ready"]
    user.communicate("")


def test_when_the_last_user_is_killed_the_servers_end_and_leave_no_lock(idle_home):
    user = embedded.start_user(idle_home)
    user.stdout.readline()

    user.kill()
    user.communicate()

    assert until(lambda: states(idle_home) == ["stopped", "stopped"])
    assert sorted(path.name for path in idle_home.iterdir()) == [".gitignore", "logs", "server"]
    assert not embedded.pids_about(str((idle_home / "server").resolve()))


def test_after_a_power_cut_committed_rows_are_still_there(idle_home):
    urls = servers.ensure_running(idle_home)
    with psycopg.connect(urls.database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS survivor AS SELECT 42 AS answer")
    redis.Redis.from_url(urls.redis_url).set("survivor", "42")
    time.sleep(1.1)  # Valkey writes to disk once a second

    embedded.kill_all(str(idle_home))
    embedded.kill_all(str((idle_home / "server").resolve()))
    servers.leave(idle_home)
    urls = servers.ensure_running(idle_home)

    with psycopg.connect(urls.database_url) as connection:
        assert connection.execute("SELECT answer FROM survivor").fetchone() == (42,)
    assert redis.Redis.from_url(urls.redis_url).get("survivor") == b"42"


def test_when_a_keeper_is_killed_its_server_does_not_stay_behind(idle_home):
    servers.ensure_running(idle_home)
    old = server_pid(idle_home)

    os.kill(servers.status(idle_home)[0].facts["pid"], signal.SIGKILL)
    assert until(lambda: states(idle_home)[0] == "stopped")
    servers.ensure_running(idle_home)

    assert server_pid(idle_home) != old
    assert until(lambda: old not in embedded.pids_about("postgres"))


def test_a_killed_server_is_started_again_by_its_keeper(idle_home):
    url = servers.ensure_running(idle_home).database_url
    old = server_pid(idle_home)

    os.kill(old, signal.SIGKILL)

    assert until(lambda: states(idle_home)[0] == "ready" and server_pid(idle_home) != old)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_stale_note_that_names_a_living_stranger_does_not_stop_the_start(idle_home):
    data = (idle_home / "server" / "data").resolve()
    note = data / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{data}\n0\n5432\n/nowhere\n\n\nready\n")
    shutil.chown(note, data.stat().st_uid, data.stat().st_gid)

    servers.ensure_running(idle_home)

    assert states(idle_home) == ["ready", "ready"]


def test_data_of_another_version_is_left_alone_and_the_message_says_what_to_do(idle_home):
    version = (idle_home / "server" / "data" / "PG_VERSION").resolve()
    before = version.read_text()
    version.write_text("9\n")

    with pytest.raises(EmbeddedServerError) as refusal:
        servers.ensure_running(idle_home)

    version.write_text(before)
    assert "was written by PostgreSQL 9" in str(refusal.value)
    assert f"mv {version.parent} {version.parent}-9" in str(refusal.value)
    assert servers.ensure_running(idle_home).database_url


def test_a_half_made_data_folder_is_made_anew(tmp_path):
    home = tmp_path / ".shopkeeper"
    home.mkdir(mode=0o700)
    half = folders.server_folder(home) / "data.half"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    servers.ensure_running(home)

    assert states(home) == ["ready", "ready"]
    servers.remove(home)


def test_nothing_outside_of_the_home_changes_its_permissions(tmp_path):
    place = tmp_path / "private"
    place.mkdir(mode=0o700)
    outside = [place, *place.parents, Path("/var/lib")]
    before = [(path.stat().st_mode, path.stat().st_uid) for path in outside]

    servers.ensure_running(place / "project" / ".shopkeeper")

    assert [(path.stat().st_mode, path.stat().st_uid) for path in outside] == before
    servers.remove(place / "project" / ".shopkeeper")


def test_a_path_too_long_for_a_socket_is_no_obstacle(tmp_path):
    home = tmp_path / ("long" * 20) / ".shopkeeper"

    url = servers.ensure_running(home).database_url

    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    servers.remove(home)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(EmbeddedServerError, match=r"cannot use .*/file.*DATABASE_URL"):
        servers.ensure_running(tmp_path / "file" / ".shopkeeper")


@only_root
def test_a_full_disk_is_named_and_leaves_no_half_made_data(small_disk):
    account = server_account(small_disk / "data")
    found = programs.for_account(programs.postgres_programs(), account, small_disk.parent)
    configuration = postgres.write_configuration(small_disk.parent / "conf", account)

    with pytest.raises(EmbeddedServerError, match="is full"):
        postgres.create_data(found, small_disk / "data", account, configuration)

    assert not (small_disk / "data").exists()


@only_root
def test_another_user_of_the_machine_cannot_get_in(home):
    urls = servers.ensure_running(home)
    sockets = urls.database_url.partition("host=")[2]

    stranger = subprocess.run(
        ["ls", sockets],
        check=False,
        user="daemon",
        group="daemon",
        extra_groups=[],
        capture_output=True,
        text=True,
    )

    assert "Permission denied" in stranger.stderr


@only_root
def test_root_lends_the_servers_to_an_unprivileged_user(home):
    data = (home / "server" / "data").resolve()

    assert Path(f"/proc/{server_pid(home)}").stat().st_uid == data.stat().st_uid != 0
    assert data.stat().st_mode & 0o777 == 0o700


@only_root
def test_what_a_deleted_project_left_behind_is_found(tmp_path):
    home = tmp_path / "deleted" / ".shopkeeper"
    home.mkdir(parents=True)
    folder = folders.server_folder(home)
    assert folder not in folders.forsaken()

    shutil.rmtree(home.parent)

    assert folder in folders.forsaken()
    shutil.rmtree(folder)


@only_root
def test_an_ordinary_user_runs_them_in_a_folder_with_private_parents(tmp_path):
    python = embedded.public_python()
    if python is None:
        pytest.skip("No Python 3.11 that other users may run.")
    place = Path("/tmp") / f"private-{os.getpid()}"
    place.mkdir(mode=0o700)
    try:
        paths = embedded.copy_of_the_servers(place / "project")
        subprocess.run(["chown", "-R", "nobody", place], check=True)

        user = embedded.start_user(
            place / "project/.shopkeeper", python=python, paths=paths, account="nobody"
        )
        said = user.stdout.readline()
        owner = Path(f"/proc/{said.split()[0]}").stat().st_uid if said else None
        _, trouble = user.communicate("")

        assert (trouble.strip(), owner) == (
            "Creating the database (only this once).",
            place.stat().st_uid,
        )
        servers.stop(place / "project/.shopkeeper")
    finally:
        shutil.rmtree(place)


@only_root
def test_root_in_somebodys_shop_works_as_its_owner(tmp_path):
    if embedded.public_python() != os.path.realpath(sys.executable):
        pytest.skip("Other users may not run this Python.")
    home = Path("/tmp") / f"owned-{os.getpid()}"
    home.mkdir(mode=0o700)
    shutil.chown(home, "daemon", "daemon")
    try:
        servers.ensure_running(home)
        foreign = [path for path in home.rglob("*") if path.lstat().st_uid != home.stat().st_uid]
        assert foreign == []
    finally:
        servers.remove(home)
        shutil.rmtree(home)


def test_without_the_packages_the_machines_own_servers_do_and_keep_their_data(tmp_path):
    python = embedded.python_without_the_packages()
    if python is None or not embedded.machine_has_servers():
        pytest.skip("This machine has no servers of its own, or no Python without the packages.")
    home = tmp_path / ".shopkeeper"
    user = embedded.start_user(home, python=python)
    assert user.stdout is not None
    assert user.stdout.readline()
    made_by = servers.status(home)[0].facts
    user.communicate("")

    servers.ensure_running(home)

    assert made_by["programs"].startswith("machine")
    assert servers.status(home)[0].facts["version"] == made_by["version"]
    servers.remove(home)


def test_without_any_server_program_the_message_names_the_settings(monkeypatch):
    monkeypatch.setattr(programs, "_every_postgres", lambda: iter(()))
    monkeypatch.setattr(programs, "_every_valkey", lambda: iter(()))

    with pytest.raises(EmbeddedServerError, match=r"DATABASE_URL.*docker compose"):
        programs.postgres_programs()
    with pytest.raises(EmbeddedServerError, match="REDIS_URL"):
        programs.valkey_programs()


def test_a_link_in_the_place_of_a_private_folder_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(EmbeddedServerError, match="Something else of that name is in the way"):
        folders.private_folder(tmp_path / "run", current_account())
