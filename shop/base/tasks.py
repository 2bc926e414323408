"""Doorbells of the ground floor: delivering the outbox and keeping it short."""

from celery import shared_task

from shop.base import heartbeats, outbox


@shared_task
def deliver(message_id: int) -> None:
    """Deliver one outbox message. Safe to run twice: a finished message is not delivered again."""
    outbox.deliver(message_id)


@shared_task
def relay() -> None:
    """Ring for every message that the queue has lost or that has become due. Also the scheduler's sign of life."""
    heartbeats.beat("scheduler")
    outbox.relay()


@shared_task
def forget_delivered() -> None:
    """Remove messages delivered long ago."""
    outbox.forget_delivered()
