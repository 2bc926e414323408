"""The timeline of an order: what happened to it, for customers and staff."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from orders.models import Order, TimelineEntry
from shop.base import prepared
from shop.base.actor import current_actor_id


def note(
    order: Order,
    kind: str,
    message: str,
    *,
    by: int | None = None,
    at: datetime | None = None,
    is_public: bool = True,
    **data: Any,
) -> None:
    """Add an entry in the caller's transaction. ``is_public`` entries are shown to the customer."""
    prepared.insert(
        TimelineEntry(
            order=order,
            kind=kind,
            message=message[:300],
            by_id=by if by is not None else current_actor_id(),
            at=at or timezone.now(),
            data=data,
            is_public=is_public,
        )
    )
