"""The front of the shop, the help, and the pages for machines."""

import json
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from catalog.models import Collection, CollectionItem, Review
from shop.pages.views.help_pages import TOPICS
from tests.factories.accounts import make_user
from tests.factories.catalog import make_category, make_product, make_variant

pytestmark = pytest.mark.django_db


def dress_the_window(*products):
    collection = Collection.objects.create(
        name="The long breakfast", slug="breakfast", story="Some mornings have no end."
    )
    for place, product in enumerate(products):
        CollectionItem.objects.create(collection=collection, product=product, position=place)


@pytest.mark.parametrize("number", [1, 3])
def test_the_front_asks_the_same_number_of_questions_for_any_number_of_products(
    client, django_assert_num_queries, number
):
    dress_the_window(*(make_variant().product for _each in range(number)))

    with django_assert_num_queries(10):
        response = client.get("/")

    assert response.status_code == 200


def test_an_empty_shop_is_a_page_too(client):
    assert client.get("/").status_code == 200


def test_the_window_sells_one_thing(client, sees):
    dress_the_window(make_variant(product=make_product("Brown teapot")).product)

    text = sees(client.get("/"))

    assert "The long breakfast" in text
    assert "Brown teapot £12.00" in text


def test_the_window_shows_the_wide_picture_of_its_collection(client):
    dress_the_window(make_variant().product)
    Collection.objects.update(image="scenes/breakfast.webp")

    page = client.get("/").content.decode()

    assert '<img src="/media/scenes/breakfast.webp"' in page
    assert page.count("<h1>") == 1


def test_a_department_without_a_picture_borrows_one(client):
    kitchen = make_category("Kitchen")
    cups = make_category("Cups", parent=kitchen)
    make_variant(product=make_product(category=cups))

    windows = client.get("/").context["windows"]

    assert [(window.name, window.picture) for window in windows] == [("Kitchen", None)]


def test_what_people_say_is_shown_only_when_it_is_published(client, sees):
    product = make_variant().product
    for status in (Review.Status.PUBLISHED, Review.Status.PENDING):
        Review.objects.create(
            product=product,
            author=make_user(),
            author_name="Maud",
            rating=5,
            body=f"{status} and long enough to be said aloud over the counter of a shop",
            status=status,
        )

    text = sees(client.get("/"))

    assert "published and long enough" in text
    assert "pending and long enough" not in text


def test_a_known_browser_gets_a_shelf_of_its_own(client, sees):
    make_variant()
    client.cookies["visitor"] = str(uuid4())

    assert "For you" in sees(client.get("/"))


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_help_is_there(client, topic):
    response = client.get(reverse("help", args=[topic]))

    assert response.status_code == 200
    assert str(TOPICS[topic].title) in response.content.decode()


@pytest.mark.usefixtures("open_shop")
def test_help_shows_what_delivery_costs(client, sees):
    text = sees(client.get(reverse("help", args=["delivery"])))

    assert "United Kingdom Standard delivery Free from £50.00 2–4 £3.95" in text


def test_unknown_help_is_not_found_in_character(client, sees):
    response = client.get(reverse("help", args=["wizardry"]))

    assert response.status_code == 404
    assert "This shelf is empty" in sees(response)


def test_search_engines_are_kept_out_of_private_rooms(client):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /checkout/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_names_what_can_be_seen(client):
    seen = make_variant().product
    draft = make_variant(product=make_product(status="draft")).product

    text = client.get("/sitemap.xml").content.decode()

    assert seen.get_absolute_url() in text
    assert draft.get_absolute_url() not in text
    assert "/help/returns/" in text


def test_the_shops_sign_is_where_browsers_look_for_it(client):
    address = client.get("/favicon.ico").headers["Location"]

    assert finders.find(address.removeprefix("/static/"))


def test_the_manifest_names_icons_that_are_there(client):
    manifest = json.loads(client.get("/manifest.webmanifest").content)

    assert manifest["name"] == "Shopkeeper"
    named = [icon["src"].removeprefix("/static/") for icon in manifest["icons"]]
    assert [name for name in named if not finders.find(name)] == []
