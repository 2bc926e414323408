"""What the room needs from above: a scorer and a judge that know more than rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ScoredRequest:
    """What a scorer may look at. ``features`` are in the order of ``security.domain.features.FEATURES``.

    ``text`` is the path and the redacted query, for scorers that read payloads.
    """

    record_id: int
    method: str
    route: str
    text: str
    features: tuple[float, ...]
    rule_score: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """How hostile a request looks, from 0 to 100, and the names of the features that made it so."""

    score: float
    reasons: tuple[str, ...] = ()


class Scorer(Protocol):
    """Judges requests in batches, in a worker. Plugged in by a room above; ``version`` names the model."""

    @property
    def version(self) -> str: ...

    def score(self, requests: Sequence[ScoredRequest]) -> Sequence[Opinion]:
        """One opinion per request, in the same order. May raise: the rules' score stands then."""
        ...


class RulesOnly:
    """Without a model, the rules' score is the score."""

    version = "rules"

    def score(self, requests: Sequence[ScoredRequest]) -> Sequence[Opinion]:
        """What the rules said when the request came."""
        return [Opinion(float(request.rule_score)) for request in requests]


_scorer: Scorer = RulesOnly()


def plug_scorer(scorer: Scorer) -> None:
    """Let another room's scorer judge from now on, in this process."""
    global _scorer  # noqa: PLW0603 - the one place where the port is filled
    _scorer = scorer


def scorer() -> Scorer:
    """Who judges now."""
    return _scorer


@dataclass(frozen=True, slots=True)
class Finding:
    """What a judge says of a request: how hostile it looks (40 to 69), and its oddest parameter."""

    score: int
    parameter: str


class Judge(Protocol):
    """Judges single requests within their own time. Plugged in by a room above."""

    def judge(
        self, method: str, path: str, parameters: Sequence[tuple[str, str]]
    ) -> Finding | None:
        """What is odd about a request; None for an ordinary one. Asks no server; takes microseconds."""
        ...

    def refresh(self) -> None:
        """Learn whether there is something newer to judge by. Called outside requests, once a minute."""
        ...


class NoJudge:
    """Without a judge the rules decide alone."""

    def judge(
        self, method: str, path: str, parameters: Sequence[tuple[str, str]]
    ) -> Finding | None:
        return None

    def refresh(self) -> None:
        """There is nothing to learn."""


_judge: Judge = NoJudge()


def plug_judge(judge: Judge) -> None:
    """Let another room's judge be heard from now on, in this process."""
    global _judge  # noqa: PLW0603 - the one place where the port is filled
    _judge = judge


def judge() -> Judge:
    """Who is heard beside the rules now."""
    return _judge
