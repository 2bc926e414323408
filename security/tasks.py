"""Doorbells of the room."""

from dataclasses import asdict

from celery import shared_task

from security.domain import (
    bans,
    crawlers,
    detectors,
    feeds,
    incidents,
    patterns,
    retention,
    scoring,
)
from security.models import Incident
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


@shared_task
def fade_bans() -> None:
    """Forget who has done nothing wrong for long; give the cache server the door's book anew. Safe to run twice."""
    jobs.run_unless_running("security.fade_bans", lambda row: dict(bans.fade()))


@shared_task
def measure_detectors() -> None:
    """Measure false alarms; what raises too many goes into the shadow. Safe to run twice."""
    jobs.run_unless_running("security.measure_detectors", lambda row: dict(detectors.measure()))


@shared_task
def find_patterns() -> None:
    """Open incidents for campaigns and bursts. Safe to run twice."""
    jobs.run_unless_running("security.find_patterns", lambda row: dict(patterns.look()))


@shared_task
def verify_crawlers() -> None:
    """Ask who claims to be a search engine. Safe to run twice."""
    jobs.run_unless_running("security.verify_crawlers", lambda row: dict(crawlers.verify()))


@shared_task
def refresh_feeds() -> None:
    """Read the threat feeds. Safe to run twice."""
    jobs.run_unless_running("security.refresh_feeds", lambda row: dict(feeds.refresh_all()))


@shared_task
def run_playbook(incident_id: int) -> None:
    """Run the playbook of an incident that has opened. Safe to run twice: its steps are."""
    incidents.run_playbook(Incident.objects.get(pk=incident_id))
