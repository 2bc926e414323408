"""What other rooms ask: requests to train a scorer with."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from security.models import RequestRecord

PORTION = 10_000


class TrainingRequest(NamedTuple):
    """One request as a scorer learns from it: nothing says who sent it, ``session`` only which belong together."""

    record_id: int
    at: datetime
    method: str
    route: str
    path: str
    query: str
    status: int
    session: str
    is_signed_in: bool
    features: tuple[float, ...]
    rule_score: int


def training_requests(
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    highest_rule_score: int | None = None,
    portion: int = PORTION,
) -> Iterator[list[TrainingRequest]]:
    """Recorded requests, oldest first, in lists of ``portion``; ``highest_rule_score`` leaves out what rules suspect.

    Read through a server-side cursor: memory stays flat at any number.
    """
    records = RequestRecord.objects.order_by("pk")
    if since is not None:
        records = records.filter(at__gte=since)
    if until is not None:
        records = records.filter(at__lt=until)
    if highest_rule_score is not None:
        records = records.filter(rule_score__lte=highest_rule_score)
    rows = records.values_list(
        "pk",
        "at",
        "method",
        "route",
        "path",
        "query",
        "status",
        "session",
        "user_id",
        "features",
        "rule_score",
    ).iterator(chunk_size=portion)
    while some := [_training_request(*row) for row in islice(rows, portion)]:
        yield some


def _training_request(*columns: Any) -> TrainingRequest:
    *before, user_id, features, rule_score = columns
    return TrainingRequest._make([*before, user_id is not None, tuple(features), rule_score])
