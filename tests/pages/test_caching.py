"""Whole pages kept for everybody: fresh, never personal, never with somebody's token."""

import gzip
import re
import time

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from activity.models import EventKind
from catalog.domain import generation, stock
from catalog.domain.reviews import Author, publish, submit_review
from catalog.models import Product
from orders.domain.fulfilment import cancel
from shop.pages import caching
from tests.factories.accounts import make_user
from tests.factories.catalog import make_product, make_variant
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def mug():
    return make_variant(product=make_product("Harbour mug"), price_minor=1200)


def look(browser, variant):
    return browser.get(variant.product.get_absolute_url())


def test_a_kept_page_asks_the_database_nothing(client, django_assert_num_queries, mug):
    first = look(client, mug)

    with django_assert_num_queries(0):
        second = look(client, mug)

    assert TOKEN.sub(b"", second.content) == TOKEN.sub(b"", first.content)


def test_another_process_finds_the_page_in_redis(client, django_assert_num_queries, mug):
    look(client, mug)
    caching.shelf.forget()

    with django_assert_num_queries(0):
        assert look(client, mug).status_code == 200


def test_two_browsers_get_the_same_page_with_tokens_of_their_own(mug):
    ada, cy = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)

    tokens = [TOKEN.search(look(browser, mug).content)[1].decode() for browser in (ada, cy)]

    assert tokens[0] != tokens[1]
    for browser, token in zip((ada, cy), tokens, strict=True):
        data = {"variant": mug.pk, "csrfmiddlewaretoken": token}
        assert browser.post(reverse("cart-add"), data).status_code == 302
        assert caching.PLACEHOLDER not in look(browser, mug).content.decode()


def test_the_token_of_one_browser_is_of_no_use_to_another(mug):
    ada, cy = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    stolen = TOKEN.search(look(ada, mug).content)[1].decode()
    look(cy, mug)

    data = {"variant": mug.pk, "csrfmiddlewaretoken": stolen}

    assert cy.post(reverse("cart-add"), data).status_code == 403


def test_what_is_kept_holds_no_token(client, mug):
    token = TOKEN.search(look(client, mug).content)[1]
    secret = client.cookies["csrftoken"].value.encode()

    kept = b"".join(piece for page in caching.shelf._pages.values() for piece in page.body.plain)

    assert token not in kept
    assert secret not in kept


def test_a_page_of_somebody_with_a_cart_is_neither_kept_nor_shown_to_others(client, mug):
    buyer = Client()
    buyer.post(reverse("cart-add"), {"variant": mug.pk})

    assert b'<span class="count">1</span>' in look(buyer, mug).content
    assert caching.shelf._pages == {}
    assert b'<span class="count">1</span>' not in look(client, mug).content


def test_somebody_signed_in_never_gets_the_page_of_everybody(client, mug):
    look(client, mug)
    client.force_login(make_user())

    response = look(client, mug)

    assert client.get("/").wsgi_request.user.is_authenticated
    assert not hasattr(response.wsgi_request, "is_for_everybody")


def test_a_known_browser_has_a_front_of_its_own(client, mug):
    client.cookies["visitor"] = "6f1c3f9e-9a57-4f0c-8f0c-0a4d3a3b2c1d"

    client.get("/")
    assert caching.shelf._pages == {}

    look(client, mug)
    assert len(caching.shelf._pages) == 1


@pytest.mark.django_db(transaction=True)
def test_a_new_price_is_seen_within_a_second(client, sees, mug):
    look(client, mug)
    variant = mug.product.variants.get()
    variant.price_minor = 9900
    variant.save()

    time.sleep(1.05)

    assert "£99.00" in sees(look(client, mug))


@pytest.mark.django_db(transaction=True)
def test_what_has_sold_out_is_seen_by_the_next_visitor(client, sees):
    last = make_variant(on_hand=1)
    assert "Only 1 left" in sees(look(client, last))

    order = make_order((last, 1))
    assert "Sold out" in sees(look(client, last))

    cancel(order, reason="Changed my mind.")
    assert "Only 1 left" in sees(look(client, last))


@pytest.mark.django_db(transaction=True)
def test_what_comes_in_again_is_seen_by_the_next_visitor(client, sees):
    gone = make_variant(on_hand=0)
    assert "Sold out" in sees(look(client, gone))

    stock.receive(gone.pk, 3)

    assert "Only 3 left" in sees(look(client, gone))


