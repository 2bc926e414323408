"""Odd requests: what the shop's usual traffic looks like, learned from what the rules find harmless."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mlbridge.domain import facts
from mlbridge.domain.guard import FEWEST_CASES, Measured
from mlbridge.domain.lessons import probes
from mlbridge.domain.registry import Learned, Snapshot
from mlbridge.errors import TooLittleData
from security import queries as security
from security.domain.features import FEATURES, FEATURES_VERSION
from security.models import HIGH, RAISED

if TYPE_CHECKING:
    from mlbridge.engine.histories import Floats

FORM = f"request-anomalies/1 of features/{FEATURES_VERSION}"
DAYS = 30
FEWEST_REQUESTS = 500
MOST_REQUESTS = 100_000
NEWEST_SHARE = 0.2
QUERY_LENGTH = list(FEATURES).index("query_length")


def learn(champion: Mapping[str, Any] | None) -> Learned:
    """An isolation forest over the newest harmless requests, against the length of the query alone.

    Judged by how well it tells hostile requests from harmless ones that came later. Hostile is what the rules are
    sure of; while a shop has seen little of that, a list of known probes.
    """
    from mlbridge.engine import anomalies, arrays, measures
    from mlbridge.engine.forest import ForestRecipe
    from mlbridge.engine.histories import recipe_from

    read = _read()
    cut = int(len(read.harmless) * (1 - NEWEST_SHARE))
    earlier, later = read.harmless[:cut], read.harmless[cut:]
    has_seen_enough = len(read.hostile) >= FEWEST_CASES
    hostile = read.hostile if has_seen_enough else probes.rows(later)
    recipe = ForestRecipe()
    former = recipe_from(ForestRecipe, champion) if champion is not None else None
    with measures.measured() as cost:
        model = anomalies.fit(anomalies.matrix(read.harmless, len(FEATURES)), recipe)
    return Learned(
        read.snapshot(),
        asdict(recipe),
        Measured(
            "AUC",
            _("what the rules find hostile, against the newest fifth of the harmless requests")
            if has_seen_enough
            else _("known probes, against the newest fifth of the harmless requests"),
            min(len(hostile), len(later)),
            _told_apart(earlier, later, hostile, recipe),
            _by_length(later, hostile),
            _("length of the query"),
            champion=None if former is None else _told_apart(earlier, later, hostile, former),
            fit_seconds=cost.seconds,
            peak_mib=measures.peak_mib(),
        ),
        arrays.pack(FORM, model.arrays()),
    )


class _Read:
    """The features of requests in the order of time, parted by what the rules say."""

    def __init__(self) -> None:
        self.harmless: list[array[float]] = []
        self.hostile: list[array[float]] = []
        self.first_at: datetime | None = None
        self.last_at: datetime | None = None
        self._digest = sha256()

    def add(self, request: security.TrainingRequest) -> None:
        """Take a request; what is neither harmless nor surely hostile teaches nothing."""
        if len(request.features) != len(FEATURES):
            return
        self.first_at, self.last_at = self.first_at or request.at, request.at
        self._digest.update(repr((request.record_id, request.features)).encode())
        if request.rule_score < RAISED:
            self.harmless.append(array("d", request.features))
        elif request.rule_score >= HIGH:
            self.hostile.append(array("d", request.features))

    def snapshot(self) -> Snapshot:
        rows = {"harmless": len(self.harmless), "hostile": len(self.hostile)}
        return Snapshot(rows, self.first_at, self.last_at, self._digest.hexdigest())


def _read() -> _Read:
    read = _Read()
    for portion in security.training_requests(since=facts.days_ago(timezone.now(), DAYS)):
        for request in portion:
            read.add(request)
        del read.harmless[:-MOST_REQUESTS], read.hostile[:-MOST_REQUESTS]
    if len(read.harmless) < FEWEST_REQUESTS:
        raise TooLittleData(
            _("Fewer than %(fewest)s harmless requests on record.") % {"fewest": FEWEST_REQUESTS}
        )
    return read


def _told_apart(
    earlier: Sequence[Sequence[float]],
    later: Sequence[Sequence[float]],
    hostile: Sequence[Sequence[float]],
    recipe: Any,
) -> float:
    from mlbridge.engine import anomalies

    model = anomalies.fit(anomalies.matrix(earlier, len(FEATURES)), recipe)
    rows = anomalies.matrix([*later, *hostile], len(FEATURES))
    return _area(model.score(rows), len(later))


def _by_length(later: Sequence[Sequence[float]], hostile: Sequence[Sequence[float]]) -> float:
    from mlbridge.engine import anomalies

    rows = anomalies.matrix([*later, *hostile], len(FEATURES))
    return _area(rows[:, QUERY_LENGTH], len(later))


def _area(scores: "Floats", harmless: int) -> float:
    """How surely hostile requests, which stand last, score above harmless ones."""
    import numpy as np

    from mlbridge.engine.measures import area

    return area(scores, np.arange(len(scores)) >= harmless)
