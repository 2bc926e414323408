"""The supervised group: its processes run, crashed ones are started again, and all end together."""

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator

from shop.base.embedded import servers
from shop.base.embedded.errors import EmbeddedServerError
from shop.base.embedded.locks import FileLock
from shop.base.embedded.processes import die_with_parent
from shop.base.supervisor.children import Child, child_environment
from shop.base.supervisor.console import Console
from shop.base.supervisor.errors import CannotRun
from shop.base.supervisor.plan import Errand, Plan, Process
from shop.base.supervisor.probe import Probe

LOOK_EVERY_SECONDS = 0.2
PROBE_EVERY_SECONDS = 0.05
# The worker may finish the task at hand; what it cannot finish is done again after the next start.
STOP_SECONDS = 12.0
FIRST_ANSWER_SECONDS = 90.0
CRASHES_BEFORE_FIRST_ANSWER = 3
WATCH_SERVERS_EVERY_SECONDS = 1.0


class Group:
    """The children of one plan. All of it runs in one thread: it waits for their words, their ends, and signals."""

    def __init__(self, plan: Plan, console: Console, lock: FileLock) -> None:
        self.plan = plan
        self.console = console
        self.lock = lock
        self.children: list[Child] = []
        self.stop_requests = 0
        self.selector = selectors.DefaultSelector()
        self._wake = _pipe()
        self.selector.register(self._wake[0], selectors.EVENT_READ, None)
        self._servers_seen_at = time.monotonic()

    def listen_to_signals(self) -> None:
        """Let Ctrl-C, SIGTERM and a closed terminal end the group. A second one ends it at once."""
        signal.set_wakeup_fd(self._wake[1], warn_on_full_buffer=False)

        def stop(_number: int, _frame: object) -> None:
            self.stop_requests += 1

        def notice(_number: int, _frame: object) -> None:
            """Wake up to see which child has ended."""

        signal.signal(signal.SIGCHLD, notice)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(number, stop)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup asked to go on
            signal.signal(signal.SIGHUP, stop)

    def start(self, specs: Iterable[Process | Errand]) -> None:
        """Start the programs."""
        for spec in specs:
            child = Child(spec, self.plan, self.console)
            self.children.append(child)
            child.start(self.selector)
        self.note()

    def wait_for_answer(self) -> bool:
        """Wait until the web process answers. False when the group was asked to stop before it did.

        Raises CannotRun when it crashes again and again, or stays silent.
        """
        probe = Probe(self.plan)
        deadline = time.monotonic() + FIRST_ANSWER_SECONDS
        while not self.stop_requests:
            self._turn(PROBE_EVERY_SECONDS)
            if probe.is_answered():
                probe.close()
                return True
            if self.children[0].crashes >= CRASHES_BEFORE_FIRST_ANSWER:
                raise CannotRun("The web process does not start. What it said stands above.")
            if time.monotonic() > deadline:
                raise CannotRun(
                    f"The web process did not answer within {FIRST_ANSWER_SECONDS:.0f} seconds. "
                    f"Its log: {self.plan.home}/logs/web.log"
                )
        probe.close()
        return False

    def stay(self) -> None:
        """Keep the group going until it is asked to stop."""
        while not self.stop_requests:
            self._turn(LOOK_EVERY_SECONDS)
            self._watch_servers()

    def finish(self, spec: Process) -> int | None:
        """Run one program on our own terminal to its end. Returns its exit status; None when we were asked to stop."""
        process = subprocess.Popen(  # noqa: S603 - our own command line
            spec.command,
            stdin=subprocess.DEVNULL,
            cwd=self.plan.project,
            env=child_environment(self.plan.home),
            process_group=0,
            preexec_fn=die_with_parent(spec.death_signal),  # noqa: PLW1509 - the supervisor has one thread
        )
        while process.poll() is None and not self.stop_requests:
            self._hear(LOOK_EVERY_SECONDS)
        if process.poll() is None:
            os.killpg(process.pid, spec.stop_signal)
            process.wait()
        return None if self.stop_requests else process.returncode

    def stop(self) -> None:
        """End all children: politely, then at once."""
        self._end(self.children)
        self.selector.close()
        for handle in self._wake:
            os.close(handle)

    def note(self) -> None:
        """Leave a record for the doctor and for whoever starts a second group."""
        facts = {child.spec.name: child.facts() for child in self.children}
        self.lock.write({"pid": os.getpid(), "url": self.plan.url, "children": facts})

    def _turn(self, seconds: float) -> None:
        """One turn of the loop: hear what is said, see who has ended, start who is due."""
        self._hear(seconds)
        for child in list(self.children):
            status = child.collect(self.selector)
            if status is not None:
                self._after(child, status)
            if child.restart_at is not None and time.monotonic() >= child.restart_at:
                child.start(self.selector)
                self.note()

    def _hear(self, seconds: float) -> None:
        for key, _ in self.selector.select(seconds):
            if key.data is None:
                os.read(self._wake[0], 4096)
            elif not key.data.hear():
                self.selector.unregister(key.fileobj)

    def _after(self, child: Child, status: int) -> None:
        """An errand is over; anything else is started again."""
        if isinstance(child.spec, Errand):
            self.children.remove(child)
            self._after_errand(child.spec, status)
        else:
            pause = child.plan_restart()
            self.console.say(
                f"{child.spec.name} {_ending(status)}; starting it again in {pause:g} s."
            )
        self.note()

    def _after_errand(self, errand: Errand, status: int) -> None:
        if status:
            self.console.say(
                f"{errand.name} {_ending(status)}; the next start tries again. The shop goes on."
            )
        elif errand.afterwards is not None:
            errand.afterwards()

    def _watch_servers(self) -> None:
        """Bring the embedded servers back if their keepers were killed."""
        now = time.monotonic()
        if now - self._servers_seen_at < WATCH_SERVERS_EVERY_SECONDS:
            return
        self._servers_seen_at = now
        stopped = [
            server.kind for server in servers.status(self.plan.home) if server.state == "stopped"
        ]
        wanted = _wanted_servers(self.plan)
        for kind in set(stopped) & set(wanted):
            self.console.say(f"The {kind} server has gone; starting it again.")
            with _saying(self.console.say):
                start_servers(self.plan, self.console.say)

    def _end(self, children: list[Child]) -> None:
        asked = self.stop_requests
        for child in children:
            child.restart_at = None
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        while any(child.is_running for child in children):
            self._hear(LOOK_EVERY_SECONDS)
            if time.monotonic() > deadline or self.stop_requests > max(asked, 1):
                for child in children:
                    child.kill()
            for child in children:
                child.collect(self.selector)


def start_servers(plan: Plan, say: Callable[[str], None]) -> None:
    """Have the embedded servers of the plan running. Raises EmbeddedServerError."""
    if _wanted_servers(plan):
        servers.ensure_running(
            plan.home, postgresql=plan.embedded_postgresql, valkey=plan.embedded_valkey, say=say
        )


def _wanted_servers(plan: Plan) -> list[str]:
    wanted = {servers.POSTGRESQL: plan.embedded_postgresql, servers.VALKEY: plan.embedded_valkey}
    return [kind for kind, is_wanted in wanted.items() if is_wanted]


@contextlib.contextmanager
def _saying(say: Callable[[str], None]) -> Iterator[None]:
    """Say what went wrong and go on: the shop outlives its servers' troubles."""
    try:
        yield
    except EmbeddedServerError as error:
        say(str(error))


def _ending(status: int) -> str:
    if status < 0:
        return f"was ended by {signal.Signals(-status).name}"
    return f"ended with status {status}" if status else "ended"


def _pipe() -> tuple[int, int]:
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    return reader, writer
