"""Payments: every way an answer can come, late, twice or never, ends in the same books."""

import json
from itertools import permutations

import pytest
from django.db import IntegrityError

from catalog.models import StockLevel
from orders.domain import fulfilment
from orders.domain.payments import apply_result, pay, receive_webhook, sweep
from orders.errors import BadWebhook, GatewayFailure, GatewayTimeout, PaymentRefused
from orders.gateways.signatures import sign
from orders.gateways.test import gateway as test_gateway
from orders.models import Order, Payment, PaymentTransaction, Refund, TrialCharge, WebhookDelivery
from orders.ports import GatewayResult, Outcome
from shop.base import outbox
from shop.base.models import OutboxMessage
from tests.factories.catalog import make_variant
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db


def deliver_outbox() -> None:
    """Let every waiting effect happen now."""
    for _round in range(5):
        for message in OutboxMessage.objects.waiting().filter(task__startswith="orders."):
            OutboxMessage.objects.filter(pk=message.pk).update(due_at=message.created_at)
            outbox.deliver(message.pk)


def test_an_approved_card_pays_the_order_and_sells_the_stock():
    mug = make_variant(on_hand=5)
    order = make_order((mug, 2))

    payment = pay(order, "test:approve", idempotency_key="k1")

    order.refresh_from_db()
    level = StockLevel.objects.get(variant=mug)
    assert (payment.state, order.state, order.paid_minor) == ("captured", "paid", order.total_minor)
    assert (level.on_hand, level.reserved) == (3, 0)


def test_the_same_key_charges_once():
    order = make_order()

    first = pay(order, "test:approve", idempotency_key="k1")
    second = pay(order, "test:approve", idempotency_key="k1")

    assert first == second
    assert TrialCharge.objects.count() == 1


def test_a_declined_card_leaves_the_order_to_be_paid_another_way():
    order = make_order()

    declined = pay(order, "test:decline", idempotency_key="k1")
    paid = pay(order, "test:approve", idempotency_key="k2")

    assert (declined.state, paid.state) == ("declined", "captured")
    assert "declined" in declined.failure


def test_a_paid_order_is_not_paid_again():
    order = make_order()
    pay(order, "test:approve", idempotency_key="k1")

    with pytest.raises(PaymentRefused, match="does not wait"):
        pay(order, "test:approve", idempotency_key="k2")


def test_a_method_that_is_not_offered_is_refused():
    with pytest.raises(PaymentRefused, match="Choose one of the ways"):
        pay(make_order(), "stripe:card", idempotency_key="k1")


def test_an_answer_that_got_lost_is_asked_for_and_never_guessed():
    order = make_order()

    payment = pay(order, "test:timeout", idempotency_key="k1")
    assert (payment.state, Order.objects.get().state) == ("unknown", "pending")

    deliver_outbox()

    payment.refresh_from_db()
    assert (payment.state, Order.objects.get().state) == ("captured", "paid")
    assert TrialCharge.objects.count() == 1


def test_a_payment_that_the_gateway_never_heard_of_is_declined_by_the_sweeper():
    from datetime import timedelta

    order = make_order()
    pay(order, "test:timeout", idempotency_key="k1")
    TrialCharge.objects.all().delete()

    assert sweep(older_than=timedelta(0)) == {"asked": 1, "settled": 1}

    assert Payment.objects.get().state == "declined"


def test_a_second_try_waits_while_the_first_is_being_checked():
    order = make_order()
    pay(order, "test:timeout", idempotency_key="k1")

    with pytest.raises(PaymentRefused, match="being checked"):
        pay(order, "test:approve", idempotency_key="k2")


def test_a_customer_who_must_confirm_is_sent_on_and_their_answer_is_applied():
    order = make_order()
    payment = pay(order, "test:action", idempotency_key="k1")
    assert payment.reference in payment.next_action["url"]

    charge = test_gateway.settle(payment.reference, "captured")
    outcome = receive_webhook("test", *test_gateway.webhook_of(charge))

    assert (outcome, Order.objects.get().state) == ("captured", "paid")


