"""Everything can be done with a keyboard and is named for those who cannot see it."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.flows.marks import FLOW, at_a_desk, on_a_phone

pytestmark = FLOW

NAMELESS = """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href]")]
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.getAttribute("aria-hidden") !== "true")
  .filter(e => !(e.getAttribute("aria-label") || [...(e.labels || [])].some(l => l.innerText.trim()) || e.innerText?.trim()))
  .map(e => e.outerHTML.slice(0, 120))"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4")]
  .filter(h => h.checkVisibility()).map(h => Number(h.tagName[1]))"""
LANDMARKS = (
    "() => ['header', 'main', 'footer'].map(l => document.querySelectorAll('body > ' + l).length)"
)


def focused(shopper):
    return shopper.page.locator(":focus")


@at_a_desk
def test_the_first_stop_of_the_keyboard_leads_to_the_content(shopper):
    shopper.opens("/")
    shopper.page.keyboard.press("Tab")
    expect(focused(shopper)).to_have_text("Skip to the content")
    expect(focused(shopper)).to_be_in_viewport()
    shopper.page.keyboard.press("Enter")
    expect(shopper.page.locator("main")).to_be_focused()


@at_a_desk
def test_the_menu_opens_and_closes_by_keyboard(shopper):
    shopper.opens("/")
    kitchen = shopper.page.locator(".menu summary", has_text="Kitchen")
    kitchen.focus()
    shopper.page.keyboard.press("Enter")
    expect(shopper.page.get_by_role("link", name="Everything in Kitchen")).to_be_visible()

    shopper.page.keyboard.press("Tab")
    expect(focused(shopper)).to_contain_text("Everything in Kitchen")
    shopper.page.keyboard.press("Escape")

    expect(shopper.page.get_by_role("link", name="Everything in Kitchen")).to_be_hidden()
    expect(kitchen).to_be_focused()


@on_a_phone
def test_the_menu_of_a_phone_opens_and_closes(shopper):
    shopper.opens("/")
    shopper.presses("Menu")
    shopper.page.locator(".menu summary", has_text="Kitchen").click()
    expect(shopper.page.get_by_role("link", name="Everything in Kitchen")).to_be_visible()
    shopper.fits()

    shopper.page.keyboard.press("Escape")
    shopper.page.keyboard.press("Escape")

    expect(shopper.page.get_by_role("link", name="Everything in Kitchen")).to_be_hidden()


@at_a_desk
def test_the_drawer_takes_the_focus_and_gives_it_back(shopper, goods):
    shopper.opens(goods.tray.product.get_absolute_url())
    button = shopper.button("Add to cart", inside="main")
    button.focus()
    shopper.page.keyboard.press("Enter")
    shopper.sees("It is in your cart.", inside="#drawer")
    expect(shopper.page.locator("#drawer :focus")).to_have_count(1)

    shopper.page.keyboard.press("Escape")

    expect(shopper.page.locator("#drawer")).to_be_hidden()
    expect(button).to_be_focused()


@at_a_desk
def test_an_order_is_placed_without_a_mouse(shopper, goods):
    shopper.takes(goods.moss)
    shopper.goes_to_checkout()
    shopper.fills_in()
    shopper.field("Postcode").focus()
    shopper.page.keyboard.press("Enter")

    shopper.sees_title("Thank you, it is yours")


@at_a_desk
def test_errors_take_the_focus(shopper, goods):
    shopper.takes(goods.moss)
    shopper.goes_to_checkout()
    shopper.places_order()

    expect(shopper.page.get_by_role("alert")).to_be_focused()
    shopper.page.keyboard.press("Tab")
    shopper.page.keyboard.press("Enter")
    expect(shopper.field("Email")).to_be_focused()


@on_a_phone
@pytest.mark.parametrize(
    "address",
    ["/", "/search/?q=mug", "/search/?q=qwertz", "/cart/", "/account/login/", "/help/delivery/"],
)
def test_a_page_has_its_landmarks_its_one_title_and_no_nameless_control(shopper, address):
    shopper.opens(address)

    assert shopper.page.evaluate(NAMELESS) == []
    levels = shopper.page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert shopper.page.evaluate(LANDMARKS) == [1, 1, 1]
    shopper.fits()


@on_a_phone
def test_a_product_and_its_checkout_have_no_nameless_control(shopper, goods):
    shopper.opens(goods.mug.get_absolute_url())
    assert shopper.page.evaluate(NAMELESS) == []
    shopper.puts_in_cart()
    assert shopper.page.evaluate(NAMELESS) == []
    shopper.goes_to_checkout()
    assert shopper.page.evaluate(NAMELESS) == []
