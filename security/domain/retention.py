"""Forget requests after a while: what is kept for the shop's safety is not kept for ever."""

from datetime import timedelta

from django.utils import timezone

from security.models import RequestRecord

KEEP = timedelta(days=30)
PORTION = 5_000


def forget_old(keep: timedelta = KEEP) -> int:
    """Delete records older than ``keep``, in portions that hold no lock for long. Returns how many."""
    old = RequestRecord.objects.filter(at__lt=timezone.now() - keep)
    forgotten = 0
    while ids := list(old.order_by("pk").values_list("pk", flat=True)[:PORTION]):
        forgotten += RequestRecord.objects.filter(pk__in=ids).delete()[0]
    return forgotten
