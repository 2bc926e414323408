"""The outbox: an effect leaves after commit, at least once, and is given up only after many tries."""

import pytest
from django.db import transaction
from django.utils import timezone
from kombu import pools

from shop.base import outbox
from shop.base.models import OutboxMessage

calls: list[dict] = []


def note(**arguments):
    """A task that remembers its calls."""
    calls.append(arguments)


def fail(**arguments):
    """A task that always fails."""
    raise ConnectionError("the mail server is away")


@pytest.fixture(autouse=True)
def no_calls_yet():
    calls.clear()


@pytest.mark.django_db
def test_a_message_is_delivered_once_and_is_done():
    message = outbox.later("tests.base.test_outbox.note", order_id=7)

    assert outbox.deliver(message.pk)
    assert not outbox.deliver(message.pk)

    message.refresh_from_db()
    assert (calls, message.state) == ([{"order_id": 7}], "done")


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_leaves_no_message():
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.later("tests.base.test_outbox.note")
        raise RuntimeError

    assert OutboxMessage.objects.count() == 0


@pytest.mark.django_db
def test_a_failed_delivery_waits_and_says_why():
    message = outbox.later("tests.base.test_outbox.fail")

    outbox.deliver(message.pk)

    message.refresh_from_db()
    assert message.state == "waiting"
    assert message.due_at > timezone.now()
    assert message.error == "ConnectionError: the mail server is away"


@pytest.mark.django_db
def test_after_two_days_of_failures_a_message_is_given_up():
    message = outbox.later("tests.base.test_outbox.fail")

    for _attempt in range(outbox.MAX_ATTEMPTS):
        outbox.deliver(message.pk)

    message.refresh_from_db()
    assert (message.state, message.attempts) == ("dead", 24)


@pytest.fixture
def queue_away(monkeypatch):
    """A broker that nobody answers for; connections made before are forgotten, and those made meanwhile too."""
    from shop.celery import app

    def forget_connections():
        pools.reset()
        app._pool = app.amqp._producer_pool = None

    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    forget_connections()
    yield
    monkeypatch.undo()
    forget_connections()


@pytest.mark.django_db(transaction=True)
def test_with_the_queue_away_the_message_waits_in_the_outbox(queue_away):
    message = outbox.later("tests.base.test_outbox.note")

    message.refresh_from_db()
    assert message.state == "waiting"