def test_a_message_that_comes_twice_is_applied_once():
    payment = pay(make_order(), "test:action", idempotency_key="k1")
    message = test_gateway.webhook_of(test_gateway.settle(payment.reference, "captured"))

    assert [receive_webhook("test", *message) for _ in range(3)] == [
        "captured",
        "duplicate",
        "duplicate",
    ]
    assert PaymentTransaction.objects.filter(kind="capture").count() == 1


def signed(body: bytes, **options) -> dict[str, str]:
    return {test_gateway.SIGNATURE_HEADER: sign(body, test_gateway.secret(), **options)}


BODY = json.dumps(
    {"id": "e", "kind": "k", "charge": {"reference": "r", "state": "captured", "amount_minor": 1}}
).encode()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Test-Signature": ""},
        {"Test-Signature": "t=1,v1=00"},
        {"Test-Signature": "t=²,v1=00"},
        {"Test-Signature": sign(BODY, "another secret")},
        signed(BODY + b" "),
        signed(BODY, at=1_000_000_000),
        signed(BODY, at=9_000_000_000),
    ],
)
def test_a_forged_or_stale_message_is_refused_and_not_kept(headers):
    with pytest.raises(BadWebhook):
        receive_webhook("test", headers, BODY)

    assert WebhookDelivery.objects.count() == 0


def test_a_message_about_an_unknown_payment_is_kept_and_changes_nothing():
    assert receive_webhook("test", signed(BODY), BODY) == "unknown payment"


NEWS = [Outcome.PENDING, Outcome.NEEDS_ACTION, Outcome.DECLINED, Outcome.CAPTURED]


@pytest.mark.parametrize(
    "order_of_news", list(permutations(NEWS)), ids=lambda news: "-".join(n.value for n in news)
)
def test_news_in_any_order_end_in_the_same_state(order_of_news):
    order = make_order()
    payment = pay(order, "test:action", idempotency_key="k1")

    for outcome in order_of_news:
        apply_result(payment.pk, GatewayResult(outcome, payment.reference, order.total_minor))

    payment.refresh_from_db()
    order.refresh_from_db()
    assert (payment.state, order.state, order.paid_minor) == ("captured", "paid", order.total_minor)


def test_money_for_an_order_that_was_cancelled_goes_back():
    mug = make_variant(on_hand=1)
    order = make_order((mug, 1))
    payment = pay(order, "test:action", idempotency_key="k1")
    fulfilment.cancel(order)
    charge = test_gateway.settle(payment.reference, "captured")

    receive_webhook("test", *test_gateway.webhook_of(charge))
    deliver_outbox()

    payment.refresh_from_db()
    assert (payment.state, payment.captured_minor, payment.refunded_minor) == (
        "cancelled",
        order.total_minor,
        order.total_minor,
    )
    assert TrialCharge.objects.get().refunded_minor == order.total_minor
    assert (Order.objects.get().state, StockLevel.objects.get().on_hand) == ("cancelled", 1)


def test_unwanted_money_goes_back_once_however_often_we_are_told():
    order = make_order()
    payment = pay(order, "test:action", idempotency_key="k1")
    fulfilment.cancel(order)
    test_gateway.settle(payment.reference, "captured")
    told = GatewayResult(Outcome.CAPTURED, payment.reference, order.total_minor)

    for _time in range(2):
        apply_result(payment.pk, told)
        deliver_outbox()

    assert list(Refund.objects.values_list("amount_minor", "state")) == [
        (order.total_minor, "done")
    ]
    assert PaymentTransaction.objects.filter(kind="capture").count() == 1


