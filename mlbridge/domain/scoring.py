"""The scorer that the security room asks: the serving forest, or the rules while there is none."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mlbridge.domain import artifacts, registry
from mlbridge.domain.lessons.requests import FORM
from mlbridge.errors import ArtifactRefused
from mlbridge.models import ModelVersion
from security.domain.features import FEATURES
from security.models import HIGH, RAISED
from security.ports import Opinion, RulesOnly, ScoredRequest

if TYPE_CHECKING:
    from mlbridge.engine.anomalies import Anomalies

logger = logging.getLogger(__name__)

NAME = "request_anomalies"
NAMES_OF_FEATURES = tuple(FEATURES)
# What is merely unlike the rest is not hostile: without a word from the rules it stays below "high".
MOST_ALONE = HIGH - 1


class ForestScorer:
    """Judges requests in batches, in a worker, with the version of the forest that serves at that moment.

    A file that is damaged or not ours is never loaded: the version that this process has loaded before stays, else
    the rules judge.
    """

    def __init__(self) -> None:
        self._loaded: tuple[ModelVersion, Anomalies] | None = None
        self._refused: int | None = None

    @property
    def version(self) -> str:
        """The model that gave the last opinions; "rules" when none did."""
        return str(self._loaded[0]) if self._loaded else RulesOnly.version

    def score(self, requests: Sequence[ScoredRequest]) -> Sequence[Opinion]:
        """One opinion per request. Raises ValueError when a request has other features than the model knows."""
        self._load_what_serves()
        if self._loaded is None:
            return RulesOnly().score(requests)
        return _opinions(self._loaded[1], requests)

    def _load_what_serves(self) -> None:
        """Once per batch: is another version serving than the one that is loaded?"""
        serving = registry.serving(NAME)
        if serving is None:
            self._loaded = None
        elif serving.pk not in {self._refused, self._loaded[0].pk if self._loaded else None}:
            try:
                self._loaded = serving, _model_of(serving)
            except ArtifactRefused as refusal:
                self._refused = serving.pk
                logger.error("%s goes on judging requests: %s", self.version, refusal)  # noqa: TRY400 - no traceback


def _model_of(version: ModelVersion) -> "Anomalies":
    """A version's model from its file. Raises ArtifactRefused."""
    from mlbridge.engine import arrays  # numeric packages: only in the worker that scores
    from mlbridge.engine.anomalies import Anomalies

    content = artifacts.read(version)
    try:
        return Anomalies.from_arrays(arrays.unpack(FORM, content))
    except (ValueError, KeyError) as error:
        raise ArtifactRefused(f"{version}: {error}") from error


def _opinions(model: "Anomalies", requests: Sequence[ScoredRequest]) -> list[Opinion]:
    from mlbridge.engine.anomalies import matrix

    rows = matrix([request.features for request in requests], len(FEATURES))
    opinions = []
    for request, row, score in zip(requests, rows, model.score(rows), strict=True):
        most = 100.0 if request.rule_score >= RAISED else float(MOST_ALONE)
        names = model.oddest_features(row) if score >= RAISED else []
        opinions.append(
            Opinion(min(float(score), most), tuple(NAMES_OF_FEATURES[place] for place in names))
        )
    return opinions
