"""Payments: begun, answered, applied. One finaliser is called by browser, webhook and sweeper alike."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.domain.events import Bought, record_purchase
from catalog.domain import stock
from catalog.models import Reservation
from orders.domain.timeline import note
from orders.errors import GatewayFailure, GatewayTimeout, PaymentRefused
from orders.gateways import gateway, gateway_of, split_method
from orders.models import (
    Order,
    OrderState,
    Payment,
    PaymentState,
    PaymentTransaction,
    WebhookDelivery,
)
from orders.ports import GatewayResult, Outcome, PaymentGateway, PaymentRequest
from orders.states import order_step, payment_may
from shop.base.money import format_minor
from shop.base.outbox import later

logger = logging.getLogger(__name__)

PAID_ON_DELIVERY_WITHIN = timedelta(days=60)
ASK_AGAIN_AFTER = timedelta(seconds=20)


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
    return apply_result(payment.pk, result)


@transaction.atomic
def _begin(
    order: Order, code: str, choice: str, key: str, way: PaymentGateway
) -> tuple[Payment, bool]:
    """Write the payment before anybody is asked for money; the same key finds the one that is there."""
    locked = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    attempts = list(locked.payments.all())
    known = next((payment for payment in attempts if payment.key == key), None)
    if known:
        return known, False
    if locked.state != OrderState.PENDING:
        raise PaymentRefused(_("This order does not wait for a payment."))
    if any(payment.is_being_checked for payment in attempts):
        raise PaymentRefused(_("A payment is being checked. Wait a moment before you try again."))
    on_delivery = way.is_paid_on_delivery(choice)
    wait = PAID_ON_DELIVERY_WITHIN if on_delivery else timedelta(hours=way.pay_within_hours)
    _wait_for_money(locked, max(locked.pay_by, timezone.now() + wait), pays_on_delivery=on_delivery)
    payment = Payment.objects.create(
        order=locked,
        gateway=code,
        method=choice,
        key=key,
        currency=locked.currency,
        amount_minor=locked.total_minor,
    )
    return payment, True


def _wait_for_money(order: Order, until: datetime, *, pays_on_delivery: bool) -> None:
    """Hold the order and its stock for as long as this way to pay takes."""
    Order.objects.filter(pk=order.pk).update(pay_by=until, pays_on_delivery=pays_on_delivery)
    Reservation.objects.held().filter(reference=order.number).update(expires_at=until)
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
    order = Order.everything.select_for_update(of=("self",)).get(payments=payment_id)
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment_id)
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
    payment.save()
    return payment


def _captured(payment: Payment, order: Order, result: GatewayResult) -> None:
    payment.captured_minor = min(result.amount_minor or payment.amount_minor, payment.amount_minor)
    capture = PaymentTransaction(
        payment=payment,
        kind=PaymentTransaction.Kind.CAPTURE,
        reference=result.reference,
        amount_minor=payment.captured_minor,
    )
    PaymentTransaction.objects.bulk_create([capture], ignore_conflicts=True)
    wants_it = order.state == OrderState.PENDING or (
        order.state == OrderState.SHIPPED and order.pays_on_delivery and order.paid_minor == 0
    )
    if wants_it and payment.captured_minor == order.total_minor:
        payment.state, payment.failure = PaymentState.CAPTURED, ""
        _pay_order(order)
        return
    payment.state = PaymentState.CANCELLED
    payment.failure = _("The order did not wait for this payment (any more); the money goes back.")
    later("orders.tasks.return_unwanted_payment", payment_id=payment.pk)
    note(order, "payment_unwanted", payment.failure, is_public=False)


def _pay_order(order: Order) -> None:
    """The order is paid: the stock is sold, the customer is told, the day's figures know."""
    now = timezone.now()
    target = order.state if order.state == OrderState.SHIPPED else order_step("pay", order.state)
    Order.everything.filter(pk=order.pk).update(
        state=target, paid_minor=order.total_minor, paid_at=now, updated_at=now
    )
    stock.commit(order.number)
    note(
        order,
        "paid",
        _("Payment received: %(amount)s.")
        % {"amount": format_minor(order.total_minor, order.currency)},
        at=now,
    )
    _record_purchase(order)
    later("orders.tasks.send_order_mail", kind="order_paid", order_id=order.pk)
    later("analytics.tasks.announce_sale", order_number=order.number)


def _record_purchase(order: Order) -> None:
    lines = order.lines.filter(variant__isnull=False).select_related("variant")
    bought = [
        Bought(line.variant.product_id, line.variant_id, line.quantity, line.total_minor)
        for line in lines
        if line.variant and line.variant_id
    ]
    record_purchase(order.number, bought, visitor=order.visitor, user_id=order.user_id)


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
