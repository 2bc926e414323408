"""What a product's page remembers: former addresses, and the lowest price before a reduction."""

from datetime import timedelta

import pgtrigger
import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from catalog.models import FormerAddress, Product, Variant
from catalog.queries.prices import lowest_before
from tests.factories.catalog import make_product, make_variant
from tests.shop_window import forget_everything

pytestmark = pytest.mark.django_db


def rename(product, slug):
    Product.objects.filter(pk=product.pk).update(slug=slug)


def test_a_former_address_leads_to_the_present_one(client):
    mug = make_variant(product=make_product(slug="mug")).product
    rename(mug, "speckled-mug")
    rename(mug, "dotted-mug")

    for former in ("mug", "speckled-mug"):
        answer = client.get(reverse("product", args=[former]))

        assert (answer.status_code, answer.headers["Location"]) == (301, "/p/dotted-mug/")


def test_an_address_in_use_again_shows_its_product(client):
    first = make_variant(product=make_product(slug="mug")).product
    rename(first, "old-mug")
    make_variant(product=make_product("New mug", slug="mug"))

    assert client.get("/p/mug/").status_code == 200


def test_who_gets_an_address_back_is_not_led_in_a_circle(client):
    mug = make_variant(product=make_product(slug="mug")).product
    rename(mug, "other-mug")
    rename(mug, "mug")

    assert client.get("/p/other-mug/").headers["Location"] == "/p/mug/"
    assert list(FormerAddress.objects.values_list("slug", flat=True)) == ["other-mug"]


def test_nothing_leads_to_what_is_not_on_sale(client):
    mug = make_variant(product=make_product(slug="mug")).product
    rename(mug, "other-mug")
    mug.refresh_from_db()
    mug.soft_delete()

    assert client.get("/p/mug/").status_code == 404


def price_was(variant, price_minor, *, until_days_ago):
    """Change the price; the state before is dated back."""
    Variant.objects.filter(pk=variant.pk).update(price_minor=price_minor)
    states = apps.get_model("catalog", "VariantEvent").objects
    newest = states.filter(pgh_obj_id=variant.pk).order_by("-pgh_id").first()
    with pgtrigger.ignore("catalog.VariantEvent:append_only"):
        states.filter(pk=newest.pk).update(
            pgh_created_at=timezone.now() - timedelta(days=until_days_ago)
        )


@pytest.mark.parametrize(
    ("changes", "lowest"),
    [
        ([], None),
        ([(1500, 2)], 2000),
        ([(1200, 9), (2000, 4), (1500, 1)], 1200),
        ([(1200, 60), (2000, 50), (1500, 1)], 2000),
        ([(1500, 20), (2000, 10), (1500, 1)], 1500),
    ],
    ids=["never changed", "reduced", "was cheaper", "was cheaper long ago", "was as cheap before"],
)
def test_the_lowest_price_of_the_thirty_days_before_a_reduction(changes, lowest):
    variant = make_variant(price_minor=2000)
    for price_minor, days_ago in changes:
        price_was(variant, price_minor, until_days_ago=days_ago)

    assert lowest_before(variant.pk) == lowest


def test_the_page_says_it_only_of_what_is_reduced(client, sees):
    mug = make_variant(price_minor=2000)
    Variant.objects.filter(pk=mug.pk).update(price_minor=1500)
    plain = sees(client.get(mug.product.get_absolute_url()))
    mug.refresh_from_db()
    mug.compare_at_minor = 2000
    mug.save()
    forget_everything()

    reduced = sees(client.get(f"{mug.product.get_absolute_url()}?variant={mug.sku}"))

    assert "Lowest price of the 30 days before" not in plain
    assert "Lowest price of the 30 days before: £20.00" in reduced
