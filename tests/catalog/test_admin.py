"""Every screen of the catalogue opens for its staff, costs the same for any length, and is closed to others."""

import pytest
from django.test import Client

from catalog.domain.reviews import Author, submit_review
from catalog.models import (
    Brand,
    Collection,
    CollectionItem,
    ProductImage,
    Reservation,
    StockLevel,
    StockLocation,
    StockMovement,
    Tag,
)
from tests.factories.accounts import make_staff, make_user
from tests.factories.catalog import make_category, make_product, make_variant

pytestmark = pytest.mark.django_db

LISTS = ["product", "variant", "category", "brand", "tag", "collection", "review",
         "stocklevel", "stockmovement", "reservation", "stocklocation"]  # fmt: skip
ADDED = ["product", "category", "brand", "tag", "collection", "stocklocation"]
# Statements of a list page with its rows; sign-in, permissions and filters are most of them.
COSTS = {
    "product": 9, "variant": 5, "category": 6, "brand": 6, "tag": 6, "collection": 6, "review": 7,
    "stocklevel": 7, "stockmovement": 7, "reservation": 7, "stocklocation": 6,
}  # fmt: skip


def fill(number: int) -> dict:
    """One row of everything."""
    brand = Brand.objects.create(name=f"Kiln {number}", slug=f"kiln-{number}")
    product = make_product(brand=brand)
    product.tags.add(Tag.objects.create(name=f"Warm {number}", slug=f"warm-{number}"))
    variant = make_variant(product=product, options={"Colour": f"Shade {number}"})
    ProductImage.objects.create(
        product=product, original="a.png", alt="A mug", renditions={"400": "a-400.webp"}
    )
    collection = Collection.objects.create(name=f"Tea {number}", slug=f"tea-{number}")
    CollectionItem.objects.create(collection=collection, product=product)
    level = StockLevel.objects.get(variant=variant)
    promise = Reservation.objects.create(
        reference=f"A{number}",
        variant=variant,
        location=level.location,
        quantity=1,
        expires_at=product.created_at,
    )
    return {
        "product": product, "variant": variant, "category": product.category, "brand": brand,
        "tag": product.tags.get(), "collection": collection, "stocklevel": level, "reservation": promise,
        "stocklocation": level.location, "stockmovement": StockMovement.objects.get(variant=variant),
        "review": submit_review(Author(make_user().pk, "Ada"), product.pk, rating=4),
    }  # fmt: skip


@pytest.mark.parametrize("noun", LISTS)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_the_same_statements_however_long(ben, noun, rows, django_assert_num_queries):
    for number in range(rows):
        fill(number)
    ben.get(f"/admin/catalog/{noun}/")

    with django_assert_num_queries(COSTS[noun]):
        assert ben.get(f"/admin/catalog/{noun}/").status_code == 200


@pytest.mark.parametrize("noun", LISTS)
def test_a_row_and_its_history_open(ben, noun):
    row = fill(1)[noun]

    assert ben.get(f"/admin/catalog/{noun}/{row.pk}/change/").status_code == 200
    assert ben.get(f"/admin/catalog/{noun}/{row.pk}/history/").status_code == 200


@pytest.mark.parametrize("noun", ADDED)
def test_the_form_of_a_new_row_opens(ben, noun):
    assert ben.get(f"/admin/catalog/{noun}/add/").status_code == 200


@pytest.mark.parametrize("noun", sorted(set(LISTS) - set(ADDED)))
def test_what_is_made_elsewhere_cannot_be_added(ben, noun):
    assert ben.get(f"/admin/catalog/{noun}/add/").status_code == 403


@pytest.mark.parametrize("noun", LISTS)
def test_whoever_may_only_look_opens_every_row_and_saves_none(clerk, noun):
    row = fill(1)[noun]
    address = f"/admin/catalog/{noun}/{row.pk}/change/"

    assert clerk.get(f"/admin/catalog/{noun}/").status_code == 200
    assert clerk.get(address).status_code == 200
    assert clerk.post(address, {"name": "Mine"}).status_code == 403


