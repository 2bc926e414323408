"""Signs of life of processes that do not answer for themselves, kept in the cache."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

KEEP = timedelta(days=1)


def beat(name: str) -> None:
    """Note that ``name`` is alive now."""
    cache.set(f"heartbeat:{name}", timezone.now(), int(KEEP.total_seconds()))


def last_beat(name: str) -> datetime | None:
    """When ``name`` was last alive; None when it was not within a day, or the cache is away."""
    seen: datetime | None = cache.get(f"heartbeat:{name}")
    return seen
