"""What pages share is asked for once, stays fresh, and is remembered for shoppers with a cart too."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from catalog.domain import generation
from catalog.models import Product
from shop.pages import remembering
from tests.factories.catalog import make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def mug():
    return make_variant(product=make_product("Harbour mug"), price_minor=1200)


@pytest.fixture
def buyer(mug):
    """Somebody with a cart, whose pages are never kept."""
    browser = Client()
    browser.post(reverse("cart-add"), {"variant": mug.pk})
    return browser


def pages_of(variant):
    product = variant.product
    return ["/", product.category.get_absolute_url(), product.get_absolute_url()]


def test_a_page_asks_only_for_the_cart_when_it_is_looked_at_again(
    buyer, django_assert_num_queries, mug
):
    for page in pages_of(mug)[1:]:
        buyer.get(page)

        with django_assert_num_queries(1):
            assert buyer.get(page).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_new_price_is_seen_on_every_page_within_a_second(buyer, sees, mug):
    for page in pages_of(mug):
        buyer.get(page)
    mug.price_minor = 9900
    mug.save()

    time.sleep(1.05)

    for page in pages_of(mug):
        assert "£99.00" in sees(buyer.get(page))


def test_what_changed_without_notice_is_seen_soon(buyer, monkeypatch, mug):
    page = mug.product.get_absolute_url()
    buyer.get(page)
    Product.objects.filter(pk=mug.product_id).update(name="Renamed mug")
    assert b"Renamed mug" not in buyer.get(page).content

    later = time.time() + remembering.KEPT_FOR_SECONDS + 1
    monkeypatch.setattr("shop.pages.remembering.time.time", lambda: later)

    assert b"Renamed mug" in buyer.get(page).content


def test_filters_and_pages_of_a_list_are_told_apart(buyer, sees, mug):
    shelf = mug.product.category.get_absolute_url()

    assert "Harbour mug" in sees(buyer.get(shelf))
    assert "Harbour mug" not in sees(buyer.get(shelf, {"price_from": "50"}))
    assert "Harbour mug" in sees(buyer.get(shelf))


def test_what_changed_while_it_was_asked_for_is_not_remembered(monkeypatch):
    asked, numbers = [], iter(range(1, 99))
    monkeypatch.setattr(generation, "current", lambda: next(numbers))
    ask = remembering.remembered(lambda: asked.append("again"))

    ask()
    ask()

    assert asked == ["again", "again"]


def test_memory_keeps_a_bounded_number_of_answers(monkeypatch):
    monkeypatch.setattr(remembering, "MOST", 2)
    ask = remembering.remembered(lambda number: number)

    assert [ask(number) for number in range(4)] == [0, 1, 2, 3]
    assert len(remembering._Known.answers) == 2
