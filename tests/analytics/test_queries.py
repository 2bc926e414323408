"""The dashboard's facts: each from the rows of other rooms, each in one query."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from activity.models import ProductDay, SearchDay, ShopDay, Watermark
from analytics import queries
from analytics.queries import Compared, Conversion, Failure, Late, Sales, Suspicion, ToShip
from catalog.models import Product
from orders.models import Order
from shop.base.models import JobRun, OutboxMessage
from tests.factories.catalog import make_product, make_variant
from tests.factories.mlbridge import make_paid_order
from tests.factories.security import record_request

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


@pytest.fixture
def mug():
    return make_variant("MUG", price_minor=1200)


def sold(variant, at: datetime, **fields) -> Order:
    """An order of one piece that was paid at a time."""
    order = make_paid_order(None, [variant], at=at)
    Order.objects.filter(pk=order.pk).update(**fields)
    return order


def test_today_is_compared_with_the_same_hours_of_the_same_day_last_week(mug):
    for at in (NOW - HOUR, NOW - 2 * HOUR, NOW - WEEK - HOUR):
        sold(mug, at)
    for other_time in (NOW - DAY, NOW - WEEK + HOUR, NOW - WEEK - DAY, NOW + HOUR):
        sold(mug, other_time)

    assert queries.sales_compared(NOW) == Compared(Sales(2, 2400), Sales(1, 1200))


def test_what_is_unpaid_cancelled_or_in_another_currency_is_no_sale(mug):
    sold(mug, NOW - HOUR, state="pending")
    sold(mug, NOW - HOUR, state="cancelled")
    sold(mug, NOW - HOUR, currency="EUR")

    assert queries.sales_compared(NOW).today == Sales(0, 0)


def test_what_was_paid_back_is_taken_off(mug):
    sold(mug, NOW - HOUR, refunded_minor=500)

    assert queries.sales_compared(NOW).today == Sales(1, 700)


def test_the_day_begins_at_midnight_utc(mug):
    midnight = NOW.replace(hour=0)
    sold(mug, midnight)
    sold(mug, midnight - timedelta(microseconds=1))

    assert queries.sales_compared(NOW).today.orders == 1


def test_conversion_is_orders_by_visitors_of_the_rollups():
    ShopDay.objects.create(day=NOW.date(), visitors=40, orders=1)
    ShopDay.objects.create(day=(NOW - WEEK).date(), visitors=50, orders=2)
    Watermark.objects.update_or_create(name="rollups", defaults={"moved_at": NOW})

    assert queries.conversion(NOW) == Conversion(2.5, 4.0, NOW)


def test_without_visitors_there_is_no_conversion():
    Watermark.objects.all().delete()
    ShopDay.objects.create(day=NOW.date(), visitors=0, orders=1)

    assert queries.conversion(NOW) == Conversion(None, None, None)


def test_days_without_anything_are_days_too():
    ShopDay.objects.create(day=(NOW - DAY).date(), orders=2, revenue_minor=500)
    ShopDay.objects.create(day=(NOW - 3 * DAY).date(), revenue_minor=900)

    days = queries.days_of_sales(3, NOW)

    assert [(day.day.day, day.revenue_minor) for day in days] == [(8, 0), (9, 500), (10, 0)]


def test_paid_orders_and_those_paid_at_the_door_are_to_be_shipped(mug):
    sold(mug, NOW - DAY)
    sold(mug, NOW - 2 * DAY, state="pending", pays_on_delivery=True)
    sold(mug, NOW - 3 * DAY, state="pending")
    sold(mug, NOW - 4 * DAY, state="shipped")

    assert queries.orders_to_ship() == ToShip(2, NOW - 2 * DAY)


def test_only_what_waits_longer_than_the_relay_is_late():
    due = NOW - 2 * queries.OUTBOX_IS_LATE_AFTER
    for state, at in (("waiting", due), ("waiting", NOW), ("done", due), ("dead", due)):
        OutboxMessage.objects.create(
            task="t", state=state, due_at=at, finished_at=NOW if state == "done" else None
        )

    assert queries.late_outbox(NOW) == Late(1, due, 1)


def test_what_runs_out_is_listed_emptiest_first():
    half_full = make_variant("HALF", on_hand=2, low_stock_at=3)
    empty = make_variant("NONE", on_hand=0, low_stock_at=0)
    make_variant("FULL", on_hand=4, low_stock_at=3)

    assert [one.sku for one in queries.low_stock()] == [empty.sku, half_full.sku]
    assert queries.low_stock_count() == 2


def test_what_is_not_sold_or_not_counted_never_runs_out():
    make_variant(on_hand=0, product=make_product(status=Product.Status.DRAFT))
    make_variant(on_hand=0, tracks_stock=False)
    make_variant(on_hand=0, product=make_product(deleted_at=NOW))

    assert (queries.low_stock(), queries.low_stock_count()) == ([], 0)


def test_best_sellers_have_names_also_when_their_product_is_gone():
    today = timezone.now().date()
    lamp = make_product("Lamp", deleted_at=NOW)
    ProductDay.objects.create(product_id=lamp.pk, day=today, units_sold=3, revenue_minor=30)
    ProductDay.objects.create(product_id=99_999, day=today, units_sold=2, revenue_minor=20)
    ProductDay.objects.create(product_id=lamp.pk, day=today - WEEK, units_sold=50)

    sellers = [(one.name, one.units_sold) for one in queries.best_sellers()]

    assert sellers == [("Lamp", 3), ("#99999", 2)]


def test_searches_in_vain_are_those_of_the_last_week():
    today = timezone.now().date()
    for query, day, times in (("mqg", today, 2), ("hat", today, 0), ("old", today - WEEK, 9)):
        SearchDay.objects.create(query=query, day=day, searches=9, without_results=times)

    assert [(one.query, one.times) for one in queries.empty_searches()] == [("mqg", 2)]


def test_hostile_requests_of_the_last_day_are_counted_with_their_addresses():
    for address, at in (("192.0.2.1", NOW), ("192.0.2.1", NOW), ("192.0.2.2", NOW - 2 * DAY)):
        record_request(rule_score=70, at=at, address=address)
    record_request(rule_score=69, at=NOW)

    assert queries.suspicious_requests(NOW) == Suspicion(2, 1)


def test_a_job_failed_when_its_latest_run_did():
    for name, state, at in (
        ("train", "failed", NOW - DAY),
        ("train", "done", NOW),
        ("count", "done", NOW - DAY),
        ("count", "failed", NOW),
    ):
        JobRun.objects.create(name=name, state=state, started_at=at, error=f"{name}: no rows")

    assert queries.failed_jobs() == [Failure("count", NOW, "count: no rows")]


def test_each_fact_is_one_query(mug, django_assert_num_queries):
    sold(mug, NOW - HOUR)
    for ask in (
        queries.sales_compared,
        queries.orders_to_ship,
        queries.late_outbox,
        queries.low_stock,
        queries.low_stock_count,
        queries.empty_searches,
        queries.suspicious_requests,
        queries.failed_jobs,
        queries.days_of_sales,
    ):
        with django_assert_num_queries(1):
            ask()
