"""What a worker does, at once and in this process."""

from shop.base import outbox
from shop.base.models import OutboxMessage


def deliver_everything() -> None:
    """Let every waiting effect happen now, and what those bring about."""
    for _round in range(5):
        waiting = list(OutboxMessage.objects.waiting().filter(attempts=0).order_by("pk"))
        for message in waiting:
            outbox.deliver(message.pk)


def try_once_more() -> None:
    """Let the effects happen that failed before, as when their pause is over."""
    for message in OutboxMessage.objects.waiting().order_by("pk"):
        outbox.deliver(message.pk)
