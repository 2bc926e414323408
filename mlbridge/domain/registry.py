"""Versions of the models, from the beginning of a training to serving and back.

One version per model serves at most; the database says so too. Whatever happens to a training, the version that
served goes on serving.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mlbridge.domain import artifacts, shelves
from mlbridge.domain.guard import Measured, Verdict
from mlbridge.domain.shelves import Place
from mlbridge.errors import CannotServe, NothingToRollBackTo
from mlbridge.models import ModelVersion
from shop.base.models import JobRun

logger = logging.getLogger(__name__)

# Beside the serving one, so many versions of a model can serve again at once; of older ones only the row is kept.
KEEP_READY = 3
KEEP_ROWS = 50


@dataclass(frozen=True)
class Snapshot:
    """What a training read: rows by kind, the period, and a digest that tells equal data."""

    rows: Mapping[str, int]
    since: datetime | None
    until: datetime | None
    digest: str

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": dict(self.rows),
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "digest": self.digest,
        }


@dataclass(frozen=True)
class Learned:
    """What came out of a training: the model's file, its shelves, and how good it would have been."""

    snapshot: Snapshot
    parameters: Mapping[str, Any]
    measured: Measured
    artifact: bytes
    places: Iterable[Place] = ()


def begin(name: str, *, run: JobRun | None = None) -> ModelVersion:
    """A new version whose training begins now. One that a dead process left behind is marked as failed."""
    with transaction.atomic():
        for dead in ModelVersion.objects.of(name).unfinished().select_for_update().order_by("pk"):
            give_up(dead, _("The process ended before the training did."))
        newest = ModelVersion.objects.of(name).aggregate(newest=Max("number"))["newest"] or 0
        return ModelVersion.objects.create(name=name, number=newest + 1, run=run)


def give_up(version: ModelVersion, reason: str) -> None:
    """The training of a version came to nothing; what served goes on serving."""
    shelves.clear(version)
    artifacts.remove(version)
    ModelVersion.objects.filter(pk=version.pk).update(
        state=ModelVersion.State.FAILED, reason=reason[:500], is_kept=False
    )


def complete(version: ModelVersion, learned: Learned) -> None:
    """Keep what a version has learned: file, shelves and figures. It is a candidate now, nothing serves it yet."""
    artifacts.save(version, learned.artifact)
    now = timezone.now()
    version.state = ModelVersion.State.CANDIDATE
    version.trained_at = now
    version.duration_seconds = max((now - version.started_at).total_seconds(), 0.0)
    version.data_until = learned.snapshot.until
    version.snapshot = learned.snapshot.as_json()
    version.parameters = dict(learned.parameters)
    version.metrics = asdict(learned.measured)
    with transaction.atomic():
        shelves.publish(version, learned.places)
        version.save()


def settle(version: ModelVersion, verdict: Verdict) -> None:
    """Let a candidate serve when it deserves it, else note why not; then forget what is too old to come back."""
    if verdict.is_better:
        promote(version, reason=verdict.reason)
    else:
        version.reason = verdict.reason
        version.save(update_fields=["reason"])
    forget_old(version.name)


def promote(version: ModelVersion, *, reason: str) -> None:
    """Let a trained version serve from now on instead of the one that does.

    Raises CannotServe when its training is not finished, or what it learned has been forgotten.
    """
    with transaction.atomic():
        # In one order for everybody, so that two promotions of a model wait for each other.
        kept = {
            one.pk: one
            for one in ModelVersion.objects.of(version.name).select_for_update().order_by("pk")
        }
        chosen = kept[version.pk]
        if chosen.trained_at is None or not chosen.is_kept:
            raise CannotServe(_("%(version)s cannot serve: train the model.") % {"version": chosen})
        ModelVersion.objects.of(version.name).serving().exclude(pk=chosen.pk).update(
            state=ModelVersion.State.RETIRED
        )
        chosen.state = ModelVersion.State.SERVING
        chosen.promoted_at = timezone.now()
        chosen.reason = reason[:500]
        chosen.save(update_fields=["state", "promoted_at", "reason"])
    version.refresh_from_db()
    logger.debug("%s serves now: %s", version, reason)


def roll_back(name: str) -> ModelVersion:
    """Go back to the version that served before. Returns it. Raises NothingToRollBackTo when none is kept."""
    former = ModelVersion.objects.of(name).former().first()
    if former is None:
        raise NothingToRollBackTo(
            _("%(model)s has no earlier version to go back to.") % {"model": name}
        )
    promote(former, reason=_("Rolled back to by hand."))
    return former


def serving(name: str) -> ModelVersion | None:
    """The version of a model that serves, if any."""
    return ModelVersion.objects.of(name).serving().first()


def forget_old(name: str) -> None:
    """Remove files and shelves of versions that will not serve again; keep the rows of the newest fifty."""
    ready = ModelVersion.objects.of(name).usable().exclude(state=ModelVersion.State.SERVING)
    for version in ready.newest_first()[KEEP_READY:]:
        ModelVersion.objects.filter(pk=version.pk).update(is_kept=False)
        shelves.clear(version)
        artifacts.remove(version)
    rows = ModelVersion.objects.of(name).filter(is_kept=False).newest_first()[KEEP_ROWS:]
    ModelVersion.objects.filter(pk__in=[version.pk for version in rows]).delete()
