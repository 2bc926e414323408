"""With an account: the cart comes along, the address is known, the order is found again."""

from playwright.sync_api import expect

from orders.models import Order
from tests.factories.accounts import make_user
from tests.flows.marks import FLOW, with_and_without_scripts
from tests.flows.shopper import ADDRESS

pytestmark = [*FLOW, with_and_without_scripts]


def sign_in(shopper, ada):
    shopper.field("Email").fill(ada.email)
    shopper.field("Password").fill("pass-word-42!")
    shopper.presses("Sign in", inside="main form")


def test_an_order_is_found_in_the_account(shopper, goods):
    ada = make_user("ada@example.com", full_name="Ada Byron")
    shopper.takes(goods.moss)
    shopper.goes_to_checkout()
    shopper.follows("sign in")
    shopper.sees_title("Sign in")
    shopper.fits()
    sign_in(shopper, ada)
    shopper.sees_title("Checkout")
    shopper.sees("Harbour mug")
    expect(shopper.field("Email")).to_have_value(ada.email)
    shopper.fills_in()
    shopper.places_order()
    shopper.sees_title("Thank you, it is yours")

    order = Order.objects.get()
    assert order.user == ada
    shopper.opens("/account/")
    shopper.fits()
    shopper.follows("Orders", inside=".account-nav")
    shopper.sees_title("Your orders")
    shopper.fits()
    shopper.follows(order.number)
    shopper.sees_title(f"Order {order.number}")
    shopper.sees("Payment received: £15.95.")
    shopper.fits()


def test_who_makes_an_account_keeps_the_cart(shopper, goods):
    shopper.takes(goods.moss)
    shopper.opens("/account/signup/")
    shopper.field("Email").fill("new@example.com")
    shopper.field("Password").fill("short")
    shopper.presses("Make my account", inside="main form")
    shopper.sees("This password is too short.")
    expect(shopper.field("Email")).to_have_value("new@example.com")
    shopper.fits()
    shopper.field("Password").fill("a-Long-one-4242!")
    shopper.presses("Make my account", inside="main form")

    shopper.sees_title("Look into your mail")
    shopper.fits()
    shopper.opens("/cart/")
    shopper.sees("Harbour mug")


def test_the_address_of_the_last_order_is_known_at_the_next(shopper, goods):
    ada = make_user("ada@example.com", full_name="Ada Byron")
    shopper.opens("/account/login/")
    sign_in(shopper, ada)
    shopper.sees("Hello")
    shopper.buys(goods.moss)
    shopper.sees_title("Thank you, it is yours")

    shopper.takes(goods.chalk)
    shopper.goes_to_checkout()

    for label, text in ADDRESS.items():
        expect(shopper.field(label)).to_have_value(text)
