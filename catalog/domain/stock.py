"""Stock: promised at checkout, sold at payment, given back at cancellation; never more than there is.

What lies on the shelf changes only by movements (a trigger derives the level). What is promised changes only here, by
one conditional UPDATE per variant on the level's own columns: checking and taking are one statement, so there is no gap
for a second shopper. Rows are taken in id order, so two carts never deadlock.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from catalog.domain import generation
from catalog.errors import AlreadyBooked, OutOfStock
from catalog.models import Reservation, StockLevel, StockLocation, StockMovement, Variant
from shop.base import prepared
from shop.base.errors import IdempotencyConflict, InvalidInput
from shop.base.idempotency import Answer, once
from shop.base.prepared import Prepared, Slot, as_tuple

# What staff may give as a reason; the others are written by the story of an order.
BY_HAND = (
    StockMovement.Reason.RECEIVED,
    StockMovement.Reason.RETURNED,
    StockMovement.Reason.COUNTED,
    StockMovement.Reason.DAMAGED,
)

# Looking and taking at once: of two shoppers who want the last one, one finds no row to change.
TAKE = """
    UPDATE catalog_stocklevel SET reserved = reserved + %s
    WHERE id = %s AND on_hand >= reserved + %s
    RETURNING on_hand - reserved
"""
SETTLE = "UPDATE catalog_reservation SET state = %s WHERE id = ANY(%s)"
GIVE_BACK = """
    UPDATE catalog_stocklevel SET reserved = reserved - %s WHERE variant_id = %s AND location_id = %s
"""

# From here down pages say how many are left.
FEW_LEFT = 5


@transaction.atomic
def reserve(reference: str, wanted: Mapping[int, int], *, until: datetime) -> None:
    """Promise stock to an order until a moment, all lines or none.

    ``wanted`` maps variant id to a positive quantity. Variants whose stock is not counted need no promise. Raises
    OutOfStock for the first variant that no location can meet.
    """
    promise(reference, wanted, until=until)


def promise(reference: str, wanted: Mapping[int, int], *, until: datetime) -> None:
    """``reserve()`` within a transaction that ends when this raises, as placing an order does: it needs no savepoint."""
    places = _places(wanted)
    promised, scarcest = [], FEW_LEFT + 1
    for variant_id in sorted(places):
        location_id, left = _take(variant_id, wanted[variant_id], places[variant_id])
        scarcest = min(scarcest, left)
        promised.append(
            Reservation(
                reference=reference,
                variant_id=variant_id,
                location_id=location_id,
                quantity=wanted[variant_id],
                expires_at=until,
            )
        )
    prepared.insert(*promised)
    if scarcest <= FEW_LEFT:
        generation.bump()


def _places(variant_ids: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """Where each variant whose stock is counted lies: level and location, in the order in which they are taken from.

    Where the levels lie never changes, so this read decides nothing; the UPDATE does.
    """
    rows = _PLACES.rows(variants=list(variant_ids))
    places: dict[int, list[tuple[int, int]]] = {}
    for variant_id, level_id, location_id in rows:
        levels = places.setdefault(variant_id, [])
        if level_id is not None:
            levels.append((level_id, location_id))
    return places


_PLACES = Prepared(
    lambda: (
        Variant.objects.filter(pk__any=Slot("variants"), tracks_stock=True)
        .order_by("stock_levels__location__priority", "stock_levels__location_id")
        .values_list("pk", "stock_levels__pk", "stock_levels__location_id")
    ),
    as_tuple,
)


def _take(variant_id: int, quantity: int, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Take from the first location that has enough. Returns its id, and how many are left there that nobody holds."""
    for level_id, location_id in places:
        taken = prepared.run(TAKE, [quantity, level_id, quantity])
        if taken:
            return location_id, taken[0][0]
    raise OutOfStock(variant_id, quantity, available(variant_id))


def available(variant_id: int) -> int:
    """How many of a variant could be promised from one location at this moment."""
    left = StockLevel.objects.filter(variant_id=variant_id).values_list(
        F("on_hand") - F("reserved"), flat=True
    )
    most: int = max([0, *left])
    return most


@transaction.atomic(savepoint=False)
def commit(reference: str) -> int:
    """Sell what an order was promised. Returns how many promises turned into sales; a second call finds none."""
    won = _settle(reference, Reservation.State.COMMITTED)
    prepared.insert(
        *(
            StockMovement(
                variant_id=promise.variant_id,
                location_id=promise.location_id,
                quantity=-promise.quantity,
                reason=StockMovement.Reason.SOLD,
                reference=reference,
            )
            for promise in won
        )
    )
    return len(won)


@transaction.atomic
def release(reference: str) -> int:
    """Give back what an order was promised. Returns how many promises ended; a second call finds none."""
    ended = _settle(reference, Reservation.State.RELEASED)
    given_back = max((promise.quantity for promise in ended), default=0)
    _tell_shoppers({promise.variant_id for promise in ended}, FEW_LEFT + given_back)
    return len(ended)


