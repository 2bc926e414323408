"""Every regular job: on beat's schedule, in a queue that somebody takes, with a command that does the same."""

import importlib

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands

from shop import config, run
from shop.base import jobs
from shop.base.models import JobRun
from shop.celery import app
from tests.concurrency.other_sessions import second_connection
from tests.factories.security import record_request

TWINS = {
    "accounts.erase_due": "erase_accounts",
    "activity.roll_up": "roll_up",
    "activity.teach_search": "teach_search",
    "activity.tell_of_new": "tell_of_new",
    "mlbridge.retrain": "retrain",
    "orders.expire_unpaid": "expire_orders",
    "orders.sweep_payments": "sweep_payments",
    "security.fade_bans": "fade_bans",
    "security.find_patterns": "find_patterns",
    "security.forget_requests": "forget_requests",
    "security.measure_detectors": "measure_detectors",
    "security.refresh_feeds": "refresh_feeds",
    "security.score_requests": "score_requests",
    "security.verify_crawlers": "verify_crawlers",
}


@pytest.fixture(autouse=True)
def own_models(settings, tmp_path) -> None:
    settings.MODEL_ROOT = tmp_path / "models"


def task_of(name: str):
    room, _dot, function = jobs.registered()[name].task.rpartition(".")
    return getattr(importlib.import_module(room), function)


@pytest.fixture
def running_elsewhere(request):
    """Another process is in the middle of the job of the test."""
    with second_connection() as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", jobs.lock_of(request.param))
        yield request.param


def test_every_job_has_a_command():
    assert set(TWINS) == set(jobs.registered())
    assert set(TWINS.values()) <= set(get_commands())


def test_every_job_is_on_the_schedule_of_beat():
    app.finalize()
    planned = app.conf.beat_schedule

    for job in jobs.registered().values():
        assert planned[job.name]["task"] == job.task == task_of(job.name).name
        assert planned[job.name]["schedule"] == job.every


def test_every_queue_of_the_schedule_is_taken_by_a_worker():
    workers = run.background_processes(config.Config(shopkeeper_home=settings.HOME))
    taken = {
        queue
        for worker in workers
        if "-Q" in worker.command
        for queue in worker.command[worker.command.index("-Q") + 1].split(",")
    }

    assert {plan["options"]["queue"] for plan in app.conf.beat_schedule.values()} <= taken


# The roll-up counts what is committed, so that its own room's tests look at it.
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(TWINS) - {"activity.roll_up"}))
def test_task_and_command_leave_a_row_each(name):
    record_request()

    task_of(name)()
    call_command(TWINS[name])

    assert list(JobRun.objects.values_list("name", "state", "error")) == [(name, "done", "")] * 2


@pytest.mark.django_db
@pytest.mark.parametrize("running_elsewhere", sorted(TWINS), indirect=True)
def test_beside_a_running_one_the_task_does_nothing_and_the_command_says_so(running_elsewhere):
    task_of(running_elsewhere)()
    with pytest.raises(CommandError, match=rf"{running_elsewhere} is running already\."):
        call_command(TWINS[running_elsewhere])

    assert JobRun.objects.count() == 0
