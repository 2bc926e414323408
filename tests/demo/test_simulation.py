"""The simulated year: the same from the same seed, with seasons, people who leave, bots and fraud in it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from shop.demo.simulation.facts import Goods, Persona
from shop.demo.simulation.year import simulate

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
GOODS = [
    Goods(
        index=index,
        name=f"Thing {index}",
        department=f"department {index % 9}",
        shelf=f"shelf {index % 40}",
        variants=tuple(range(index * 3, index * 3 + 3)),
        popularity=1 / (index + 3) ** 0.7,
        launched_at=NOW - timedelta(days=400),
    )
    for index in range(200)
]


@pytest.fixture(scope="module")
def year():
    return simulate(GOODS, ["mug", "lamp"], people=600, now=NOW, seed=7)


def test_the_same_seed_gives_the_same_year(year):
    assert simulate(GOODS, ["mug", "lamp"], people=600, now=NOW, seed=7) == year


def test_another_seed_gives_another_year(year):
    assert simulate(GOODS, ["mug", "lamp"], people=600, now=NOW, seed=8).purchases != year.purchases


def test_nothing_happens_in_the_future(year):
    assert max(purchase.at for purchase in year.purchases) < NOW
    assert max(happening.at for happening in year.happenings) < NOW


def test_those_who_left_buy_no_more(year):
    left = {
        shopper.index: shopper.left_at
        for shopper in year.shoppers
        if shopper.persona is Persona.CHURNER and shopper.left_at < NOW
    }
    assert left
    assert all(
        purchase.at <= left[purchase.shopper] + timedelta(days=1)
        for purchase in year.purchases
        if purchase.shopper in left
    )


def test_christmas_sells_more_a_day_than_summer(year):
    per_month = Counter((purchase.at.year, purchase.at.month) for purchase in year.purchases)
    people = Counter(
        (year_, month)
        for year_, month in per_month
        for shopper in year.shoppers
        if shopper.joined_at < datetime(year_, month, 1, tzinfo=UTC)
    )
    assert per_month[2025, 12] / people[2025, 12] > 1.4 * per_month[2026, 7] / people[2026, 7]


def test_there_are_bots_and_frauds(year):
    assert any(happening.is_bot for happening in year.happenings)
    assert any(purchase.is_fraud for purchase in year.purchases)


def test_every_purchase_was_looked_at_before(year):
    purchase = year.purchases[-1]
    seen = {
        happening.goods
        for happening in year.happenings
        if happening.shopper == purchase.shopper
        and happening.kind == "view"
        and happening.at < purchase.at
    }
    assert {variant // 3 for variant, _quantity in purchase.lines} <= seen
