"""Tags and filters of the shop window."""

import json
import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from shop.pages.templatetags.shop_window import (
    half_stars,
    pages_around,
    percent_off,
    structured_data,
)


def rendered(template, **context):
    return Template(template).render(Context(context))


def test_money_reads_as_people_write_it():
    assert rendered("{{ 1250|money:'GBP' }}") == "£12.50"


@pytest.mark.parametrize(
    ("rating", "stars"),
    [(None, "0.0"), ("4.24", "4.0"), ("4.25", "4.5"), (4.75, "5.0"), (1, "1.0")],
)
def test_ratings_are_shown_in_half_stars(rating, stars):
    assert half_stars(rating) == stars


def test_a_reduction_is_never_overstated():
    assert percent_off(2001, 3000) == 33
    assert percent_off(100, 0) == 0


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (5, 9, [1, 0, 4, 5, 6, 0, 9]),
        (3, 9, [1, 2, 3, 4, 0, 9]),
        (9, 9, [1, 0, 8, 9]),
    ],
)
def test_the_pages_around_one(page, pages, numbers):
    assert pages_around(page, pages) == numbers


def test_a_page_link_keeps_the_filters():
    request = RequestFactory().get("/c/mugs/?brand=fell&page=2")

    assert rendered("{% page_link 3 %}", request=request) == "?brand=fell&amp;page=3"
    assert rendered("{% page_link 1 %}", request=request) == "?brand=fell"


def test_the_first_page_without_filters_is_the_plain_address():
    request = RequestFactory().get("/c/mugs/?page=2")

    assert rendered("{% page_link 1 %}", request=request) == "/c/mugs/"


def test_structured_data_cannot_be_broken_out_of():
    facts = {"name": "</script><script>alert(1)</script><!-- & 'quoted' \""}

    block = structured_data(facts)

    inside = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', block)
    assert inside
    assert not set("<>&") & set(inside[1])
    assert json.loads(inside[1]) == facts
