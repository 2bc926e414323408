"""Doorbells of the room."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict

from celery import shared_task

from security.domain import retention, scoring
from shop.base import jobs

logger = logging.getLogger(__name__)


@shared_task
def score_requests() -> None:
    """Score what came since the last time. Safe to run twice."""
    _run("security.score_requests", lambda: asdict(scoring.score_waiting()))


@shared_task
def forget_requests() -> None:
    """Forget requests older than a month. Safe to run twice."""
    _run("security.forget_requests", lambda: {"forgotten": retention.forget_old()})


def _run(name: str, work: Callable[[], Mapping[str, object]]) -> None:
    try:
        jobs.run(name, lambda row: work())
    except jobs.AlreadyRunning:
        logger.info("%s is running already.", name)
