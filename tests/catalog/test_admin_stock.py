"""Staff book movements; nothing else changes what lies on a shelf, and a form books once."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from catalog.domain import stock
from catalog.errors import AlreadyBooked
from catalog.models import StockLevel, StockLocation, StockMovement
from shop.base.errors import InvalidInput
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_location, make_variant

pytestmark = pytest.mark.django_db

BOOK = "/admin/catalog/stockmovement/book/"


def opened(ben, variant, **changes) -> dict:
    """The form as it was opened for a variant, with what somebody types."""
    form = ben.get(BOOK, {"variant": variant.pk}).context["form"]
    filled = {
        "key": form["key"].value(),
        "sku": form["sku"].value(),
        "location": form["location"].value(),
        "quantity": 4,
        "reason": "received",
    }
    return {**filled, **changes}


def on_hand(variant) -> int:
    return StockLevel.objects.get(variant=variant).on_hand


def test_a_booked_movement_is_in_the_ledger_with_who_and_why(ben):
    mug = make_variant("MUG", on_hand=3)

    ben.post(BOOK, opened(ben, mug, reference="DN-7", note="From the kiln"))

    booked = StockMovement.objects.filter(variant=mug).first()
    assert (on_hand(mug), booked.quantity, booked.by) == (7, 4, ben.person)
    assert (booked.reason, booked.reference, booked.note) == ("received", "DN-7", "From the kiln")
    assert LogEntry.objects.filter(object_id=str(booked.pk)).count() == 1


def test_the_same_form_sent_twice_books_once(ben):
    mug = make_variant(on_hand=3)
    form = opened(ben, mug)

    ben.post(BOOK, form)
    again = ben.post(BOOK, form, follow=True)

    assert on_hand(mug) == 7
    assert "nothing was booked twice" in again.content.decode()


def test_a_sent_form_cannot_be_changed_and_sent_again(ben):
    mug = make_variant(on_hand=3)
    form = opened(ben, mug)
    ben.post(BOOK, form)

    again = ben.post(BOOK, {**form, "quantity": 9})

    assert on_hand(mug) == 7
    assert "Open it anew" in again.content.decode()


def test_each_opened_form_books(ben):
    mug = make_variant(on_hand=3)

    for _time in range(2):
        ben.post(BOOK, opened(ben, mug))

    assert on_hand(mug) == 11


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"quantity": "many"}, "quantity"),
        ({"quantity": 10**9}, "quantity"),
        ({"quantity": -3}, "quantity"),
        ({"reason": "sold"}, "reason"),
        ({"sku": "NOTHING"}, "sku"),
        ({"location": 0}, "location"),
        ({"key": ""}, "key"),
    ],
    ids=["none", "no number", "a billion", "promised", "sold", "unknown", "nowhere", "no key"],
)
def test_what_cannot_be_booked_is_refused_and_what_was_typed_stays(ben, typed, field):
    mug = make_variant(on_hand=3)
    stock.reserve("A1", {mug.pk: 1}, until=timezone.now() + timedelta(hours=1))

    page = ben.post(BOOK, opened(ben, mug, note="Kept", **typed))

    assert field in page.context["form"].errors
    assert 'value="Kept"' in page.content.decode()
    assert (on_hand(mug), StockMovement.objects.count()) == (3, 1)


def test_whoever_may_only_look_books_nothing(ben, clerk):
    mug = make_variant(on_hand=3)
    form = opened(ben, mug)

    assert clerk.get(BOOK).status_code == 403
    assert clerk.post(BOOK, form).status_code == 403
    assert (
        "Book a stock movement" not in clerk.get("/admin/catalog/stockmovement/").content.decode()
    )
    assert on_hand(mug) == 3


def test_a_movement_cannot_be_changed_or_deleted_by_hand(ben):
    make_variant(on_hand=3)
    address = f"/admin/catalog/stockmovement/{StockMovement.objects.get().pk}"

    assert ben.post(f"{address}/change/", {"quantity": 9}).status_code == 403
    assert ben.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    assert StockMovement.objects.get().quantity == 3


def test_the_form_shows_what_lies_where(ben):
    mug = make_variant("MUG", on_hand=3)
    far = StockLocation.objects.create(code="far", name="Far", priority=9)
    stock.receive(mug.pk, 5, location=far)

    page = ben.get(BOOK, {"variant": mug.pk})

    assert [(level.location.name, level.on_hand) for level in page.context["levels"]] == [
        ("Main", 3),
        ("Far", 5),
    ]


def booking(variant, **changes) -> stock.Booking:
    facts = {
        "variant_id": variant.pk,
        "quantity": 2,
        "reason": "counted",
        "location_id": make_location().pk,
    }
    return stock.Booking(**{**facts, **changes})


def test_a_key_is_of_one_person(ben):
    mug, ada = make_variant(on_hand=3), make_staff()

    _first, again = stock.book(booking(mug), by=ada.pk, key="k")
    _second, again_of_another = stock.book(booking(mug), by=ben.person.pk, key="k")

    assert (again, again_of_another, on_hand(mug)) == (False, False, 7)


def test_a_key_stands_for_one_movement():
    mug, ada = make_variant(on_hand=3), make_staff()
    stock.book(booking(mug), by=ada.pk, key="k")

    with pytest.raises(AlreadyBooked):
        stock.book(booking(mug, quantity=5), by=ada.pk, key="k")

    assert on_hand(mug) == 5


def test_a_refused_booking_may_be_mended_and_sent_with_its_key():
    mug, ada = make_variant(on_hand=3), make_staff()

    with pytest.raises(InvalidInput, match="Only 3 are free"):
        stock.book(booking(mug, quantity=-4), by=ada.pk, key="k")
    stock.book(booking(mug, quantity=-3), by=ada.pk, key="k")

    assert on_hand(mug) == 0


@pytest.mark.parametrize("reason", ["sold", "cancelled", "stolen"])
def test_reasons_of_orders_are_not_given_by_hand(reason):
    mug, ada = make_variant(on_hand=3), make_staff()

    with pytest.raises(InvalidInput):
        stock.book(booking(mug, reason=reason), by=ada.pk, key="k")

    assert on_hand(mug) == 3
