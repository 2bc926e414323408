"""The shop's regular jobs: each has a name, a rhythm, a Celery schedule, a command and a row per run in the admin.

A room declares a job beside its task::

    register("activity.roll_up", "activity.tasks.roll_up", every=timedelta(minutes=5), says=_("Trend aggregation"))

The task, the command and the admin's button all go through ``run()``, which lets one run of a name happen at a time.
"""

import logging
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django_stubs_ext import StrPromise

from shop.base.errors import NotFound
from shop.base.models import JobRun
from shop.base.outbox import later

logger = logging.getLogger(__name__)

KEEP_RUNS_PER_JOB = 200
LOCK_FAMILY = zlib.crc32(b"shop.base.jobs") & 0x7FFFFFFF


@dataclass(frozen=True)
class Job:
    """A regular job: ``task`` is the dotted path of its Celery task, ``every`` the pause between two runs."""

    name: str
    task: str
    every: timedelta
    says: StrPromise | str
    queue: str = "soon"

    @property
    def every_in_words(self) -> str:
        """The pause for people: "5 minutes", "1 day"."""
        if self.every < timedelta(minutes=1):
            return _("%d seconds") % self.every.total_seconds()
        now = timezone.now()
        return timesince(now - self.every, now)


_jobs: dict[str, Job] = {}


def register(
    name: str, task: str, *, every: timedelta, says: StrPromise | str, queue: str = "soon"
) -> None:
    """Declare a job, in the ``ready()`` of the room that owns it."""
    _jobs[name] = Job(name, task, every, says, queue)


def registered() -> Mapping[str, Job]:
    """Every declared job by name."""
    return dict(_jobs)


def schedule() -> dict[str, dict[str, Any]]:
    """Celery beat's schedule of all jobs."""
    return {
        job.name: {
            "task": job.task,
            "schedule": job.every,
            # A worker that was away must not find a queue of the same job.
            "options": {"queue": job.queue, "expires": max(job.every.total_seconds(), 30)},
        }
        for job in _jobs.values()
    }


class AlreadyRunning(Exception):
    """Another process is running the job; its result will do."""


def run(name: str, work: Callable[[JobRun], Mapping[str, Any] | None]) -> JobRun:
    """Run a job's work and keep a row of it. Raises AlreadyRunning, or what the work raises.

    A run whose process died is marked as failed by the next one. ``work`` gets the row, on which ``report()`` shows
    progress, and returns the figures to keep.
    """
    with _one_at_a_time(name):
        JobRun.objects.filter(name=name, state=JobRun.State.RUNNING).update(
            state=JobRun.State.FAILED,
            finished_at=timezone.now(),
            error="The process ended before the job did.",
        )
        row = JobRun.objects.create(name=name)
        try:
            result = work(row)
        except BaseException as error:
            _finish(row, JobRun.State.FAILED, error=f"{type(error).__name__}: {error}"[:2000])
            raise
        _finish(row, JobRun.State.DONE, result=dict(result or {}))
        _forget_old_runs(name)
    return row


def run_unless_running(
    name: str, work: Callable[[JobRun], Mapping[str, Any] | None]
) -> JobRun | None:
    """Run a job for the schedule: None, and no error, when a run of it is still going on."""
    try:
        return run(name, work)
    except AlreadyRunning:
        logger.info("%s is still running.", name)
        return None


def report(row: JobRun, percent: int) -> None:
    """Show how far a run has come."""
    JobRun.objects.filter(pk=row.pk).update(progress_percent=max(0, min(percent, 100)))


def latest_run(name: str) -> JobRun | None:
    """The newest run of a job."""
    return JobRun.objects.filter(name=name).order_by("-started_at").first()


def latest_runs() -> dict[str, JobRun]:
    """The newest run of every job that has one, by the job's name."""
    newest = JobRun.objects.order_by("name", "-started_at").distinct("name")
    return {run.name: run for run in newest}


def _finish(
    row: JobRun, state: JobRun.State, *, result: Mapping[str, Any] | None = None, error: str = ""
) -> None:
    row.state, row.finished_at, row.error = state, timezone.now(), error
    row.result = dict(result or {})
    if state is JobRun.State.DONE:
        row.progress_percent = 100
    JobRun.objects.filter(pk=row.pk).update(
        state=state, finished_at=row.finished_at, result=row.result, error=error
    )
    if state is JobRun.State.DONE:
        report(row, 100)


def _forget_old_runs(name: str) -> None:
    kept = JobRun.objects.filter(name=name).order_by("-started_at")[:KEEP_RUNS_PER_JOB]
    JobRun.objects.filter(name=name).exclude(pk__in=kept.values("pk")).delete()


def lock_of(name: str) -> tuple[int, int]:
    """The two numbers of a job's advisory lock."""
    return LOCK_FAMILY, zlib.crc32(name.encode()) & 0x7FFFFFFF


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    """Hold the job's advisory lock on this connection; it dies with the connection."""
    lock = lock_of(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", lock)
        row = cursor.fetchone()
    if not row or not row[0]:
        raise AlreadyRunning(f"{name} is running already.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", lock)


def ask(name: str) -> None:
    """Have a worker run a job now, beside its rhythm. Raises NotFound for a job that no room declares."""
    job = _jobs.get(name)
    if job is None:
        raise NotFound(_("There is no job called %(name)s.") % {"name": name})
    later(job.task)
