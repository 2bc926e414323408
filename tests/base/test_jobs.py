"""Runs of regular jobs: one at a time, each with a row that says how it went."""

import pytest

from shop.base import jobs
from shop.base.models import JobRun
from tests.concurrency.other_sessions import second_connection

pytestmark = pytest.mark.django_db
NAME = "shop.count"


def states() -> list[str]:
    return list(JobRun.objects.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def running_elsewhere():
    """Another process is in the middle of the job."""
    with second_connection() as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", jobs.lock_of(NAME))
        yield


def test_a_run_keeps_its_figures_and_its_duration():
    run = jobs.run(NAME, lambda row: {"counted": 7})

    row = JobRun.objects.get()
    assert (row, row.state, row.result, row.progress_percent) == (run, "done", {"counted": 7}, 100)
    assert row.duration_seconds is not None
    assert row.duration_seconds >= 0


def test_a_run_that_fails_keeps_the_error_and_raises_it():
    def work(row: JobRun) -> None:
        jobs.report(row, 40)
        raise ValueError("no rows")

    with pytest.raises(ValueError, match="no rows"):
        jobs.run(NAME, work)

    row = JobRun.objects.get()
    assert (row.state, row.error, row.progress_percent) == ("failed", "ValueError: no rows", 40)
    assert row.finished_at is not None


def test_the_next_run_works_after_one_that_failed():
    with pytest.raises(ZeroDivisionError):
        jobs.run(NAME, lambda row: {"never": 1 // 0})

    jobs.run(NAME, lambda row: None)

    assert states() == ["failed", "done"]
    assert jobs.latest_run(NAME).state == "done"


def test_a_run_whose_process_died_is_marked_by_the_next():
    JobRun.objects.create(name=NAME)

    jobs.run(NAME, lambda row: None)

    assert states() == ["failed", "done"]
    assert JobRun.objects.first().error == "The process ended before the job did."


def test_the_rows_of_other_jobs_are_left_alone():
    JobRun.objects.create(name="shop.other")

    jobs.run(NAME, lambda row: None)

    assert states() == ["running", "done"]


def test_beside_a_running_one_no_second_run_begins(running_elsewhere):
    with pytest.raises(jobs.AlreadyRunning, match=r"shop.count is running already\."):
        jobs.run(NAME, lambda row: None)

    assert jobs.run_unless_running(NAME, lambda row: None) is None
    assert states() == []


def test_another_job_may_run_meanwhile(running_elsewhere):
    jobs.run("shop.other", lambda row: None)

    assert states() == ["done"]


@pytest.mark.parametrize(("said", "kept"), [(-5, 0), (40, 40), (250, 100)])
def test_progress_stays_between_0_and_100(said, kept):
    row = JobRun.objects.create(name=NAME)

    jobs.report(row, said)

    row.refresh_from_db()
    assert row.progress_percent == kept


def test_only_the_newest_runs_of_a_job_are_kept(monkeypatch):
    monkeypatch.setattr(jobs, "KEEP_RUNS_PER_JOB", 2)
    JobRun.objects.create(name="shop.other", state="done")

    runs = [jobs.run(NAME, lambda row: None).pk for _ in range(4)]

    kept = JobRun.objects.filter(name=NAME).order_by("pk").values_list("pk", flat=True)
    assert list(kept) == runs[2:]
    assert JobRun.objects.filter(name="shop.other").exists()
