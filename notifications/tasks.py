"""Doorbells of the room."""

from celery import shared_task

from notifications.domain import mail


@shared_task
def deliver_mail(message_id: int) -> None:
    """Hand a mail to the server. A mail that was sent is left alone."""
    mail.deliver(message_id)
