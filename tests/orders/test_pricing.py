"""Prices: pure functions whose parts add up, each with its reason."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.domain.pricing import CouponTerms, Item, RateTerms, Snapshot, objection_to, price

NOW = datetime(2026, 11, 23, tzinfo=UTC)
POST = RateTerms("standard", "Standard", 395, free_from_minor=5000)


def snapshot(*items: Item, **changes) -> Snapshot:
    given = {
        "currency": "GBP",
        "at": NOW,
        "country": "GB",
        "tax_rates": {"standard": 2000, "reduced": 500},
    }
    return Snapshot(items=items or (Item(1, "Mug", 2, 1200),), **{**given, **changes})


items = st.builds(
    Item,
    variant_id=st.integers(1, 99),
    name=st.just("Thing"),
    quantity=st.integers(1, 999),
    unit_price_minor=st.integers(0, 10_000_000),
    tax_class=st.sampled_from(["standard", "reduced", "zero"]),
)
coupons = st.one_of(
    st.none(),
    st.builds(
        CouponTerms, code=st.just("X"), kind=st.just("percent"), value=st.integers(1, 10_000)
    ),
    st.builds(CouponTerms, code=st.just("X"), kind=st.just("amount"), value=st.integers(1, 10**9)),
    st.builds(CouponTerms, code=st.just("X"), kind=st.just("free_shipping")),
)


# How fast examples come says something of the machine, nothing of the prices.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(items, min_size=1, max_size=20), coupons, st.booleans())
def test_every_part_adds_up_whatever_is_in_the_cart(things, coupon, prices_include_tax):
    priced = price(
        snapshot(*things, coupon=coupon, rate=POST, prices_include_tax=prices_include_tax)
    )

    added = 0 if prices_include_tax else priced.tax_minor
    assert priced.discount_minor == sum(line.discount_minor for line in priced.lines)
    assert (
        priced.total_minor
        == priced.subtotal_minor - priced.discount_minor + priced.shipping_minor + added
    )
    assert all(0 <= line.discount_minor <= line.item.gross_minor for line in priced.lines)
    assert priced.total_minor >= 0


def test_tax_is_found_within_prices_that_include_it():
    priced = price(
        snapshot(Item(1, "Mug", 1, 1200), Item(2, "Book", 1, 1050, "reduced"), rate=POST)
    )

    assert [line.tax_minor for line in priced.lines] == [200, 50]
    assert (priced.tax_minor, priced.total_minor) == (200 + 50 + 66, 2645)


def test_tax_is_added_to_prices_without_it():
    priced = price(snapshot(Item(1, "Mug", 1, 1000), prices_include_tax=False))

    assert (priced.tax_minor, priced.total_minor) == (200, 1200)


def test_delivery_is_free_from_its_threshold_after_the_discount():
    ten_percent = CouponTerms("TEN", "percent", 1000)

    assert price(snapshot(Item(1, "Lamp", 1, 5000), rate=POST)).shipping_minor == 0
    assert (
        price(snapshot(Item(1, "Lamp", 1, 5000), rate=POST, coupon=ten_percent)).shipping_minor
        == 395
    )


def test_a_discount_never_exceeds_the_goods():
    priced = price(snapshot(coupon=CouponTerms("BIG", "amount", 999_999)))

    assert (priced.discount_minor, priced.total_minor) == (2400, 0)


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"is_active": False}, "is not valid."),
        ({"starts_at": NOW + timedelta(days=1)}, "is not valid yet."),
        ({"ends_at": NOW}, "has expired."),
        ({"is_used_up": True}, "has been used up."),
        ({"minimum_minor": 3000}, "Add £6.00 more"),
        ({"currency": "EUR"}, "is for another currency."),
    ],
)
def test_a_coupon_that_does_not_apply_says_why(terms, words):
    coupon = CouponTerms(**{"code": "X", "kind": "amount", "value": 100, **terms})

    assert words in objection_to(snapshot(), coupon)
    assert price(snapshot(coupon=coupon)).discount_minor == 0


def test_the_trace_gives_each_reason_with_its_amount():
    priced = price(snapshot(coupon=CouponTerms("TEN", "percent", 1000), rate=POST))

    assert [(step.code, step.amount_minor) for step in priced.trace] == [
        ("goods", 2400),
        ("coupon", -240),
        ("shipping", 395),
        ("tax_included", 426),
    ]
