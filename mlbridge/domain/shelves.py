"""Writing the published table: all places of a version, before anything serves it."""

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, NamedTuple

from mlbridge.models import KeyKind, ModelVersion, Recommendation, Shelf
from shop.base.copying import copy_rows

# How many products are kept under a key: enough for a full shelf when half of them are sold out.
DEPTH = 24
PORTION = 20_000
COLUMNS = (
    "version_id",
    "shelf",
    "key_kind",
    "key_id",
    "rank",
    "product_id",
    "score",
    "reason",
    "details",
)


class Place(NamedTuple):
    """One product at one place (1 is first) of a shelf."""

    shelf: Shelf
    key_kind: KeyKind
    key_id: int
    rank: int
    product_id: int
    score: float
    reason: str
    details: Mapping[str, Any]


def publish(version: ModelVersion, places: Iterable[Place]) -> int:
    """Write the shelves of a version that does not serve yet. Returns how many places.

    In portions: while a COPY is under way its connection answers nothing else, and ``places`` may read on the way.
    """
    waiting, written = iter(places), 0
    while portion := list(islice(waiting, PORTION)):
        written += copy_rows(
            Recommendation._meta.db_table,
            COLUMNS,
            ((version.pk, *place[:-1], json.dumps(place.details)) for place in portion),
        )
    return written


def clear(version: ModelVersion) -> int:
    """Remove the shelves of a version. Returns how many places went."""
    return Recommendation.objects.filter(version=version).delete()[0]
