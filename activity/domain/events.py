"""Remember what people did. Views and clicks go through a buffer, purchases with the order's own transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypedDict, Unpack
from uuid import UUID

from django.utils import timezone

from activity.models import Event, EventKind
from activity.models.events import LONGEST_ORDER_NUMBER, LONGEST_QUERY
from shop.base.buffers import BulkBuffer
from shop.base.copying import copy_rows


class Fact(NamedTuple):
    """One row of the log, in the order of ``COLUMNS``. Build it with ``fact()``."""

    at: datetime
    kind: str
    visitor: UUID | None
    user_id: int | None
    product_id: int | None
    variant_id: int | None
    order_number: str
    query: str
    quantity: int
    value_minor: int
    is_bot: bool


class Bought(NamedTuple):
    """One line of an order: ``value_minor`` is what the pieces cost together."""

    product_id: int
    variant_id: int
    quantity: int
    value_minor: int


COLUMNS = Fact._fields


class Details(TypedDict, total=False):
    """What may be said of an event; see ``activity.models.Event``. ``at`` is now unless given."""

    at: datetime
    user_id: int | None
    product_id: int | None
    variant_id: int | None
    order_number: str
    query: str
    quantity: int
    value_minor: int
    is_bot: bool


def fact(
    kind: EventKind,
    *,
    visitor: UUID | None,
    at: datetime | None = None,
    user_id: int | None = None,
    product_id: int | None = None,
    variant_id: int | None = None,
    order_number: str = "",
    query: str = "",
    quantity: int = 1,
    value_minor: int = 0,
    is_bot: bool = False,
) -> Fact:
    """A row of the log, its text cut to what the columns hold."""
    return Fact(
        at or timezone.now(),
        kind.value,
        visitor,
        user_id,
        product_id,
        variant_id,
        order_number[:LONGEST_ORDER_NUMBER],
        query.replace("\x00", "")[:LONGEST_QUERY] if query else "",
        quantity,
        value_minor,
        is_bot,
    )


def write(facts: Iterable[Fact]) -> int:
    """Append facts to the log in one statement. Returns how many."""
    return copy_rows("activity_event", COLUMNS, facts)


_buffer: BulkBuffer[Fact] = BulkBuffer("activity events", write)


def record(kind: EventKind, *, visitor: UUID | None, **details: Unpack[Details]) -> None:
    """Remember something that happened, within a second or so. Costs a few microseconds and never waits.

    Whatever the database does, the caller does not notice. So it is not for what must not be lost: purchases go
    through ``record_purchase()`` or ``record_now()``. A search's ``quantity`` is how many products it found.
    """
    _buffer.add(fact(kind, visitor=visitor, **details))


def record_now(kind: EventKind, *, visitor: UUID | None, **details: Unpack[Details]) -> None:
    """Remember something with the transaction that caused it: both are kept, or neither."""
    _insert([fact(kind, visitor=visitor, **details)])


def record_purchase(
    order_number: str,
    lines: Sequence[Bought],
    *,
    visitor: UUID | None,
    user_id: int | None = None,
    at: datetime | None = None,
) -> None:
    """Remember every line of an order with the order's transaction, in one statement."""
    moment = at or timezone.now()
    _insert(
        [
            fact(
                EventKind.PURCHASE,
                visitor=visitor,
                at=moment,
                user_id=user_id,
                order_number=order_number,
                **line._asdict(),
            )
            for line in lines
        ]
    )


def flush() -> int:
    """Write what waits in this process now. Returns how many events were written."""
    return _buffer.flush()


def waiting() -> int:
    """How many events of this process have not been written yet."""
    return len(_buffer)


def dropped() -> int:
    """How many events this process had to drop since it started."""
    return _buffer.dropped


def _insert(facts: Iterable[Fact]) -> None:
    Event.objects.bulk_create([Event(**row._asdict()) for row in facts])
