"""Many buyers at once: the last pieces are sold once, each order is placed and paid once, money goes back once."""

from functools import partial

import pytest
from django.db import IntegrityError
from django.db.models import Q

from catalog.errors import OutOfStock
from catalog.models import StockLevel
from orders.domain import coupon_uses, fulfilment
from orders.domain.checkout import place_order
from orders.domain.payments import apply_result, pay, receive_webhook
from orders.errors import CouponRefused, IllegalStep, NothingToRefund
from orders.gateways.test import gateway as test_gateway
from orders.models import Coupon, Order, PaymentTransaction
from orders.ports import GatewayResult, Outcome
from tests.concurrency.races import at_once
from tests.factories.catalog import make_variant
from tests.factories.orders import details, make_cart, make_order

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def buy(cart) -> Order:
    order = place_order(cart, details())
    pay(order, "test:approve", idempotency_key="k")
    return order


def test_two_hundred_buyers_for_the_last_ten_pieces_buy_ten():
    mug = make_variant(on_hand=10)
    carts = [make_cart((mug, 1)) for _buyer in range(200)]

    outcomes = []
    for start in range(0, 200, 50):
        outcomes += at_once([partial(buy, cart) for cart in carts[start : start + 50]])

    assert all(isinstance(outcome, Order | OutOfStock) for outcome in outcomes), outcomes
    level = StockLevel.objects.get(variant=mug)
    assert Order.objects.filter(state="paid").count() == 10
    assert (level.on_hand, level.reserved) == (0, 0)


def test_a_double_click_places_one_order():
    cart = make_cart((make_variant(), 1))

    outcomes = at_once([partial(place_order, cart, details())] * 8)

    assert {order.pk for order in outcomes} == {Order.objects.get().pk}


def test_the_last_use_of_a_code_goes_to_one_order():
    Coupon.objects.create(code="ONCE", kind="percent", value=1000, usage_limit=1)
    carts = [make_cart((make_variant(), 1)) for _buyer in range(8)]
    for cart in carts:
        cart.coupon = Coupon.objects.get()
        cart.save()

    outcomes = at_once([partial(place_order, cart, details()) for cart in carts])

    assert sum(isinstance(outcome, Order) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, CouponRefused) for outcome in outcomes) == 7


def test_without_the_condition_in_the_write_nobody_is_told_that_the_code_is_used_up(monkeypatch):
    Coupon.objects.create(code="ONCE", kind="percent", value=1000, usage_limit=1)
    monkeypatch.setattr(coupon_uses, "within_the_limit", Q)
    carts = [make_cart((make_variant(), 1)) for _buyer in range(8)]
    for cart in carts:
        cart.coupon = Coupon.objects.get()
        cart.save()

    outcomes = at_once([partial(place_order, cart, details()) for cart in carts])

    # The database still holds; what is missing is the refusal in words.
    assert sum(isinstance(outcome, Order) for outcome in outcomes) == 1
    assert any(isinstance(outcome, IntegrityError) for outcome in outcomes)


def test_two_codes_in_either_order_never_make_two_orders_wait_for_each_other():
    for code in ("ONE", "TWO"):
        Coupon.objects.create(code=code, kind="percent", value=1000, combines=True, usage_limit=4)
    one, two = Coupon.objects.order_by("pk")
    carts = [make_cart((make_variant(), 1)) for _buyer in range(8)]
    for place, cart in enumerate(carts):
        first, second = (one, two) if place % 2 else (two, one)
        cart.coupon, cart.more_coupon_ids = first, [second.pk]
        cart.save()

    outcomes = at_once([partial(place_order, cart, details()) for cart in carts])

    assert sum(isinstance(outcome, Order) for outcome in outcomes) == 4, outcomes
    assert sum(isinstance(outcome, CouponRefused) for outcome in outcomes) == 4
    assert set(Coupon.objects.values_list("used_count", flat=True)) == {4}


def with_the_code_for_one_use_each() -> list:
    Coupon.objects.create(code="EACH", kind="percent", value=1000, customer_limit=1)
    carts = [make_cart((make_variant(), 1)) for _buyer in range(8)]
    for cart in carts:
        cart.coupon = Coupon.objects.get()
        cart.save()
    return carts


def test_one_customer_uses_a_code_once_however_many_orders_are_placed_at_once():
    carts = with_the_code_for_one_use_each()

    outcomes = at_once([partial(place_order, cart, details()) for cart in carts])

    assert sum(isinstance(outcome, Order) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, CouponRefused) for outcome in outcomes) == 7
    assert Coupon.objects.get().used_count == 1


def test_without_the_condition_in_the_write_the_same_orders_all_use_the_code(monkeypatch):
    unguarded = coupon_uses.COUNT_USE.replace("orders_couponuse.count < %s", "%s > 0")
    monkeypatch.setattr(coupon_uses, "COUNT_USE", unguarded)
    carts = with_the_code_for_one_use_each()

    outcomes = at_once([partial(place_order, cart, details()) for cart in carts])

    assert sum(isinstance(outcome, Order) for outcome in outcomes) == 8


def test_a_payment_sent_many_times_at_once_charges_once():
    order = make_order()

    outcomes = at_once([partial(pay, order, "test:approve", idempotency_key="k")] * 8)

    assert {payment.state for payment in outcomes} <= {"captured", "pending"}
    assert PaymentTransaction.objects.filter(kind="capture").count() == 1
    assert Order.objects.get().state == "paid"


def test_fifty_copies_of_a_message_at_once_are_applied_once():
    mug = make_variant(on_hand=5)
    payment = pay(make_order((mug, 1)), "test:action", idempotency_key="k")
    message = test_gateway.webhook_of(test_gateway.settle(payment.reference, "captured"))

    outcomes = at_once([partial(receive_webhook, "test", *message)] * 50)

    assert set(outcomes) <= {"captured", "duplicate"}
    assert PaymentTransaction.objects.count() == 1
    assert StockLevel.objects.get().on_hand == 4


def test_two_refunds_at_once_never_give_back_more_than_came_in():
    order = make_order()
    pay(order, "test:approve", idempotency_key="k")
    order.refresh_from_db()

    outcomes = at_once(
        [partial(fulfilment.refund, order, order.paid_minor, key=f"r{n}") for n in range(6)]
    )

    assert sum(isinstance(outcome, NothingToRefund) for outcome in outcomes) == 5
    assert Order.objects.get().refunded_minor == order.paid_minor


def test_of_a_payment_and_a_cancellation_at_once_the_books_are_right():
    for _round in range(6):
        mug = make_variant(on_hand=1)
        order = make_order((mug, 1))
        payment = pay(order, "test:action", idempotency_key="k")
        result = GatewayResult(Outcome.CAPTURED, payment.reference, order.total_minor)

        outcomes = at_once(
            [partial(apply_result, payment.pk, result), partial(fulfilment.cancel, order)]
        )

        assert not any(
            isinstance(outcome, Exception) and not isinstance(outcome, IllegalStep)
            for outcome in outcomes
        )
        order.refresh_from_db()
        level = StockLevel.objects.get(variant=mug)
        assert order.state == "cancelled"
        assert (level.on_hand, level.reserved) == (1, 0)
