"""Let the scorer look at requests that came, in batches, outside every request's path."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from django.db import connection
from django.utils import timezone

from security import ports
from security.models import RequestRecord
from security.ports import Opinion, RulesOnly, ScoredRequest

logger = logging.getLogger(__name__)

BATCH = 2_000
MOST_AT_ONCE = 200_000
MOST_REASONS = 5
LONGEST_REASON = 60


@dataclass(frozen=True)
class Scored:
    """What a run did: how many requests were scored, how many of them by the rules because the model failed."""

    requests: int = 0
    by_rules_instead: int = 0


def score_waiting(*, batch: int = BATCH, at_most: int = MOST_AT_ONCE) -> Scored:
    """Score requests that no scorer has seen, oldest first. Safe to run twice: a scored request is not scored again."""
    done = failed = 0
    while done < at_most:
        waiting = _waiting(min(batch, at_most - done))
        if not waiting:
            break
        opinions, version = _opinions(waiting)
        failed += len(waiting) if version != ports.scorer().version else 0
        _keep(waiting, opinions, version)
        done += len(waiting)
    return Scored(done, failed)


def _waiting(limit: int) -> list[ScoredRequest]:
    rows = RequestRecord.objects.waiting().values_list(
        "pk", "method", "route", "path", "query", "features", "rule_score"
    )[:limit]
    return [
        ScoredRequest(pk, method, route, f"{path}?{query}", tuple(features), rule_score)
        for pk, method, route, path, query, features, rule_score in rows
    ]


def _opinions(requests: Sequence[ScoredRequest]) -> tuple[Sequence[Opinion], str]:
    """The scorer's opinions and its version; the rules' when it fails or talks nonsense."""
    scorer = ports.scorer()
    try:
        return _sensible(scorer.score(requests), len(requests)), scorer.version
    except Exception:
        logger.exception("The scorer %s failed; the rules' scores stand.", scorer.version)
        return RulesOnly().score(requests), RulesOnly.version


def _sensible(opinions: Sequence[Opinion], expected: int) -> Sequence[Opinion]:
    """The opinions, if there is one with a number for every request. Raises ValueError otherwise."""
    if len(opinions) != expected:
        raise ValueError(f"{len(opinions)} opinions on {expected} requests.")
    if not all(isfinite(opinion.score) for opinion in opinions):
        raise ValueError("An opinion without a number.")
    return opinions


def _keep(requests: Sequence[ScoredRequest], opinions: Sequence[Opinion], version: str) -> None:
    """Write opinions to their records in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE security_requestrecord AS record
            SET model_score = opinion.score, model_reasons = string_to_array(opinion.reasons, '|'),
                model_version = %s, scored_at = %s
            FROM unnest(%s::bigint[], %s::float8[], %s::text[]) AS opinion (id, score, reasons)
            WHERE record.id = opinion.id AND record.scored_at IS NULL
            """,
            [
                version[:60],
                timezone.now(),
                [request.record_id for request in requests],
                [min(100.0, max(0.0, float(one.score))) for one in opinions],
                [
                    "|".join(_short(reason) for reason in one.reasons[:MOST_REASONS])
                    for one in opinions
                ],
            ],
        )


def _short(reason: str) -> str:
    return reason.replace("|", "/")[:LONGEST_REASON]
