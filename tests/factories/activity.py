"""Events for tests."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from activity.domain import events
from activity.domain.events import Fact
from activity.models import EventKind

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def visitor() -> UUID:
    """A new visitor."""
    return uuid4()


def some_fact(kind: EventKind = EventKind.VIEW, **details) -> Fact:
    """A view of product 1 at noon by somebody, unless said otherwise."""
    details = {"visitor": visitor(), "at": NOON, "product_id": 1, **details}
    if kind is EventKind.PURCHASE:
        details.setdefault("order_number", "S-1001")
    return events.fact(kind, **details)


def log(*facts: Fact) -> None:
    """Write facts to the log now."""
    events.write(facts)
