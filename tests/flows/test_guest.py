"""A guest buys: from the front of the shop to the order that the mail links to."""

import re
from urllib.parse import urlsplit

import pytest

from orders.models import Order, OrderState
from tests.shop_window import work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_guest_buys_a_mug_and_finds_the_order_by_the_mail(shopper, goods, mailoutbox):
    shopper.opens("/")
    shopper.fits()
    shopper.page.locator(".window", has_text="Kitchen").click()
    shopper.sees_title("Kitchen")
    shopper.fits()
    shopper.follows("Harbour mug")
    shopper.sees_title("Harbour mug")
    shopper.chooses("Tall")
    shopper.fits()
    shopper.puts_in_cart()
    shopper.sees("Moss, Tall")
    shopper.fits()
    shopper.goes_to_checkout()
    shopper.fits()
    shopper.fills_in(way="asks you to confirm")
    shopper.places_order()
    shopper.sees_title("Is this payment yours?")
    shopper.fits()
    shopper.presses("Yes, pay")
    shopper.sees_title("Thank you, it is yours")
    shopper.fits()
    shown = shopper.address

    order = Order.objects.get()
    assert (order.state, order.total_minor) == (OrderState.PAID, 1500 + 395)
    work()
    assert [mail.to for mail in mailoutbox] == [["ada@example.com"]]
    link = re.search(r"http\S+/orders/\S+", mailoutbox[0].body)[0]
    shopper.page.context.clear_cookies()
    shopper.opens(urlsplit(link).path)
    shopper.sees_title("Thank you, it is yours")
    shopper.sees(order.number)
    assert shopper.address == shown
