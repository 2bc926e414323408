"""Links for a new password: good once, for an hour, for one person, until anything about the account changes."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from accounts.domain.access import sign_out_everywhere
from accounts.models import User
from notifications.models import Message
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

WORDS = "a whole new pass phrase 7"


@pytest.fixture
def ada():
    return make_user("ada@example.com")


def link_for(user) -> str:
    """The path of the link in the newest mail to a person."""
    Client().post("/account/password/reset/", {"email": user.email})
    text = Message.objects.filter(to=user.email, kind="account_new_password").first().text
    return re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", text)[1]


def choose(link: str, browser: Client | None = None) -> None:
    """Follow a link to its end."""
    browser = browser or Client()
    page = browser.get(link, follow=True)
    browser.post(page.request["PATH_INFO"], {"password1": WORDS, "password2": WORDS})


def has_new_password(user) -> bool:
    return User.objects.get(pk=user.pk).check_password(WORDS)


def sign_in(user):
    Client().post("/account/login/", {"login": user.email, "password": "pass-word-42!"})


def change_email(user):
    EmailAddress.objects.filter(user=user).update(email="other@example.com")
    User.objects.filter(pk=user.pk).update(email="other@example.com")


def change_password(user):
    user.set_password("yet another pass phrase 8")
    user.save()


def lock(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def sign_out(user):
    sign_out_everywhere(user, reason="test")


def test_a_link_leads_to_a_new_password(ada):
    choose(link_for(ada))

    assert has_new_password(ada)


@pytest.mark.parametrize("meanwhile", [sign_in, change_email, change_password, lock, sign_out])
def test_a_link_dies_with_any_change_of_the_account(ada, meanwhile):
    link = link_for(ada)
    meanwhile(ada)

    choose(link)

    assert not has_new_password(ada)


@pytest.mark.parametrize(("minutes", "is_good"), [(59, True), (61, False)])
def test_a_link_lives_for_an_hour(ada, minutes, is_good):
    link = link_for(ada)

    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        choose(link)

    assert has_new_password(ada) == is_good


def test_the_link_of_one_is_worth_nothing_for_another(ada):
    eve = make_user("eve@example.com")
    person, _dash, key = link_for(eve).rsplit("/", 2)[-2].partition("-")
    hers = link_for(ada).rsplit("/", 2)[-2].partition("-")[0]

    choose(f"/account/password/reset/key/{hers}-{key}/")

    assert person != hers
    assert not has_new_password(ada)


def test_the_page_where_it_is_chosen_has_no_key_in_its_address(ada):
    """What the page links to would else learn the key from the Referer."""
    browser = Client()
    page = browser.get(link_for(ada), follow=True)

    assert page.request["PATH_INFO"].endswith("-set-password/")
    assert page.headers["Referrer-Policy"] in {"same-origin", "strict-origin-when-cross-origin"}
