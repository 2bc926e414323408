"""Gift cards: issued, mailed, put into a cart, spent by an order. Their codes cannot be guessed and are kept nowhere."""

import hashlib
import uuid
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from notifications.domain import mail
from orders.domain.pricing.snapshot import GIFT_CARD
from orders.domain.timeline import note as note_on
from orders.errors import GiftCardRefused
from orders.gateways.gift_card import ledger
from orders.gateways.gift_card.gateway import CODE, reference_of
from orders.models import (
    Cart,
    GiftCard,
    GiftCardEntry,
    Order,
    OrderLine,
    OrderState,
    Payment,
    PaymentState,
    PaymentTransaction,
)
from shop.base import prepared
from shop.base.errors import InvalidInput
from shop.base.money import format_minor
from shop.base.outbox import later

# No 0, O, 1, I, L: people type codes from paper. 16 of 31 letters are 79 bits.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, IN_A_GROUP = 16, 4
TRIES, WINDOW_SECONDS = 10, 60 * 60
COVERED = "UPDATE orders_order SET paid_minor = %s WHERE id = %s"


@transaction.atomic
def issue(
    amount_minor: int,
    currency: str,
    *,
    email: str = "",
    expires_at: datetime | None = None,
    note: str = "",
    bought_with: OrderLine | None = None,
    piece: int = 0,
) -> GiftCard:
    """A new card with an amount on it, mailed to ``email`` if there is one. Raises InvalidInput for no amount."""
    if amount_minor <= 0:
        raise InvalidInput(_("Write an amount above nothing."), field="amount")
    card = GiftCard(
        currency=currency,
        email=email,
        expires_at=expires_at,
        note=note,
        bought_with=bought_with,
        piece=piece,
    )
    code = code_of(card)
    card.code_hash, card.hint = hash_of(code), code[-4:]
    card.save()
    ledger.put(card.pk, amount_minor, reference="issue", kind=GiftCardEntry.Kind.ISSUE)
    card.refresh_from_db()
    if email:
        later("orders.tasks.send_gift_card", card_id=card.pk)
    return card


@transaction.atomic
def issue_bought(order_id: int) -> int:
    """Issue the cards that a paid order bought, each worth what it cost, mailed to the buyer. Safe to run twice.

    Returns how many. The order's lock keeps it apart from a refund, after which nothing is issued.
    """
    order = Order.everything.select_for_update(of=("self",)).get(pk=order_id)
    lines = order.lines.filter(tax_class=GIFT_CARD, unit_price_minor__gt=0)
    if not order.paid_at or order.state in {OrderState.CANCELLED, OrderState.REFUNDED}:
        return 0
    made = 0
    for line in lines.exclude(gift_cards__isnull=False):
        for piece in range(line.quantity):
            issue(
                line.unit_price_minor,
                order.currency,
                email=order.email,
                bought_with=line,
                piece=piece,
            )
            made += 1
    return made


def take_back_bought(order: Order) -> None:
    """The money for the cards of an order went back: what is left on them goes too. The caller holds the order's lock.

    What was spent of them meanwhile is told to staff.
    """
    for card in GiftCard.objects.filter(bought_with__order=order).order_by("pk"):
        worth = card.entries.get(kind=GiftCardEntry.Kind.ISSUE).amount_minor
        left = ledger.empty(card.pk, reference=f"refunded-{order.number}")
        if left < worth:
            words = _("Of gift card %(card)s, %(amount)s had been spent already.")
            spent = format_minor(worth - left, card.currency)
            said = words % {"card": card, "amount": spent}
            note_on(order, "gift_card_spent", said, is_public=False)


def code_of(card: GiftCard) -> str:
    """The card's code, spelled from its seed and the shop's key: XXXX-XXXX-XXXX-XXXX."""
    number = int.from_bytes(
        salted_hmac("orders.gift_card", str(card.seed), algorithm="sha256").digest()
    )
    letters = []
    for _place in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    word = "".join(letters)
    return "-".join(word[at : at + IN_A_GROUP] for at in range(0, LENGTH, IN_A_GROUP))


