"""What other rooms read: training data in portions, figures per product and day."""

import tracemalloc
from datetime import date, timedelta
from uuid import uuid4

import pytest

from activity import queries
from activity.domain import bulk, rollups, visitors
from activity.models import EventKind
from tests.factories.activity import NOON, log, some_fact

COMMITTED = pytest.mark.django_db(transaction=True, available_apps=["activity", "shop.base"])
DAY = date(2026, 3, 10)


@pytest.mark.django_db
def test_interactions_come_in_portions_with_the_person_behind_them():
    ada, stranger = uuid4(), uuid4()
    log(
        some_fact(visitor=ada),
        some_fact(EventKind.PURCHASE, visitor=None, user_id=9, quantity=2),
        some_fact(visitor=stranger),
        some_fact(is_bot=True),
        some_fact(EventKind.SEARCH, product_id=None),
    )
    visitors.join_visitor(ada, 7)

    portions = list(queries.interactions(portion=2))

    assert [len(portion) for portion in portions] == [2, 1]
    assert [(one.person, one.kind, one.quantity) for portion in portions for one in portion] == [
        ("user:7", "view", 1),
        ("user:9", "purchase", 2),
        (f"visitor:{stranger}", "view", 1),
    ]


@pytest.mark.django_db
def test_interactions_can_be_bounded_in_time_and_kind():
    log(
        some_fact(at=NOON - timedelta(days=2)),
        some_fact(product_id=2),
        some_fact(EventKind.ADD_TO_CART, product_id=3),
        some_fact(at=NOON + timedelta(days=1)),
    )

    (portion,) = queries.interactions(
        since=NOON, until=NOON + timedelta(days=1), kinds=[EventKind.VIEW]
    )

    assert [one.product_id for one in portion] == [2]
    assert queries.count_events(since=NOON) == 3


@COMMITTED
def test_reading_for_training_keeps_memory_flat():
    bulk.load_events(some_fact(product_id=number) for number in range(1, 30_001))
    tracemalloc.start()

    read = sum(len(portion) for portion in queries.interactions(portion=1000))

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == 30_000
    assert peak < 3 * 2**20


@COMMITTED
def test_figures_by_product_add_up_the_days():
    yesterday = NOON - timedelta(days=1)
    log(
        some_fact(),
        some_fact(at=yesterday),
        some_fact(EventKind.PURCHASE, quantity=3, value_minor=900, at=yesterday),
        some_fact(EventKind.PURCHASE, quantity=5, value_minor=500, product_id=2),
    )
    rollups.advance()

    figures = queries.product_figures(since=DAY - timedelta(days=1))

    assert figures[1] == queries.ProductFigures(1, 2, 0, 3, 900)
    assert queries.product_figures(since=DAY, product_ids=[1]) == {
        1: queries.ProductFigures(1, 1, 0, 0, 0)
    }
    assert [best.product_id for best in queries.best_sellers(since=DAY - timedelta(days=1))] == [
        2,
        1,
    ]


@COMMITTED
def test_days_of_the_shop_and_searches_in_vain():
    log(
        some_fact(),
        some_fact(EventKind.SEARCH, product_id=None, query="Hammock", quantity=0),
        some_fact(EventKind.SEARCH, product_id=None, query="hammock", quantity=0),
        some_fact(EventKind.SEARCH, product_id=None, query="mug", quantity=9),
    )
    rollups.advance()

    assert queries.shop_days(since=DAY) == [queries.DayFigures(DAY, visitors=4, views=1)]
    assert queries.empty_searches(since=DAY) == [queries.EmptySearch("hammock", 2, 2)]


@COMMITTED
def test_trends_can_be_asked_among_some_products():
    log(
        some_fact(product_id=1),
        some_fact(EventKind.ADD_TO_CART, product_id=2),
        some_fact(product_id=3),
    )
    rollups.advance()

    assert queries.trending_product_ids(2) == [2, 1] or queries.trending_product_ids(2) == [2, 3]
    assert queries.trending_product_ids(5, among=[1]) == [1]
