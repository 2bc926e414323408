"""The job of retraining: on its schedule, by command, or because somebody asked; one at a time."""

import logging
from collections.abc import Callable, Collection
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mlbridge.domain import training
from mlbridge.domain.training import Outcome, TrainingFailed
from mlbridge.errors import AlreadyTraining
from mlbridge.models import RetrainRequest
from shop.base import jobs
from shop.base.models import JobRun
from shop.base.outbox import later

logger = logging.getLogger(__name__)

JOB = "mlbridge.retrain"
ASKING_LOCK = "mlbridge.retrain.asking"


def run(
    names: Collection[str] = (),
    *,
    tell: Callable[[Outcome], None] | None = None,
    begun: Callable[[JobRun], None] | None = None,
) -> JobRun:
    """Train models now (all when none is named), as one run of the job.

    ``tell`` hears of each model, ``begun`` of the run. Raises AlreadyRunning while another process trains,
    TrainingFailed when a model could not be trained; the others are trained nevertheless.
    """
    wanted = training.names_of(names)

    def work(row: JobRun) -> dict[str, Any]:
        if begun:
            begun(row)
        outcomes = []
        for outcome in training.retrain(wanted, run=row):
            outcomes.append(outcome)
            jobs.report(row, 100 * len(outcomes) // len(wanted))
            if tell:
                tell(outcome)
        return _figures(outcomes)

    return jobs.run(JOB, work)


def ask(names: Collection[str], *, by: int | None = None) -> RetrainRequest:
    """Ask a worker to train models. Returns the request, whose number shows how far it has come.

    Raises UnknownModel, or AlreadyTraining while one of the models waits for it or is being trained.
    """
    wanted = training.names_of(names)
    with transaction.atomic():
        _one_asks_at_a_time()
        busy = RetrainRequest.objects.open().about_any_of(wanted).first()
        if busy is not None:
            raise AlreadyTraining(
                _("%(models)s is being trained already. Look at that job.")
                % {"models": ", ".join(sorted(set(busy.names) & set(wanted)))},
                extra={"job": str(busy.pk)},
            )
        request = RetrainRequest.objects.create(names=wanted, requested_by_id=by)
        later("mlbridge.tasks.retrain_as_asked", request_id=str(request.pk))
    return request


def perform(request_id: UUID | str) -> None:
    """Do what somebody asked for. Safe to run twice: a request that is over is left alone.

    Raises AlreadyRunning while another process trains; the outbox tries again.
    """
    request = RetrainRequest.objects.open().filter(pk=request_id).first()
    if request is None:
        return

    def begun(row: JobRun) -> None:
        RetrainRequest.objects.filter(pk=request.pk).update(
            state=RetrainRequest.State.RUNNING, run=row
        )

    try:
        run(request.names, begun=begun)
    except jobs.AlreadyRunning:
        raise
    except Exception as error:  # noqa: BLE001 - whoever asked reads what went wrong
        logger.warning("Retraining %s failed: %s", request, error)
        _finish(request, RetrainRequest.State.FAILED, str(error))
    else:
        _finish(request, RetrainRequest.State.DONE)


def _finish(request: RetrainRequest, state: RetrainRequest.State, error: str = "") -> None:
    RetrainRequest.objects.filter(pk=request.pk).update(
        state=state, finished_at=timezone.now(), error=error[:2000]
    )


def _figures(outcomes: list[Outcome]) -> dict[str, Any]:
    """What the job's row keeps. Raises TrainingFailed when something did not work."""
    failed = [outcome for outcome in outcomes if outcome.has_failed]
    if failed:
        raise TrainingFailed("; ".join(f"{outcome.name}: {outcome.reason}" for outcome in failed))
    return {outcome.name: asdict(outcome) for outcome in outcomes}


def _one_asks_at_a_time() -> None:
    """Two who ask at once are answered one after the other, so that the second sees the first's request."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [ASKING_LOCK])
