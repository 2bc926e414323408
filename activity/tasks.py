"""Doorbells of the room."""

from collections.abc import Mapping

from celery import shared_task

from activity.domain import rollups, saved, searches
from shop.base import jobs


@shared_task
def roll_up() -> None:
    """Count what is new in the log. Safe to run twice: the watermark moves with the counts."""
    jobs.run_unless_running("activity.roll_up", lambda row: _figures())


@shared_task
def teach_search() -> None:
    """Teach search what people click, buy and look for. Safe to run twice: what was known is replaced."""
    jobs.run_unless_running("activity.teach_search", lambda row: searches.teach())


@shared_task
def tell_of_new() -> None:
    """Tell people what is new in the searches that they keep. Safe to run twice: each mail carries its key."""
    jobs.run_unless_running("activity.tell_of_new", lambda row: saved.tell_of_new())


def _figures() -> Mapping[str, object]:
    counted = rollups.advance()
    return {"events": counted.events, "rebuilt": counted.is_rebuilt}
