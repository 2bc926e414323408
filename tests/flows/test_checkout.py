"""The checkout keeps what was typed, and one order is one order however often a button is pressed."""

from playwright.sync_api import expect

from orders.models import Order, Payment
from tests.flows.marks import FLOW, at_a_desk, with_and_without_scripts

pytestmark = FLOW


@with_and_without_scripts
def test_nothing_typed_is_lost_over_an_error(shopper, goods):
    shopper.takes(goods.moss)
    shopper.goes_to_checkout()
    shopper.fills_in(way="is declined", Postcode="nowhere", **{"Note for us": "Ring twice."})
    shopper.page.get_by_role("radio", name="Next-day delivery").check()
    shopper.places_order()

    shopper.sees("One thing needs another look", inside="[role=alert]")
    shopper.fits()
    assert not Order.objects.exists()
    for label, text in {
        "Email": "ada@example.com",
        "Name": "Ada Byron",
        "Town or city": "London",
        "Postcode": "nowhere",
        "Note for us": "Ring twice.",
    }.items():
        expect(shopper.field(label)).to_have_value(text)
    for chosen in ("Next-day delivery", "Test card: is declined"):
        expect(shopper.page.get_by_role("radio", name=chosen)).to_be_checked()
    expect(shopper.page.get_by_role("checkbox", name="I accept the terms")).to_be_checked()
    expect(shopper.field("Postcode")).to_have_attribute("aria-invalid", "true")


@with_and_without_scripts
def test_an_error_above_leads_to_its_field(shopper, goods):
    shopper.takes(goods.moss)
    shopper.goes_to_checkout()
    shopper.places_order()
    shopper.sees("6 things need another look", inside="[role=alert]")
    shopper.page.get_by_role("alert").get_by_role("link", name="Give the town or city.").click()

    expect(shopper.field("Town or city")).to_be_in_viewport()


@with_and_without_scripts
def test_another_country_asks_for_its_own_address_and_keeps_the_rest(shopper, goods):
    shopper.takes(goods.moss)
    shopper.goes_to_checkout()
    shopper.fills_in()
    shopper.field("Country").select_option(label="Germany")
    if not shopper.has_scripts:
        shopper.presses("Change")

    shopper.sees("Courier")
    expect(shopper.field("Email")).to_have_value("ada@example.com")
    shopper.field("Postcode").fill("10115")
    shopper.page.get_by_role("checkbox", name="I accept the terms").check()
    shopper.places_order()
    shopper.sees_title("Thank you, it is yours")
    assert Order.objects.get().shipping_address["country"] == "DE"


@with_and_without_scripts
def test_a_double_click_makes_one_order(shopper, goods):
    shopper.takes(goods.moss)
    shopper.goes_to_checkout()
    shopper.fills_in()
    shopper.button("Place order", inside=".step-last").dblclick()

    shopper.sees_title("Thank you, it is yours")
    assert (Order.objects.count(), Payment.objects.count()) == (1, 1)


@with_and_without_scripts
def test_a_step_back_after_the_order_makes_no_second_one(shopper, goods):
    shopper.buys(goods.moss)
    shopper.sees_title("Thank you, it is yours")
    shopper.page.go_back()

    shopper.sees("Your cart is empty")
    assert Order.objects.count() == 1


@at_a_desk
def test_a_second_tab_with_the_same_form_leads_to_the_same_order(shopper, goods):
    shopper.takes(goods.moss)
    shopper.goes_to_checkout()
    shopper.fills_in()
    other = type(shopper)(shopper.page.context.new_page(), has_scripts=True)
    other.opens("/checkout/")
    other.fills_in()
    shopper.places_order()
    shopper.sees_title("Thank you, it is yours")

    other.places_order()

    other.sees_title("Thank you, it is yours")
    assert other.address == shopper.address
    assert (Order.objects.count(), Payment.objects.count()) == (1, 1)
