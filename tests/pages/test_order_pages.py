"""An order's own page: how it stands, paying again, the bank's question."""

import pytest
from django.urls import reverse

from orders.domain.payments import pay
from orders.models import OrderState
from tests.factories.catalog import make_product, make_variant
from tests.factories.orders import make_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_shop")]


@pytest.fixture
def order():
    return make_order((make_variant(product=make_product("Harbour mug")), 2))


def paid_by(order, method):
    pay(order, method, idempotency_key=method)
    order.refresh_from_db()
    return order.get_absolute_url()


def test_an_unpaid_order_can_be_paid(client, sees, order):
    assert "Your order waits for its payment" in sees(client.get(order.get_absolute_url()))

    client.post(reverse("order-pay", args=[order.token]), {"method": "test:approve", "key": "k1"})

    order.refresh_from_db()
    assert order.state == OrderState.PAID
    assert "Thank you, it is yours" in sees(client.get(order.get_absolute_url()))


def test_a_declined_card_is_said_and_another_way_offered(client, sees, order):
    text = sees(client.get(paid_by(order, "test:decline")))

    assert "The card was declined. Try another one." in text
    assert "Pay £" in text


def test_a_lost_answer_is_waited_for(client, sees, order):
    response = client.get(paid_by(order, "test:timeout"))

    assert "We are waiting for the bank" in sees(response)
    assert "Pay £" not in sees(response)


def test_a_transfer_is_explained(client, sees, order):
    text = sees(client.get(paid_by(order, "manual:bank_transfer")))

    assert f"give {order.number} as its reference" in text


def test_cash_on_delivery_needs_nothing_more(client, sees, order):
    assert "You pay when it is at your door." in sees(
        client.get(paid_by(order, "manual:cash_on_delivery"))
    )


@pytest.mark.parametrize(
    ("decision", "words"),
    [("approve", "Thank you, it is yours"), ("decline", "The card was declined")],
)
def test_the_bank_asks_and_the_answer_counts(client, sees, order, decision, words):
    response = client.post(
        reverse("order-pay", args=[order.token]), {"method": "test:action", "key": "k1"}
    )
    bank = response.headers["Location"]
    assert "Is this payment yours?" in sees(client.get(bank))

    response = client.post(bank, {"decision": decision}, follow=True)

    assert words in sees(response)


def test_the_bank_asks_once(client, order):
    response = client.post(
        reverse("order-pay", args=[order.token]), {"method": "test:action", "key": "k1"}
    )
    bank = response.headers["Location"]
    client.post(bank, {"decision": "approve"})

    client.post(bank, {"decision": "decline"})

    order.refresh_from_db()
    assert order.state == OrderState.PAID


def test_there_is_no_test_bank_where_it_is_not_offered(client, order, settings):
    pay(order, "test:action", idempotency_key="k1")
    address = reverse("test-payment", args=[order.payments.get().reference])
    settings.PAYMENT_GATEWAYS = ["manual"]

    assert client.get(address).status_code == 404


def test_a_way_to_pay_that_is_not_offered_is_refused(client, sees, order):
    response = client.post(
        reverse("order-pay", args=[order.token]), {"method": "gold:bars"}, follow=True
    )

    assert "Choose one of the ways to pay." in sees(response)


def test_a_guessed_address_shows_nothing(client, order):
    wrong = reverse("order-confirmation", args=["00000000-0000-4000-8000-000000000000"])

    assert client.get(wrong).status_code == 404


def test_the_page_is_kept_by_nobody_and_its_address_not_passed_on(client, order):
    response = client.get(order.get_absolute_url())

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert 'content="noindex"' in response.content.decode()
