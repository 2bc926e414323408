"""The words: people, reviews and searches."""

import re
from collections import Counter

import pytest

from shop.demo.dice import Dice
from shop.demo.range import make_range
from shop.demo.words import (
    Finder,
    draw_rating,
    make_people,
    make_review,
    make_reviews,
    make_searches,
    mistype,
)

POSTCODES = {
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? \d[ABDEFGHJLNPQRSTUWXYZ]{2}",
    "IE": r"[A-Z]\d[\dW] [A-Z]\d\d[A-Z\d]",
    "DE": r"\d{5}", "FR": r"\d{5}", "US": r"\d{5}", "ES": r"\d{5}",
    "NL": r"[1-9]\d{3} [A-Z]{2}",
    "SE": r"\d{3} \d{2}",
}  # fmt: skip


@pytest.fixture(scope="module")
def products():
    return make_range(seed=1)


@pytest.fixture(scope="module")
def people():
    return make_people(seed=1)


@pytest.fixture(scope="module")
def six_thousand(products):
    return [
        review for product in products for review in make_reviews(Dice(product.slug), product, 10)
    ]


def test_a_seed_always_makes_the_same_people(people):
    assert make_people(seed=1) == people
    assert len(people) == 2000


def test_emails_are_unique_and_lead_nowhere(people):
    emails = [person.email for person in people]

    assert len(set(emails)) == len(emails)
    assert all(re.fullmatch(r"[a-z._0-9]+@example\.(com|org)", email) for email in emails)


def test_postcodes_have_the_shape_of_their_country(people):
    for person in people:
        address = person.address
        assert re.fullmatch(POSTCODES[address.country], address.postcode), address


def test_most_people_live_in_britain_and_some_elsewhere(people):
    homes = Counter(person.address.country for person in people)

    assert 0.55 < homes["GB"] / len(people) < 0.8
    assert set(homes) == set(POSTCODES)


def test_phone_numbers_come_from_the_ranges_kept_for_fiction(people):
    phones = {person.phone for person in people if person.phone}

    assert phones
    assert all(re.fullmatch(r"07700 900\d{3}|\+1 202 555 01\d\d", phone) for phone in phones)


def test_fewer_than_two_in_a_hundred_reviews_repeat_another(six_thousand):
    bodies = Counter(review.body.lower() for review in six_thousand)

    repeated = sum(count - 1 for count in bodies.values())

    assert len(six_thousand) == 6000
    assert repeated / len(six_thousand) < 0.02


def test_no_two_reviews_of_one_product_are_alike(products):
    bodies = [review.body for review in make_reviews(Dice("many"), products[0], 120)]

    assert len(set(bodies)) == len(bodies)


def test_ratings_are_mostly_good_and_bend_up_at_the_bad_end(six_thousand):
    stars = Counter(review.rating for review in six_thousand)

    assert stars[5] > stars[4] > stars[3] > stars[2]
    assert stars[1] > stars[2]


def test_a_product_that_leans_well_is_rated_better():
    liked = [draw_rating(Dice(f"a{index}"), 0.8) for index in range(400)]
    disliked = [draw_rating(Dice(f"a{index}"), -0.8) for index in range(400)]

    assert sum(liked) > sum(disliked) + 100


def test_reviews_have_no_slots_left_and_do_not_shout(six_thousand):
    for review in six_thousand:
        for text in (review.title, review.body):
            assert text
            assert not set("{}!") & set(text)


def test_reviews_differ_in_length(six_thousand):
    lengths = sorted(len(review.body) for review in six_thousand)

    assert lengths[300] < 70
    assert lengths[-300] > 200


@pytest.mark.parametrize("rating", [1, 2, 3, 4, 5])
def test_every_product_can_be_reviewed_with_any_rating(products, rating):
    for product in products:
        assert make_review(Dice(product.slug), product, rating).rating == rating


def test_a_slip_changes_a_phrase_a_little():
    slips = {mistype("backpack", Dice(seed)) for seed in range(60)}

    assert "backpack" not in slips or len(slips) > 20
    assert all(6 < len(slip) < 10 for slip in slips)


def test_short_phrases_are_typed_right():
    assert mistype("mug", Dice(1)) == "mug"


def test_about_one_search_in_nine_has_a_slip(products):
    searches = make_searches(products, Dice(1), 3000)

    slipped = sum(search.typed != search.meant for search in searches)

    assert 0.06 < slipped / len(searches) < 0.14


def test_what_the_range_has_is_found_and_a_slip_is_not(products):
    finder = Finder(products)

    assert finder.count("mug") == finder.count("the Mugs") > 5
    assert finder.count("mqg") == finder.count("large mqg") == finder.count("of the") == 0


def test_some_searches_find_nothing_and_most_find_something(products):
    finder = Finder(products)
    counts = [finder.count(search.typed) for search in make_searches(products, Dice(1), 1000)]

    assert 0.1 < counts.count(0) / len(counts) < 0.35
