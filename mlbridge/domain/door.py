"""The judge whom the door asks within a request: the knowledge that serves, read from its file outside any request."""

import logging

from mlbridge.domain import artifacts, registry
from mlbridge.errors import ArtifactRefused
from security.domain import knowledge
from security.domain.knowledge import Knowledge, Parameters
from security.ports import Finding

logger = logging.getLogger(__name__)

NAME = "door"


class LearnedJudge:
    """Judges by the version that served at the last ``refresh()``; says nothing while there is none.

    A file that is damaged or not ours is never loaded: what this process has loaded before stays.
    """

    def __init__(self) -> None:
        self._knowledge: Knowledge | None = None
        self._loaded: int | None = None
        self._refused: int | None = None

    def judge(self, method: str, path: str, parameters: Parameters) -> Finding | None:
        """What is odd about a request; None for an ordinary one. Asks nobody."""
        known = self._knowledge
        if known is None:
            return None
        opinion = known.judge(method, path, parameters)
        score = known.score(opinion)
        return Finding(score, opinion.parameter) if score else None

    def refresh(self) -> None:
        """Load another version if another one serves now. Asks the database: never call it within a request."""
        serving = registry.serving(NAME)
        if serving is None:
            self._knowledge = self._loaded = None
        elif serving.pk not in {self._loaded, self._refused}:
            try:
                self._knowledge = knowledge.unpacked(artifacts.read(serving))
                self._loaded = serving.pk
            except (ArtifactRefused, ValueError, KeyError, TypeError) as refusal:
                self._refused = serving.pk
                logger.error("What was loaded before goes on judging: %s", refusal)  # noqa: TRY400 - no traceback
