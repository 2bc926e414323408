"""Forget requests after a while: what is kept for the shop's safety is not kept for ever."""

from datetime import timedelta

from django.utils import timezone

from security.models import RequestRecord
from shop.base import partitions

KEEP = timedelta(days=30)
PORTION = 5_000
TABLE = RequestRecord._meta.db_table


def forget_old(keep: timedelta = KEEP) -> int:
    """Forget records older than ``keep``, and make room for the months to come. Returns how many were forgotten.

    Months that are wholly older are dropped at once; the rest goes in portions that hold no lock for long.
    """
    now = timezone.now()
    partitions.prepare(TABLE, "at", now)
    forgotten = partitions.drop_before(TABLE, now - keep)
    old = RequestRecord.objects.filter(at__lt=now - keep)
    while ids := list(old.order_by("pk").values_list("pk", flat=True)[:PORTION]):
        forgotten += RequestRecord.objects.filter(pk__in=ids).delete()[0]
    return forgotten
