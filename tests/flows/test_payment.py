"""Paying: refused cards, banks that ask, answers that come late or get lost."""

from datetime import timedelta

import pytest

from orders.domain.payments import sweep
from orders.models import Order, OrderState, Payment, PaymentState
from tests.flows.marks import FLOW, with_and_without_scripts
from tests.shop_window import work

pytestmark = [*FLOW, with_and_without_scripts]


def states():
    return [payment.state for payment in Payment.objects.order_by("pk")]


def test_a_refused_card_is_tried_again_with_another(shopper, goods):
    shopper.buys(goods.moss, way="is declined")
    shopper.sees_title("Your order waits for its payment")
    shopper.sees("The card was declined. Try another one.", inside="[role=alert]")
    shopper.fits()

    shopper.page.get_by_role("radio", name="Test card: is approved").check()
    shopper.presses("Pay £15.95")

    shopper.sees_title("Thank you, it is yours")
    assert Order.objects.get().state == OrderState.PAID
    assert states() == [PaymentState.DECLINED, PaymentState.CAPTURED]


def test_who_says_no_to_the_bank_may_pay_after_all(shopper, goods):
    shopper.buys(goods.moss, way="asks you to confirm")
    shopper.presses("No, stop it")
    shopper.sees_title("Your order waits for its payment")

    shopper.page.get_by_role("radio", name="Test card: asks you to confirm").check()
    shopper.presses("Pay £15.95")
    shopper.presses("Yes, pay")

    shopper.sees_title("Thank you, it is yours")
    assert states() == [PaymentState.DECLINED, PaymentState.CAPTURED]


def test_who_walks_away_from_the_bank_goes_on_there_later(shopper, goods):
    shopper.buys(goods.moss, way="asks you to confirm")
    shopper.sees_title("Is this payment yours?")
    shopper.opens(Order.objects.get().get_absolute_url())
    shopper.follows("Go on at the bank")
    shopper.presses("Yes, pay")

    shopper.sees_title("Thank you, it is yours")
    assert states() == [PaymentState.CAPTURED]


@pytest.mark.parametrize("way", ["answers a little later", "the answer gets lost"])
def test_an_answer_that_comes_late_is_waited_for(shopper, goods, way):
    shopper.buys(goods.moss, way=way)
    shopper.sees_title("We are waiting for the bank")
    shopper.sees("nothing is lost")

    work()
    sweep(older_than=timedelta())

    if not shopper.has_scripts:
        shopper.page.reload()
    shopper.sees_title("Thank you, it is yours")
    assert states() == [PaymentState.CAPTURED]
