"""Reviews: said once, read by staff, then shown; verified when the product was bought here."""

import pytest
from django.db import IntegrityError

from catalog import ports
from catalog.domain import generation, reviews
from catalog.domain.reviews import Author, submit_review
from catalog.errors import AlreadyReviewed
from catalog.models import Review
from shop.base.actor import acting_as
from shop.base.errors import InvalidInput, NotFound
from tests.factories.accounts import make_staff, make_user
from tests.factories.catalog import make_product, make_variant

pytestmark = pytest.mark.django_db


class BoughtBy:
    """A purchase history of one person and one product."""

    def __init__(self, user_id: int, product_id: int) -> None:
        self.bought = (user_id, product_id)

    def has_bought(self, user_id: int, product_id: int) -> bool:
        return (user_id, product_id) == self.bought


@pytest.fixture
def mug():
    return make_variant().product


@pytest.fixture
def ada(mug):
    """Ada, who has bought the mug."""
    former = ports.purchase_history()
    ada = make_user("ada@example.com", full_name="Ada Byron")
    ports.plug_purchase_history(BoughtBy(ada.pk, mug.pk))
    yield ada
    ports.plug_purchase_history(former)


def author(user) -> Author:
    return Author(user.pk, user.full_name)


def test_a_review_waits_for_staff_and_shows_no_more_than_a_first_name(mug, ada):
    review = submit_review(author(ada), mug.pk, rating=5, title=" Lovely ", body="Holds tea.")

    mug.refresh_from_db()
    assert (review.status, review.title, review.author_name) == ("pending", "Lovely", "Ada B.")
    assert (mug.rating_count, Review.objects.published().count()) == (0, 0)


@pytest.mark.parametrize(
    ("full_name", "shown"),
    [("Ada", "Ada"), ("Ada King Byron", "Ada B."), ("", "A customer"), ("  ", "A customer")],
)
def test_the_shown_name_gives_nothing_else_away(full_name, shown):
    assert Author(1, full_name).shown_name == shown


def test_only_who_bought_it_is_verified(mug, ada):
    cy = make_user()

    assert submit_review(author(ada), mug.pk, rating=5).is_verified
    assert not submit_review(author(cy), mug.pk, rating=5).is_verified


def test_nobody_has_bought_anything_until_a_room_above_knows_better():
    assert not ports.NobodyBought().has_bought(1, 1)


def test_a_second_review_of_the_same_product_is_refused(mug, ada):
    submit_review(author(ada), mug.pk, rating=5)

    with pytest.raises(AlreadyReviewed):
        submit_review(author(ada), mug.pk, rating=1)

    assert list(Review.objects.values_list("rating", flat=True)) == [5]


def test_the_database_refuses_a_second_review_too(mug, ada):
    submit_review(author(ada), mug.pk, rating=5)

    with pytest.raises(IntegrityError, match="review_once_per_author"):
        Review.objects.create(product=mug, author=ada, author_name="Ada", rating=1)


@pytest.mark.parametrize(
    "said", [{"rating": 0}, {"rating": 6}, {"rating": 5, "title": "x" * 121}, {"rating": 5, "body": "x" * 5001}],
    ids=["no star", "six stars", "long title", "long text"],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused(mug, ada, said):
    with pytest.raises(InvalidInput):
        submit_review(author(ada), mug.pk, **said)

    assert Review.objects.count() == 0


def test_what_is_not_on_sale_cannot_be_reviewed(ada):
    draft = make_product(status="draft")

    with pytest.raises(NotFound):
        submit_review(author(ada), draft.pk, rating=5)

    assert Review.objects.count() == 0


def test_publishing_counts_the_rating_and_renews_the_pages(
    mug, ada, django_capture_on_commit_callbacks
):
    review, ben = submit_review(author(ada), mug.pk, rating=4), make_staff()
    before = generation.current()

    with acting_as(ben.pk), django_capture_on_commit_callbacks(execute=True):
        published = reviews.publish([review.pk])

    mug.refresh_from_db()
    review.refresh_from_db()
    assert (published, mug.rating_average, mug.rating_count) == (1, 4, 1)
    assert review.updated_by == ben
    assert generation.current() != before


def test_deciding_twice_changes_nothing_more(mug, ada):
    review = submit_review(author(ada), mug.pk, rating=4)

    assert [reviews.publish([review.pk]), reviews.publish([review.pk])] == [1, 0]


def test_a_rejected_review_counts_no_more(mug, ada):
    review = submit_review(author(ada), mug.pk, rating=4)
    reviews.publish([review.pk])

    reviews.reject([review.pk])

    mug.refresh_from_db()
    assert (mug.rating_average, mug.rating_count) == (None, 0)


def test_nobody_writes_and_everybody_else_does(api, mug, ada):
    address = f"/api/products/{mug.pk}/reviews"
    cy, ben = make_user(), make_staff()

    asked = {}
    for name, user in (("nobody", None), ("Cy", cy), ("Ada", ada), ("Ben", ben)):
        api.force_authenticate(user)
        answer = api.post(address, {"rating": 5, "title": "Good"})
        asked[name] = (answer.status_code, answer.json().get("is_verified"))

    assert asked == {
        "nobody": (401, None),
        "Cy": (201, False),
        "Ada": (201, True),
        "Ben": (201, False),
    }
    assert api.get(address).json()["results"] == []


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"rating": 9}, 400, "invalid"),
        ({"rating": "many"}, 400, "invalid"),
        ({}, 400, "invalid"),
        ({"rating": 5, "body": "x" * 5001}, 400, "invalid"),
    ],
    ids=["nine stars", "no number", "nothing", "long text"],
)
def test_refusals_are_problem_documents(api, mug, ada, said, status, code):
    api.force_authenticate(ada)

    answer = api.post(f"/api/products/{mug.pk}/reviews", said)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert Review.objects.count() == 0


def test_the_api_refuses_a_second_review_and_an_unknown_product(api, mug, ada):
    api.force_authenticate(ada)
    address = f"/api/products/{mug.pk}/reviews"
    api.post(address, {"rating": 5})

    again, unknown = (
        api.post(address, {"rating": 1}),
        api.post("/api/products/0/reviews", {"rating": 1}),
    )

    assert (again.status_code, again.json()["code"]) == (409, "already_reviewed")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
    assert Review.objects.get().rating == 5


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(api, mug, rows, django_assert_num_queries):
    for _row in range(rows):
        user = make_user()
        reviews.publish([submit_review(author(user), mug.pk, rating=4).pk])

    with django_assert_num_queries(3):
        api.get(f"/api/products/{mug.pk}/reviews")
