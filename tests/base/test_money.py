"""Money: rounding in one place, parts that add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.base.money import allocate, format_minor, round_half_up, tax_within, to_minor


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_the_parts_of_an_amount_add_up_to_it(total, weights):
    assert sum(allocate(total, weights)) == total


def test_the_largest_remainder_gets_the_odd_penny():
    assert allocate(100, [1, 1, 1]) == [34, 33, 33]


def test_an_amount_cannot_be_split_over_nothing():
    with pytest.raises(ValueError, match="weights"):
        allocate(100, [])


def test_halves_round_away_from_zero():
    assert [round_half_up(Decimal(n)) for n in ("0.5", "1.5", "-0.5")] == [1, 2, -1]


def test_the_tax_inside_a_gross_price():
    assert tax_within(1200, 2000) == 200


def test_an_amount_with_too_many_decimals_is_refused():
    with pytest.raises(ValueError, match="decimals"):
        to_minor(Decimal("1.5"), "JPY")


def test_money_reads_as_people_write_it():
    assert format_minor(123456, "GBP") == "£1,234.56"
    assert format_minor(500, "JPY") == "JP¥500"
