"""Doorbells of the room."""

from celery import shared_task

from catalog.domain import media


@shared_task
def make_renditions(picture_id: int) -> None:
    """Make a picture's renditions. A repeat makes the same files."""
    media.make_renditions(picture_id)
