"""Movements on gift cards: each one conditional write and one line in the ledger, in one transaction."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.errors import GiftCardRefused
from orders.models import GiftCard, GiftCardEntry
from shop.base import prepared

# Nothing comes back when there is too little on it. The condition stands in the write: the last unit goes to one order.
TAKE = """
    UPDATE orders_giftcard SET balance_minor = balance_minor - %s
    WHERE id = %s AND balance_minor >= %s AND is_active AND (expires_at IS NULL OR expires_at > %s)
    RETURNING balance_minor
"""


@transaction.atomic
def take(card_id: int, amount_minor: int, *, reference: str) -> None:
    """Spend an amount. Raises GiftCardRefused when there is not so much on the card, or it is not to be used (any more)."""
    if not prepared.run(TAKE, [amount_minor, card_id, amount_minor, timezone.now()]):
        raise GiftCardRefused(
            _("There is less on the gift card than before. Look at the cart again."),
            field="gift_card",
        )
    _write(card_id, GiftCardEntry.Kind.SPEND, -amount_minor, reference)


@transaction.atomic
def put(card_id: int, amount_minor: int, *, reference: str, kind: str) -> None:
    """Put an amount onto the card, once per kind and reference; also onto one that is over, for staff to see."""
    if _write(card_id, kind, amount_minor, reference):
        GiftCard.objects.filter(pk=card_id).update(balance_minor=F("balance_minor") + amount_minor)


@transaction.atomic
def empty(card_id: int, *, reference: str) -> int:
    """Take all that is left off the card. Returns how much that was."""
    left = GiftCard.objects.select_for_update().get(pk=card_id).balance_minor
    if left and _write(card_id, GiftCardEntry.Kind.VOID, -left, reference):
        GiftCard.objects.filter(pk=card_id).update(balance_minor=F("balance_minor") - left)
    return left


def _write(card_id: int, kind: str, amount_minor: int, reference: str) -> bool:
    """A line of the ledger; False when it stands there already."""
    entry = GiftCardEntry(
        card_id=card_id, kind=kind, amount_minor=amount_minor, reference=reference[:128]
    )
    return bool(prepared.insert(entry, unless_known=True))
