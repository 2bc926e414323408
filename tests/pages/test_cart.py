"""The cart: its page, its drawer, without and with htmx."""

import pytest
from django.urls import reverse

from activity.domain.visitors import COOKIE as VISITOR
from activity.models import EventKind
from catalog.models import Variant
from orders.models import Cart, CartLine, Coupon
from tests.factories.accounts import make_user
from tests.factories.catalog import make_product, make_variant
from tests.factories.orders import make_cart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_shop")]

DRAWER = {"HX-Request": "true", "HX-Target": "drawer"}


def put_in(client, variant, quantity="1", **headers):
    data = {"variant": variant.pk, "quantity": quantity}
    return client.post(reverse("cart-add"), data, headers=headers)


def quantities(cart=None):
    lines = CartLine.objects.order_by("pk").values_list("variant__sku", "quantity")
    return list(lines.filter(cart=cart) if cart else lines)


@pytest.mark.parametrize("number", [1, 3])
def test_the_cart_asks_the_same_number_of_questions_for_any_number_of_lines(
    client, django_assert_num_queries, number
):
    for _each in range(number):
        put_in(client, make_variant())
    client.get("/")

    with django_assert_num_queries(12):
        response = client.get(reverse("cart"))

    assert len(response.context["cart"].lines) == number


def test_a_form_without_scripts_puts_a_thing_into_the_cart(client, sees):
    mug = make_variant("MUG", product=make_product("Harbour mug"))

    response = put_in(client, mug, "2")

    assert response.headers["Location"] == reverse("cart")
    text = sees(client.get(reverse("cart")))
    assert "Harbour mug" in text
    assert "It is in your cart." in text
    assert quantities() == [("MUG", 2)]


def test_adding_takes_few_statements(client, django_assert_max_num_queries):
    put_in(client, make_variant())

    with django_assert_max_num_queries(22):
        put_in(client, make_variant())


def test_htmx_gets_the_drawer_and_a_new_count(client):
    response = put_in(client, make_variant(), "3", **DRAWER)

    page = response.content.decode()
    assert "<html" not in page
    assert 'id="cart-link"' in page
    assert 'hx-swap-oob="true"' in page
    assert '<span class="count">3</span>' in page


def test_the_browser_carries_the_cart_and_a_number_from_then_on(client):
    response = put_in(client, make_variant())

    cart = Cart.objects.get()
    assert response.cookies["cart"].value == str(cart.token)
    assert response.cookies["cart"]["httponly"]
    assert response.cookies["cart"]["samesite"] == "Lax"
    assert VISITOR in response.cookies


def test_adding_is_remembered(client, monkeypatch):
    mug = make_variant(price_minor=1200)
    recorded = []
    monkeypatch.setattr(
        "shop.pages.views.cart.events.record",
        lambda kind, **details: recorded.append(
            (kind, details["variant_id"], details["value_minor"])
        ),
    )

    put_in(client, mug, "2")

    assert recorded == [(EventKind.ADD_TO_CART, mug.pk, 2400)]


@pytest.mark.parametrize("quantity", ["0", "-1", "1000000000", "", "two", "1e9", "9" * 500])
def test_no_such_quantity_gets_in(client, sees, quantity):
    mug = make_variant()

    put_in(client, mug, quantity)

    assert quantities() == []
    assert "Choose a quantity between 1 and 999." in sees(client.get(reverse("cart")))


@pytest.mark.parametrize("variant", ["", "0", "abc", "-1", "999999999999999999999999"])
def test_no_such_thing_gets_in(client, variant):
    client.post(reverse("cart-add"), {"variant": variant})

    assert quantities() == []


def test_a_thing_that_is_sold_out_is_refused_where_the_shopper_is(client, sees):
    mug = make_variant(on_hand=1, product=make_product("Harbour mug"))
    address = mug.product.get_absolute_url()

    response = put_in(client, mug, "2", Referer=f"http://testserver{address}")

    assert response.headers["Location"] == f"http://testserver{address}"
    assert "Only 1 of Harbour mug are left." in sees(client.get(address))


def test_a_refusal_sends_nobody_to_another_site(client):
    response = put_in(client, make_variant(on_hand=0), Referer="https://evil.example/")

    assert response.headers["Location"] == reverse("cart")


