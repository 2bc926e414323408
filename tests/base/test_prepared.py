"""Statements that are built once: slots, lists, pages, models, and rows written."""

import pytest
from django.db import connection
from django.db.models import Count, F

from catalog.models import Brand, Product
from shop.base import prepared
from shop.base.prepared import Prepared, Slot, as_tuple
from tests.factories.catalog import make_product

pytestmark = pytest.mark.django_db


def make_brand(name: str = "") -> Brand:
    number = Brand.objects.count() + 1
    return Brand.objects.create(name=name or f"Maker {number}", slug=f"maker-{number}")


def by_name():
    return Prepared(
        lambda: Brand.objects.filter(name=Slot("name")).values_list("pk", "name"), as_tuple
    )


def test_a_statement_is_built_once_and_answers_for_every_value(django_assert_num_queries):
    first, second = make_brand(name="Northing"), make_brand(name="Wren")
    statement = by_name()

    with django_assert_num_queries(3):
        assert statement.rows(name="Northing") == [(first.pk, "Northing")]
        assert statement.rows(name="Wren") == [(second.pk, "Wren")]
        assert statement.rows(name="Nobody") == []


@pytest.mark.parametrize("listed", [list, tuple])
def test_a_list_of_any_length_fills_one_slot(listed):
    brands = [make_brand() for _ in range(3)]
    statement = Prepared(
        lambda: Brand.objects.filter(pk__any=Slot("ids")).order_by("pk").values_list("pk"), as_tuple
    )

    for count in range(4):
        ids = [brand.pk for brand in brands[:count]]
        assert statement.rows(ids=listed(ids)) == [(pk,) for pk in ids]


def test_a_list_without_a_slot_means_the_same():
    wanted, _other = make_brand(name="It's 100 %"), make_brand()

    assert Brand.objects.get(name__any=["It's 100 %"]) == wanted


def test_constants_with_signs_of_their_own_are_written_out():
    odd = make_brand(name="50 % off (%s) 'now'")
    statement = Prepared(
        lambda: Brand.objects.filter(name="50 % off (%s) 'now'", pk=Slot("pk")).values_list("pk"),
        as_tuple,
    )

    assert statement.rows(pk=odd.pk) == [(odd.pk,)]


def test_a_page_of_rows():
    brands = [make_brand() for _ in range(5)]
    statement = Prepared(
        lambda: Brand.objects.order_by("pk").values_list("pk"), as_tuple, is_page=True
    )

    assert statement.rows(limit=2, offset=3) == [(brand.pk,) for brand in brands[3:]]


def test_groups_are_formed_by_an_expression_with_a_constant_in_it():
    make_product(option_names=["Colour"])
    statement = Prepared(
        lambda: (
            Product.objects.filter(pk__gt=Slot("above"))
            .values(first=F("option_names__0"))
            .annotate(count=Count("pk"))
            .order_by()
            .values_list("first", "count")
        ),
        as_tuple,
    )

    assert statement.rows(above=0) == [("Colour", 1)]


def test_rows_come_as_models_with_their_values_converted():
    product = make_product(attributes={"Material": "Wool"})
    statement = prepared.models(Product, lambda: Product.objects.filter(pk=Slot("pk")))

    (found,) = statement.rows(pk=product.pk)

    assert found == product
    assert found.attributes == {"Material": "Wool"}
    assert not found._state.adding


def test_new_rows_are_written_and_get_their_keys():
    brands = [Brand(name=f"Maker {number}", slug=f"maker-{number}") for number in range(3)]

    prepared.insert(*brands)

    assert [Brand.objects.get(pk=brand.pk).name for brand in brands] == [
        "Maker 0",
        "Maker 1",
        "Maker 2",
    ]
    assert all(brand.created_at for brand in brands)


def test_the_database_keeps_the_statement_prepared():
    statement = by_name()
    statement.rows(name="Northing")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%brand%'")
        assert cursor.fetchone()[0] >= 1
