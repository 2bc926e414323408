"""Many buyers at once: the last pieces are promised exactly once, and nobody waits for ever."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from catalog.domain import stock
from catalog.errors import OutOfStock
from catalog.models import StockLevel
from tests.concurrency.races import at_once
from tests.factories.catalog import make_variant

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
