"""What goes into a parcel: which lines of an order, how many pieces of each, and what is still to be sent."""

from collections.abc import Mapping

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from orders.models import Order, ParcelLine, Shipment
from shop.base.errors import InvalidInput


def left_to_send(order: Order) -> dict[int, int]:
    """Pieces that no parcel holds yet, by the id of their line; lines that have left are not in it."""
    rows = order.lines.annotate(
        left=F("quantity") - Coalesce(Sum("parcel_lines__quantity"), 0)
    ).values_list("pk", "left")
    return {pk: left for pk, left in rows if left > 0}


def parcels_of(order: Order) -> QuerySet[Shipment]:
    """The order's parcels with what is in them, in the order in which they left."""
    return order.shipments.prefetch_related("contents__line").order_by("pk")


def choose(left: Mapping[int, int], wanted: Mapping[int, int] | None) -> dict[int, int]:
    """The pieces of a parcel by line: those asked for, or all that is left.

    Raises InvalidInput for an empty parcel, for less than no piece, and for more of a line than is left of it.
    """
    chosen = dict(left) if wanted is None else {pk: n for pk, n in wanted.items() if n}
    if wanted is not None and not chosen:
        raise InvalidInput(_("Put at least one piece into the parcel."), field="quantities")
    for line_id, quantity in chosen.items():
        if not 0 < quantity <= left.get(line_id, 0):
            raise InvalidInput(
                _("Only %(left)s pieces of this line are left to send.")
                % {"left": left.get(line_id, 0)},
                field="quantities",
                extra={"line": line_id},
            )
    return chosen


def fill(parcel: Shipment, chosen: Mapping[int, int]) -> None:
    """Write down what the parcel holds. The caller holds the order's lock."""
    ParcelLine.objects.bulk_create(
        ParcelLine(shipment=parcel, line_id=line_id, quantity=quantity)
        for line_id, quantity in sorted(chosen.items())
    )
