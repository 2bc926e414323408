"""What is refused before anything reads it, who may come near the back office, and how much is too much."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from security.domain.tempo import Strain, Tempo, Tier
from security.middleware import RateLimits, RequestValidator, StaffDoor
from security.middleware.limits import VISITOR
from security.networks import NetworkTable


def answer_of(middleware, request) -> HttpResponse:
    return middleware(lambda _request: HttpResponse("hello"))(request)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (RequestFactory().get("/search/?q=a%00b"), 400),
        (RequestFactory().get("/" + "a/" * 40), 400),
        (RequestFactory().get("/search/?q=" + "a" * 9_000), 414),
        (RequestFactory().get("/" + "a" * 3_000), 414),
        (RequestFactory().generic("TRACE", "/"), 405),
        (RequestFactory().generic("PROPFIND", "/"), 405),
        (RequestFactory().post("/api/v1/cart", b"{}", content_type="text/xml"), 415),
        (
            RequestFactory().post(
                "/api/v1/cart", b"{}", content_type="application/json; charset=utf-16"
            ),
            415,
        ),
        (
            RequestFactory().post(
                "/api/v1/cart", b"x", content_type="application/json", HTTP_CONTENT_ENCODING="gzip"
            ),
            415,
        ),
        (
            RequestFactory().post(
                "/", b"{}", content_type="application/json", CONTENT_LENGTH=str(10**12)
            ),
            413,
        ),
        (
            RequestFactory().post(
                "/", b"{}", content_type="application/json", CONTENT_LENGTH="٣"
            ),
            400,
        ),
        (RequestFactory().get("/", **{f"HTTP_X_{number}": "a" for number in range(120)}), 431),
    ],
    ids=[
        "nul", "deep", "long query", "long path", "trace", "propfind", "xml", "utf-16", "gzip", "huge",
        "length", "headers",
    ],
)  # fmt: skip
def test_a_malformed_request_is_refused(request_, status):
    assert answer_of(RequestValidator, request_).status_code == status


def test_whoever_uses_another_method_is_told_which_there_are():
    answer = answer_of(RequestValidator, RequestFactory().generic("TRACE", "/"))

    assert answer.headers["Allow"] == "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"


@pytest.mark.parametrize(
    "request_",
    [
        RequestFactory().get("/search/?q=caf%C3%A9+100%25+of+it"),
        RequestFactory().post("/cart/add/", {"variant": "3"}),
        RequestFactory().post("/api/v1/cart", {"a": 1}, content_type="application/json"),
        RequestFactory().delete("/api/v1/cart"),
    ],
    ids=["search", "form", "json", "delete"],
)
def test_an_honest_request_passes(request_):
    assert answer_of(RequestValidator, request_).status_code == 200


def test_a_refusal_under_api_is_a_problem_document():
    refused = answer_of(RequestValidator, RequestFactory().get("/api/v1/products?q=%00"))

    assert refused.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "address", "status"),
    [
        ("/admin/", "203.0.113.9", 404),
        ("/admin", "203.0.113.9", 404),
        ("/admin/orders/order/", "10.1.2.3", 200),
        ("/readyz", "203.0.113.9", 404),
        ("/readyz", "127.0.0.1", 200),
        ("/readyz", "192.0.2.4", 200),
        ("/administration", "203.0.113.9", 200),
        ("/", "203.0.113.9", 200),
    ],
)
def test_the_back_office_answers_to_its_networks_only(settings, path, address, status):
    settings.ADMIN_NETWORKS = ["10.0.0.0/8"]
    settings.OPERATIONS_NETWORKS = ["192.0.2.0/24"]

    answer = answer_of(StaffDoor, RequestFactory().get(path, REMOTE_ADDR=address))

    assert answer.status_code == status


def test_a_spoofed_address_does_not_open_the_back_office(settings):
    settings.ADMIN_NETWORKS = ["10.0.0.0/8"]
    request = RequestFactory().get(
        "/admin/", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="10.0.0.1"
    )

    assert answer_of(StaffDoor, request).status_code == 404


def test_whoever_asks_too_much_is_asked_to_wait_and_told_how_long():
    ask = RateLimits(lambda _request: HttpResponse("hello"))
    cookie = "sessionid=" + "e" * 32

    def request(**other):
        environ = {"REMOTE_ADDR": "203.0.113.9", "HTTP_COOKIE": cookie, **other}
        return ask(RequestFactory().get("/api/v1/products", **environ))

    first = request()
    answers = [request() for _ in range(VISITOR.quota)]

    assert first.headers["RateLimit-Policy"] == '"visitor";q=600;w=60'
    assert first.headers["RateLimit"].startswith('"visitor";r=599;t=')
    over = answers[-1]
    assert (over.status_code, over.headers["Content-Type"]) == (429, "application/problem+json")
    assert 0 < int(over.headers["Retry-After"]) <= 60
    assert request(HTTP_COOKIE="").status_code == 200


def test_counts_of_two_processes_are_one():
    tier = Tier("test", 80)
    here, there = Tempo(), Tempo()

    for _ in range(35):
        here.spend(tier, "ada", 1)
        there.spend(tier, "ada", 1)

    assert there.spend(tier, "ada", 1).left <= 19


def test_an_honest_client_costs_no_round_trip(monkeypatch):
    monkeypatch.setattr(Tempo, "_share", lambda *_: pytest.fail("asked the cache server"))
    tempo = Tempo()

    assert tempo.spend(Tier("test", 800), "ada", 1).left == 799


def test_under_load_everybody_gets_less():
    strain = Strain()
    assert strain.share == 1.0

    for _ in range(500):
        strain.took(10.0)

    assert strain.share == 0.25


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("203.0.113.77", "a"),
        ("203.0.114.1", None),
        ("198.51.100.7", "b"),
        ("2001:db8::99", "c"),
        ("2001:db9::1", None),
        ("nonsense", None),
    ],
)
def test_an_address_is_found_in_its_network(address, label):
    table = NetworkTable(
        [("203.0.113.0/24", "a"), ("198.51.100.7", "b"), ("2001:db8::/32", "c"), ("rubbish", "d")]
    )

    assert table.label_of(address) == label
