"""Doorbells of the room."""

from dataclasses import asdict

from celery import shared_task

from security.domain import retention, scoring
from shop.base import jobs


@shared_task
def score_requests() -> None:
    """Score what came since the last time. Safe to run twice."""
    jobs.run_unless_running("security.score_requests", lambda row: asdict(scoring.score_waiting()))


@shared_task
def forget_requests() -> None:
    """Forget requests older than a month. Safe to run twice."""
    jobs.run_unless_running(
        "security.forget_requests", lambda row: {"forgotten": retention.forget_old()}
    )
