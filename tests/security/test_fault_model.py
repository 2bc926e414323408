"""What strangers try at the door: bodies, hosts, redirects, probes, and whole sessions of attacks among shoppers."""

import time

import pytest
from django.core import signing
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from mlbridge.domain.lessons.door import HONEST_TEXTS
from mlbridge.domain.lessons.probes import PROBES
from security.domain import book, challenge
from security.middleware import Guard, RequestRecorder
from security.models import Standing, Step
from tests.factories.security import record_request

pytestmark = pytest.mark.django_db
SIGN_IN = "/api/v1/auth/token"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def commits_at_once(monkeypatch):
    """What waits for the commit happens at once: a test's transaction is never committed."""
    monkeypatch.setattr(book.transaction, "on_commit", lambda call, **_options: call())


@pytest.mark.parametrize(
    "body",
    [
        b'{"a":"' + b"x" * 10_000_000 + b'"}',
        b"[" * 100_000 + b"]" * 100_000,
        b"{" + b",".join(b'"k%d":1' % number for number in range(300_000)) + b"}",
        b'{"email":"a","email":"b"}',
        b'{"email":NaN}',
        b'{"email":' + b"9" * 5_000 + b"}",
        b'{"email":"\xff\xfe"}',
        b'{"email":"\\ud800"}',
        b"",
        b"null",
    ],
    ids=[
        "10 MB", "deep", "300,000 keys", "twice", "NaN", "5000 digits", "not UTF-8", "surrogate", "empty", "null",
    ],
)  # fmt: skip
def test_a_body_that_hurts_is_refused_quickly_in_a_problem_document(api, body):
    started = time.perf_counter()

    answer = api.post(SIGN_IN, data=body, content_type="application/json")

    assert 400 <= answer.status_code < 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "127.0.0.1:80@evil.example"},
        {"HTTP_HOST": "127.0.0.1\r\nX: y"},
    ],
)
def test_another_host_is_refused(headers):
    assert Client().get("/help/delivery/", **headers).status_code == 400


@pytest.mark.parametrize(
    "header", ["HTTP_X_FORWARDED_HOST", "HTTP_X_ORIGINAL_URL", "HTTP_FORWARDED"]
)
def test_a_forwarded_host_is_not_read(header):
    answer = Client().get("/account/password/reset/", **{header: "evil.example"})

    assert b"evil.example" not in answer.content


@pytest.mark.parametrize(
    "trick",
    [
        "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "https:evil.example", "javascript:alert(1)", "http://127.0.0.1@evil.example/", "/%09/evil.example",
        "//evil.example/%2f..",
    ],
)  # fmt: skip
def test_signing_in_sends_nobody_to_another_site(trick):
    from tests.factories.accounts import make_user

    ada = make_user("ada@example.com")
    ada.set_password("moss-and-oat-27")
    ada.save()

    answer = Client().post(
        f"/account/login/?next={trick}",
        {"login": "ada@example.com", "password": "moss-and-oat-27", "next": trick},
    )

    target = answer.headers.get("Location", "/")
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "query",
    ["page=1000000000", "page_size=1000000000", "ordering=password", "search=" + "%25_" * 500],
)
def test_a_list_that_would_cost_too_much_is_capped_or_refused(api, query):
    started = time.perf_counter()

    answer = api.get(f"/api/v1/products?{query}")

    assert answer.status_code in {200, 400, 404}
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "path",
    [
        "/.git/config", "/.env", "/static/js/theme.js.map", "/settings.py", "/server-status", "/debug",
        "/__debug__/", "/api/v1/dump", "/admin/doc/", "/media/../settings.py",
    ],
)  # fmt: skip
def test_a_probe_finds_nothing_and_learns_nothing(path):
    answer = Client().get(path)

    assert answer.status_code in {302, 404}
    assert b"Traceback" not in answer.content
    assert b"Django" not in answer.content
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


def passed(client: str) -> str:
    """A pass, as whoever waits a moment before pressing the button gets it."""
    return signing.dumps(client, salt=challenge.PASS_SALT)


def door(request) -> HttpResponseBase:
    return RequestRecorder(Guard(lambda _request: HttpResponse("hello")))(request)


def asked(path: str, address: str, **environ) -> int:
    environ = {"HTTP_USER_AGENT": FIREFOX, "HTTP_ACCEPT_LANGUAGE": "en", **environ}
    return door(RequestFactory().get(path, REMOTE_ADDR=address, **environ)).status_code


def test_attack_sessions_are_stopped_within_five_requests():
    stopped = 0
    probes = [f"{path}?{query}" for _method, path, query in PROBES]
    for number in range(40):
        address = f"198.51.100.{number + 1}"
        answers = [asked(probes[(number + step) % len(probes)], address) for step in range(5)]
        stopped += answers[-1] != 200

    assert stopped >= 38


def test_shoppers_with_odd_texts_are_never_stopped():
    answers = set()
    for number in range(200):
        address = f"203.0.113.{number + 1}"
        for step in range(3):
            text = HONEST_TEXTS[(number + 7 * step) % len(HONEST_TEXTS)]
            request = RequestFactory().get("/search/", {"q": text}, REMOTE_ADDR=address)
            answers.add(door(request).status_code)

    assert answers == {200}
    assert Standing.objects.count() == 0


def test_fifty_shoppers_behind_one_address_with_an_attacker_can_all_go_on_buying():
    for number in range(50):
        record_request(address="203.0.113.9", session=f"shopper{number:09}")
    for step in range(8):
        asked(f"/search/?q={step}'+union+select+password+from+users--", "203.0.113.9")

    steps = dict(Standing.objects.values_list("kind", "step"))
    shoppers = [f"Mozilla/5.0 number {number}" for number in range(50)]
    before = {asked("/checkout/", "203.0.113.9", HTTP_USER_AGENT=agent) for agent in shoppers}
    earned = f"{challenge.COOKIE}={passed('203.0.113.9')}"
    after = {
        asked("/checkout/", "203.0.113.9", HTTP_USER_AGENT=agent, HTTP_COOKIE=earned)
        for agent in shoppers
    }

    assert steps == {"a": Step.SLOWED, "x": Step.SHORT}
    assert before == {429}  # the form that a person presses, not a ban
    assert after == {200}
    assert asked("/checkout/", "203.0.113.9", HTTP_COOKIE=earned) == 403  # the attacker's program
