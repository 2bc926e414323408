"""The supervised group: real processes, small programs in place of the shop's."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shop.base.embedded import servers
from shop.base.embedded.locks import owner_record
from shop.base.supervisor import leftovers, ports
from shop.base.supervisor.errors import CannotRun
from shop.base.supervisor.run import stop

SCRIPT = Path(__file__).with_name("small_group.py")


@pytest.fixture
def home(tmp_path):
    """The home folder of a group; whatever a test leaves running in it is ended."""
    home = tmp_path / "shop" / ".shopkeeper"
    home.parent.mkdir()
    yield home
    leftovers.end_leftovers(home)


@pytest.fixture
def port():
    """A free port that no outgoing connection of another test will be given meanwhile (those lie above 32767)."""
    while True:
        number = random.randint(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", number))
            return number


class SmallShop:
    """A group in a process of its own, and what it says."""

    def __init__(self, home, port, special=""):
        self.home = home
        self.process = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(home), str(port), special],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def wait_for(self, words):
        """Read until ``words`` are said; returns whether they were."""
        while words not in self.said:
            assert self.process.stdout is not None
            line = self.process.stdout.readline()
            if not line:
                return False
            self.said += line
        return True

    def end(self, number=signal.SIGTERM):
        """Send a signal and read to the end. Returns the exit status."""
        self.process.send_signal(number)
        self.said += self.process.communicate(timeout=30)[0]
        return self.process.returncode

    def pid_of(self, name):
        record = owner_record(self.home / "run.lock")
        assert record is not None
        return record["children"][name]["pid"]


@pytest.fixture
def start(home, port):
    started = []

    def start_one(special=""):
        started.append(SmallShop(home, port, special))
        return started[-1]

    yield start_one
    for shop in started:
        shop.process.kill()
        shop.process.communicate()


def stamp(home):
    path = home / "setup-beside"
    return path.read_text() if path.exists() else ""


def until(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_one_signal_ends_everything_and_leaves_no_lock(start, home, number):
    shop = start()
    assert shop.wait_for("here I am")

    status = shop.end(number)

    assert status == 0
    assert leftovers.find(home) == []
    assert list(home.glob("*.lock")) == []


def test_it_says_where_the_shop_is_open(start, port):
    shop = start()

    assert shop.wait_for("Welcome.")
    assert f"The shop is open: http://127.0.0.1:{port}/" in shop.said


def test_what_a_child_says_is_shown_under_its_name_and_kept(start, home):
    shop = start()

    assert shop.wait_for("worker    | here I am")
    assert "here I am" in (home / "logs" / "worker.log").read_text()


def test_a_child_that_does_not_listen_is_killed(start, home):
    shop = start("stubborn")
    assert shop.wait_for("worker    | stubborn")

    assert shop.end() == 0
    assert leftovers.find(home) == []


def test_children_of_children_end_too(start, home):
    shop = start("parent")
    assert until(lambda: stamp(home) and len(leftovers.find(home)) == 3)

    os.kill(shop.pid_of("worker"), signal.SIGKILL)

    assert shop.wait_for("worker was ended by SIGKILL; starting it again in 0.5 s.")
    assert until(lambda: len(leftovers.find(home)) == 3)
    shop.end()
    assert leftovers.find(home) == []


@pytest.mark.skipif(
    sys.platform != "linux", reason="Only Linux tells children of their parent's death."
)
def test_when_the_supervisor_is_killed_its_children_die(start, home):
    shop = start()
    assert shop.wait_for("here I am")

    shop.end(signal.SIGKILL)

    assert until(lambda: leftovers.find(home) == [])


def test_after_a_kill_the_next_start_ends_what_was_left_behind_and_serves(start, home):
    left = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(600)"],
        env={**os.environ, leftovers.MARK: str(home)},
    )
    shop = start()

    assert shop.wait_for("Welcome.")
    assert "Ended what a killed shop had left behind." in shop.said
    assert left.wait(5) == -signal.SIGTERM


def test_a_second_group_in_the_same_folder_is_refused(start, port):
    first = start()
    assert first.wait_for("Welcome.")

    second = start()

    assert second.process.wait(10) == 1
    assert second.wait_for(f"The shop is running already: http://127.0.0.1:{port}/")
    assert first.process.poll() is None


def test_a_taken_port_is_named_together_with_a_free_one(start, home, port):
    with socket.create_server(("127.0.0.1", port)):
        shop = start()

        assert shop.process.wait(10) == 1
    assert shop.wait_for(f"Port {port} on 127.0.0.1 is taken by another program.")
    assert "make run PORT=" in shop.said
    assert leftovers.find(home) == []
    assert not (home / "run.lock").exists()


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(CannotRun, match=r"cannot listen on 192\.0\.2\.1"):
        ports.check_ports("192.0.2.1", (8000,))


def test_a_web_process_that_never_starts_ends_the_group(start, home):
    shop = start("broken-web")

    assert shop.process.wait(20) == 1
    assert shop.wait_for("The web process does not start.")
    assert "web       | cannot start" in shop.said
    assert leftovers.find(home) == []


def test_the_set_up_is_done_once(start, home):
    for _ in range(2):
        shop = start()
        assert shop.wait_for("here I am")
        assert until((home / "setup-beside").exists)
        shop.end()

    assert (home.parent / "set-up.txt").read_text() == "before beside "


def test_what_was_set_up_before_an_early_end_is_not_done_again(start, home):
    for _ in range(2):
        shop = start()
        assert shop.wait_for("Welcome.")
        (home / "setup-beside").unlink(missing_ok=True)
        shop.end()

    assert (home.parent / "set-up.txt").read_text().split().count("before") == 1


def test_the_set_up_is_done_again_when_what_it_depends_on_changed(start, home):
    for version in ("1", "2"):
        (home.parent / "version").write_text(version)
        shop = start()
        assert shop.wait_for("here I am")
        assert until(lambda text=version: stamp(home) == text)
        shop.end()

    assert (home.parent / "set-up.txt").read_text() == "before beside before beside "


def test_a_failed_set_up_opens_no_shop_and_is_tried_again(start, home):
    shop = start("broken-set-up")
    assert shop.process.wait(10) == 1
    assert shop.wait_for("The set-up failed")

    again = start()

    assert again.wait_for("Welcome.")


def test_stop_ends_the_group_of_a_folder(start, home):
    shop = start()
    assert shop.wait_for("Welcome.")

    said = stop(home)

    assert (said, shop.process.wait(5)) == ("The shop has stopped.", 0)
    assert stop(home) == "The shop is not running."


def test_embedded_servers_come_and_go_with_the_group(start, home):
    shop = start("embedded")
    assert shop.wait_for("Welcome.")
    keeper = servers.status(home)[1].facts["pid"]

    os.kill(keeper, signal.SIGKILL)

    assert shop.wait_for("The valkey server has gone; starting it again.")
    assert until(lambda: [server.state for server in servers.status(home)] == ["ready", "ready"])
    shop.end()
    assert [server.state for server in servers.status(home)] == ["stopped", "stopped"]
    servers.remove(home)
