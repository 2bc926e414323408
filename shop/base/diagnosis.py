"""The ground floor's own health checks: servers, queue, processes, disk, mail."""

import shutil
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from shop.base import heartbeats, jobs
from shop.base.embedded import servers
from shop.base.embedded.locks import owner_record
from shop.base.health import Finding, ok, register_check, warning, wrong
from shop.base.models import JobRun, OutboxMessage
from shop.base.supervisor.run import LOCK_NAME

OLDEST_POSTGRES = 15
MEGABYTE = 1024 * 1024
DISK_WARNING_BYTES, DISK_WRONG_BYTES = 2048 * MEGABYTE, 256 * MEGABYTE
OUTBOX_LATE_AFTER = timedelta(minutes=2)
SCHEDULER_LATE_AFTER = timedelta(minutes=1)
JOB_LATE_AFTER_RHYTHMS = 3
# By urgency; see CELERY_TASK_ROUTES.
QUEUES = ("now", "soon", "batch")
WORKER_ANSWER_SECONDS = 1.0
START = "`make run` starts everything on this machine"


def register() -> None:
    """Register the checks, in the order in which the doctor tells them."""
    register_check("database", database, readiness=True)
    register_check("migrations", migrations, readiness=True)
    register_check("cache", cache_server)
    register_check("queue", queue)
    register_check("worker", worker)
    register_check("scheduler", scheduler)
    register_check("jobs", regular_jobs)
    register_check("outbox", outbox)
    register_check("mail", mail)
    register_check("disk", disk)
    register_check("demo", demo)
    register_check("processes", processes)


def servers_in_use() -> str:
    """Which servers this process works with, in one line: the embedded ones or those that were configured."""
    database, cache = str(settings.DATABASES["default"]["HOST"]), str(settings.REDIS_URL)
    return f"PostgreSQL: {_where(servers.POSTGRESQL, database)}; Valkey: {_where(servers.VALKEY, cache)}"


def database() -> Finding:
    """PostgreSQL answers and is new enough."""
    where = _where(servers.POSTGRESQL, str(settings.DATABASES["default"]["HOST"]))
    try:
        begun = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_version'), pg_database_size(current_database())"
            )
            version, size = cursor.fetchone()
    except DatabaseError as error:
        mend = "Check DATABASE_URL, and that the server runs. The embedded one logs to logs/postgresql.log."
        return wrong(f"PostgreSQL ({where}) does not answer: {_first_line(error)}", mend)
    milliseconds = round(1000 * (time.perf_counter() - begun), 1)
    facts = {"version": version, "where": where, "bytes": size, "milliseconds": milliseconds}
    if int(version.split(".")[0]) < OLDEST_POSTGRES:
        return wrong(
            f"PostgreSQL {version} is too old.",
            f"Use PostgreSQL {OLDEST_POSTGRES} or newer.",
            **facts,
        )
    return ok(
        f"PostgreSQL {version}, {where}, {size / MEGABYTE:.0f} MB, {milliseconds} ms", **facts
    )


