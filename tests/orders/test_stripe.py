"""Payments through Stripe, against its contract on a real socket."""

import pytest
from django.test import Client

from orders.domain import fulfilment
from orders.domain.payments import pay, receive_webhook, resolve, sweep
from orders.errors import BadWebhook, GatewayFailure, GatewayTimeout
from orders.gateways import _made, gateway
from orders.models import Payment, Refund, WebhookDelivery
from shop.base.models import OutboxMessage
from tests.factories.orders import make_order
from tests.orders.stripe_fake import KEY, SECRET, stripe_running
from tests.orders.test_payments import deliver_outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def stripe(settings):
    """A shop that takes cards through Stripe."""
    with stripe_running() as fake:
        settings.PAYMENT_GATEWAYS = ["stripe"]
        settings.CONFIG = settings.CONFIG.model_copy(
            update={
                "stripe_secret_key": KEY,
                "stripe_webhook_secret": SECRET,
                "stripe_api_base": fake.base,
            }
        )
        _made.cache_clear()
        yield fake


def told(fake, number="pi_1", **how):
    """Hand the shop a signed message of Stripe's."""
    body, signature = fake.webhook(number, **how)
    return receive_webhook("stripe", {"Stripe-Signature": signature}, body)


def posted(body, signature):
    """Send the shop a message over HTTP, as Stripe does."""
    return Client().post(
        "/api/payments/webhooks/stripe",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
    )


def begun(order, key="k1"):
    return pay(order, "stripe:card", idempotency_key=key)


def test_a_payment_waits_for_the_customer_with_the_secret_that_the_page_needs(stripe):
    payment = begun(make_order())

    assert (payment.state, payment.reference) == ("needs_action", "pi_1")
    assert payment.next_action == {"client_secret": "pi_1_secret_1"}


def test_stripe_is_asked_for_the_orders_total_in_its_currency(stripe):
    order = make_order()
    begun(order)

    intent = stripe.intents["pi_1"]
    assert (intent["amount"], intent["currency"]) == (order.total_minor, "gbp")
    assert intent["metadata"]["order"] == order.number


def test_the_webhook_pays_the_order(stripe):
    order = make_order()
    begun(order)
    stripe.customer_pays("pi_1")

    assert told(stripe) == "captured"

    order.refresh_from_db()
    assert (order.state, order.paid_minor) == ("paid", order.total_minor)


def test_the_webhook_comes_in_by_its_address_signed_and_without_a_session(stripe):
    order = make_order()
    begun(order)
    stripe.customer_pays("pi_1")
    body, signature = stripe.webhook("pi_1")

    forged, signed = posted(body, "t=1,v1=0"), posted(body, signature)

    order.refresh_from_db()
    assert (forged.status_code, signed.json()) == (400, {"outcome": "captured"})
    assert order.state == "paid"


def test_a_webhook_that_comes_before_the_answer_finds_its_payment(stripe):
    order = make_order()
    stripe.mode = "deaf"
    unknown = begun(order)
    stripe.mode = "well"
    stripe.customer_pays("pi_1")

    assert told(stripe) == "captured"

    order.refresh_from_db()
    assert (unknown.state, unknown.reference, order.state) == ("unknown", "", "paid")
    assert Payment.objects.get().reference == "pi_1"


@pytest.mark.parametrize("key", ["", "nonsense", "-", "{number}-0", "{number}-x", "other-{pk}"])
def test_a_webhook_with_another_key_pays_nothing(stripe, key):
    order = make_order()
    payment = begun(order)
    Payment.objects.update(reference="")
    stripe.customer_pays("pi_1")
    stripe.intents["pi_1"]["metadata"]["key"] = key.format(number=order.number, pk=payment.pk)

    assert told(stripe) == "unknown payment"

    order.refresh_from_db()
    assert order.state == "pending"


def test_a_webhook_that_comes_twice_is_applied_once(stripe):
    begun(make_order())
    stripe.customer_pays("pi_1")

    assert [told(stripe), told(stripe)] == ["captured", "duplicate"]
    assert WebhookDelivery.objects.count() == 1
    assert Payment.objects.get().transactions.count() == 1


def test_news_in_the_wrong_order_end_in_the_same_books(stripe):
    order = make_order()
    begun(order)
    stripe.customer_pays("pi_1")
    told(stripe, event="evt_2")
    stripe.intents["pi_1"] |= {"status": "processing"}

    told(stripe, event="evt_1", kind="payment_intent.processing")

    order.refresh_from_db()
    assert (order.state, Payment.objects.get().state) == ("paid", "captured")


@pytest.mark.parametrize("how", [{"age": 301}, {"age": -400}])
def test_a_stale_message_is_refused_and_not_kept(stripe, how):
    begun(make_order())
    stripe.customer_pays("pi_1")

    with pytest.raises(BadWebhook, match="too old"):
        told(stripe, **how)

    assert (Payment.objects.get().state, WebhookDelivery.objects.count()) == ("needs_action", 0)


def test_a_message_that_was_changed_on_its_way_is_refused(stripe):
    begun(make_order())
    body, signature = stripe.webhook("pi_1")

    with pytest.raises(BadWebhook, match="signature"):
        receive_webhook("stripe", {"Stripe-Signature": signature}, body + b" ")

    assert WebhookDelivery.objects.count() == 0


