"""Many buyers at once: the last pieces are promised exactly once, and nobody waits for ever."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.domain import stock
from catalog.errors import OutOfStock
from catalog.models import StockLevel, StockMovement
from shop.base.errors import InvalidInput
from tests.concurrency.races import at_once
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_location, make_variant

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
BUYERS = 40


def buy(reference: str, *variants, quantity: int = 1) -> None:
    wanted = {variant.pk: quantity for variant in variants}
    stock.reserve(reference, wanted, until=timezone.now() + timedelta(minutes=5))


def read_then_write(variant) -> None:
    """What the guard replaces: look, think, write."""
    with transaction.atomic():
        level = StockLevel.objects.get(variant=variant)
        if level.available < 1:
            raise OutOfStock(variant.pk, 1, 0)
        StockLevel.objects.filter(pk=level.pk).update(reserved=level.reserved + 1)


def sold(outcomes) -> int:
    assert all(outcome is None or isinstance(outcome, OutOfStock) for outcome in outcomes), outcomes
    return sum(outcome is None for outcome in outcomes)


def test_forty_buyers_for_the_last_ten_pieces_get_ten():
    mug = make_variant(on_hand=10)

    outcomes = at_once([partial(buy, f"A{number}", mug) for number in range(BUYERS)])

    assert sold(outcomes) == 10
    assert StockLevel.objects.get(variant=mug).reserved == 10


def test_without_the_guard_more_is_sold_than_there_is():
    for _round in range(10):
        mug = make_variant(on_hand=10)
        outcomes = at_once([partial(read_then_write, mug) for _buyer in range(BUYERS)])
        if sold(outcomes) > 10:
            return
    pytest.fail(
        "Reading before writing was never caught overselling: the test above proves nothing."
    )


def test_two_things_in_opposite_order_never_block_each_other():
    mug, cap = make_variant(on_hand=BUYERS), make_variant(on_hand=BUYERS)
    orders = [(mug, cap), (cap, mug)]

    outcomes = at_once(
        [partial(buy, f"A{number}", *orders[number % 2]) for number in range(BUYERS)]
    )

    assert sold(outcomes) == BUYERS


def test_of_a_sale_and_an_expiry_at_once_one_wins():
    for number in range(8):
        mug = make_variant(on_hand=1)
        buy(f"A{number}", mug)

        sales, ends = at_once(
            [partial(stock.commit, f"A{number}"), partial(stock.release, f"A{number}")]
        )

        level = StockLevel.objects.get(variant=mug)
        assert (sales, ends) in {(1, 0), (0, 1)}
        assert (level.on_hand, level.reserved) == (1 - sales, 0)


def write_off(variant) -> None:
    stock.receive(variant.pk, -1, reason="damaged")


def look_then_write_off(variant) -> None:
    """What the guard replaces: the level is looked at without being held."""
    if StockLevel.objects.get(variant=variant).available < 1:
        raise InvalidInput("None are free.")
    StockMovement.objects.create(
        variant=variant, location=make_location(), quantity=-1, reason="damaged"
    )


def test_goods_are_written_off_or_promised_but_not_both():
    mug = make_variant(on_hand=10)
    calls = [partial(buy, f"A{number}", mug) for number in range(10)]
    calls += [partial(write_off, mug) for _time in range(10)]

    outcomes = at_once(calls)

    level = StockLevel.objects.get(variant=mug)
    assert all(one is None or isinstance(one, OutOfStock | InvalidInput) for one in outcomes)
    assert sum(one is None for one in outcomes) == 10
    assert level.on_hand == level.reserved


def test_without_the_guard_the_database_has_to_refuse():
    for _round in range(10):
        mug = make_variant(on_hand=10)
        outcomes = at_once([partial(look_then_write_off, mug) for _time in range(30)])
        assert StockLevel.objects.get(variant=mug).on_hand >= 0
        if any(isinstance(one, IntegrityError) for one in outcomes):
            return
    pytest.fail("Looking before writing was never caught: the test above proves nothing.")


def test_a_form_sent_many_times_at_once_books_once():
    mug, ben = make_variant(on_hand=3), make_staff()
    booking = stock.Booking(mug.pk, 4, "received", make_location().pk)

    outcomes = at_once([partial(stock.book, booking, by=ben.pk, key="k") for _time in range(12)])

    assert sorted(again for _movement, again in outcomes) == [False] + [True] * 11
    assert StockLevel.objects.get(variant=mug).on_hand == 7
