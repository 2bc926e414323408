"""Lists of products: categories, collections, searches."""

import pytest
from django.urls import reverse

from activity.models import EventKind
from catalog.models import Collection, CollectionItem
from tests.factories.catalog import make_category, make_product, make_variant

pytestmark = pytest.mark.django_db


def shelf_with(number, **fields):
    category = make_category(**fields)
    for _each in range(number):
        make_variant(product=make_product(category=category))
    return category


@pytest.mark.parametrize("number", [1, 3])
def test_a_category_asks_the_same_number_of_questions_for_any_number_of_products(
    client, django_assert_num_queries, number
):
    category = shelf_with(number)
    client.get(make_category().get_absolute_url())  # warms the menu

    with django_assert_num_queries(3):
        response = client.get(category.get_absolute_url())

    assert response.status_code == 200
    assert len(response.context["listing"].cards) == number


def test_a_name_that_looks_like_markup_stays_text(client):
    category = make_category(name="<b>Bowls</b>")
    make_variant(product=make_product("<script>alert(1)</script>", category=category))

    page = client.get(category.get_absolute_url()).content.decode()

    assert "<script>alert(1)" not in page
    assert "<b>Bowls" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_filters_work_as_a_plain_form(client, sees):
    category = make_category()
    cheap, dear = (make_product(name, category=category) for name in ("Cheap cup", "Dear cup"))
    make_variant(product=cheap, price_minor=500)
    make_variant(product=dear, price_minor=9900)

    text = sees(client.get(category.get_absolute_url(), {"price_to": "50", "price_from": ""}))

    assert "Cheap cup" in text
    assert "Dear cup" not in text


def test_a_filter_in_use_can_be_taken_away(client):
    category = shelf_with(1)

    response = client.get(category.get_absolute_url(), {"price_to": "50", "sort": "price"})

    assert [(chip.label, chip.url) for chip in response.context["chips"]] == [
        ("Up to £50.00", "?sort=price")
    ]


def test_a_broken_link_still_shows_the_list(client):
    category = shelf_with(1)

    response = client.get(
        category.get_absolute_url(),
        {"page": "-3", "price_from": "NaN", "price_to": "1e999", "sort": "'--", "rating": "9"},
    )

    assert response.status_code == 200
    assert response.context["listing"].total == 1


def test_what_is_narrowed_has_no_address_for_search_engines(client):
    category = shelf_with(1)
    address = category.get_absolute_url()

    assert client.get(address).context["canonical"] == f"http://testserver{address}"
    assert client.get(address, {"stock": "1"}).context["canonical"] == ""


def test_htmx_is_told_the_tidy_address(client):
    category = shelf_with(1)
    query = {"price_from": "", "price_to": "20", "page": "1"}

    response = client.get(category.get_absolute_url(), query, headers={"HX-Request": "true"})

    assert response.headers["HX-Push-Url"] == f"{category.get_absolute_url()}?price_to=20"


def test_a_hidden_category_is_not_found(client):
    category = shelf_with(1, is_visible=False)

    assert client.get(category.get_absolute_url()).status_code == 404


def test_a_collection_keeps_the_order_of_the_hand_that_picked_it(client):
    collection = Collection.objects.create(name="Breakfast", slug="breakfast")
    late, early = (make_variant().product for _each in range(2))
    CollectionItem.objects.create(collection=collection, product=late, position=2)
    CollectionItem.objects.create(collection=collection, product=early, position=1)

    response = client.get(collection.get_absolute_url())

    shown = [card.product_id for card in response.context["listing"].cards]
    assert shown == [early.pk, late.pk]


def test_a_search_finds_and_is_remembered(client, monkeypatch, sees):
    make_variant(product=make_product("Harbour teapot"))
    recorded = []
    monkeypatch.setattr(
        "shop.pages.views.listing.events.record",
        lambda kind, **details: recorded.append((kind, details["query"], details["quantity"])),
    )

    response = client.get(reverse("search"), {"q": " teapot "})

    assert "Harbour teapot" in sees(response)
    assert recorded == [(EventKind.SEARCH, "teapot", 1)]


def test_a_search_without_result_offers_a_way_on(client, sees):
    response = client.get(reverse("search"), {"q": '"><script>'})

    assert "Nothing found for" in sees(response)
    assert '"><script>' not in response.content.decode()


def test_who_finds_nothing_sees_departments_and_what_is_popular(client, sees):
    kitchen = make_category("Kitchen")
    make_variant(product=make_product("Harbour teapot", category=kitchen))

    text = sees(client.get(reverse("search"), {"q": "qwertzuiop"}))

    assert "What others look at now" in text
    assert "Harbour teapot" in text
    assert "To the front of the shop Kitchen" in text
    assert "Sort by" not in text


def test_a_filter_that_leaves_nothing_can_be_taken_away_again(client, sees):
    make_variant(product=make_product("Harbour teapot"), price_minor=1200)

    response = client.get(reverse("search"), {"q": "teapot", "price_from": "500"})

    assert "Clear the filters" in sees(response)
    assert "Sort by" in sees(response)
    assert response.context["instead"] is None


def test_a_collection_shows_its_wide_picture(client):
    collection = Collection.objects.create(
        name="Breakfast", slug="breakfast", story="No end.", image="scenes/breakfast.webp"
    )

    page = client.get(collection.get_absolute_url()).content.decode()

    assert '<div class="banner">' in page
    assert page.count("<h1>") == 1


def test_an_empty_search_is_a_page(client):
    assert client.get(reverse("search")).status_code == 200
