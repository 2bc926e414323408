"""Sessions that the shop has come to doubt: their person shows again who they are, or gets no further."""

import pytest
from django.test import Client

from accounts.domain import tokens
from accounts.domain.access import want_proof
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "pass-word-42!"
ACCOUNT = "/account/2fa/"


@pytest.fixture
def ada():
    return make_user("ada@example.com")


@pytest.fixture
def browser(ada):
    client = Client()
    client.post("/account/login/", {"login": ada.email, "password": PASSWORD})
    return client


def test_a_doubted_session_is_asked_for_the_password_and_then_goes_on(ada, browser):
    assert browser.get(ACCOUNT).status_code == 200

    want_proof(ada, reason="incident")

    asked = browser.get(ACCOUNT)
    assert asked.headers["Location"] == "/account/reauthenticate/?next=%2Faccount%2F2fa%2F"
    assert browser.get(asked.headers["Location"]).status_code == 200
    wrong = browser.post(asked.headers["Location"], {"password": "not-it-at-all-1"})
    assert wrong.status_code == 200
    assert browser.get(ACCOUNT).status_code == 302
    browser.post(asked.headers["Location"], {"password": PASSWORD})
    assert browser.get(ACCOUNT).status_code == 200


def test_a_doubted_session_buys_and_looks_around_but_reads_nothing_over_the_api(ada, browser):
    want_proof(ada, reason="incident")

    assert browser.get("/").status_code == 200
    refused = browser.get("/api/orders")
    assert (refused.status_code, refused.json()["code"]) == (403, "proof_needed")


def test_signing_in_anew_is_proof(ada, browser):
    want_proof(ada, reason="incident")

    browser.post("/account/logout/")
    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})

    assert browser.get(ACCOUNT).status_code == 200


def test_programs_of_a_doubted_person_sign_in_anew(ada):
    access = tokens.issue(ada).access

    want_proof(ada, reason="incident")

    answer = Client().get("/api/orders", headers={"Authorization": f"Bearer {access}"})
    assert answer.status_code == 401


def test_who_has_nothing_to_show_is_signed_out(ada, browser):
    ada.set_unusable_password()
    ada.save()
    epoch = ada.credentials_epoch

    want_proof(ada, reason="incident")

    assert ada.credentials_epoch == epoch + 1
    assert browser.get(ACCOUNT).headers["Location"].startswith("/account/login/")


def test_nobody_else_is_asked(ada, browser):
    want_proof(make_user("ben@example.com"), reason="incident")

    assert browser.get(ACCOUNT).status_code == 200
