"""The checkout, from the form to the order and its payment."""

import pytest
from django.urls import reverse

from accounts.models import Address
from catalog.models import StockLevel, Variant
from orders.models import Order, OrderState, Payment
from tests.factories.accounts import make_user
from tests.factories.catalog import make_product, make_variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_shop")]

ADDRESS = {
    "email": "ada@example.com",
    "full_name": "Ada Byron",
    "country": "GB",
    "line1": "12 Analytical Row",
    "city": "London",
    "postcode": "sw1a 1aa",
}


def put_in(client, variant, quantity=1):
    client.post(reverse("cart-add"), {"variant": variant.pk, "quantity": quantity})


def form_of(client):
    """The hidden keys that the page hands out, with what a shopper types and ticks."""
    initial = client.get(reverse("checkout")).context["form"].initial
    return {
        **ADDRESS,
        "cart": str(initial["cart"]),
        "key": initial["key"],
        "shipping_code": "standard",
        "method": "test:approve",
        "terms": "on",
    }


def send(client, data, **changes):
    return client.post(reverse("checkout"), {**data, **changes})


@pytest.fixture
def mug():
    return make_variant("MUG", product=make_product("Harbour mug"), price_minor=1200, on_hand=5)


def test_a_guest_buys(client, sees, mug):
    put_in(client, mug, 2)

    response = send(client, form_of(client))

    order = Order.objects.get()
    assert response.headers["Location"] == order.get_absolute_url()
    assert (order.state, order.email, order.user) == (OrderState.PAID, "ada@example.com", None)
    assert order.shipping_address["postcode"] == "SW1A 1AA"
    text = sees(client.get(order.get_absolute_url()))
    assert "Thank you, it is yours" in text
    assert order.number in text


def test_the_browser_carries_no_cart_any_more(client, mug):
    put_in(client, mug)

    response = send(client, form_of(client))

    assert response.cookies["cart"].value == ""


def test_a_customer_buys_with_what_is_known(ada, mug):
    user = Order._meta.get_field("user").related_model.objects.get(email="ada@example.com")
    Address.objects.create(user=user, **{k: v for k, v in ADDRESS.items() if k != "email"})
    put_in(ada, mug)

    initial = ada.get(reverse("checkout")).context["form"].initial

    assert (initial["email"], initial["line1"]) == ("ada@example.com", "12 Analytical Row")
    send(ada, form_of(ada))
    assert Order.objects.get().user == user


def test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost(client, sees, mug):
    put_in(client, mug)
    data = form_of(client)

    response = send(
        client, data, email="ada@", city="", postcode="nowhere", note="<b>Ring</b>", terms=""
    )

    text = sees(response)
    assert "3 things need another look" in text
    assert "Give the town or city." in text
    assert "Accept the terms to place the order." in text
    page = response.content.decode()
    assert 'value="ada@"' in page
    assert "&lt;b&gt;Ring&lt;/b&gt;" in page
    assert 'href="#id_city"' in page
    assert f'value="{data["key"]}"' in page
    assert Order.objects.count() == 0


def test_a_postcode_is_checked_as_its_country_writes_it(client, sees, mug):
    put_in(client, mug)

    text = sees(send(client, form_of(client), postcode="nowhere"))

    assert "Give a postcode like SW1A 1AA." in text


def test_another_country_changes_delivery_and_keeps_what_was_typed(client, mug):
    put_in(client, mug)

    response = send(client, form_of(client), country="US", update="1", region="", terms="")

    form = response.context["form"]
    assert not form.errors
    assert (form["postcode"].label, form["region"].label) == ("ZIP code", "State")
    assert form["line1"].value() == "12 Analytical Row"
    assert [option.rate.name for option, _days in response.context["options"]] == [
        "International post"
    ]


@pytest.mark.parametrize("country", ["XX", "", "GBR", "<script>"])
def test_no_such_country_is_refused(client, mug, country):
    put_in(client, mug)

    response = send(client, form_of(client), country=country)

    assert response.status_code == 200
    assert "country" in response.context["form"].errors
    assert Order.objects.count() == 0


@pytest.mark.parametrize("field", ["shipping_code", "method"])
def test_a_choice_that_is_not_offered_is_refused(client, mug, field):
    put_in(client, mug)

    response = send(client, form_of(client), **{field: "teleport"})

    assert field in response.context["form"].errors
    assert Order.objects.count() == 0


def test_a_double_click_buys_once(client, mug):
    put_in(client, mug)
    data = form_of(client)

    first = send(client, data)
    second = send(client, data)

    assert first.headers["Location"] == second.headers["Location"]
    assert (Order.objects.count(), Payment.objects.count()) == (1, 1)
    assert StockLevel.objects.get(variant=mug).on_hand == 4


def test_going_back_to_an_old_form_leads_to_its_order(client, mug):
    put_in(client, mug)
    old = form_of(client)
    send(client, old)
    put_in(client, mug)

    response = send(client, old)

    assert response.headers["Location"] == Order.objects.get().get_absolute_url()


def test_the_form_of_another_persons_order_leads_nowhere(client, mug):
    from django.test import Client

    put_in(client, mug)
    data = form_of(client)
    send(client, data)
    cy = Client()
    cy.force_login(make_user("cy@example.com"))

    assert send(cy, data).headers["Location"] == reverse("cart")


def test_a_price_that_changed_meanwhile_is_said_and_nothing_is_sold(client, sees, mug):
    put_in(client, mug)
    data = form_of(client)
    Variant.objects.filter(pk=mug.pk).update(price_minor=9900)

    text = sees(send(client, data))

    assert "The price has changed from £12.00 to £99.00." in text
    assert "12 Analytical Row" in client.post(reverse("checkout"), data).content.decode()
    assert Order.objects.count() == 0


def test_sold_out_meanwhile_is_said_and_nothing_is_sold(client, sees, mug):
    put_in(client, mug, 2)
    data = form_of(client)
    StockLevel.objects.filter(variant=mug).update(reserved=5)

    text = sees(send(client, data))

    assert "Harbour mug is sold out." in text
    assert Order.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_empty_cart_has_no_checkout(client, method):
    assert getattr(client, method)(reverse("checkout")).headers["Location"] == reverse("cart")


def test_a_whole_guest_flow_takes_few_requests_and_statements(
    client, django_assert_max_num_queries, mug
):
    put_in(client, mug)
    client.cookies.clear()

    with django_assert_max_num_queries(90):
        put_in(client, mug)
        response = send(client, form_of(client))
        client.get(response.headers["Location"])
