"""Doorbells of the room."""

from collections.abc import Mapping

from celery import shared_task

from activity.domain import rollups
from shop.base import jobs


@shared_task
def roll_up() -> None:
    """Count what is new in the log. Safe to run twice: the watermark moves with the counts."""
    jobs.run_unless_running("activity.roll_up", lambda row: _figures())


def _figures() -> Mapping[str, object]:
    counted = rollups.advance()
    return {"events": counted.events, "rebuilt": counted.is_rebuilt}
