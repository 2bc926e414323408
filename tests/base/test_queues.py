"""What the doctor says of the queues, asked of a real broker."""

import contextlib

import pytest

from shop.base import diagnosis
from shop.base.health import State
from shop.celery import app


@pytest.fixture
def bell():
    """A task that waits in the queue "soon" while no worker runs."""
    app.send_task("activity.tasks.roll_up", queue="soon")
    yield
    with app.connection_for_write() as broker, contextlib.suppress(broker.channel_errors):
        broker.channel().queue_purge("soon")


def test_the_doctor_counts_what_waits(bell):
    assert diagnosis.queue().facts["waiting"] == {"now": 0, "soon": 1, "batch": 0}


def test_without_a_worker_the_doctor_says_what_waits_for_one():
    finding = diagnosis.worker()

    assert finding.state is State.WRONG
    assert finding.says.startswith("No worker answers")
