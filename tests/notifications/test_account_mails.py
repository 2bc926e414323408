"""What allauth writes to people leaves through the shop's own post."""

import re
from pathlib import Path

import allauth.account
import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.domain import tokens
from accounts.models import User
from notifications.adapter import CHANGES, KINDS
from notifications.models import Message
from tests.factories.accounts import make_user
from tests.outboxes import deliver_everything, try_once_more

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "a whole new pass phrase 7"
# Ways of signing in that the shop does not offer.
OFF = {"login_code", "password_reset_code"}


@pytest.fixture(autouse=True)
def known_site(settings):
    settings.SITE_URL = "https://shop.example"


def ask_for_a_new_password(client, email="ada@example.com", **headers):
    return client.post(reverse("account_reset_password"), {"email": email}, **headers)


def sign_up(client, email="nia@example.com"):
    return client.post(reverse("account_signup"), {"email": email, "password1": NEW_PASSWORD})


def link_in(letter) -> str:
    """The path of the one link of a letter's plain words."""
    words = letter.get_body(("plain",)).get_content()
    return re.search(r"https://shop\.example(/\S+)", words)[1]


def choose(client, link, password=NEW_PASSWORD):
    """Follow a link for a new password to its end."""
    page = client.get(link, follow=True)
    typed = {"password1": password, "password2": password}
    return client.post(page.request["PATH_INFO"], typed, follow=True)


def test_a_forgotten_password_is_replaced_by_the_link_in_the_letter(client, post):
    ada = make_user("ada@example.com")
    ask_for_a_new_password(client)
    deliver_everything()

    choose(client, link_in(post.letters[0]))

    ada.refresh_from_db()
    assert ada.check_password(NEW_PASSWORD)


def test_the_link_works_once(client, post):
    ada = make_user("ada@example.com")
    ask_for_a_new_password(client)
    deliver_everything()
    choose(client, link_in(post.letters[0]))

    page = Client().get(link_in(post.letters[0]), follow=True)

    assert "does not work any more" in page.content.decode()
    ada.refresh_from_db()
    assert ada.check_password(NEW_PASSWORD)


def test_a_new_password_ends_every_other_sign_in_and_its_owner_hears_of_it(client, post, api):
    ada, elsewhere = make_user("ada@example.com"), Client()
    elsewhere.force_login(ada)
    pair = tokens.issue(ada)
    ask_for_a_new_password(client)
    deliver_everything()
    choose(client, link_in(post.letters[0]))
    deliver_everything()

    bearer = {"Authorization": f"Bearer {pair.access}"}
    assert elsewhere.get(reverse("account")).status_code == 302
    assert api.get("/api/users/me", headers=bearer).status_code == 401
    assert post.letters[1]["Subject"] == "Your password was changed"


def test_the_words_of_the_letter_are_kept_nowhere(client, post):
    make_user("ada@example.com")
    ask_for_a_new_password(client)
    deliver_everything()

    message = Message.objects.get()
    assert (message.kind, message.state, message.text) == ("account_new_password", "sent", "")


def test_the_link_leads_to_the_shop_whatever_host_was_named(client, post, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_user("ada@example.com")
    for email in ("ada@example.com", "nobody@example.com"):
        ask_for_a_new_password(client, email, HTTP_HOST="evil.example")
    sign_up(client)
    deliver_everything()

    assert len(post.letters) == 3
    assert all("evil.example" not in letter.as_string() for letter in post.letters)
    assert all(link_in(letter) for letter in post.letters)


def test_known_and_unknown_addresses_get_the_same_page(client, post):
    make_user("ada@example.com")
    answers = [ask_for_a_new_password(client, f"{name}@example.com") for name in ("ada", "eve")]
    deliver_everything()

    assert len({(answer.status_code, answer.headers["Location"]) for answer in answers}) == 1
    assert [letter["Subject"] for letter in post.letters] == [
        "Choose a new password",
        "There is no account with this email",
    ]


def test_signing_up_works_while_the_mail_server_is_away(client, post):
    post.go_away()
    answer = sign_up(client)
    deliver_everything()

    assert answer.headers["Location"] == "/account/confirm-email/"
    assert User.objects.get(email="nia@example.com").check_password(NEW_PASSWORD)
    post.open()
    try_once_more()
    assert [letter["To"] for letter in post.letters] == ["nia@example.com"]


def test_an_address_is_confirmed_by_the_button_behind_the_link(client, post):
    sign_up(client)
    deliver_everything()
    link = link_in(post.letters[0])

    client.get(link)
    assert not EmailAddress.objects.get().verified
    client.post(link)

    assert EmailAddress.objects.get().verified


def test_a_new_account_starts_with_no_powers(client):
    client.post(
        reverse("account_signup"),
        {
            "email": "nia@example.com",
            "password1": NEW_PASSWORD,
            "is_staff": "on",
            "is_superuser": "on",
        },
    )

    nia = User.objects.get()
    assert (nia.is_staff, nia.is_superuser) == (False, False)


def test_an_address_that_is_taken_makes_no_second_account(client):
    make_user("ada@example.com")
    sign_up(client, "ADA@example.com")

    assert User.objects.count() == 1
    assert User.objects.get().check_password("pass-word-42!")


def test_tries_are_counted_by_the_shoppers_address_behind_a_proxy(settings):
    settings.TRUSTED_PROXIES = 1
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="10.0.0.9, 192.0.2.7")

    assert get_adapter().get_client_ip(request) == "192.0.2.7"


def test_every_mail_that_allauth_can_send_has_words_of_the_shop():
    folder = Path(allauth.account.__file__).parents[1] / "templates"
    names = {
        path.name.removesuffix("_subject.txt")
        for part in ("account", "mfa", "socialaccount")
        for path in (folder / part / "email").glob("*_subject.txt")
    }

    assert names - OFF == set(KINDS) | set(CHANGES)


@pytest.mark.parametrize("name", sorted({**KINDS, **CHANGES}))
def test_each_of_them_can_be_written(name):
    links = {"password_reset_url": "https://shop.example/k/1"} if name in KINDS else {}
    get_adapter().send_mail(f"account/email/{name}", "ada@example.com", links)

    message = Message.objects.get()
    assert message.subject
    assert "https://shop.example/" in message.text
    assert "https://shop.example/" in message.html
