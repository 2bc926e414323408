"""A worker that is killed while it trains: what served goes on serving, and the next training works."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from mlbridge.domain import recommend, registry, retraining
from mlbridge.models import ModelVersion, Recommendation
from shop.base import jobs
from shop.base.models import JobRun
from tests.concurrency.other_sessions import database_url, second_connection
from tests.factories.mlbridge import log_habits, make_goods

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
PATIENCE_SECONDS = 30


@contextmanager
def nobody_may_write_shelves():
    """Hold the table of shelves, so that a training gets as far as publishing and waits there."""
    with second_connection() as other, other.cursor() as cursor:
        cursor.execute("LOCK TABLE mlbridge_recommendation IN SHARE MODE")
        yield


def start_training(home: Path) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "SHOPKEEPER_HOME": str(home),
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "manage.py", "retrain", "because_viewed"]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)


def wait_until_it_publishes() -> None:
    """Until some backend waits for the lock that this test holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'mlbridge_recommendation'::regclass"
            )
            if cursor.fetchone():
                return
        time.sleep(0.05)
    raise AssertionError("The training did not get as far as publishing.")


def wait_until_its_lock_is_gone() -> None:
    """PostgreSQL notices the death of a client when it next talks to it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
                " AND pid <> pg_backend_pid()",
                [jobs.LOCK_FAMILY],
            )
            if not cursor.fetchone():
                return
        time.sleep(0.05)
    raise AssertionError("The lock of the killed process is still held.")


def test_a_training_killed_on_its_way_changes_nothing_and_the_next_one_works(settings, tmp_path):
    settings.MODEL_ROOT = tmp_path / "models"
    goods = make_goods(40)
    log_habits(list(zip(goods[::2], goods[1::2], strict=True)))
    retraining.run(["because_viewed"])
    shelf_before = recommend.for_product(goods[0].pk)

    with nobody_may_write_shelves():
        training = start_training(tmp_path)
        wait_until_it_publishes()
        os.kill(training.pid, signal.SIGKILL)
        training.wait(PATIENCE_SECONDS)
        # Still while it would write: shoppers see what they saw before.
        assert recommend.for_product(goods[0].pk) == shelf_before
    wait_until_its_lock_is_gone()

    assert registry.serving("because_viewed").number == 1
    assert set(Recommendation.objects.values_list("version__number", flat=True)) == {1}
    assert jobs.latest_run("mlbridge.retrain").state == JobRun.State.RUNNING

    retraining.run(["because_viewed"])

    states = dict(ModelVersion.objects.values_list("number", "state"))
    assert states == {1: "retired", 2: "failed", 3: "serving"}
    assert list(JobRun.objects.order_by("pk").values_list("state", flat=True)) == [
        "done",
        "failed",
        "done",
    ]
    kept = sorted(path.name for path in settings.MODEL_ROOT.iterdir())
    assert kept == ["because_viewed-1.npz", "because_viewed-3.npz"]