@pytest.mark.parametrize("noun", LISTS)
def test_screens_are_closed_to_everybody_else(noun):
    fill(1)
    for person, status in ((None, 302), (make_user(), 302), (make_staff(), 403)):
        client = Client()
        if person:
            client.force_login(person)
        assert client.get(f"/admin/catalog/{noun}/").status_code == status


@pytest.mark.parametrize("rows", [1, 3])
def test_the_screen_of_a_product_costs_the_same_for_any_number_of_variants_and_pictures(
    ben, rows, django_assert_num_queries
):
    product = make_product(option_names=["Colour"])
    for number in range(rows):
        make_variant(product=product, options={"Colour": str(number)})
        ProductImage.objects.create(product=product, original="a.png", alt="A mug")
    address = f"/admin/catalog/product/{product.pk}/change/"
    ben.get(address)

    with django_assert_num_queries(13):
        ben.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_screen_of_a_collection_costs_the_same_for_any_number_of_products(
    ben, rows, django_assert_num_queries
):
    collection = Collection.objects.create(name="Tea", slug="tea")
    for _row in range(rows):
        CollectionItem.objects.create(collection=collection, product=make_product())
    address = f"/admin/catalog/collection/{collection.pk}/change/"
    ben.get(address)

    with django_assert_num_queries(5):
        ben.get(address)


def listed(client, noun, **query) -> list:
    page = client.get(f"/admin/catalog/{noun}/", query)
    return [str(row) for row in page.context["cl"].result_list]


def test_products_are_found_by_words_by_sku_and_by_filters(ben):
    kitchen = make_category("Kitchen")
    mugs = make_category("Mugs", parent=kitchen)
    mug = make_product("Speckled mug", category=mugs, status="draft")
    make_variant("MUG-1", product=mug, on_hand=0)
    make_variant("LAMP-1", product=make_product("Lamp"), on_hand=50)

    assert listed(ben, "product", q="speck") == ["Speckled mug"]
    assert listed(ben, "product", q="mug-") == ["Speckled mug"]
    assert listed(ben, "product", q="nothing") == []
    assert listed(ben, "product", shelf=kitchen.pk) == ["Speckled mug"]
    assert listed(ben, "product", shelf="x") == ["Lamp", "Speckled mug"]
    assert listed(ben, "product", status__exact="draft") == ["Speckled mug"]
    assert listed(ben, "product", stock="out") == ["Speckled mug"]
    assert listed(ben, "product", stock="in") == ["Lamp"]
    assert listed(ben, "product", stock="low") == ["Speckled mug"]


def test_variants_and_levels_that_run_low_are_found(ben):
    make_variant("LOW", on_hand=3)
    make_variant("OUT", on_hand=0)
    make_variant("WELL", on_hand=50)
    make_variant("DRAFT", product=make_product(status="draft"), on_hand=1)

    assert listed(ben, "variant", stock="low") == ["OUT", "LOW"]
    assert listed(ben, "variant", stock="out") == ["OUT"]
    assert listed(ben, "stocklevel", stock="low") == ["DRAFT at Main: 1", "LOW at Main: 3"]
    assert listed(ben, "stocklevel", q="wel") == ["WELL at Main: 50"]


def test_the_ledger_is_found_by_product_variant_and_order(ben):
    mug, cap = make_variant("MUG", on_hand=5), make_variant("CAP", on_hand=6)
    StockMovement.objects.create(
        variant=mug,
        location=StockLocation.objects.get(),
        quantity=-1,
        reason="sold",
        reference="A-17",
    )

    assert listed(ben, "stockmovement", product=cap.product_id) == ["+6 CAP"]
    assert listed(ben, "stockmovement", product="x") == []
    assert listed(ben, "stockmovement", variant__id__exact=mug.pk) == ["-1 MUG", "+5 MUG"]
    assert listed(ben, "stockmovement", q="A-17") == ["-1 MUG"]
    assert listed(ben, "stockmovement", q="cap") == ["+6 CAP"]
