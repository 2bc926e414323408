"""What `manage.py run` runs: every process of the shop on this machine, and what must be done before they can.

The one place that knows the list. In production compose, systemd or Kubernetes start the same commands.
"""

import importlib.util
import os
import signal
import socket
import sys
from pathlib import Path

from shop import config
from shop.base.demo_password import FILE_NAME, demo_password
from shop.base.supervisor import run as supervisor
from shop.base.supervisor.plan import EVERYWHERE, Errand, Plan, Process, SetUp, browser_url
from shop.base.supervisor.setup import fingerprint

PYTHON = sys.executable
MANAGE = str(config.PROJECT / "manage.py")
# Celery warns at every start that root runs it; docs/RUNNING.md says so once.
HUSH = ("-W", "ignore:You're running the worker with superuser privileges")
CELERY = (PYTHON, *HUSH, "-m", "celery", "--quiet", "-A", "shop")
LOGINS = ("admin", "manager", "shopper")


def main() -> int:
    """Run the shop until it is stopped. Returns the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    settings = config.load()
    tell_children(settings)
    return supervisor.run(plan(settings))


def tell_children(settings: config.Config) -> None:
    """Let every process know the address that HOST and PORT make, where nothing else was configured."""
    chosen = settings.model_fields_set
    if "site_url" not in chosen:
        os.environ["SITE_URL"] = browser_url(settings.host, settings.port).rstrip("/")
    if "live_url" not in chosen:
        # No proxy joins the two: a browser asks the live process by its own port.
        os.environ["LIVE_URL"] = f"ws://:{settings.port + 1}"
    if "allowed_hosts" not in chosen:
        own = {settings.host, socket.gethostname(), *settings.allowed_hosts} - set(EVERYWHERE)
        os.environ["ALLOWED_HOSTS"] = ",".join(sorted(own))


def plan(settings: config.Config) -> Plan:
    """The shop as it is configured."""
    live = live_processes(settings)
    return Plan(
        home=settings.shopkeeper_home.absolute(),
        project=config.PROJECT,
        host=settings.host,
        port=settings.port,
        other_ports=(settings.port + 1,) if live else (),
        web=web_process(settings),
        others=(*live, *background_processes(settings)),
        errands=compile_errand(),
        set_up=set_up(),
        embedded_postgresql=not settings.database_url,
        embedded_valkey=not settings.redis_url,
        greeting=lambda: greeting(settings),
    )


def web_process(settings: config.Config) -> Process:
    """Pages, admin and API. Granian serves them, one request at a time a worker."""
    listen = ("--host", settings.host, "--port", str(settings.port))
    workers = ("--workers", str(settings.web_workers))
    care = ("--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", "10")
    speaks = ("--http", "1", "--interface", "rsgi", "--no-ws")
    options = (*listen, *workers, *care, *speaks, "--log-level", "warning")
    return Process("web", (PYTHON, "-m", "granian", *options, "shop.rsgi:application"))


def live_processes(settings: config.Config) -> tuple[Process, ...]:
    """The process for WebSockets, on the port after the web's, once the shop has such a door."""
    if importlib.util.find_spec("shop.asgi") is None:
        return ()
    listen = ("--host", settings.host, "--port", str(settings.port + 1))
    small = ("--ws-max-size", "16384", "--ws-max-queue", "8")
    options = (*listen, *small, "--lifespan", "off", "--log-level", "warning")
    return (Process("live", (PYTHON, "-m", "uvicorn", *options, "shop.asgi:application")),)


def background_processes(settings: config.Config) -> tuple[Process, ...]:
    """The workers and the scheduler, who rings for the regular jobs.

    What people wait for (mail, payments) has a worker of its own: training and drawing may take minutes.
    """
    schedule = ("-s", str(settings.shopkeeper_home / "schedule"), "--pidfile=", "-l", "WARNING")
    return (
        _worker("worker", "now,soon", processes=settings.worker_processes),
        _worker("batch", "batch", processes=1, niceness=5),
        Process("scheduler", (*CELERY, "beat", *schedule)),
    )


def _worker(name: str, queues: str, *, processes: int, niceness: int = 0) -> Process:
    taking = ("-Q", queues, "-n", f"{name}@%h", "-c", str(processes))
    quiet = ("--without-gossip", "--without-mingle", "-l", "WARNING")
    return Process(
        name,
        (*CELERY, "worker", *taking, *quiet),
        # A worker whose supervisor was killed must not go on with a long task.
        death_signal=signal.SIGQUIT,
        niceness=niceness,
        # The numeric packages would start a thread per core, and those fight the web processes for them.
        environment={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )


def set_up() -> SetUp:
    """The steps of SETUP_STEPS, in one process before the shop opens and one beside it."""
    return SetUp(
        before=Process("setup", (PYTHON, MANAGE, "setup", "--before-serving")),
        beside=Errand("setup", (PYTHON, MANAGE, "setup", "--while-serving"), niceness=5),
        fingerprint=_fingerprint,
    )


def compile_errand() -> tuple[Errand, ...]:
    """Compile the installed packages when the installer left that for later: the shop opens sooner so."""
    uncompiled = Path(sys.prefix) / "not-compiled-yet"
    if not uncompiled.exists():
        return ()
    command = (PYTHON, "-m", "compileall", "-q", str(Path(sys.prefix) / "lib"))
    return (
        Errand(
            "bytecode", command, afterwards=lambda: uncompiled.unlink(missing_ok=True), niceness=19
        ),
    )


def greeting(settings: config.Config) -> list[str]:
    """What to tell whoever opened the shop."""
    url = browser_url(settings.host, settings.port)
    lines = [f"Staff: {url}admin/   Programs: {url}api/docs"]
    if settings.host in EVERYWHERE and "allowed_hosts" not in settings.model_fields_set:
        lines.append(
            "From other machines: set ALLOWED_HOSTS to the names that they call this one by."
        )
    if not settings.is_production:
        password = demo_password(settings.shopkeeper_home, settings.demo_password)
        kept = (
            "DEMO_PASSWORD"
            if settings.demo_password
            else f"kept in {settings.shopkeeper_home / FILE_NAME}"
        )
        lines.append(f"Logins: {', '.join(f'{name}@shopkeeper.example' for name in LOGINS)}")
        lines.append(f"Password: {password}   ({kept})")
    return [*lines, "Ctrl-C ends the shop."]


def _fingerprint() -> str:
    from django.conf import settings  # loading them needs the servers to run

    return fingerprint(config.PROJECT, settings.SETUP_STEPS, settings.DATABASES["default"])
