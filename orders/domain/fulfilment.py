"""What staff do with an order: mark it paid, send it, cancel it, give money back. Each step happens exactly once."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain import stock
from catalog.models import StockMovement
from orders.domain import messages, parcels
from orders.domain.coupon_uses import give_back
from orders.domain.gift_cards import take_back_bought
from orders.domain.payments import apply_result
from orders.domain.steps import waits_for_money
from orders.domain.timeline import note
from orders.errors import GatewayFailure, IllegalStep, NothingToRefund
from orders.gateways import gateway_of
from orders.gateways.gift_card.gateway import CODE as GIFT_CARD
from orders.models import (
    Order,
    OrderState,
    Payment,
    PaymentState,
    PaymentTransaction,
    Refund,
    Shipment,
)
from orders.ports import GatewayResult, Outcome
from orders.states import ORDER_STEPS, order_step
from shop.base.errors import InvalidInput
from shop.base.money import format_minor
from shop.base.outbox import later


@transaction.atomic
def mark_paid(order: Order, *, reference: str = "") -> Payment:
    """The money has come by bank or at the door. Raises IllegalStep when the order does not wait for it."""
    locked = _lock_in_use(order)
    if not waits_for_money(locked):
        raise IllegalStep(_("This order does not wait for a payment."))
    payment = locked.payments.filter(gateway="manual").unresolved().first()
    if payment is None:
        payment = Payment.objects.create(
            order=locked,
            gateway="manual",
            key=f"marked-paid-{locked.number}",
            currency=locked.currency,
            amount_minor=locked.due_minor,
        )
    found = reference or payment.reference or f"manual-{locked.number}"
    return apply_result(payment.pk, GatewayResult(Outcome.CAPTURED, found, payment.amount_minor))


@transaction.atomic
def ship(
    order: Order,
    *,
    quantities: Mapping[int, int] | None = None,
    carrier: str = "",
    tracking_code: str = "",
    tracking_url: str = "",
    seen: int | None = None,
) -> Shipment:
    """A parcel has left, with some pieces by line id, or with all that is left. The last one makes the order shipped.

    Raises IllegalStep unless the order is paid, or is paid on delivery and leaves whole, and when there are not
    ``seen`` parcels any more: somebody else has sent one meanwhile. Raises InvalidInput for pieces that are not there.
    """
    locked = _lock_in_use(order)
    left = parcels.left_to_send(locked)
    # The state first: of an order that cannot be sent it does not matter what is asked for.
    order_step(_shipping_event(locked, is_last=True), locked.state)
    if seen is not None and locked.shipments.count() != seen:
        raise IllegalStep(_("A parcel was sent meanwhile. Look at the order again."))
    chosen = parcels.choose(left, quantities)
    event = _shipping_event(locked, is_last=chosen == left)
    _move(locked, event)
    if event == "ship_unpaid":
        stock.commit(locked.number)
    parcel = Shipment.objects.create(
        order=locked, carrier=carrier, tracking_code=tracking_code, tracking_url=tracking_url
    )
    parcels.fill(parcel, chosen)
    note(
        locked,
        "partly_shipped" if event == "ship_part" else "shipped",
        _sent_words(carrier, is_part=event == "ship_part"),
        tracking_code=tracking_code,
    )
    later(
        "orders.tasks.send_order_mail",
        kind="order_shipped",
        order_id=locked.pk,
        about=f"{messages.PARCEL}{parcel.pk}",
    )
    return parcel


def _shipping_event(order: Order, *, is_last: bool) -> str:
    """The step that a parcel is. What is paid at the door leaves whole, since it is paid whole."""
    if not is_last:
        return "ship_part"
    unpaid = order.pays_on_delivery and order.state == OrderState.PENDING
    return "ship_unpaid" if unpaid else "ship"


def _sent_words(carrier: str, *, is_part: bool) -> str:
    if is_part:
        words = _("A part was sent with %(carrier)s.") if carrier else _("A part was sent.")
    else:
        words = _("Sent with %(carrier)s.") if carrier else _("Sent.")
    return words % {"carrier": carrier} if carrier else words


@transaction.atomic
def deliver(order: Order) -> None:
    """The parcel has arrived. Raises IllegalStep unless it was sent and paid."""
    locked = _lock_in_use(order)
    if locked.paid_minor != locked.total_minor:
        raise IllegalStep(_("Mark the order as paid first: it was sent to be paid on delivery."))
    _move(locked, "deliver")
    note(locked, "delivered", _("Delivered."))


@transaction.atomic
def cancel(order: Order, *, reason: str = "") -> None:
    """Call the order off: stock goes back, money that was paid goes back, once. Raises IllegalStep once it was sent."""
    locked = _lock_in_use(order)
    was_paid = locked.state == OrderState.PAID
    _move(locked, "cancel", cancelled_at=timezone.now())
    note(locked, "cancelled", reason or _("Order cancelled."))
    give_back(locked)
    if was_paid:
        # Cards before stock, as an order takes them: two such steps never wait for each other in a circle.
        take_back_bought(locked)
        _back_to_the_shelf(locked, StockMovement.Reason.CANCELLED)
        if locked.refundable_minor:
            _ask_back(locked, locked.refundable_minor, reason, key=f"cancel-{locked.number}")
    else:
        stock.release(locked.number)
        _give_up_payments(locked)
        _undo_gift_cards(locked)
    later("orders.tasks.send_order_mail", kind="order_cancelled", order_id=locked.pk)


@transaction.atomic
def refund(
    order: Order,
    amount_minor: int | None = None,
    *,
    reason: str = "",
    restock: bool = False,
    key: str,
) -> Refund:
    """Give money back: all that is left, or an amount of it. The same ``key`` again gives the same refund.

    Raises NothingToRefund when more would go back than came in, IllegalStep for an order that was never paid. With
    ``restock`` the goods of a full refund go back to the shelf.
    """
    locked = _lock_in_use(order)
    full_key = f"{locked.number}-{_short(key)}"
    known = Refund.objects.filter(key=full_key).first()
    if known:
        return known
    amount = locked.refundable_minor if amount_minor is None else amount_minor
    if amount <= 0 or amount > locked.refundable_minor:
        left = format_minor(locked.refundable_minor, locked.currency)
        raise NothingToRefund(
            _("At most %(left)s can be refunded.") % {"left": left}, field="amount"
        )
    made = _ask_back(locked, amount, reason, key=full_key)
    shown = format_minor(amount, locked.currency)
    note(locked, "refunded", _("%(amount)s refunded.") % {"amount": shown}, reason=reason)
    if amount == locked.refundable_minor and locked.state in ORDER_STEPS["refund"].sources:
        _move(locked, "refund")
        take_back_bought(locked)
        if restock:
            _back_to_the_shelf(locked, StockMovement.Reason.RETURNED)
    later("orders.tasks.send_order_mail", kind="order_refunded", order_id=locked.pk, about=made.key)
    return made


def expire_unpaid(*, now: datetime | None = None) -> int:
    """Call off every order that was not paid in time, deleted ones too, and free its stock. Returns how many."""
    overdue = Order.everything.overdue().order_by("pay_by")
    return sum(_expire(order) for order in list(overdue[:500]))


@transaction.atomic
def _expire(order: Order) -> bool:
    locked = _lock(order)
    if locked.state != OrderState.PENDING or locked.pay_by > timezone.now():
        return False
    if locked.payments.filter(state=PaymentState.UNKNOWN).exists():
        # The money may be on its way: the sweeper asks the gateway first.
        return False
    _move(locked, "expire", cancelled_at=timezone.now())
    stock.release(locked.number)
    _give_up_payments(locked)
    _undo_gift_cards(locked)
    give_back(locked)
    note(locked, "expired", _("Not paid in time, so the order was called off."))
    later("orders.tasks.send_order_mail", kind="order_cancelled", order_id=locked.pk)
    return True


def send_refund(refund_id: int) -> None:
    """Have the gateway send a refund, once. Raises GatewayTimeout, and is tried again, when it does not answer."""
    asked = Refund.objects.select_related("payment").get(pk=refund_id)
    if asked.state != Refund.State.REQUESTED:
        return
    payment = asked.payment
    try:
        reference = gateway_of(payment.gateway).refund(
            reference=payment.reference,
            amount_minor=asked.amount_minor,
            currency=payment.currency,
            key=asked.key,
        )
    except GatewayFailure as failure:
        _refund_failed(asked, failure.message)
        return
    with transaction.atomic():
        done = Refund.objects.filter(pk=asked.pk, state=Refund.State.REQUESTED).update(
            state=Refund.State.DONE, reference=reference, updated_at=timezone.now()
        )
        if done:
            PaymentTransaction.objects.create(
                payment=payment,
                kind=PaymentTransaction.Kind.REFUND,
                amount_minor=asked.amount_minor,
                reference=reference,
                reason=asked.reason,
            )


@transaction.atomic
def return_unwanted(payment_id: int) -> None:
    """Send back money that arrived for an order which did not want it. Safe to call twice."""
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment_id)
    left = payment.captured_minor - payment.refunded_minor
    if payment.state != PaymentState.CANCELLED or not left:
        return
    payment.refunded_minor += left
    payment.save(update_fields=["refunded_minor"])
    made = Refund.objects.create(
        payment=payment, key=f"unwanted-{payment.pk}", amount_minor=left, reason=payment.failure
    )
    later("orders.tasks.send_refund", refund_id=made.pk)


def _lock(order: Order) -> Order:
    return Order.everything.select_for_update(of=("self",)).get(pk=order.pk)


def _lock_in_use(order: Order) -> Order:
    """The order for a step of staff. Raises IllegalStep for one that was put away."""
    locked = _lock(order)
    if locked.is_deleted:
        raise IllegalStep(_("This order is deleted. Restore it first."))
    return locked


def _move(order: Order, event: str, **changes: object) -> None:
    """Take one step of the machine. The caller holds the order's lock."""
    order.state = order_step(event, order.state)
    Order.everything.filter(pk=order.pk).update(
        state=order.state, updated_at=timezone.now(), **changes
    )


