"""Former prices, from the history that triggers keep."""

from datetime import timedelta

from django.apps import apps
from django.db.models import Min, OuterRef, Subquery

from catalog.models import Variant

LOOKED_BACK = timedelta(days=30)


def lowest_before(variant_id: int) -> int | None:
    """The lowest price, in minor units, in the thirty days before a variant got its present one; None if it never had
    another.

    The history holds each state as it was until it was replaced, so a price counts that was still asked within those
    days, however long before it had been set.
    """
    states = apps.get_model("catalog", "VariantEvent").objects.filter(pgh_obj_id=variant_id)
    present = Variant.everything.filter(pk=OuterRef("pgh_obj_id")).values("price_minor")
    change = states.exclude(price_minor=Subquery(present)).order_by("-pgh_id")
    within = states.filter(
        pgh_id__lte=Subquery(change.values("pgh_id")[:1]),
        pgh_created_at__gte=Subquery(change.values("pgh_created_at")[:1]) - LOOKED_BACK,
    )
    lowest: int | None = within.aggregate(low=Min("price_minor"))["low"]
    return lowest
