"""A product's page."""

import json
import re

import pytest

from activity.models import EventKind
from catalog.models import Review
from mlbridge.domain import recommend, registry
from mlbridge.domain.guard import Verdict
from tests.factories.accounts import make_user
from tests.factories.catalog import make_product, make_variant
from tests.factories.mlbridge import learned, make_goods, place

pytestmark = pytest.mark.django_db


def make_review(product, rating=5, **fields):
    return Review.objects.create(
        product=product,
        author=make_user(),
        author_name="Maud",
        rating=rating,
        status=Review.Status.PUBLISHED,
        **fields,
    )


def recommend_beside(product, others):
    """Let the models have learnt that people go on from the product to the others."""
    version = registry.begin("because_viewed")
    places = [place(product, other, rank) for rank, other in enumerate(others, start=1)]
    registry.complete(version, learned(*places))
    registry.settle(version, Verdict(True, "better"))


def structured(response):
    blocks = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode()
    )
    return {block["@type"]: block for block in map(json.loads, blocks)}


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_questions_for_any_number_of_variants(
    client, django_assert_num_queries, number
):
    product = make_product(option_names=["Size"])
    for size in range(number):
        make_variant(product=product, options={"Size": f"{size}"})
        make_review(product)
    recommend_beside(product, make_goods(4))
    client.get(make_goods(1)[0].get_absolute_url())  # warms the menu and the delivery promise

    with django_assert_num_queries(7):
        response = client.get(product.get_absolute_url())

    assert len(response.context["groups"][0].choices) == number
    assert len(response.context["shelves"][0].cards) == 4


def test_recommendations_say_why_they_are_shown(client, sees):
    product, other = make_goods(2)
    recommend_beside(product, [other])

    text = sees(client.get(product.get_absolute_url()))

    reason = recommend.for_product(product.pk)[0].reason
    assert reason
    assert reason in text


def test_a_variant_is_chosen_by_its_address(client, sees):
    product = make_product(option_names=["Size"])
    make_variant(product=product, options={"Size": "S"}, price_minor=1000)
    large = make_variant(product=product, options={"Size": "L"}, price_minor=1500)

    text = sees(client.get(product.get_absolute_url(), {"variant": large.pk}))

    assert "Add to cart · £15.00" in text


def test_what_is_sold_out_cannot_be_put_into_the_cart(client, sees):
    product = make_variant(on_hand=0).product

    response = client.get(product.get_absolute_url())

    assert "Sold out" in sees(response)
    assert "Add to cart" not in sees(response)


@pytest.mark.parametrize("asked", ["", "0", "abc", "99999999999999999999", "1 OR 1=1"])
def test_a_variant_that_is_not_there_leads_to_the_first(client, asked):
    variant = make_variant()

    response = client.get(variant.product.get_absolute_url(), {"variant": asked})

    assert response.context["chosen"].id == variant.pk


def test_a_draft_is_not_found(client):
    product = make_variant(product=make_product(status="draft")).product

    assert client.get(product.get_absolute_url()).status_code == 404


def test_text_of_others_stays_text(client):
    product = make_product('"><img src=x onerror=alert(1)>', description="<b>bold</b>")
    make_variant(product=product)
    make_review(product, title="<i>fine</i>", body="</script><script>alert(1)</script>")

    page = client.get(product.get_absolute_url()).content.decode()

    assert "<img src=x" not in page
    assert "<b>bold" not in page
    assert "<i>fine" not in page
    assert "<script>alert" not in page


def test_search_engines_get_price_stock_and_rating(client):
    variant = make_variant("MUG-1", price_minor=1250)
    make_review(variant.product, rating=4)

    facts = structured(client.get(variant.product.get_absolute_url()))

    assert facts["Product"]["offers"][0] | {"url": ""} == {
        "@type": "Offer",
        "sku": "MUG-1",
        "url": "",
        "price": "12.50",
        "priceCurrency": "GBP",
        "availability": "https://schema.org/InStock",
    }
    assert facts["Product"]["aggregateRating"]["ratingValue"] == "4.00"
    assert facts["BreadcrumbList"]["itemListElement"][-1]["name"] == variant.product.name


def test_reviews_can_be_paged_through(client, sees):
    product = make_variant().product
    for number in range(8):
        make_review(product, title=f"Opinion {number}")

    first = client.get(product.get_absolute_url())
    second = client.get(product.get_absolute_url(), {"reviews": "6"})

    assert "?reviews=6#reviews" in first.content.decode()
    assert "Opinion 1" in sees(second)
    assert "Opinion 7" not in sees(second)


def test_looking_is_remembered(client, monkeypatch):
    product = make_variant().product
    recorded = []
    monkeypatch.setattr(
        "shop.pages.caching.events.record",
        lambda kind, **details: recorded.append((kind, details["product_id"])),
    )

    client.get(product.get_absolute_url())

    assert recorded == [(EventKind.VIEW, product.pk)]
