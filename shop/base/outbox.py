"""Effects outside the database leave through here: mails, webhooks, calls of other rooms' tasks.

``later()`` writes a row in the caller's transaction and rings the queue after commit. What the queue loses, the
relay sends again: a message is done only when its task has returned. So every task may run twice and must carry a
key (order number, version, watermark) that makes the second time harmless.
"""

import logging
from datetime import datetime, timedelta
from fnmatch import fnmatch
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from shop.base import prepared
from shop.base.models import OutboxMessage

logger = logging.getLogger(__name__)

# A delivery that has not finished after this long is tried again by the relay.
LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 24
FIRST_RETRY_SECONDS = 10
LONGEST_RETRY_SECONDS = 3 * 3600
KEEP_DONE = timedelta(days=14)


def later(task: str, *, due_at: datetime | None = None, **arguments: Any) -> OutboxMessage:
    """Ask for ``task`` (dotted path) to be called with ``arguments`` once this transaction has committed.

    Arguments must be JSON. With ``due_at`` the call waits until then. Never fails because the queue is away.
    """
    now = timezone.now()
    # The relay leaves the message alone for a moment: the queue delivers it sooner when all is well.
    message = OutboxMessage(
        task=task,
        arguments=arguments,
        due_at=due_at or now + timedelta(seconds=FIRST_RETRY_SECONDS),
    )
    prepared.insert(message)
    if due_at is None or due_at <= now:
        transaction.on_commit(lambda: ring(message), robust=True)
    return message


def ring(message: OutboxMessage) -> bool:
    """Put a message on the queue. Returns whether the queue took it; when not, the relay tries again later."""
    from shop.celery import app  # the web process needs Celery only when it sends something

    queue = queue_of(message.task)
    try:
        app.send_task("shop.base.tasks.deliver", args=[message.pk], queue=queue, retry=False)
    except Exception as error:  # noqa: BLE001 - any broker library may fail here in its own way
        logger.warning("The task queue does not answer; %s waits in the outbox. %s", message, error)
        return False
    return True


def queue_of(task: str) -> str:
    """The queue that a task's messages are delivered through, by its urgency."""
    routes: dict[str, dict[str, str]] = settings.CELERY_TASK_ROUTES
    fitting = (route["queue"] for pattern, route in routes.items() if fnmatch(task, pattern))
    return next(fitting, settings.CELERY_TASK_DEFAULT_QUEUE)


def deliver(message_id: int) -> bool:
    """Call the task of a waiting message, once for all workers that try. Returns whether it was called.

    A failure is kept with the message and tried again with growing pauses; after some two days it is given up and shown
    to staff.
    """
    message = _claim(message_id)
    if message is None:
        return False
    try:
        _call(message)
    except Exception as error:
        logger.exception("%s failed (attempt %s).", message, message.attempts)
        _put_back(message, error)
        return True
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=OutboxMessage.State.DONE, finished_at=timezone.now(), error=""
    )
    return True


def relay(limit: int = 200) -> int:
    """Ring the queue for every message that is due. Returns how many the queue took."""
    taken = 0
    for message in list(OutboxMessage.objects.due()[:limit]):
        if not ring(message):
            break
        taken += 1
        # Not again before the worker has had a fair chance; a worker that was quicker has the last word.
        OutboxMessage.objects.waiting().filter(pk=message.pk, attempts=message.attempts).update(
            due_at=timezone.now() + LEASE
        )
    return taken


def deliver_due(limit: int = 200) -> int:
    """Deliver what is due in this very process, for a shop that runs without workers. Returns how many."""
    ids = list(OutboxMessage.objects.due().values_list("pk", flat=True)[:limit])
    return sum(deliver(message_id) for message_id in ids)


def try_again(message: OutboxMessage) -> bool:
    """Give a message that waits or was given up a fresh start, now. Returns whether it needed one."""
    revived = OutboxMessage.objects.filter(
        pk=message.pk, state__in=[OutboxMessage.State.WAITING, OutboxMessage.State.DEAD]
    ).update(state=OutboxMessage.State.WAITING, attempts=0, due_at=timezone.now())
    if revived:
        transaction.on_commit(lambda: ring(message), robust=True)
    return bool(revived)


def forget_delivered() -> int:
    """Remove messages that were delivered more than a fortnight ago. Returns how many."""
    old = OutboxMessage.objects.filter(
        state=OutboxMessage.State.DONE, finished_at__lt=timezone.now() - KEEP_DONE
    )
    return old.delete()[0]


def _call(message: OutboxMessage) -> None:
    import shop.celery  # noqa: F401 - tasks belong to the shop's own Celery application

    import_string(message.task)(**message.arguments)


def _claim(message_id: int) -> OutboxMessage | None:
    """Take a waiting message for one attempt, or None when another worker holds it or it is over."""
    now = timezone.now()
    with transaction.atomic():
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .waiting()
            .filter(pk=message_id)
            .exclude(attempts__gt=0, due_at__gt=now, error="")
            .first()
        )
        if message is None:
            return None
        message.attempts += 1
        message.due_at = now + LEASE
        message.error = ""
        message.save(update_fields=["attempts", "due_at", "error"])
    return message


def _put_back(message: OutboxMessage, error: Exception) -> None:
    pause = min(FIRST_RETRY_SECONDS * 2 ** (message.attempts - 1), LONGEST_RETRY_SECONDS)
    given_up = message.attempts >= MAX_ATTEMPTS
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=OutboxMessage.State.DEAD if given_up else OutboxMessage.State.WAITING,
        due_at=timezone.now() + timedelta(seconds=pause),
        error=f"{type(error).__name__}: {error}"[:2000],
    )
