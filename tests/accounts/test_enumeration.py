"""Nothing tells whether an address is known: not the answer, not its length, not the work behind it."""

import re
import time
from dataclasses import dataclass

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from accounts.middleware import EVEN_SECONDS
from notifications.models import Message
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "ada@example.com", "eve@example.com"
WORDS = "a whole new pass phrase 7"
# One pair of addresses of the same length for each way to ask.
WAYS = {
    "sign in": ("/account/login/", {"login": "{email}", "password": "wrong"}),
    "sign up": ("/account/signup/", {"email": "{email}", "password1": WORDS}),
    "new password": ("/account/password/reset/", {"email": "{email}"}),
    "tokens": ("/api/auth/token", {"email": "{email}", "password": "wrong"}),
}


@dataclass(frozen=True)
class Outcome:
    """What a stranger sees, and the dear parts of the work."""

    status: int
    location: str
    page: str
    cookies: frozenset[str]
    hashes: int
    mails: int


@pytest.fixture
def hashes(monkeypatch):
    """A list that grows by one for every password that is hashed; a real hash takes most of the time of a sign-in."""
    counted: list[int] = []
    original = MD5PasswordHasher.encode

    def encode(self, password, salt):
        counted.append(1)
        return original(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return counted


def ask(way: str, email: str, hashes: list[int]) -> Outcome:
    path, form = WAYS[way]
    words = {name: value.format(email=email) for name, value in form.items()}
    browser = Client()
    browser.get("/account/login/")
    hashes.clear()
    mails = Message.objects.count()
    as_json = {"content_type": "application/json"} if path.startswith("/api") else {}
    answer = browser.post(path, words, **as_json)
    page = answer.content.decode().replace(email, "EMAIL")
    page = re.sub(r'(csrfmiddlewaretoken" value="|nonce-|request_id": ")[^"]+', "", page)
    return Outcome(
        answer.status_code,
        answer.headers.get("Location", ""),
        page,
        frozenset(answer.cookies),
        len(hashes),
        Message.objects.count() - mails,
    )


@pytest.mark.parametrize("way", list(WAYS))
def test_a_known_and_an_unknown_address_are_answered_alike(way, hashes):
    make_user(KNOWN)

    known, unknown = (ask(way, email, hashes) for email in (KNOWN, UNKNOWN))

    assert known == unknown
    assert known.hashes + known.mails > 0


@pytest.mark.parametrize("way", ["sign up", "new password"])
def test_an_answer_takes_even_time(way, hashes):
    make_user(KNOWN)
    took = []
    for email in (KNOWN, UNKNOWN):
        began = time.monotonic()
        Client().post(WAYS[way][0], {k: v.format(email=email) for k, v in WAYS[way][1].items()})
        took.append(time.monotonic() - began)

    assert min(took) >= EVEN_SECONDS


def test_a_locked_account_is_answered_like_an_unknown_one(hashes):
    make_user(KNOWN, is_active=False)

    known, unknown = (ask("tokens", email, hashes) for email in (KNOWN, UNKNOWN))

    assert known == unknown


def test_guessing_is_refused_alike_too(hashes):
    make_user(KNOWN)
    outcomes = []
    for email in (KNOWN, UNKNOWN):
        tries = [ask("tokens", email, hashes) for _try in range(11)]
        outcomes.append((tries[-1].status, tries[-1].page))

    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] == 429
