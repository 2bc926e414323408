"""Passwords by length and by what everybody tries; and a change of email that both addresses hear of."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from notifications.models import Message
from shop.config import Config
from tests.factories.accounts import make_user
from tests.outboxes import deliver_everything

PASSWORD = "pass-word-42!"

GOOD = (
    "correct horse battery staple",
    "aaa bbb ccc ddd eee",
    "twelve green bottles on a wall",
    "ein schöner langer Satz",
    "это длинная фраза для входа",
    "🐙 under the sea, in the shade",
    "e1f0c7d92b8a4c55",
    "x" * 20 + " and then " + "y" * 98,
)
BAD = {
    "short": "password_too_short",
    "fourteen-chars": "password_too_short",
    "passwordpassword": "password_too_common",
    "Password123456789": "password_too_common",
    "!!!!iloveyou2026!!!!": "password_too_common",
    "letmeinletmeinletmein": "password_too_common",
    "1234567890123456": "password_too_common",
    "0987654321098765": "password_too_common",
    "aaaaaaaaaaaaaaaaaa": "password_too_common",
    "abcabcabcabcabcabc": "password_too_common",
    "abcdefghijklmnopqrst": "password_too_common",
    "qwertyuiopasdfghjkl": "password_too_common",
    "Shopkeeper20262026": "password_too_common",
    "ada.byron@example.com": "password_too_similar",
    "z" * 100 + " " + "q" * 100: "password_too_long",
}


@pytest.mark.parametrize("password", GOOD, ids=range(len(GOOD)))
def test_any_letters_will_do(password):
    validate_password(password, User(email="ada.byron@example.com"))


@pytest.mark.parametrize("password", list(BAD), ids=range(len(BAD)))
def test_what_everybody_tries_is_refused(password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, User(email="ada.byron@example.com"))

    assert BAD[password] in {error.code for error in refusal.value.error_list}


@pytest.mark.parametrize(("length", "is_allowed"), [(7, False), (8, True), (15, True), (65, False)])
def test_the_least_length_is_a_setting_within_the_advice(length, is_allowed):
    if is_allowed:
        assert Config(password_min_length=length).password_min_length == length
    else:
        with pytest.raises(ValueError, match="password_min_length"):
            Config(password_min_length=length)


@pytest.mark.parametrize("text", ["admin", "admin=", "admin=0", "=3", "admin=many"])
def test_a_limit_that_is_misspelt_stops_the_start(text):
    with pytest.raises(ValueError, match="session_limits"):
        Config(session_limits=text)


def test_roles_are_named_by_comma():
    assert Config(two_factor_roles="staff, superuser").two_factor_roles == ["staff", "superuser"]


def test_passwords_are_hashed_by_a_function_that_costs_memory(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    hasher = get_hasher()

    assert hasher.algorithm == "argon2"
    assert hasher.memory_cost >= 19 * 1024


@pytest.fixture
def ada(transactional_db):
    return make_user("ada@example.com")


@pytest.fixture
def browser(ada):
    """Ada's, who has just given her password once more."""
    browser = Client()
    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    return browser


def told(kind: str = "account_changed") -> list[tuple[str, str]]:
    return sorted(Message.objects.filter(kind=kind).values_list("to", "subject"))


def test_another_email_needs_the_password_once_more(ada):
    browser = Client()
    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})

    answer = browser.post("/account/email/", {"action_add": "", "email": "new@example.com"})

    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert not EmailAddress.objects.filter(email="new@example.com").exists()


def test_a_change_of_email_is_told_to_both_and_needs_the_new_ones_confirmation(browser, ada):
    browser.post("/account/email/", {"action_add": "", "email": "new@example.com"})
    first = told()
    browser.post("/account/email/", {"action_primary": "", "email": "new@example.com"})
    ada.refresh_from_db()
    too_early = ada.email
    deliver_everything()
    EmailAddress.objects.filter(email="new@example.com").update(verified=True)
    Message.objects.filter(kind="account_changed").delete()

    browser.post("/account/email/", {"action_primary": "", "email": "new@example.com"})

    ada.refresh_from_db()
    assert [to for to, _subject in first] == ["ada@example.com"]
    assert "new@example.com was added" in first[0][1]
    assert (too_early, ada.email) == ("ada@example.com", "new@example.com")
    assert {"ada@example.com"} <= {to for to, _subject in told()}
    assert any("new@example.com from now on" in subject for _to, subject in told())


def test_an_email_that_somebody_has_is_answered_like_one_that_nobody_has(browser):
    make_user("eve@example.com")
    pages = []
    for email in ("eve@example.com", "new@example.com"):
        answer = browser.post("/account/email/", {"action_add": "", "email": email}, follow=True)
        page = re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", answer.content.decode())
        pages.append((answer.redirect_chain, page.replace(email, "EMAIL").count("EMAIL") > 0))

    assert pages[0] == pages[1]
    assert EmailAddress.objects.filter(email="eve@example.com", verified=True).count() == 1