def test_the_drawer_says_why_not(client, sees):
    response = put_in(client, make_variant(on_hand=0), **DRAWER)

    assert "sold out" in sees(response)
    assert response.status_code == 200


def test_a_step_changes_what_was_typed(client):
    mug = make_variant("MUG")
    put_in(client, mug, "2")

    client.post(reverse("cart-update"), {"variant": mug.pk, "quantity": "4", "step": "1"})

    assert quantities() == [("MUG", 5)]


def test_what_was_taken_out_can_be_put_back(client, sees):
    mug = make_variant("MUG", product=make_product("Harbour mug"))
    put_in(client, mug, "2")

    response = client.post(
        reverse("cart-update"), {"variant": mug.pk, "quantity": "2", "step": "-2"}, follow=True
    )

    assert quantities() == []
    assert "Harbour mug is out of your cart." in sees(response)
    assert (response.context["taken"].variant.id, response.context["taken"].quantity) == (mug.pk, 2)


def test_a_changed_price_is_said_and_has_to_be_accepted(client, sees):
    mug = make_variant(price_minor=1200)
    put_in(client, mug)
    Variant.objects.filter(pk=mug.pk).update(price_minor=1500)

    text = sees(client.get(reverse("cart")))

    assert "The price has changed from £12.00 to £15.00." in text
    assert "That is fine, go to checkout" in text
    client.post(reverse("cart-accept"))
    assert "has changed" not in sees(client.get(reverse("cart")))


def test_an_unknown_code_is_refused_and_stays_typed(client, sees):
    put_in(client, make_variant())

    response = client.post(reverse("cart-coupon"), {"code": "<NOPE>"})

    assert "is not known" in sees(response)
    assert 'value="&lt;NOPE&gt;"' in response.content.decode()


def test_a_code_takes_something_off_and_can_be_taken_away(client):
    Coupon.objects.create(code="TEN", kind=Coupon.Kind.PERCENT, value=1000)
    put_in(client, make_variant(price_minor=10_000))

    client.post(reverse("cart-coupon"), {"code": "ten"})
    assert client.get(reverse("cart")).context["cart"].priced.discount_minor == 1000

    client.post(reverse("cart-coupon"), {"remove": "1"})
    assert client.get(reverse("cart")).context["cart"].priced.discount_minor == 0


def test_signing_in_brings_the_cart_along(client):
    mug = make_variant("MUG")
    put_in(client, mug, "2")
    ada = make_user("ada@example.com")

    client.post(reverse("account_login"), {"login": "ada@example.com", "password": "pass-word-42!"})

    assert quantities(Cart.objects.get(user=ada)) == [("MUG", 2)]


def test_the_token_of_a_persons_cart_opens_it_for_nobody_else(client, sees):
    cart = make_cart((make_variant(product=make_product("Secret mug")), 1), user=make_user())
    client.cookies["cart"] = str(cart.token)

    assert "Secret mug" not in sees(client.get(reverse("cart")))


def test_a_form_without_its_token_is_refused_in_character(browser_client, sees):
    response = browser_client.post(reverse("cart-add"), {"variant": make_variant().pk})

    assert response.status_code == 403
    assert "Please send that again" in sees(response)
    assert quantities() == []


def test_changes_need_a_post(client):
    for name in ("cart-add", "cart-update", "cart-accept", "cart-coupon"):
        assert client.get(reverse(name)).status_code == 405


def test_a_line_names_the_choices_in_the_order_of_the_product(client, sees):
    mug = make_product("Harbour mug", option_names=["Colour", "Size"])
    tall = make_variant(product=mug, options={"Colour": "Moss", "Size": "Tall"})

    client.post(reverse("cart-add"), {"variant": tall.pk})

    assert "Harbour mug Moss, Tall" in sees(client.get(reverse("cart")))


def test_the_forms_of_a_cart_leave_judging_to_the_shop(client):
    last = make_variant(on_hand=1)
    client.post(reverse("cart-add"), {"variant": last.pk})

    page = client.get(reverse("cart")).content.decode()

    # A browser that judged for itself would not even let a line be taken out once fewer are left than lie in it.
    assert (
        page.count('action="/cart/update/"') == page.count('novalidate action="/cart/update/"') == 1
    )