def test_a_card_that_the_bank_refuses_can_be_tried_again_on_the_same_payment(stripe):
    order = make_order()
    begun(order)
    stripe.bank_refuses("pi_1")
    told(stripe, kind="payment_intent.payment_failed", event="evt_1")
    declined = Payment.objects.get()
    stripe.customer_pays("pi_1")
    told(stripe, event="evt_2")

    order.refresh_from_db()
    assert (declined.state, declined.failure) == ("declined", "Your card has insufficient funds.")
    assert order.state == "paid"


def test_a_card_that_stripe_refuses_at_once_is_declined_in_its_words(stripe):
    stripe.mode = "card_declined"

    payment = begun(make_order())

    assert (payment.state, payment.failure) == ("declined", "Your card was declined.")


def test_when_stripe_is_silent_nothing_is_guessed_and_asking_later_settles_it(stripe):
    order = make_order()
    stripe.mode = "silent"
    unknown = begun(order)
    stripe.mode = "well"

    settled = resolve(unknown)

    assert (unknown.state, settled.state) == ("unknown", "declined")
    assert OutboxMessage.objects.filter(task="orders.tasks.resolve_payment").count() == 1


def test_a_payment_whose_answer_was_lost_is_found_by_its_key(stripe):
    order = make_order()
    begun(order)
    Payment.objects.update(reference="", state="unknown")
    stripe.customer_pays("pi_1")

    settled = resolve(Payment.objects.get())

    order.refresh_from_db()
    assert (settled.state, settled.reference, order.state) == ("captured", "pi_1", "paid")


@pytest.mark.parametrize("mode", ["deaf", "slow"])
def test_an_answer_that_got_lost_or_came_too_late_leaves_one_intent(stripe, mode, monkeypatch):
    monkeypatch.setattr("orders.gateways.stripe.gateway.TIMEOUT_SECONDS", 0.2)
    stripe.mode = mode
    unknown = begun(make_order())
    stripe.mode = "well"

    settled = resolve(unknown)

    assert (unknown.state, settled.state, settled.reference) == ("unknown", "needs_action", "pi_1")
    assert list(stripe.intents) == ["pi_1"]


@pytest.mark.parametrize("mode", ["down", "busy"])
def test_trouble_at_stripes_end_is_no_refusal(stripe, mode):
    stripe.mode = mode

    payment = begun(make_order())

    assert (payment.state, payment.failure) == ("unknown", "")


def test_a_wrong_key_of_ours_is_a_failure_that_charges_nobody(stripe, settings):
    settings.CONFIG = settings.CONFIG.model_copy(update={"stripe_secret_key": "sk_test_wrong"})
    order = make_order()

    with pytest.raises(GatewayFailure):
        begun(order)

    order.refresh_from_db()
    assert (order.state, stripe.intents) == ("pending", {})


def test_while_stripe_stays_silent_the_sweeper_leaves_the_payment_open(stripe):
    begun(make_order())
    stripe.mode = "silent"
    Payment.objects.update(updated_at="2026-01-01T00:00Z")

    assert sweep() == {"asked": 1, "settled": 0}
    with pytest.raises(GatewayTimeout):
        resolve(Payment.objects.get())
    assert Payment.objects.get().state == "needs_action"


def test_the_same_key_makes_one_payment_at_stripe(stripe):
    order = make_order()
    begun(order, "k1")
    begun(order, "k1")

    assert list(stripe.intents) == ["pi_1"]


def test_a_refund_whose_sender_died_before_he_could_note_it_goes_back_once(stripe):
    order = make_order()
    begun(order)
    stripe.customer_pays("pi_1")
    told(stripe)
    order.refresh_from_db()

    asked = fulfilment.refund(order, 500, key="r1")
    gateway("stripe").refund(reference="pi_1", amount_minor=500, currency="GBP", key=asked.key)
    fulfilment.send_refund(asked.pk)

    assert [one["amount"] for one in stripe.refunds.values()] == [500]
    assert Refund.objects.get().state == "done"


@pytest.mark.parametrize("mode", ["down", "busy", "deaf"])
def test_a_refund_that_stripe_did_not_confirm_is_tried_again_and_goes_back_once(stripe, mode):
    order = make_order()
    begun(order)
    stripe.customer_pays("pi_1")
    told(stripe)
    asked = fulfilment.refund(order, 500, key="r1")

    stripe.mode = mode
    with pytest.raises(GatewayTimeout):
        fulfilment.send_refund(asked.pk)
    order.refresh_from_db()
    still_claimed = order.refunded_minor
    stripe.mode = "well"
    fulfilment.send_refund(asked.pk)

    assert still_claimed == 500
    assert [one["amount"] for one in stripe.refunds.values()] == [500]
    assert Refund.objects.get().state == "done"


def test_the_same_key_with_another_amount_is_refused_by_stripe(stripe):
    begun(make_order())
    stripe.customer_pays("pi_1")
    told(stripe)
    ask = {"reference": "pi_1", "currency": "GBP", "key": "r1"}
    gateway("stripe").refund(amount_minor=500, **ask)

    with pytest.raises(GatewayFailure):
        gateway("stripe").refund(amount_minor=600, **ask)

    assert [one["amount"] for one in stripe.refunds.values()] == [500]


def test_a_refund_that_stripe_refuses_is_given_up_and_may_be_asked_for_again(stripe):
    order = make_order()
    begun(order)
    stripe.customer_pays("pi_1")
    told(stripe)
    stripe.intents["pi_1"]["amount_received"] = 0
    order.refresh_from_db()

    fulfilment.refund(order, 500, key="r1")
    deliver_outbox()

    order.refresh_from_db()
    assert (Refund.objects.get().state, order.refunded_minor) == ("failed", 0)