def _tell_shoppers(variant_ids: Collection[int], most: int) -> None:
    """Kept pages are made anew when at most so many of a variant are left: then they say how many, or that none is."""
    levels = StockLevel.objects.filter(variant_id__in=variant_ids)
    if levels.filter(on_hand__lte=F("reserved") + most).exists():
        generation.bump()


def _settle(reference: str, outcome: Reservation.State) -> list[Reservation]:
    """End every held promise of an order and lower the levels. Of two that try at once, one gets the promises."""
    held = _HELD.rows(reference=reference)
    if held:
        prepared.write(SETTLE, [outcome.value, [promise.pk for promise in held]])
    for promise in held:
        prepared.write(GIVE_BACK, [promise.quantity, promise.variant_id, promise.location_id])
    return held


_HELD = prepared.models(
    Reservation,
    lambda: (
        Reservation.objects.held()
        .filter(reference=Slot("reference"))
        .select_for_update()
        .order_by("variant_id", "pk")
    ),
)


@transaction.atomic
def restock(
    reference: str, quantities: Mapping[int, int], reason: str = StockMovement.Reason.CANCELLED
) -> None:
    """Put sold goods back where they came from. ``quantities`` maps variant id to a positive quantity."""
    for variant_id in sorted(quantities):
        sold = (
            StockMovement.objects.filter(
                variant_id=variant_id, reference=reference, reason=StockMovement.Reason.SOLD
            )
            .order_by("pk")
            .first()
        )
        if sold:
            StockMovement.objects.create(
                variant_id=variant_id,
                location_id=sold.location_id,
                quantity=quantities[variant_id],
                reason=reason,
                reference=reference,
            )
    generation.bump()


@transaction.atomic
def receive(
    variant_id: int,
    quantity: int,
    *,
    location: StockLocation | None = None,
    reason: str = StockMovement.Reason.RECEIVED,
    reference: str = "",
    note: str = "",
    by: int | None = None,
) -> StockMovement:
    """Write goods in (or, with a negative quantity, out) at a location; the first one unless named.

    Raises InvalidInput when more would leave than is free to leave.
    """
    if quantity == 0:
        raise InvalidInput(_("Give a quantity other than 0."), field="quantity")
    place = location or main_location()
    if quantity < 0:
        _keep_promises(variant_id, place, quantity)
    movement = StockMovement.objects.create(
        variant_id=variant_id,
        location=place,
        quantity=quantity,
        reason=reason,
        reference=reference[:64],
        note=note[:200],
        by_id=by,
    )

    # What was sold out may be bought now, or the other way round.
    generation.bump()
    return movement


@dataclass(frozen=True, slots=True)
class Booking:
    """A movement that staff write by hand. ``quantity`` is the change: positive in, negative out."""

    variant_id: int
    quantity: int
    reason: str
    location_id: int
    reference: str = ""
    note: str = ""


def book(booking: Booking, *, by: int, key: str) -> tuple[StockMovement, bool]:
    """Write a movement by hand, once per ``key``; returns it, and whether an earlier call had booked it already.

    Raises InvalidInput for a reason that only orders may give or a quantity that is not free to leave, AlreadyBooked
    when the key was used for another movement.
    """
    if booking.reason not in BY_HAND:
        raise InvalidInput(_("Orders write this reason themselves."), field="reason")

    def effect() -> Answer:
        movement = receive(
            booking.variant_id,
            booking.quantity,
            location=StockLocation.objects.get(pk=booking.location_id),
            reason=booking.reason,
            reference=booking.reference,
            note=booking.note,
            by=by,
        )
        return Answer(status=201, body={"movement": movement.pk})

    try:
        answer = once(
            caller=f"user:{by}",
            operation="catalog.book_stock",
            key=key,
            request=asdict(booking),
            effect=effect,
        )
    except IdempotencyConflict as conflict:
        raise AlreadyBooked(
            _("This form has booked a movement already. Open it anew to book another.")
        ) from conflict
    return StockMovement.objects.get(pk=answer.body["movement"]), answer.is_replay


def _keep_promises(variant_id: int, place: StockLocation, quantity: int) -> None:
    """Refuse to let goods go that are promised. The level stays locked, so nobody promises them meanwhile."""
    level = (
        StockLevel.objects.select_for_update().filter(variant_id=variant_id, location=place).first()
    )
    free = level.available if level else 0
    if free < -quantity:
        raise InvalidInput(
            _("Only %(free)d are free here; the others are promised to orders.") % {"free": free},
            field="quantity",
        )


def main_location() -> StockLocation:
    """The location that orders are filled from first; made when the shop has none yet."""
    first = StockLocation.objects.order_by("priority", "pk").first()
    return first or StockLocation.objects.get_or_create(code="main", defaults={"name": "Main"})[0]
