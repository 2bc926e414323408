"""Doorbells of the room: load, call one domain function, done. Each may run twice."""

from celery import shared_task

from accounts.domain import cleaning, data
from shop.base import jobs


@shared_task
def make_copy(export_id: str) -> None:
    """Gather a person's data. One that is gathered already is left alone."""
    data.make_copy(export_id)


@shared_task
def erase_due() -> None:
    """Erase the accounts that are due, and forget old copies and old sign-ins."""
    jobs.run_unless_running("accounts.erase_due", lambda row: cleaning.clean())
