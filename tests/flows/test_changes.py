"""What changes while it lies in the cart is said before anything is bought."""

from catalog.models import StockLevel, Variant
from orders.models import Order
from tests.factories.orders import make_order
from tests.flows.marks import FLOW, with_and_without_scripts

pytestmark = [*FLOW, with_and_without_scripts]


def test_what_sold_out_in_the_cart_is_said_and_taken_out(shopper, goods):
    shopper.takes(goods.tray)
    shopper.goes_to_checkout()
    shopper.fills_in()
    make_order((goods.tray, 1))

    shopper.places_order()

    shopper.sees("One thing needs another look", inside="[role=alert]")
    assert Order.objects.count() == 1
    shopper.follows("Look at the cart")
    shopper.sees("Sold out. Remove it to go on.")
    shopper.fits()
    shopper.presses("Remove Oak tray")
    shopper.sees("Your cart is empty")
    shopper.sees("Oak tray is out of your cart.")


def test_of_what_is_partly_sold_the_rest_can_be_bought(shopper, goods):
    shopper.takes(goods.moss)
    shopper.takes(goods.moss)
    StockLevel.objects.filter(variant=goods.moss).update(reserved=9)

    shopper.opens("/cart/")
    shopper.sees("Only 1 is left.")
    shopper.presses("One less")

    shopper.sees("£12.00")
    shopper.goes_to_checkout()
    shopper.fills_in()
    shopper.places_order()
    shopper.sees_title("Thank you, it is yours")
    assert Order.objects.get().lines.get().quantity == 1


def test_a_new_price_is_agreed_to_before_it_is_paid(shopper, goods):
    shopper.takes(goods.moss)
    shopper.goes_to_checkout()
    shopper.fills_in()
    Variant.objects.filter(pk=goods.moss.pk).update(price_minor=1400)

    shopper.places_order()

    shopper.sees("One thing needs another look", inside="[role=alert]")
    assert not Order.objects.exists()
    shopper.follows("Look at the cart")
    shopper.sees("The price has changed from £12.00 to £14.00.")
    shopper.presses("That is fine, go to checkout")
    shopper.sees_title("Checkout")
    shopper.fills_in()
    shopper.places_order()
    shopper.sees_title("Thank you, it is yours")
    assert Order.objects.get().subtotal_minor == 1400


def test_an_unknown_code_is_refused_and_stays_to_be_mended(shopper, goods):
    shopper.takes(goods.moss)
    shopper.page.get_by_text("Have a code?").click()
    shopper.field("Code").fill("SPRING<26>")
    shopper.presses("Use it")

    shopper.sees("The code “SPRING<26>” is not known.")
    assert shopper.field("Code").input_value() == "SPRING<26>"
    shopper.fits()
    shopper.goes_to_checkout()


def test_more_than_there_is_cannot_be_asked_for(shopper, goods):
    shopper.takes(goods.tray)
    shopper.opens(goods.tray.product.get_absolute_url())
    shopper.presses("Add to cart", inside="main")

    shopper.sees("Only 1")
    shopper.opens("/cart/")
    shopper.sees("£34.00")