def test_a_second_capture_for_one_order_goes_back():
    order = make_order()
    first = pay(order, "test:action", idempotency_key="k1")
    second = pay(order, "test:approve", idempotency_key="k2")
    test_gateway.settle(first.reference, "captured")

    apply_result(first.pk, GatewayResult(Outcome.CAPTURED, first.reference, order.total_minor))
    deliver_outbox()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (second.state, first.state, first.refunded_minor) == (
        "captured",
        "cancelled",
        order.total_minor,
    )
    assert Order.objects.get().refunded_minor == 0


def test_cash_on_delivery_leaves_before_it_is_paid():
    mug = make_variant(on_hand=3)
    order = make_order((mug, 1))
    pay(order, "manual:cash_on_delivery", idempotency_key="k1")

    fulfilment.ship(order, carrier="Bike")
    assert StockLevel.objects.get(variant=mug).on_hand == 2
    fulfilment.mark_paid(order)
    fulfilment.deliver(order)

    order.refresh_from_db()
    assert (order.state, order.paid_minor) == ("delivered", order.total_minor)


def test_a_bank_transfer_waits_a_week():
    order = make_order()

    payment = pay(order, "manual:bank_transfer", idempotency_key="k1")
    order.refresh_from_db()

    assert payment.state == "pending"
    assert (order.pay_by - order.placed_at).days in {6, 7}


def test_the_ledger_of_payments_is_never_changed():
    pay(make_order(), "test:approve", idempotency_key="k1")

    with pytest.raises(Exception, match=r"[Cc]annot update"):
        PaymentTransaction.objects.update(amount_minor=1)


def test_two_captured_payments_of_one_order_are_refused_by_the_database():
    order = make_order()
    pay(order, "test:approve", idempotency_key="k1")

    with pytest.raises(IntegrityError, match="payment_one_captured_per_order"):
        Payment.objects.create(
            order=order, gateway="test", key="k9", state="captured", currency="GBP", amount_minor=1
        )


def test_what_was_paid_is_refunded_though_the_way_to_pay_is_offered_no_more(settings):
    order = make_order()
    pay(order, "test:approve", idempotency_key="k1")
    settings.PAYMENT_GATEWAYS = ["manual"]

    fulfilment.refund(order, 100, key="r1")
    deliver_outbox()

    assert (Refund.objects.get().state, TrialCharge.objects.get().refunded_minor) == ("done", 100)


def test_a_past_payment_that_was_loaded_in_bulk_can_be_refunded():
    order = make_order()
    pay(order, "test:approve", idempotency_key="k1")
    TrialCharge.objects.all().delete()

    assert [test_gateway.know_past_payments(), test_gateway.know_past_payments()] == [1, 0]

    fulfilment.refund(order, key="r1")
    deliver_outbox()
    assert Refund.objects.get().state == "done"


@pytest.mark.parametrize("trouble", [GatewayTimeout, GatewayFailure])
def test_one_payment_in_trouble_does_not_keep_the_sweeper_from_the_others(trouble, monkeypatch):
    pay(make_order(), "test:timeout", idempotency_key="k1")
    lost = Payment.objects.get()
    pay(make_order(), "test:timeout", idempotency_key="k2")
    Payment.objects.update(updated_at="2026-01-01T00:00Z")
    asked = test_gateway.TestGateway.look_up

    def look_up(self, *, key, reference):
        if key.endswith(f"-{lost.pk}"):
            raise trouble("Not now.")
        return asked(self, key=key, reference=reference)

    monkeypatch.setattr(test_gateway.TestGateway, "look_up", look_up)

    assert sweep() == {"asked": 2, "settled": 1}
    assert Payment.objects.get(pk=lost.pk).state == "unknown"


def test_a_refund_that_the_gateway_refuses_can_be_asked_for_again():
    order = make_order()
    pay(order, "test:approve", idempotency_key="k1")
    TrialCharge.objects.update(state="declined")

    fulfilment.refund(order, 100, key="r1")
    deliver_outbox()

    order.refresh_from_db()
    assert (Refund.objects.get().state, order.refunded_minor) == ("failed", 0)
