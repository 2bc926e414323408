"""The first page of the back office: what it says, whom it says it to, what it costs, where it leads."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from activity.models import ProductDay, SearchDay, ShopDay
from analytics import ports
from analytics.admin.charts import HEIGHT, bars
from analytics.ports import Direction, Tile
from analytics.queries import days_of_sales
from shop.base.models import JobRun
from tests.factories.accounts import make_staff, make_user
from tests.factories.catalog import make_product, make_variant
from tests.factories.mlbridge import make_paid_order
from tests.factories.security import record_request
from tests.office import staff_browser

pytestmark = pytest.mark.django_db
START = "/admin/"
NOW, WEEK = timezone.now, timedelta(days=7)


def browser_of_who_may(*permissions: str) -> Client:
    """Staff with these permissions and no other."""
    staff = make_staff()
    staff.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(staff)
    return client


def tiles(client: Client) -> dict[str, Tile]:
    context = client.get(START).context
    return {tile.key: tile for tile in [*context["figures"], *context["lists"]]}


@pytest.fixture
def boss() -> Client:
    return staff_browser(is_superuser=True)


@pytest.mark.parametrize(
    ("today", "last_week", "direction"),
    [(2, 1, Direction.UP), (1, 2, Direction.DOWN), (1, 1, Direction.SAME)],
    ids=["more", "less", "the same"],
)
def test_sales_say_where_they_went_since_last_week(boss, today, last_week, direction):
    mug, now = make_variant(price_minor=1200), NOW()
    for how_many, at in ((today, now), (last_week, now - WEEK - timedelta(microseconds=1))):
        for _ in range(how_many):
            make_paid_order(None, [mug], at=at)

    shown = tiles(boss)

    assert shown["revenue"].value == f"£{12 * today}.00"
    assert shown["orders"].note == f"{last_week} by this time last week"
    assert shown["revenue"].direction == shown["orders"].direction == direction


def test_the_page_says_in_words_what_the_arrow_says(boss):
    make_paid_order(None, [make_variant(price_minor=1200)])

    page = " ".join(boss.get(START).content.decode().split())

    assert "more than</span> £0.00 by this time last week" in page


def test_an_empty_shop_has_a_calm_dashboard(boss):
    shown = tiles(boss)

    assert [key for key, tile in shown.items() if tile.is_alarming] == []
    assert shown["conversion"].value == "–"
    assert shown["to_ship"].note == "everything has left"
    assert shown["low_stock"].when_empty == "Everything is well stocked."


def test_what_needs_attention_is_marked(boss):
    make_variant(on_hand=0)
    JobRun.objects.create(name="mlbridge.retrain", state="failed", error="No rows.")
    make_paid_order(None, [make_variant()], at=NOW() - timedelta(days=3))

    alarming = [key for key, tile in tiles(boss).items() if tile.is_alarming]

    assert alarming == ["to_ship", "failed_jobs", "low_stock"]
    assert boss.get(START).content.decode().count("needs attention") == 3


def test_every_tile_leads_to_a_list_that_opens(boss):
    make_paid_order(None, [make_variant(on_hand=0)])
    links = {key: tile.url for key, tile in tiles(boss).items() if tile.url}

    answers = {key: boss.get(url) for key, url in links.items()}

    assert {"revenue", "orders", "to_ship", "failed_jobs", "suspicious"} <= set(links)
    assert {answer.status_code for answer in answers.values()} == {200}
    assert answers["orders"].context["cl"].result_count == 1


@pytest.mark.parametrize(
    ("permission", "keys"),
    [
        ("view_order", ["revenue", "orders", "to_ship"]),
        ("view_shopday", ["conversion"]),
        ("view_outboxmessage", ["late_messages"]),
        ("view_jobrun", ["failed_jobs"]),
        ("view_requestrecord", ["suspicious"]),
        ("view_stocklevel", ["low_stock"]),
        ("view_productday", ["best_sellers"]),
        ("view_searchday", ["empty_searches"]),
    ],
)
def test_everybody_sees_the_tiles_of_what_they_may_see(permission, keys):
    assert list(tiles(browser_of_who_may(permission))) == keys


def test_without_sight_of_orders_there_is_no_chart_and_no_live_counter():
    page = browser_of_who_may("view_jobrun").get(START)

    assert "chart" not in page.context
    assert b"data-live-url" not in page.content


def test_staff_without_any_permission_see_an_empty_page_that_asks_for_nothing():
    page = browser_of_who_may().get(START)

    assert (page.status_code, page.context["figures"], page.context["lists"]) == (200, [], [])


def test_shoppers_and_strangers_are_sent_to_the_sign_in(client):
    shopper = Client()
    shopper.force_login(make_user())

    assert client.get(START).status_code == shopper.get(START).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_dashboard_costs_the_same_however_much_there_is(boss, rows, django_assert_num_queries):
    today = NOW().date()
    for number in range(rows):
        empty = make_variant(on_hand=0)
        make_paid_order(None, [empty])
        ProductDay.objects.create(product_id=empty.product_id, day=today, units_sold=1)
        record_request(rule_score=80)
        JobRun.objects.create(name=f"job {number}", state="failed")
        SearchDay.objects.create(query=f"q{number}", day=today, searches=1, without_results=1)
        ShopDay.objects.create(day=today - number * timedelta(days=1), visitors=4, orders=1)
    boss.get(START)

    with django_assert_num_queries(16):
        boss.get(START)


def test_another_rooms_tiles_follow_ours(boss, monkeypatch):
    class Advice:
        def tiles(self, may: ports.May) -> list[Tile]:
            return [Tile("advice", "Order more mugs")] if may("catalog.view_product") else []

    monkeypatch.setattr(ports, "_sources", [Advice()])

    assert list(tiles(boss))[-4:] == ["advice", "low_stock", "best_sellers", "empty_searches"]
    assert "advice" not in tiles(browser_of_who_may("view_jobrun"))


def test_names_of_products_are_shown_as_text(boss):
    make_variant(on_hand=0, product=make_product("<script>alert(1)</script>"))

    page = boss.get(START).content

    assert b"&lt;script&gt;alert(1)" in page
    assert b"<script>alert(1)" not in page


def test_the_best_day_fills_the_chart_and_an_empty_shop_has_a_flat_one():
    today = NOW().date()
    assert {bar.height for bar in bars(days_of_sales()).bars} == {0.0}

    ShopDay.objects.create(day=today, orders=2, revenue_minor=5000)
    ShopDay.objects.create(day=today - timedelta(days=1), orders=1, revenue_minor=2500)
    chart = bars(days_of_sales())

    assert [bar.height for bar in chart.bars[-2:]] == [HEIGHT / 2, HEIGHT]
    assert (len(chart.bars), chart.highest, chart.total) == (28, "£50.00", "£75.00")


def test_the_chart_stands_beside_a_table_with_the_same_figures(boss):
    ShopDay.objects.create(day=NOW().date(), orders=2, revenue_minor=5000)

    page = boss.get(START).content.decode()

    assert "<td>2</td><td>£50.00</td>" in "".join(line.strip() for line in page.splitlines())