def _ask_back(order: Order, amount_minor: int, reason: str, *, key: str) -> Refund:
    """Claim the amount on order and payments, and let the outbox have it sent. Returns the first refund.

    What came by another way goes back first, and the last of it onto the gift card.
    """
    paid = order.payments.filter(state=PaymentState.CAPTURED)
    made: list[Refund] = []
    for payment in sorted(paid, key=lambda one: (one.gateway == GIFT_CARD, one.pk)):
        part = min(amount_minor, payment.captured_minor - payment.refunded_minor)
        if part > 0:
            own_key = f"{key}-{payment.pk}" if made else key
            made.append(_refund_of(order, payment, part, reason, key=own_key))
            amount_minor -= part
    return made[0]


def _refund_of(order: Order, payment: Payment, part: int, reason: str, *, key: str) -> Refund:
    Order.everything.filter(pk=order.pk).update(refunded_minor=F("refunded_minor") + part)
    Payment.objects.filter(pk=payment.pk).update(refunded_minor=F("refunded_minor") + part)
    made = Refund.objects.create(payment=payment, key=key, amount_minor=part, reason=reason[:300])
    later("orders.tasks.send_refund", refund_id=made.pk)
    return made


def _undo_gift_cards(order: Order) -> None:
    """What a gift card paid of an order that came to nothing goes back onto it."""
    for payment in order.payments.filter(state=PaymentState.CAPTURED, gateway=GIFT_CARD):
        _refund_of(order, payment, payment.captured_minor, "", key=f"undone-{order.number}")


