"""Training data as a stream of JSON lines: one line of facts about the stream, then one line per row."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from django.utils import timezone
from django.utils.translation import gettext as _

from activity import queries as activity
from mlbridge import queries
from orders import queries as orders
from shop.base.errors import InvalidInput

SCHEMA = 1
THE_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
# So many lines leave as one piece: a piece per line costs more than the line.
LINES_A_PIECE = 500


@dataclass(frozen=True)
class Export:
    """What is asked for: a kind of rows, from ``since`` to before ``until``."""

    kind: str
    since: datetime
    until: datetime

    @property
    def snapshot(self) -> str:
        """The same text for the same rows: asking again with the same moments gives the same stream."""
        said = f"{SCHEMA}:{self.kind}:{self.since.isoformat()}:{self.until.isoformat()}"
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def prepare(kind: str, since: datetime | None, until: datetime | None) -> Export:
    """Check what is asked for. An open end is now. Raises InvalidInput."""
    if kind not in KINDS:
        raise InvalidInput(
            _("Ask for one of: %(kinds)s.") % {"kinds": ", ".join(KINDS)}, field="kind"
        )
    now = timezone.now()
    export = Export(kind, since or THE_BEGINNING, min(until or now, now))
    if export.since >= export.until:
        raise InvalidInput(_("The period ends before it begins."), field="since")
    return export


def lines(export: Export) -> Iterator[bytes]:
    """The stream, in pieces of some hundred lines. Memory stays flat at any number of rows."""
    head = {
        "schema": SCHEMA,
        "kind": export.kind,
        "snapshot": export.snapshot,
        "since": export.since,
        "until": export.until,
    }
    piece = [_line(head)]
    for row in KINDS[export.kind](export):
        piece.append(_line(row))
        if len(piece) >= LINES_A_PIECE:
            yield b"".join(piece)
            piece.clear()
    yield b"".join(piece)


def _interactions(export: Export) -> Iterator[Mapping[str, Any]]:
    for portion in activity.interactions(since=export.since, until=export.until):
        for deed in portion:
            yield {
                "person": deed.person,
                "product_id": deed.product_id,
                "kind": deed.kind,
                "quantity": deed.quantity,
                "at": deed.at,
            }


def _purchases(export: Export) -> Iterator[Mapping[str, Any]]:
    for line in orders.bought_lines(since=export.since, until=export.until):
        yield {
            "order_id": line.order_id,
            "user_id": line.user_id,
            "product_id": line.product_id,
            "variant_id": line.variant_id,
            "quantity": line.quantity,
            "total_minor": line.total_minor,
            "at": line.placed_at,
        }


def _items(_export: Export) -> Iterator[Mapping[str, Any]]:
    for product in queries.items():
        product["product_id"] = product.pop("pk")
        yield product


KINDS: Mapping[str, Callable[[Export], Iterator[Mapping[str, Any]]]] = {
    "interactions": _interactions,
    "purchases": _purchases,
    "items": _items,
}


def _line(row: Mapping[str, Any]) -> bytes:
    return orjson.dumps(row, default=str, option=orjson.OPT_APPEND_NEWLINE)
