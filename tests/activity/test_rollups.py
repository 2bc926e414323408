"""Rollups: every committed event is counted once, whenever it happened and however often we look."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from activity import queries
from activity.domain import rollups
from activity.models import (
    Event,
    EventKind,
    ProductDay,
    ProductHour,
    SearchDay,
    ShopDay,
    TrendScore,
    Watermark,
)
from activity.tasks import roll_up
from shop.base.models import JobRun
from tests.factories.activity import NOON, log, some_fact, visitor

# A roll-up counts what is committed. Only these apps' tables are emptied afterwards, which is much faster than all.
pytestmark = pytest.mark.django_db(transaction=True, available_apps=["activity", "shop.base"])
DAY = date(2026, 3, 10)
COUNTS = ("product_id", "views", "carts", "units_sold", "revenue_minor")


def bought(product_id: int, quantity: int, value_minor: int, **details):
    return some_fact(
        EventKind.PURCHASE,
        product_id=product_id,
        quantity=quantity,
        value_minor=value_minor,
        **details,
    )


def kept_counts():
    hours = ProductHour.objects.order_by("product_id", "hour").values_list("hour", *COUNTS)
    return list(hours), list(ShopDay.objects.order_by("day").values())


def test_views_carts_and_sales_are_counted_by_product_and_hour():
    log(
        some_fact(),
        some_fact(at=NOON + timedelta(minutes=59)),
        some_fact(at=NOON + timedelta(minutes=60)),
        some_fact(EventKind.ADD_TO_CART),
        bought(1, 2, 2400),
        bought(2, 1, 900),
    )

    rollups.advance()

    rows = ProductHour.objects.order_by("product_id", "hour").values_list("hour", *COUNTS)
    assert list(rows) == [
        (NOON, 1, 2, 1, 2, 2400),
        (NOON + timedelta(hours=1), 1, 1, 0, 0, 0),
        (NOON, 2, 0, 0, 1, 900),
    ]


def test_the_day_of_the_shop_counts_people_once_and_orders_once():
    ada = visitor()
    log(
        some_fact(visitor=ada),
        some_fact(visitor=ada, product_id=2),
        some_fact(),
        some_fact(EventKind.SEARCH, product_id=None, query="mug", visitor=ada),
        some_fact(EventKind.CHECKOUT, product_id=None, visitor=ada),
        bought(1, 1, 1200, visitor=ada, order_number="S-7"),
        bought(2, 1, 800, visitor=ada, order_number="S-7"),
    )

    rollups.advance()

    day = ShopDay.objects.values().get()
    assert day == {
        "day": DAY,
        "visitors": 2,
        "views": 3,
        "searches": 1,
        "carts": 0,
        "checkouts": 1,
        "orders": 1,
        "units_sold": 2,
        "revenue_minor": 2000,
    }


def test_a_visitor_who_comes_back_the_same_day_is_not_counted_again():
    ada = visitor()
    log(some_fact(visitor=ada))
    rollups.advance()
    log(some_fact(visitor=ada), some_fact(visitor=ada, at=NOON + timedelta(days=1)))

    rollups.advance()

    assert list(ShopDay.objects.order_by("day").values_list("visitors", flat=True)) == [1, 1]


def test_counting_twice_changes_nothing():
    log(some_fact(), bought(1, 1, 1200))
    rollups.advance()
    before = list(ProductDay.objects.values()), TrendScore.objects.get().height

    again = rollups.advance()

    assert again.events == 0
    assert (list(ProductDay.objects.values()), TrendScore.objects.get().height) == before


def test_an_event_that_is_told_late_is_added_to_its_own_hour():
    log(some_fact())
    rollups.advance()
    log(some_fact(at=NOON - timedelta(hours=30)))

    rollups.advance()

    assert list(ProductHour.objects.order_by("hour").values_list("hour", "views")) == [
        (NOON - timedelta(hours=30), 1),
        (NOON, 1),
    ]


def test_robots_are_kept_in_the_log_and_never_counted():
    log(some_fact(is_bot=True), some_fact(EventKind.SEARCH, product_id=None, is_bot=True))

    counted = rollups.advance()

    assert counted.events == 0
    assert Event.objects.count() == 2
    assert not ShopDay.objects.exists()
    assert not TrendScore.objects.exists()


def test_searches_are_counted_without_regard_to_case_and_space():
    found_nothing = {"product_id": None, "quantity": 0}
    log(
        some_fact(EventKind.SEARCH, query=" Moss Mug", **found_nothing),
        some_fact(EventKind.SEARCH, query="moss mug ", product_id=None, quantity=4),
        some_fact(EventKind.SEARCH, query="  ", **found_nothing),
    )

    rollups.advance()

    assert list(SearchDay.objects.values_list("query", "searches", "without_results")) == [
        ("moss mug", 2, 1)
    ]


def test_a_search_that_grows_in_lower_case_still_fits():
    log(some_fact(EventKind.SEARCH, query="İ" * 200, product_id=None))

    rollups.advance()

    assert len(SearchDay.objects.get().query) == 200


def test_a_trend_halves_in_two_days():
    log(some_fact(), some_fact(EventKind.ADD_TO_CART))

    rollups.advance()

    trend = TrendScore.objects.get()
    assert trend.score_at(NOON) == pytest.approx(5.0)
    assert trend.score_at(NOON + timedelta(days=2)) == pytest.approx(2.5)
    assert trend.score_at(NOON + timedelta(days=400)) == pytest.approx(0.0)


def test_a_trend_is_the_same_in_whatever_order_its_events_are_told():
    old, new = some_fact(at=NOON - timedelta(days=4)), some_fact()
    log(new)
    rollups.advance()
    log(old)
    rollups.advance()

    assert TrendScore.objects.get().score_at(NOON) == pytest.approx(1.25)


def test_one_fresh_view_beats_many_of_last_month():
    log(*[some_fact(product_id=1, at=NOON - timedelta(days=30)) for _ in range(500)])
    log(some_fact(product_id=2))

    rollups.advance()

    assert queries.trending_product_ids(2) == [2, 1]


def test_a_rebuild_gives_the_same_counts():
    for hour in range(3):
        log(some_fact(at=NOON + timedelta(hours=hour)), bought(1, 1, 500, order_number=f"S-{hour}"))
        rollups.advance()
    before = kept_counts()

    rebuilt = rollups.rebuild()

    assert (rebuilt.events, rebuilt.is_rebuilt) == (6, True)
    assert kept_counts() == before
    assert rollups.differences() == []


def test_a_count_that_was_tampered_with_is_found_and_mended():
    log(some_fact(), some_fact(product_id=2))
    rollups.advance()
    ProductDay.objects.filter(product_id=1).update(views=41)
    ProductDay.objects.filter(product_id=2).delete()

    found = {str(difference) for difference in rollups.differences()}

    assert found == {
        "activity_productday 1 2026-03-10: the log says 1 0 0 0, kept is 41 0 0 0",
        "activity_productday 2 2026-03-10: the log says 1 0 0 0, kept is 0 0 0 0",
    }
    with pytest.raises(CommandError, match="disagree"):
        call_command("roll_up", "--check")
    call_command("roll_up", "--rebuild")
    call_command("roll_up", "--check")


def test_events_that_are_not_counted_yet_are_no_difference():
    log(some_fact())
    rollups.advance()
    log(some_fact())

    assert rollups.differences() == []


def test_a_database_restored_on_a_younger_server_is_counted_anew():
    log(some_fact())
    rollups.advance()
    ahead = 10**12
    Event.objects.update(transaction=ahead)
    Watermark.objects.update(upto=ahead + 1, running=[])
    log(some_fact())

    counted = rollups.advance()

    assert (counted.events, counted.is_rebuilt) == (2, True)
    log(some_fact())
    assert rollups.advance().events == 1
    assert rollups.differences() == []


def test_task_and_command_leave_a_row_each_and_count_every_event_once(capsys):
    log(some_fact())
    roll_up()
    log(some_fact(), some_fact())
    call_command("roll_up")

    runs = JobRun.objects.order_by("pk").values_list("name", "state", "result__events")
    assert list(runs) == [("activity.roll_up", "done", 1), ("activity.roll_up", "done", 2)]
    assert capsys.readouterr().out == "2 events counted.\n"
    assert ProductDay.objects.get().views == 3


def test_an_interrupted_roll_up_changes_nothing():
    log(some_fact())
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE activity_trendscore RENAME TO away")
    try:
        with pytest.raises(Exception, match="activity_trendscore"):
            rollups.advance()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE away RENAME TO activity_trendscore")

    assert not ProductDay.objects.exists()
    assert rollups.advance().events == 1
    assert ProductDay.objects.get().views == 1


def test_scores_are_shown_as_of_now():
    log(some_fact(at=timezone.now()))
    rollups.advance()

    (trend,) = queries.trending(5)

    assert trend.product_id == 1
    assert trend.score == pytest.approx(1.0, abs=0.01)