@transaction.atomic
def _refund_failed(asked: Refund, why: str) -> None:
    """The gateway refused: the amount can be refunded again, and staff see why."""
    order = _lock(asked.payment.order)
    failed = Refund.objects.filter(pk=asked.pk, state=Refund.State.REQUESTED).update(
        state=Refund.State.FAILED, failure=why[:300], updated_at=timezone.now()
    )
    if failed:
        Payment.objects.filter(pk=asked.payment_id).update(
            refunded_minor=F("refunded_minor") - asked.amount_minor
        )
        if asked.payment.state == PaymentState.CAPTURED:
            Order.everything.filter(pk=order.pk).update(
                refunded_minor=F("refunded_minor") - asked.amount_minor
            )
        note(order, "refund_failed", why, is_public=False)


def _back_to_the_shelf(order: Order, reason: str) -> None:
    quantities: dict[int, int] = {}
    for variant_id, quantity in order.lines.filter(variant__isnull=False).values_list(
        "variant_id", "quantity"
    ):
        quantities[variant_id] = quantities.get(variant_id, 0) + quantity
    stock.restock(order.number, quantities, reason)


def _give_up_payments(order: Order) -> None:
    order.payments.unresolved().update(state=PaymentState.CANCELLED, updated_at=timezone.now())


def _short(key: str) -> str:
    if not key or len(key) > 128:
        raise InvalidInput(
            _("Send an Idempotency-Key of 1 to 128 printable characters."), field="Idempotency-Key"
        )
    return key if len(key) <= 60 else hashlib.sha256(key.encode()).hexdigest()
