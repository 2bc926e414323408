"""How the learning is doing: which version of each model serves, how old it is, and what the last training did."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from mlbridge.domain.retraining import JOB
from mlbridge.domain.training import LESSONS
from mlbridge.models import ModelVersion
from shop.base import jobs

# Trained every six hours: what is older than two days has missed several trainings.
STALE_SECONDS = 2 * 24 * 3600


@dataclass(frozen=True)
class ModelHealth:
    """One model. ``version`` is None while nothing serves and the fallback does its work."""

    name: str
    version: int | None
    age_seconds: int | None
    is_stale: bool


@dataclass(frozen=True)
class Health:
    """The state of the room. It is well when every model that serves is fresh."""

    is_well: bool
    runs: str
    last_training_at: datetime | None
    last_training_state: str
    models: tuple[ModelHealth, ...]


def check() -> Health:
    """Two reads; loads no model."""
    now = timezone.now()
    serving = {version.name: version for version in ModelVersion.objects.serving()}
    models = tuple(_of_model(name, serving.get(name), now) for name in LESSONS)
    latest = jobs.latest_run(JOB)
    return Health(
        is_well=not any(model.is_stale for model in models),
        runs="in this shop's workers",
        last_training_at=latest.started_at if latest else None,
        last_training_state=latest.state if latest else "",
        models=models,
    )


def _of_model(name: str, version: ModelVersion | None, now: datetime) -> ModelHealth:
    if version is None or version.trained_at is None:
        return ModelHealth(name, None, None, is_stale=False)
    age = int((now - version.trained_at).total_seconds())
    return ModelHealth(name, version.number, age, is_stale=age > STALE_SECONDS)
