"""What staff do with an order: each step once, along the machine."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.models import StockLevel
from orders.domain import fulfilment
from orders.domain.payments import pay
from orders.errors import IllegalStep, NothingToRefund
from orders.models import Order, OrderState, PaymentTransaction, Refund
from orders.states import ORDER_STEPS, order_step
from tests.factories.catalog import make_variant
from tests.factories.orders import make_order
from tests.orders.test_payments import deliver_outbox

pytestmark = pytest.mark.django_db


def paid_order(*wanted):
    order = make_order(*wanted)
    pay(order, "test:approve", idempotency_key="k")
    order.refresh_from_db()
    return order


@pytest.mark.parametrize("event", ORDER_STEPS)
@pytest.mark.parametrize("state", OrderState.values)
def test_the_machine_allows_exactly_what_its_table_says(event, state):
    if state in ORDER_STEPS[event].sources:
        assert order_step(event, state) == ORDER_STEPS[event].target
    else:
        with pytest.raises(IllegalStep):
            order_step(event, state)


def test_a_paid_order_is_sent_and_arrives():
    order = paid_order()

    fulfilment.ship(order, carrier="Post", tracking_code="RM1")
    fulfilment.deliver(order)

    order.refresh_from_db()
    assert order.state == "delivered"
    assert list(order.timeline.values_list("kind", flat=True)) == [
        "placed",
        "paid",
        "shipped",
        "delivered",
    ]


def test_an_unpaid_order_is_not_sent():
    with pytest.raises(IllegalStep, match="only for an order that is: Paid, Partly shipped"):
        fulfilment.ship(make_order())


def test_cancelling_before_payment_frees_the_stock():
    mug = make_variant(on_hand=2)
    order = make_order((mug, 2))

    fulfilment.cancel(order)

    level = StockLevel.objects.get(variant=mug)
    assert (level.on_hand, level.reserved, Order.objects.get().state) == (2, 0, "cancelled")


def test_cancelling_after_payment_restocks_and_refunds_once():
    mug = make_variant(on_hand=2)
    order = paid_order((mug, 2))

    fulfilment.cancel(order)
    with pytest.raises(IllegalStep):
        fulfilment.cancel(order)
    deliver_outbox()

    order.refresh_from_db()
    assert (order.state, order.refunded_minor, StockLevel.objects.get().on_hand) == (
        "cancelled",
        order.paid_minor,
        2,
    )
    assert PaymentTransaction.objects.get(kind="refund").amount_minor == order.paid_minor


def test_what_was_sent_cannot_be_cancelled():
    order = paid_order()
    fulfilment.ship(order)

    with pytest.raises(IllegalStep):
        fulfilment.cancel(order)


def test_parts_can_be_refunded_up_to_what_was_paid():
    order = paid_order((make_variant(price_minor=1000), 1))

    fulfilment.refund(order, 400, key="r1")
    with pytest.raises(NothingToRefund, match=r"At most £9\.95"):
        fulfilment.refund(order, 996, key="r2")
    fulfilment.refund(order, key="r3", restock=True)

    order.refresh_from_db()
    assert (order.refunded_minor, order.state) == (1395, "refunded")
    assert Refund.objects.count() == 2


@pytest.mark.parametrize("amount", [0, -1])
def test_a_refund_gives_something(amount):
    with pytest.raises(NothingToRefund):
        fulfilment.refund(paid_order(), amount, key="r1")


def test_the_same_refund_asked_twice_is_given_once():
    order = paid_order()

    assert fulfilment.refund(order, 100, key="r1") == fulfilment.refund(order, 100, key="r1")
    assert Order.objects.get().refunded_minor == 100


def test_an_order_that_is_not_paid_in_time_is_called_off():
    mug = make_variant(on_hand=1)
    order = make_order((mug, 1))
    Order.objects.update(pay_by=timezone.now() - timedelta(seconds=1))

    assert (fulfilment.expire_unpaid(), fulfilment.expire_unpaid()) == (1, 0)

    order.refresh_from_db()
    assert (order.state, StockLevel.objects.get().reserved) == ("cancelled", 0)


def test_an_unpaid_order_that_was_deleted_frees_its_stock_in_time():
    mug = make_variant(on_hand=3)
    order = make_order((mug, 2))
    Order.objects.update(pay_by=timezone.now())
    order.soft_delete()

    assert fulfilment.expire_unpaid() == 1

    assert StockLevel.objects.get().reserved == 0


def test_an_order_whose_payment_is_unknown_is_not_called_off():
    order = make_order()
    pay(order, "test:timeout", idempotency_key="k")
    Order.objects.update(pay_by=timezone.now() - timedelta(seconds=1))

    assert fulfilment.expire_unpaid() == 0
    assert Order.objects.get(pk=order.pk).state == "pending"
