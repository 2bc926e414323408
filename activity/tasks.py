"""Doorbells of the room."""

import logging
from collections.abc import Mapping

from celery import shared_task

from activity.domain import rollups
from shop.base import jobs

logger = logging.getLogger(__name__)


@shared_task
def roll_up() -> None:
    """Count what is new in the log. Safe to run twice: the watermark moves with the counts."""
    try:
        jobs.run("activity.roll_up", lambda row: _figures())
    except jobs.AlreadyRunning:
        logger.info("The roll-up is running already.")


def _figures() -> Mapping[str, object]:
    counted = rollups.advance()
    return {"events": counted.events, "rebuilt": counted.is_rebuilt}
