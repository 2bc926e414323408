"""Staff read reviews and decide; nobody changes what a customer wrote."""

import pytest
from django.contrib.admin.models import LogEntry

from catalog.domain import reviews
from catalog.domain.reviews import Author, submit_review
from catalog.models import Collection, CollectionItem, Review
from tests.catalog.forms import send
from tests.factories.accounts import make_user
from tests.factories.catalog import make_product, make_variant
from tests.office import staff_browser

pytestmark = pytest.mark.django_db

LIST = "/admin/catalog/review/"


@pytest.fixture
def review() -> Review:
    return submit_review(
        Author(make_user().pk, "Ada Byron"), make_variant().product.pk, rating=4, body="Holds tea."
    )


def decide(client, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(LIST, data, follow=True)


def test_reviews_are_published_and_rejected_from_the_list(ben, review):
    decide(ben, "publish_selected", review)
    review.product.refresh_from_db()
    published = review.product.rating_count

    decide(ben, "reject_selected", review)

    review.product.refresh_from_db()
    review.refresh_from_db()
    assert (published, review.product.rating_count, review.status) == (1, 0, "rejected")
    assert review.updated_by == ben.person


@pytest.mark.parametrize(
    ("button", "status"), [("publish_one", "published"), ("reject_one", "rejected")]
)
def test_a_button_on_the_review_decides(ben, review, button, status):
    ben.post(f"{LIST}{review.pk}/change/", {f"catalog_review_{button}": "1"})

    review.refresh_from_db()
    assert review.status == status
    assert LogEntry.objects.get().change_message == review.get_status_display()


def test_nothing_that_a_customer_wrote_is_a_field(ben, review):
    ben.post(f"{LIST}{review.pk}/change/", {"body": "Lovely", "rating": 5, "status": "published"})

    review.refresh_from_db()
    assert (review.body, review.rating, review.status) == ("Holds tea.", 4, "pending")


def test_support_decides_too(review):
    support = staff_browser("support")

    decide(support, "publish_selected", review)

    review.refresh_from_db()
    assert review.status == "published"


def test_whoever_may_only_look_decides_nothing(clerk, review):
    decide(clerk, "publish_selected", review)
    clerk.post(f"{LIST}{review.pk}/change/", {"catalog_review_publish_one": "1"})

    review.refresh_from_db()
    assert review.status == "pending"


def test_a_hostile_text_is_shown_as_text(ben, review):
    Review.objects.update(title="<script>x</script>", body="<img onerror=x>")
    reviews.publish([review.pk])

    for address in (LIST, f"{LIST}{review.pk}/change/"):
        page = ben.get(address).content.decode()
        assert "<script>x" not in page
        assert "<img onerror" not in page


def test_a_collection_is_filled_and_put_in_order(ben):
    collection = Collection.objects.create(name="Tea", slug="tea")
    mug, pot = make_product("Mug"), make_product("Pot")
    CollectionItem.objects.create(collection=collection, product=mug, position=0)
    address = f"/admin/catalog/collection/{collection.pk}/change/"

    assert send(ben, address, "collection_form", **{"items-1-product": pot.pk}) == {}
    assert list(collection.items.values_list("product__name", flat=True)) == ["Mug", "Pot"]

    assert send(ben, address, "collection_form", **{"items-0-position": 7}) == {}
    assert list(collection.items.values_list("product__name", flat=True)) == ["Pot", "Mug"]


def test_a_product_stands_once_in_a_collection(ben):
    collection = Collection.objects.create(name="Tea", slug="tea")
    mug = make_product("Mug")
    CollectionItem.objects.create(collection=collection, product=mug)
    address = f"/admin/catalog/collection/{collection.pk}/change/"

    assert "items" in send(ben, address, "collection_form", **{"items-1-product": mug.pk})

    assert collection.items.count() == 1
