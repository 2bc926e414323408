"""Reading the published table: one statement per shelf, by key, with only what can be bought this minute.

Written as SQL because building it through the ORM takes several times as long as running it. The rule of what can be
bought is still the catalogue's own: its SQL is taken from the QuerySet, once per process.
"""

import json
from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.utils import timezone

from catalog.models import Product
from mlbridge.domain.shelves import DEPTH
from mlbridge.models import KeyKind, Shelf
from shop.base import prepared

READ = """
    SELECT shown.product_id, shown.key_id, shown.score, shown.reason, shown.details
    FROM mlbridge_recommendation AS shown
    WHERE shown.version_id =
            (SELECT id FROM mlbridge_modelversion WHERE name = %s AND state = 'serving')
        AND shown.shelf = %s AND shown.key_kind = %s AND shown.key_id = ANY(%s)
        AND shown.rank <= %s AND shown.product_id <> ALL(%s)
        AND shown.product_id IN ({buyable})
    ORDER BY shown.rank
    LIMIT %s
"""


class Row(NamedTuple):
    """One product on the shelf of one key."""

    product_id: int
    key_id: int
    score: float
    reason: str
    details_json: str

    @property
    def details(self) -> dict[str, Any]:
        """What fills the blanks of the reason."""
        details: dict[str, Any] = json.loads(self.details_json)
        return details


def read(
    shelf: Shelf,
    kind: KeyKind,
    key_ids: Collection[int],
    *,
    hidden: Collection[int] = (),
    limit: int | None = None,
    deepest: int = DEPTH,
) -> list[Row]:
    """What the serving version put under the keys and can be bought now, without ``hidden``, best places first.

    Places below ``deepest`` of each key are left out.
    """
    statement, fixed = _statement()
    now = timezone.now()
    buyable = [now if isinstance(value, datetime) else value for value in fixed]
    key: list[Any] = [shelf.value, shelf.value, kind.value, list(key_ids)]
    found = prepared.run(statement, [*key, deepest, list(hidden), *buyable, limit])
    return [Row._make(row) for row in found]


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """The statement, and the values that the catalogue's rule takes; a moment among them stands for now."""
    buyable, values = (
        Product.objects.on_sale().in_stock_now().order_by().values("pk").query.sql_with_params()
    )
    return READ.format(buyable=buyable), values