def migrations() -> Finding:
    """Every migration has been applied."""
    executor = MigrationExecutor(connection)
    waiting = [str(step) for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    if waiting:
        return wrong(
            f"{len(waiting)} migrations wait: {', '.join(waiting[:3])}",
            "manage.py migrate",
            waiting=waiting,
        )
    return ok("all applied")


def cache_server() -> Finding:
    """The cache server answers. The shop sells without it, slower."""
    where = _where(servers.VALKEY, settings.REDIS_URL)
    try:
        info = _redis().info()
    except redis.RedisError as error:
        mend = (
            "Check REDIS_URL, and that the server runs. The embedded one logs to logs/valkey.log."
        )
        return wrong(f"The cache server ({where}) does not answer: {_first_line(error)}", mend)
    name, version = (
        ("Valkey", info["valkey_version"])
        if "valkey_version" in info
        else ("Redis", info["redis_version"])
    )
    facts = {
        "version": version,
        "where": where,
        "bytes": info["used_memory"],
        "maximum_bytes": info.get("maxmemory"),
    }
    if facts["maximum_bytes"] and info["used_memory"] > 0.9 * facts["maximum_bytes"]:
        return warning(
            f"{name} {version} is nearly full.", "Give it more memory (maxmemory).", **facts
        )
    return ok(f"{name} {version}, {where}, {info['used_memory'] / MEGABYTE:.1f} MB", **facts)


def queue() -> Finding:
    """The task queue answers."""
    from shop.celery import app  # Celery is heavy, and the web process may never need it

    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
        lengths = {name: _length(broker, name) for name in QUEUES}
    told = ", ".join(f"{count} in {name}" for name, count in lengths.items())
    return ok(told, waiting=lengths)


def _length(broker: Any, name: str) -> int:
    """How many tasks wait in a queue; one that was never used is made, as the first task would."""
    # Asked passively, kombu does not find the queues of a Redis whose keys carry a prefix.
    told = broker.default_channel.queue_declare(queue=name, durable=True, auto_delete=False)
    return int(told.message_count)


def worker() -> Finding:
    """Workers answer, and together they take every queue."""
    from shop.celery import app  # Celery is heavy, and the web process may never need it

    answers = app.control.inspect(timeout=WORKER_ANSWER_SECONDS).active_queues() or {}
    mend = f"{START}; in production: celery -A shop worker -Q now,soon, and one more with -Q batch"
    if not answers:
        return wrong("No worker answers: mails, payments' late answers and reports wait.", mend)
    taken = {queue["name"] for queues in answers.values() for queue in queues}
    if idle := [name for name in QUEUES if name not in taken]:
        return wrong(f"No worker takes what is in: {', '.join(idle)}.", mend, idle=idle)
    return ok(", ".join(sorted(answers)), workers=sorted(answers))


def scheduler() -> Finding:
    """The scheduler rings every few seconds for the outbox, and the worker hears it."""
    seen = heartbeats.last_beat("scheduler")
    mend = f"{START}; in production: celery -A shop beat"
    if seen is None:
        return wrong("The scheduler has not been heard of for a day.", mend)
    age = timezone.now() - seen
    if age > SCHEDULER_LATE_AFTER:
        return wrong(
            f"The scheduler was last heard of {_ago(age)} ago.", mend, seen_at=seen.isoformat()
        )
    return ok(f"last heard of {_ago(age)} ago", seen_at=seen.isoformat())


def regular_jobs() -> Finding:
    """The regular jobs run at their rhythm and end well."""
    late, failed = [], []
    for job in jobs.registered().values():
        run = jobs.latest_run(job.name)
        if run is not None and run.state == JobRun.State.FAILED:
            failed.append(f"{job.name} ({run.error[:80]})")
        elif (
            run is not None and timezone.now() - run.started_at > JOB_LATE_AFTER_RHYTHMS * job.every
        ):
            late.append(job.name)
    if failed:
        return wrong(
            f"Failed: {', '.join(failed)}", "The job's row in the admin has the whole error."
        )
    if late:
        return warning(
            f"Late: {', '.join(late)}", "They run again when worker and scheduler do.", late=late
        )
    return ok(f"{len(jobs.registered())} regular jobs, none late")


def outbox() -> Finding:
    """Effects leave soon after the change that caused them."""
    dead = OutboxMessage.objects.dead().count()
    due = OutboxMessage.objects.due()
    oldest, count = due.first(), due.count()
    lag = timezone.now() - oldest.due_at if oldest else timedelta()
    facts = {"due": count, "dead": dead, "lag_seconds": round(lag.total_seconds())}
    if dead:
        return wrong(
            f"{dead} messages were given up.",
            "Look at them in the admin (Outbox) and send them again.",
            **facts,
        )
    if lag > OUTBOX_LATE_AFTER:
        return warning(
            f"{count} messages wait, the oldest for {_ago(lag)}.", "Is the worker running?", **facts
        )
    return ok(f"{count} messages due", **facts)


def mail() -> Finding:
    """The mail server takes a connection, or mails are kept as files."""
    if "filebased" in settings.EMAIL_BACKEND:
        return ok(f"kept as files in {settings.EMAIL_FILE_PATH}; EMAIL_URL sends them")
    where = f"{getattr(settings, 'EMAIL_HOST', '')}:{getattr(settings, 'EMAIL_PORT', '')}"
    try:
        with get_connection(timeout=5):
            return ok(where)
    except OSError as error:
        return wrong(
            f"The mail server {where} does not answer: {_first_line(error)}",
            "Check EMAIL_URL. Mails wait in the outbox.",
        )


def disk() -> Finding:
    """There is room for the shop's data."""
    home = Path(settings.HOME)
    free = shutil.disk_usage(home if home.exists() else settings.BASE_DIR).free
    told = f"{free / MEGABYTE / 1024:.1f} GB free at {home}"
    if free < DISK_WRONG_BYTES:
        return wrong(
            told, "Free some space now: orders fail when the disk is full.", free_bytes=free
        )
    if free < DISK_WARNING_BYTES:
        return warning(told, "Free some space soon.", free_bytes=free)
    return ok(told, free_bytes=free)


def demo() -> Finding:
    """The demo logins do not exist where real money is taken."""
    logins = (
        get_user_model()
        .objects.filter(email__endswith="@shopkeeper.example", is_staff=True)
        .count()
    )
    if logins and settings.CONFIG.is_production:
        return wrong(
            "The demo's staff can log in to this production shop.",
            "Delete them in the admin (Users).",
        )
    return ok("demo shop" if logins else "no demo logins")


def processes() -> Finding:
    """What `make run` has running here."""
    record = owner_record(Path(settings.HOME) / LOCK_NAME)
    if record is None:
        return ok("make run is not running here")
    children: dict[str, dict[str, Any]] = record.get("children", {})
    down = [name for name, child in children.items() if not child["pid"]]
    if down:
        return wrong(
            f"Down: {', '.join(down)}", f"Their logs are in {settings.HOME}/logs.", **record
        )
    told = ", ".join(f"{name} ({child['restarts']} restarts)" for name, child in children.items())
    return ok(f"make run at {record.get('url')}: {told}", **record)


def _where(kind: str, address: str) -> str:
    """Whether a server is the embedded one; its address without any password."""
    for server in servers.status(Path(settings.HOME)):
        sockets = str(server.facts.get("url", "")).partition("host=")[2] or str(
            server.facts.get("url", "")
        )
        if server.kind == kind and sockets and address in {sockets, server.facts.get("url")}:
            origin = str(server.facts["programs"]).partition(" ")[0]
            return f"embedded (from the {origin}), data in {server.facts['data']}"
    return f"external at {address.rpartition('@')[2] or 'the default socket'}"


def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=2)


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]


def _ago(age: timedelta) -> str:
    seconds = int(age.total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"
