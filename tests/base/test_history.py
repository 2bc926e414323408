"""The history of a critical record: what changed, by whom, and the way back."""

import pytest

from catalog.models import Product, Variant
from shop.base import history
from shop.base.actor import acting_as
from shop.base.errors import InvalidInput, NotFound
from tests.factories.accounts import make_user
from tests.factories.catalog import make_product, make_variant

pytestmark = pytest.mark.django_db


def test_a_change_names_the_field_both_values_and_who_wrote_it():
    mug, ben = make_variant("MUG", price_minor=1200), make_user(email="ben@shop.example")
    with acting_as(ben.pk):
        mug.price_minor = 950
        mug.save()

    (change,) = history.changes_of(mug)

    assert (change.by, [(d.label, d.before, d.after) for d in change.differences]) == (
        str(ben),
        [("price", "£12.00", "£9.50")],
    )


def test_a_bulk_update_is_in_the_history_too():
    mug = make_variant(price_minor=1200)
    Variant.objects.filter(pk=mug.pk).update(price_minor=1)
    mug.refresh_from_db()

    (change,) = history.changes_of(mug)

    assert change.by == ""
    assert [d.after for d in change.differences] == ["£0.01"]


def test_changes_come_newest_first():
    mug = make_variant(price_minor=100)
    for price in (200, 300):
        mug.price_minor = price
        mug.save()

    assert [change.differences[0].after for change in history.changes_of(mug)] == ["£3.00", "£2.00"]


def test_going_back_writes_the_former_values_and_can_itself_be_undone():
    mug = make_product("Mug")
    mug.name = "Cup"
    mug.save()
    (change,) = history.changes_of(mug)

    undone = history.revert(mug, change.number)

    mug.refresh_from_db()
    assert (mug.name, [d.after for d in undone]) == ("Mug", ["Mug"])
    assert len(history.changes_of(mug)) == 2


def test_columns_to_keep_stay_as_they_are():
    mug = make_product("Mug")
    Product.objects.filter(pk=mug.pk).update(name="Cup", summary="New words")
    (change,) = history.changes_of(Product.objects.get(pk=mug.pk))

    history.revert(mug, change.number, keep=["summary"])

    mug.refresh_from_db()
    assert (mug.name, mug.summary) == ("Mug", "New words")


def test_going_back_to_a_name_that_another_has_taken_is_refused_and_changes_nothing():
    mug = make_product(slug="mug")
    Product.objects.filter(pk=mug.pk).update(slug="cup")
    make_product(slug="mug")
    mug.refresh_from_db()
    (change,) = history.changes_of(mug)

    with pytest.raises(InvalidInput, match="can't go back"):
        history.revert(mug, change.number)

    mug.refresh_from_db()
    assert mug.slug == "cup"


def test_another_records_state_is_not_found():
    mug, cap = make_product("Mug"), make_product("Cap")
    cap.name = "Hat"
    cap.save()
    (change,) = history.changes_of(cap)

    with pytest.raises(NotFound):
        history.revert(mug, change.number)

    mug.refresh_from_db()
    assert mug.name == "Mug"
