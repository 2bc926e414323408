"""Doorbells of the room."""

import logging

from celery import shared_task

from mlbridge.domain import retraining
from shop.base import jobs

logger = logging.getLogger(__name__)


@shared_task
def retrain() -> None:
    """Train every model anew. Safe to run twice: each run makes versions of its own, and one serves."""
    try:
        retraining.run()
    except jobs.AlreadyRunning:
        logger.info("The models are being trained already.")


@shared_task
def retrain_as_asked(request_id: str) -> None:
    """Train the models that somebody asked for. Safe to run twice: a request that is over is left alone."""
    retraining.perform(request_id)