def hash_of(code: str) -> str:
    """What a code is found by, however it was typed."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(typed.encode()).hexdigest()


def find(code: str, *, asker: str) -> GiftCard:
    """The card of a code that can be spent. Raises GiftCardRefused, always in the same words for unknown and spent ones.

    ``asker`` is the address that asks: after ten wrong codes in an hour it has to wait.
    """
    key = f"gift-card-tries:{asker}"
    cache.add(key, 0, WINDOW_SECONDS)
    if cache.get(key, 0) >= TRIES:
        raise GiftCardRefused(_("Too many wrong codes. Try again in an hour."), field="gift_card")
    card = GiftCard.objects.usable().filter(code_hash=hash_of(code)).first()
    if card is None:
        cache.incr(key)
        raise GiftCardRefused(
            _("This gift card is not known, is over, or nothing is left on it."), field="gift_card"
        )
    return card


def use(cart: Cart, code: str, *, asker: str) -> GiftCard:
    """Put a gift card into the cart. Raises GiftCardRefused, also for one of another currency."""
    card = find(code, asker=asker)
    if card.currency != cart.currency:
        raise GiftCardRefused(_("This gift card is for another currency."), field="gift_card")
    Cart.objects.filter(pk=cart.pk).update(gift_card=card, updated_at=timezone.now())
    cart.gift_card = card
    return card


def use_none(cart: Cart) -> None:
    """Take the gift card out of the cart; nothing was spent yet."""
    Cart.objects.filter(pk=cart.pk).update(gift_card=None, updated_at=timezone.now())
    cart.gift_card = None


def covered_by(card: GiftCard | None, total_minor: int) -> int:
    """How much of a total the card would pay now."""
    if card is None or not card.is_active:
        return 0
    if card.expires_at and card.expires_at <= timezone.now():
        return 0
    return min(card.balance_minor, total_minor)


def spend(order: Order, card_id: int) -> None:
    """Pay what the card can of an order that has just been written, in the same transaction.

    Raises GiftCardRefused when the card can pay nothing (any more), or lost some of it meanwhile.
    """
    card = GiftCard.objects.get(pk=card_id)
    amount = covered_by(card, order.total_minor)
    if not amount:
        raise GiftCardRefused(
            _("The gift card cannot be used any more. Take it out of the cart."), field="gift_card"
        )
    reference = reference_of(card_id, order.number)
    ledger.take(card_id, amount, reference=reference)
    payment = Payment(
        order=order,
        gateway=CODE,
        method=card.hint,
        key=CODE,
        reference=reference,
        state=PaymentState.CAPTURED,
        currency=order.currency,
        amount_minor=amount,
        captured_minor=amount,
    )
    prepared.insert(payment)
    prepared.insert(
        PaymentTransaction(
            payment=payment,
            kind=PaymentTransaction.Kind.CAPTURE,
            reference=reference,
            amount_minor=amount,
        )
    )
    prepared.write(COVERED, [amount, order.pk])
    order.paid_minor = amount


def send_again(card: GiftCard) -> None:
    """Mail the code once more. Raises InvalidInput for a card that is for nobody."""
    if not card.email:
        raise InvalidInput(_("Write down first whom the card is for."), field="email")
    later("orders.tasks.send_gift_card", card_id=card.pk, about=uuid.uuid4().hex)


def mail_code(card_id: int, *, about: str = "") -> None:
    """Mail the code to the person that the card is for, once for each ``about``.

    The words of the mail are forgotten once it has left.
    """
    card = GiftCard.objects.get(pk=card_id)
    if not card.email:
        return
    mail.send(
        "gift_card",
        to=card.email,
        key=f"gift-card-{card.pk}-{about}" if about else f"gift-card-{card.pk}",
        context={
            "code": code_of(card),
            "amount": format_minor(card.balance_minor, card.currency),
            "expires": date_format(card.expires_at, "j F Y") if card.expires_at else "",
            "link": settings.SITE_URL,
        },
        is_secret=True,
    )
