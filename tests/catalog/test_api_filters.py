"""Lists for programs: filters in words, fields, expansions, facets, presets, in a fixed number of statements."""

import json

import pytest

from catalog.domain import filters
from catalog.models import SavedFilter, Tag
from shop.base.errors import InvalidInput
from tests.factories.accounts import make_user
from tests.factories.catalog import make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def range_of_three():
    gift = Tag.objects.create(name="Gift", slug="gift")
    for name, price, colour in (
        ("Mug", 1200, "Moss"),
        ("Lamp", 5000, "Navy"),
        ("Rug", 9000, "Moss"),
    ):
        product = make_product(name, attributes={"Material": "Wool" if name == "Rug" else "Clay"})
        make_variant(product=product, price_minor=price, options={"Colour": colour})
        if name != "Lamp":
            product.tags.add(gift)


def names(api, **query):
    answer = api.get("/api/products", {"ordering": "name", **query})
    assert answer.status_code == 200, answer.content
    return [item["name"] for item in answer.json()["results"]]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ({"tag": "gift"}, ["Mug", "Rug"]),
        ({"not": {"tag": "gift"}}, ["Lamp"]),
        ({"or": [{"price__lte": 1500}, {"price__gte": 8000}]}, ["Mug", "Rug"]),
        ({"and": [{"tag": "gift"}, {"not": {"attr.material": "wool"}}]}, ["Mug"]),
        ({"attr.colour": "moss", "price__gte": 2000}, ["Rug"]),
        ({"in_stock": False}, []),
        ({"category": "nowhere"}, []),
    ],
)
def test_terms_are_joined_by_and_or_and_not(api, range_of_three, expression, expected):
    assert names(api, filter=json.dumps(expression)) == expected


def test_attributes_are_filters_of_their_own(api, range_of_three):
    assert names(api, **{"attr.colour": "MOSS", "attr.material": "clay"}) == ["Mug"]


@pytest.mark.parametrize(
    "expression",
    [
        "no json", "[]", "{}", '{"secret": 1}', '{"or": []}', '{"or": {"tag": "x"}}', '{"price__gte": "x"}',
        '{"price__gte": "nan"}', '{"brand": {"a": 1}}', '{"in_stock": "perhaps"}',
        json.dumps({"or": [{"tag": "x"}] * 50}), '{"not": ' * 9 + '{"tag": "x"}' + "}" * 9, "[" * 2_000,
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(api, expression):
    answer = api.get("/api/products", {"filter": expression})

    assert answer.status_code == 400


def test_fields_and_expansions(api, range_of_three):
    answer = api.get("/api/products", {"fields": "name,tags", "expand": "tags", "ordering": "name"})

    assert answer.json()["results"][:2] == [
        {"name": "Lamp", "tags": []},
        {"name": "Mug", "tags": ["Gift"]},
    ]


@pytest.mark.parametrize("query", ["fields=secret", "expand=secret", "ordering=name,secret"])
def test_unknown_names_are_refused(api, range_of_three, query):
    assert api.get(f"/api/products?{query}").status_code == 400


def test_several_orders_apply_one_after_the_other(api):
    for name, price in (("B", 100), ("A", 100), ("C", 50)):
        make_variant(product=make_product(name), price_minor=price)

    assert names(api, ordering="-price_from_minor,name") == ["A", "B", "C"]


def test_facets_come_with_the_list(api, range_of_three):
    facets = api.get("/api/products?facets=1&tag=gift").json()["facets"]

    colours = next(facet["values"] for facet in facets if facet["name"] == "colour")
    assert [(value["value"], value["count"]) for value in colours] == [("Moss", 2)]


@pytest.mark.parametrize("number", [1, 24])
def test_everything_at_once_takes_the_same_statements_however_long(
    api, number, django_assert_num_queries
):
    for _each in range(number):
        make_variant(options={"Colour": "Moss"})

    with django_assert_num_queries(9):
        answer = api.get("/api/products?facets=1&expand=category,variants,tags,attributes")

    assert len(answer.json()["results"]) == number


def test_a_filter_is_kept_used_by_its_owner_and_removed(api, range_of_three):
    ada = make_user()
    api.force_authenticate(ada)
    made = api.post("/api/product-filters", {"name": "My gifts", "expression": {"tag": "gift"}})

    assert (made.status_code, made.json()["slug"]) == (201, "my-gifts")
    assert names(api, preset="my-gifts") == ["Mug", "Rug"]
    api.force_authenticate(make_user())
    assert api.get("/api/products?preset=my-gifts").status_code == 404
    assert api.delete("/api/product-filters/my-gifts").status_code == 404
    api.force_authenticate(ada)
    assert api.delete("/api/product-filters/my-gifts").status_code == 204


def test_presets_are_for_everybody(api, range_of_three):
    filters.keep_filter(owner_id=None, name="Gifts", expression={"tag": "gift"})

    assert names(api, preset="gifts") == ["Mug", "Rug"]
    assert [row["is_preset"] for row in api.get("/api/product-filters").json()] == [True]


def test_a_filter_that_means_nothing_is_not_kept():
    with pytest.raises(InvalidInput):
        filters.keep_filter(owner_id=None, name="Gifts", expression={"secret": 1})

    assert SavedFilter.objects.count() == 0
