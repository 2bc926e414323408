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
from activity.models.searches import SavedSearch, SearchOutcome

__all__ = [
    "Event",
    "EventKind",
    "EventQuerySet",
    "ProductDay",
    "ProductHour",
    "SavedSearch",
    "SearchDay",
    "SearchOutcome",
    "ShopDay",
    "TrendScore",
    "VisitorDay",
    "VisitorLink",
    "Watermark",
]
