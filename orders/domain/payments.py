"""Payments: begun, answered, applied. One finaliser is called by browser, webhook and sweeper alike."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.models import Reservation
from orders.domain.checkout import CheckoutDetails, Patience, place
from orders.domain.paid import count_as_paid
from orders.domain.timeline import note
from orders.errors import GatewayFailure, GatewayTimeout, PaymentRefused
from orders.gateways import gateway, gateway_of, split_method
from orders.gateways.gift_card.gateway import CODE
from orders.models import (
    Cart,
    Order,
    OrderState,
    Payment,
    PaymentState,
    PaymentTransaction,
    WebhookDelivery,
)
from orders.ports import GatewayResult, Outcome, PaymentGateway, PaymentRequest
from orders.states import payment_may
from shop.base import prepared
from shop.base.outbox import later
from shop.base.prepared import Slot

logger = logging.getLogger(__name__)

PAID_ON_DELIVERY_WITHIN = timedelta(days=60)
ASK_AGAIN_AFTER = timedelta(seconds=20)
# An order that has just been placed waits long enough as it is.
WORTH_WRITING = timedelta(minutes=1)
WAIT = "UPDATE orders_order SET pay_by = %s, pays_on_delivery = %s WHERE id = %s"
HOLD = "UPDATE catalog_reservation SET expires_at = %s WHERE reference = %s AND state = %s"


def pay(order: Order, method: str, *, idempotency_key: str) -> Payment:
    """Pay an order by a method such as "test:approve". The same key again gives the same payment, charged once.

    The payment is a row before the gateway is asked, and the gateway is asked outside any transaction. When it does not
    answer, the payment is "unknown" and the sweeper finds out; nothing is guessed. Raises PaymentRefused when the order
    cannot be paid (that way).
    """
    code, choice = split_method(method)
    way = gateway(code)
    payment, is_new = _begin(order, code, choice, idempotency_key, way)
    if not is_new and payment.state != PaymentState.PENDING:
        return payment
    return ask(order, payment)


@transaction.atomic
def place_with_payment(
    cart: Cart,
    details: CheckoutDetails,
    method: str,
    *,
    idempotency_key: str,
    user: User | None = None,
    visitor: UUID | None = None,
) -> tuple[Order, Payment | None]:
    """An order and its first payment in one transaction, for the gateway to be asked by ``ask()`` afterwards.

    Raises like ``checkout.place()``, and PaymentRefused for a way to pay that the shop does not offer. Of a cart that
    has become an order before, that order comes back, and no payment.
    """
    code, choice = split_method(method)
    way = gateway(code)
    patience = _patience(way, choice)
    order, is_new = place(cart, details, user=user, visitor=visitor, patience=patience)
    if not is_new:
        return order, None
    if order.state != OrderState.PENDING:
        # A gift card has paid for all of it.
        return order, order.payments.get()
    if patience.pays_on_delivery:
        later("orders.tasks.send_order_mail", kind="order_placed", order_id=order.pk)
    return order, _payment(order, code, choice, idempotency_key)


def ask(order: Order, payment: Payment) -> Payment:
    """Ask the gateway for the money of a payment that has been written down. Outside any transaction."""
    if payment.gateway == CODE:
        return payment  # paid when it was written
    choice, way = payment.method, gateway(payment.gateway)
    try:
        result = way.begin(_request(order, payment, choice))
    except GatewayTimeout:
        Payment.objects.filter(pk=payment.pk, state=PaymentState.PENDING).update(
            state=PaymentState.UNKNOWN, updated_at=timezone.now()
        )
        later(
            "orders.tasks.resolve_payment",
            due_at=timezone.now() + ASK_AGAIN_AFTER,
            payment_id=payment.pk,
        )
        payment.refresh_from_db()
        return payment
    except PaymentRefused as refusal:
        return apply_result(
            payment.pk, GatewayResult(Outcome.DECLINED, payment.reference, failure=refusal.message)
        )
    if result.outcome.value == payment.state and not result.next_action:
        # As was written when it was begun; nothing has to be locked to know it.
        return payment
    return apply_result(payment.pk, result)


@transaction.atomic
def _begin(
    order: Order, code: str, choice: str, key: str, way: PaymentGateway
) -> tuple[Payment, bool]:
    """Write the payment before anybody is asked for money; the same key finds the one that is there."""
    locked = _LOCKED.first(order=order.pk)
    if locked is None:
        raise Order.DoesNotExist
    attempts = _ATTEMPTS.rows(order=order.pk)
    known = next((payment for payment in attempts if payment.key == key), None)
    # Of an order that a gift card paid whole, there is nothing else to pay.
    known = known or next(
        (
            payment
            for payment in attempts
            if payment.gateway == CODE and payment.captured_minor == locked.total_minor
        ),
        None,
    )
    if known:
        return known, False
    if locked.state != OrderState.PENDING:
        raise PaymentRefused(_("This order does not wait for a payment."))
    if any(payment.is_being_checked for payment in attempts):
        raise PaymentRefused(_("A payment is being checked. Wait a moment before you try again."))
    patience = _patience(way, choice)
    until = max(locked.pay_by, timezone.now() + patience.wait)
    _wait_for_money(locked, until, pays_on_delivery=patience.pays_on_delivery)
    return _payment(locked, code, choice, key), True


def _patience(way: PaymentGateway, choice: str) -> Patience:
    """How long this way to pay takes."""
    if way.is_paid_on_delivery(choice):
        return Patience(PAID_ON_DELIVERY_WITHIN, pays_on_delivery=True)
    return Patience(timedelta(hours=way.pay_within_hours))


def _payment(order: Order, code: str, choice: str, key: str) -> Payment:
    payment = Payment(
        order=order,
        gateway=code,
        method=choice,
        key=key,
        currency=order.currency,
        amount_minor=order.due_minor,
    )
    prepared.insert(payment)
    return payment


_LOCKED = prepared.models(Order, lambda: Order.objects.filter(pk=Slot("order")).select_for_update())
_ATTEMPTS = prepared.models(Payment, lambda: Payment.objects.filter(order=Slot("order")))


def _wait_for_money(order: Order, until: datetime, *, pays_on_delivery: bool) -> None:
    """Hold the order and its stock for as long as this way to pay takes."""
    if pays_on_delivery != order.pays_on_delivery or until - order.pay_by > WORTH_WRITING:
        prepared.write(WAIT, [until, pays_on_delivery, order.pk])
        prepared.write(HOLD, [until, order.number, Reservation.State.HELD.value])
    if pays_on_delivery and not order.pays_on_delivery:
        later("orders.tasks.send_order_mail", kind="order_placed", order_id=order.pk)


def _request(order: Order, payment: Payment, choice: str) -> PaymentRequest:
    return PaymentRequest(
        key=_key_at_gateway(payment, order),
        order_number=order.number,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        email=order.email,
        return_url=f"{settings.SITE_URL}{reverse('order-confirmation', args=[order.token])}",
        choice=choice,
    )


def _key_at_gateway(payment: Payment, order: Order) -> str:
    """What the gateway knows the payment by. The order's number makes it the shop's own: customers choose their keys."""
    return f"{order.number}-{payment.pk}"


@transaction.atomic
def apply_result(payment_id: int, result: GatewayResult) -> Payment:
    """Bring payment and order in line with what the gateway says. Safe to call twice, late, and in any order.

    Money that arrives for an order that does not want it (cancelled, or paid already) is sent back.
    """
    order = _ORDER_OF.first(payment=payment_id)
    payment = _PAYMENT.first(payment=payment_id)
    if order is None or payment is None:
        raise Payment.DoesNotExist
    if payment.captured_minor or not payment_may(result.outcome.value, payment.state):
        return payment
    payment.reference = payment.reference or result.reference
    if result.outcome is Outcome.CAPTURED:
        _captured(payment, order, result)
    elif result.outcome is Outcome.DECLINED:
        payment.state, payment.failure = PaymentState.DECLINED, result.failure[:300]
        note(order, "payment_declined", payment.failure or _("The payment was declined."))
    else:
        payment.state = PaymentState(result.outcome.value)
        payment.next_action = dict(result.next_action)
    prepared.update(payment, "reference", "state", "captured_minor", "next_action", "failure")
    return payment


# The order is locked before its payment, here as everywhere.
_ORDER_OF = prepared.models(
    Order,
    lambda: Order.everything.filter(
        pk__in=Payment.objects.filter(pk=Slot("payment")).values("order")
    ).select_for_update(),
)
_PAYMENT = prepared.models(
    Payment, lambda: Payment.objects.filter(pk=Slot("payment")).select_for_update()
)


def _captured(payment: Payment, order: Order, result: GatewayResult) -> None:
    payment.captured_minor = min(result.amount_minor or payment.amount_minor, payment.amount_minor)
    capture = PaymentTransaction(
        payment=payment,
        kind=PaymentTransaction.Kind.CAPTURE,
        reference=result.reference,
        amount_minor=payment.captured_minor,
    )
    prepared.insert(capture, unless_known=True)
    wants_it = order.state == OrderState.PENDING or (
        order.state == OrderState.SHIPPED and order.pays_on_delivery and order.due_minor > 0
    )
    if wants_it and payment.captured_minor == order.due_minor:
        payment.state, payment.failure = PaymentState.CAPTURED, ""
        count_as_paid(order)
        return
    payment.state = PaymentState.CANCELLED
    payment.failure = _("The order did not wait for this payment (any more); the money goes back.")
    later("orders.tasks.return_unwanted_payment", payment_id=payment.pk)
    note(order, "payment_unwanted", payment.failure, is_public=False)


def resolve(payment: Payment) -> Payment:
    """Ask the gateway what became of a payment and apply its answer. Raises GatewayTimeout when it stays silent."""
    if payment not in Payment.objects.unresolved().filter(pk=payment.pk):
        return payment
    way = gateway_of(payment.gateway)
    result = way.look_up(key=_key_at_gateway(payment, payment.order), reference=payment.reference)
    if result is None:
        # The gateway never heard of it, so no money can have moved.
        failure = _("The payment was not begun. Try again.")
        result = GatewayResult(Outcome.DECLINED, payment.reference, failure=failure)
    return apply_result(payment.pk, result)


def sweep(*, older_than: timedelta = ASK_AGAIN_AFTER) -> dict[str, int]:
    """Ask after every payment that has been open for a while. Returns how many were asked for and how many are settled.

    A gateway that does not answer, or has trouble of its own, leaves its payments for the next sweep.
    """
    due = (
        Payment.objects.unresolved()
        .exclude(gateway="manual")
        .filter(updated_at__lte=timezone.now() - older_than, order__state=OrderState.PENDING)
    )
    asked = settled = 0
    for payment in list(due.select_related("order").order_by("updated_at")[:500]):
        asked += 1
        try:
            after = resolve(payment)
        except (GatewayTimeout, GatewayFailure) as trouble:
            logger.warning(
                "The gateway %s told nothing of payment %s: %s",
                payment.gateway,
                payment.pk,
                trouble,
            )
            continue
        settled += after.state in {
            PaymentState.CAPTURED,
            PaymentState.DECLINED,
            PaymentState.CANCELLED,
        }
    return {"asked": asked, "settled": settled}


def receive_webhook(code: str, headers: Mapping[str, str], body: bytes) -> str:
    """Take a gateway's message: verified, kept once, applied. Returns what became of it, in a word or two.

    Raises BadWebhook for a message that is forged or stale; nothing is kept then.
    """
    message = gateway_of(code).read_webhook(headers, body)
    try:
        with transaction.atomic():
            delivery = WebhookDelivery.objects.create(
                gateway=code,
                event_id=message.event_id,
                kind=message.kind,
                payload=dict(message.payload),
            )
    except IntegrityError:
        delivery = WebhookDelivery.objects.get(gateway=code, event_id=message.event_id)
        if delivery.processed_at is not None:
            return "duplicate"
    outcome = _apply_message(code, message.result)
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        processed_at=timezone.now(), outcome=outcome
    )
    return outcome


def _apply_message(code: str, result: GatewayResult | None) -> str:
    if result is None:
        return "ignored"
    payment = _payment_of(code, result)
    if payment is None:
        logger.warning("A message of %s names the unknown payment %s.", code, result.reference)
        return "unknown payment"
    return apply_result(payment.pk, result).state


def _payment_of(code: str, result: GatewayResult) -> Payment | None:
    """The payment that a message is about: by the gateway's reference, or by our key while no answer has told us that."""
    known = Payment.objects.filter(gateway=code, reference=result.reference).first()
    if known is not None or not result.key:
        return known
    number, _dash, pk = result.key.rpartition("-")
    begun = Payment.objects.filter(gateway=code, reference="", order__number=number)
    return begun.filter(pk=pk).first() if pk.isascii() and pk.isdigit() else None