@pytest.mark.django_db(transaction=True)
def test_a_sale_out_of_plenty_leaves_the_kept_pages_alone(client, django_assert_num_queries):
    plenty = make_variant(on_hand=50)
    look(client, plenty)

    make_order((plenty, 2))

    with django_assert_num_queries(0):
        look(client, plenty)


@pytest.mark.django_db(transaction=True)
def test_a_new_review_is_seen_by_the_next_visitor(client, sees, mug):
    look(client, mug)
    author = make_user()
    said = submit_review(
        Author(author.pk, "Ada Byron"), mug.product_id, rating=5, body="Holds just enough."
    )
    assert "Holds just enough." not in sees(look(client, mug))

    publish([said.pk])

    assert "Holds just enough." in sees(look(client, mug))


def test_nothing_is_kept_without_a_generation(client, monkeypatch, mug):
    monkeypatch.setattr(generation, "current", lambda: None)

    assert look(client, mug).status_code == 200
    assert caching.shelf._pages == {}


def test_a_page_that_changed_while_it_was_made_is_not_kept(client, monkeypatch, mug):
    numbers = iter(range(1, 99))
    monkeypatch.setattr(generation, "current", lambda: next(numbers))

    assert look(client, mug).status_code == 200
    assert caching.shelf._pages == {}


def test_what_is_missing_is_not_kept_and_still_usable(client):
    response = client.get("/p/never-was/")

    assert response.status_code == 404
    assert caching.shelf._pages == {}
    assert caching.PLACEHOLDER not in response.content.decode()


def test_an_old_page_is_made_anew(client, monkeypatch, mug):
    look(client, mug)
    Product.objects.filter(pk=mug.product_id).update(name="Renamed mug")
    later = time.time() + caching.KEPT_FOR_SECONDS + 1
    monkeypatch.setattr("shop.pages.caching.time.time", lambda: later)

    assert b"Renamed mug" in look(client, mug).content


def test_memory_keeps_a_bounded_number_of_pages(client, monkeypatch, mug):
    monkeypatch.setattr(caching, "PAGES_IN_MEMORY", 2)

    for number in range(4):
        client.get(mug.product.get_absolute_url(), {"n": number})

    assert len(caching.shelf._pages) == 2


def test_a_kept_page_comes_compressed_to_those_who_can_read_it(client, mug):
    plain = look(client, mug)

    packed = client.get(mug.product.get_absolute_url(), headers={"Accept-Encoding": "gzip, br"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    unpacked = gzip.decompress(packed.content)
    assert TOKEN.sub(b"", unpacked) == TOKEN.sub(b"", plain.content)


def test_a_kept_page_still_carries_the_security_headers(client, mug):
    first, second = look(client, mug), look(client, mug)

    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"):
        assert second.headers[name] == first.headers[name]
    assert second.headers["Cache-Control"] == "private, no-cache"


def test_looking_at_a_kept_page_is_remembered_too(client, monkeypatch, mug):
    look(client, mug)
    recorded = []
    monkeypatch.setattr(
        "shop.pages.caching.events.record",
        lambda kind, **details: recorded.append((kind, details["product_id"])),
    )

    look(client, mug)

    assert recorded == [(EventKind.VIEW, mug.product_id)]


def test_two_hosts_have_their_own_pages(client, settings, mug):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]

    pages = [
        client.get(mug.product.get_absolute_url(), headers={"Host": host}).content.decode()
        for host in settings.ALLOWED_HOSTS
    ]

    assert "http://one.example/" in pages[0]
    assert "http://one.example/" not in pages[1]


def test_the_cookie_of_a_kept_page_is_the_one_that_django_would_write(settings):
    settings.CSRF_COOKIE_SECURE = True
    caching._attributes.cache_clear()
    ours, djangos = HttpResponse(), HttpResponse()

    caching._hand_out("a" * 32, ours)

    djangos.set_cookie(
        settings.CSRF_COOKIE_NAME,
        "a" * 32,
        max_age=settings.CSRF_COOKIE_AGE,
        path=settings.CSRF_COOKIE_PATH,
        secure=True,
        httponly=settings.CSRF_COOKIE_HTTPONLY,
        samesite=settings.CSRF_COOKIE_SAMESITE,
    )
    name = settings.CSRF_COOKIE_NAME
    caching._attributes.cache_clear()
    assert ours.cookies[name].value == "a" * 32
    assert _parts(ours.cookies[name]) == _parts(djangos.cookies[name])


def _parts(cookie):
    """The attributes of a cookie but for the date, which Max-Age says as well."""
    parts = cookie.output(header="").strip().split("; ")
    return sorted(part for part in parts if not part.startswith("expires="))
