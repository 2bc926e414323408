"""A shopper's own pages, and signing in."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.models import Address, User
from orders.models import Order
from tests.factories.accounts import make_staff, make_user
from tests.factories.catalog import make_product, make_variant
from tests.factories.orders import make_order
from tests.shop_window import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_shop")]

PRIVATE = ("account", "account-orders")


def ada_herself():
    return User.objects.get(email="ada@example.com")


@pytest.mark.parametrize("name", PRIVATE)
def test_strangers_are_asked_to_sign_in(client, name):
    response = client.get(reverse(name))

    assert response.headers["Location"] == f"{reverse('account_login')}?next={reverse(name)}"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_orders_asks_the_same_number_of_questions(
    ada, django_assert_num_queries, number
):
    for _each in range(number):
        make_order((make_variant(), 1), (make_variant(), 2), user=ada_herself())
    ada.get("/")

    with django_assert_num_queries(7):
        response = ada.get(reverse("account-orders"))

    assert len(response.context["orders"]) == number


def test_ada_sees_her_order_with_its_story(ada, sees):
    order = make_order((make_variant(product=make_product("<i>Mug</i>")), 2), user=ada_herself())

    response = ada.get(reverse("account-order", args=[order.number]))

    text = sees(response)
    assert f"Order {order.number}" in text
    assert "Order placed." in text
    assert "12 Analytical Row" in text
    assert "&lt;i&gt;Mug&lt;/i&gt;" in response.content.decode()


@pytest.mark.parametrize("maker", [make_user, make_staff])
def test_another_persons_order_is_not_there(client, maker):
    order = make_order(user=make_user("ada@example.com"))
    client.force_login(maker("cy@example.com"))

    assert client.get(reverse("account-order", args=[order.number])).status_code == 404


def test_the_address_of_the_newest_order_is_shown_until_one_is_kept(ada, sees):
    make_order(user=ada_herself())
    assert "12 Analytical Row" in sees(ada.get(reverse("account")))

    Address.objects.create(
        user=ada_herself(), full_name="Ada", line1="1 Kept Lane", city="Bath", country="GB"
    )

    text = sees(ada.get(reverse("account")))
    assert "1 Kept Lane" in text
    assert "12 Analytical Row" not in text


def test_a_customer_of_imported_orders_types_the_address_once(ada):
    order = make_order(user=ada_herself())
    Order.objects.filter(pk=order.pk).update(shipping_address={})

    assert ada.get(reverse("account")).context["address"] is None


def test_an_account_without_orders_says_what_to_do(ada, sees):
    assert "No orders yet" in sees(ada.get(reverse("account")))


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_email_verification_sent",
        "account_inactive",
    ],
)
def test_the_doors_look_like_the_shop(client, name):
    page = client.get(reverse(name)).content.decode()

    assert 'class="sign"' in page
    assert 'class="header"' in page


@pytest.mark.parametrize("name", ["account_email", "account_change_password", "account_logout"])
def test_the_rooms_behind_the_door_look_like_the_shop(ada, name):
    page = ada.get(reverse(name)).content.decode()

    assert 'class="account-nav"' in page


def test_a_spent_link_for_a_new_password_offers_a_new_one(client, sees):
    response = client.get(reverse("account_reset_password_from_key", args=["1", "spent-key"]))

    assert "Ask for a new link" in sees(response)


def test_a_spent_link_that_confirms_an_email_says_so(client, sees):
    assert "This link is too old" in sees(client.get("/account/confirm-email/never-was/"))


def test_an_email_is_confirmed_by_a_button(client, mailoutbox, sees):
    client.post(
        reverse("account_signup"), {"email": "ada@example.com", "password1": "a-Long-one-4242!"}
    )
    work()
    link = re.search(r"/account/confirm-email/\S+", mailoutbox[0].body)[0]

    assert "receipts and news of your parcels go to ada@example.com" in sees(client.get(link))
    client.post(link)

    assert EmailAddress.objects.get(email="ada@example.com").verified


def test_a_link_from_the_mail_leads_to_a_new_password(client, mailoutbox, sees):
    ada = make_user("ada@example.com")
    client.post(reverse("account_reset_password"), {"email": ada.email})
    work()
    link = re.search(r"/account/password/reset/key/\S+", mailoutbox[0].body)[0]

    page = client.get(link, follow=True)
    address, _status = page.redirect_chain[-1]
    words = {"password1": "another-Long-43!", "password2": "another-Long-43!"}
    response = client.post(address, words, follow=True)

    assert "Choose a new password" in sees(page)
    assert "Your password is changed" in sees(response)
    ada.refresh_from_db()
    assert ada.check_password("another-Long-43!")


def test_a_wrong_password_keeps_the_email_and_says_so(client, sees):
    make_user("ada@example.com")

    response = client.post(
        reverse("account_login"), {"login": "ada@example.com", "password": "wrong"}
    )

    assert 'value="ada@example.com"' in response.content.decode()
    assert "password you specified are not correct" in sees(response)


def test_the_style_guide_is_for_staff(client):
    client.force_login(make_user())
    assert client.get(reverse("styleguide")).status_code == 302

    client.force_login(make_staff())
    assert client.get(reverse("styleguide")).status_code == 200
