"""What people did, and what was counted from it."""

from activity.models.events import Event, EventKind, EventQuerySet, VisitorLink
from activity.models.rollups import (
    ProductDay,
    ProductHour,
    SearchDay,
    ShopDay,
    TrendScore,
    VisitorDay,
    Watermark,
)

__all__ = [
    "Event",
    "EventKind",
    "EventQuerySet",
    "ProductDay",
    "ProductHour",
    "SearchDay",
    "ShopDay",
    "TrendScore",
    "VisitorDay",
    "VisitorLink",
    "Watermark",
]
