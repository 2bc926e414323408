"""Stock: promised, sold, given back; never more than there is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.domain import stock
from catalog.errors import OutOfStock
from catalog.models import Reservation, StockLevel, StockLocation, StockMovement
from shop.base.errors import InvalidInput
from tests.factories.catalog import make_location, make_variant

pytestmark = pytest.mark.django_db


def soon():
    return timezone.now() + timedelta(minutes=30)


def test_a_promise_lowers_what_is_available_and_not_what_lies_there():
    mug = make_variant(on_hand=5)

    stock.reserve("A1", {mug.pk: 2}, until=soon())

    level = StockLevel.objects.get(variant=mug)
    assert (level.on_hand, level.reserved, level.available) == (5, 2, 3)


def test_when_one_line_is_short_nothing_is_promised():
    mug, cap = make_variant(on_hand=5), make_variant(on_hand=0)

    with pytest.raises(OutOfStock) as refusal:
        stock.reserve("A1", {mug.pk: 1, cap.pk: 1}, until=soon())

    assert (refusal.value.variant_id, refusal.value.available) == (cap.pk, 0)
    assert StockLevel.objects.get(variant=mug).reserved == 0
    assert Reservation.objects.count() == 0


def test_a_sale_writes_the_ledger_once_however_often_it_is_called():
    mug = make_variant(on_hand=5)
    stock.reserve("A1", {mug.pk: 2}, until=soon())

    assert [stock.commit("A1"), stock.commit("A1"), stock.release("A1")] == [1, 0, 0]

    level = StockLevel.objects.get(variant=mug)
    assert (level.on_hand, level.reserved) == (3, 0)
    assert list(StockMovement.objects.filter(reason="sold").values_list("quantity", flat=True)) == [
        -2
    ]


def test_a_promise_that_ends_can_be_promised_again():
    mug = make_variant(on_hand=1)
    stock.reserve("A1", {mug.pk: 1}, until=soon())
    stock.release("A1")

    stock.reserve("A2", {mug.pk: 1}, until=soon())

    assert StockLevel.objects.get(variant=mug).reserved == 1


def test_an_order_is_filled_from_the_first_location_that_has_enough():
    mug = make_variant(on_hand=1)
    far = StockLocation.objects.create(code="far", name="Far", priority=9)
    stock.receive(mug.pk, 5, location=far)

    stock.reserve("A1", {mug.pk: 3}, until=soon())

    assert Reservation.objects.get().location == far
    assert StockLevel.objects.get(variant=mug, location=make_location()).reserved == 0


def test_what_is_not_counted_needs_no_promise():
    voucher = make_variant(on_hand=0, tracks_stock=False)

    stock.reserve("A1", {voucher.pk: 100}, until=soon())

    assert Reservation.objects.count() == 0


def test_goods_go_back_to_where_they_came_from():
    mug = make_variant(on_hand=5)
    stock.reserve("A1", {mug.pk: 2}, until=soon())
    stock.commit("A1")

    stock.restock("A1", {mug.pk: 1}, "returned")

    assert StockLevel.objects.get(variant=mug).on_hand == 4


def test_promised_goods_cannot_be_written_off():
    mug = make_variant(on_hand=3)
    stock.reserve("A1", {mug.pk: 2}, until=soon())

    with pytest.raises(InvalidInput, match="Only 1 are free"):
        stock.receive(mug.pk, -2, reason="damaged")

    assert StockLevel.objects.get(variant=mug).on_hand == 3


def test_the_level_cannot_be_written_by_hand():
    mug = make_variant(on_hand=3)

    with pytest.raises(IntegrityError, match="only by a movement"):
        StockLevel.objects.filter(variant=mug).update(on_hand=99)


def test_the_database_refuses_more_promises_than_goods():
    mug = make_variant(on_hand=3)

    with pytest.raises(IntegrityError, match="stock_reserved_within_on_hand"):
        StockLevel.objects.filter(variant=mug).update(reserved=4)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_ledger_is_never_changed(change):
    make_variant(on_hand=3)

    with pytest.raises(IntegrityError, match="never changed"):
        if change == "update":
            StockMovement.objects.update(quantity=9)
        else:
            StockMovement.objects.all().delete()


def test_guards_test_their_own_row_and_no_other():
    mug = make_variant(on_hand=3)

    with CaptureQueriesContext(
        connection,
    ) as captured:
        stock.reserve("A1", {mug.pk: 1}, until=soon())
        stock.commit("A1")

    updates = [query["sql"] for query in captured if query["sql"].startswith("UPDATE")]
    assert updates
    assert all("SELECT" not in sql for sql in updates)
