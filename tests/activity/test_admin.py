"""The back office reads the log and changes nothing."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client

from activity.models import Event, ProductDay, SearchDay, ShopDay, TrendScore
from shop.base.back_office import lists
from tests.factories.accounts import make_staff, make_user
from tests.factories.activity import log, some_fact
from tests.factories.catalog import make_product

pytestmark = pytest.mark.django_db
DAY = "2026-03-10"


@pytest.fixture
def ben() -> Client:
    """Staff who may read the log."""
    staff = make_staff()
    staff.user_permissions.set(
        Permission.objects.filter(content_type__app_label="activity", codename__startswith="view_")
    )
    client = Client()
    client.force_login(staff)
    return client


def test_events_are_listed_without_counting_a_long_table(ben, monkeypatch):
    log(*[some_fact() for _ in range(3)])
    monkeypatch.setattr(lists, "_estimated_length", lambda model: 5_000_000)

    page = ben.get("/admin/activity/event/")

    assert page.context["cl"].result_count == 5_000_000
    assert len(page.context["cl"].result_list) == 3


def test_a_filtered_list_is_counted_up_to_ten_thousand(ben, monkeypatch):
    monkeypatch.setattr(lists, "COUNTED_EXACTLY", 2)
    log(*[some_fact() for _ in range(5)])

    page = ben.get("/admin/activity/event/", {"kind__exact": "view"})

    assert page.context["cl"].result_count == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_events_costs_the_same_for_any_length(ben, rows, django_assert_num_queries):
    log(*[some_fact() for _ in range(rows)])
    ben.get("/admin/activity/event/")

    with django_assert_num_queries(6):
        ben.get("/admin/activity/event/")


def test_nothing_of_the_log_can_be_changed_by_hand(ben):
    log(some_fact())
    event = Event.objects.get()

    assert ben.get("/admin/activity/event/add/").status_code == 403
    assert (
        ben.post(f"/admin/activity/event/{event.pk}/change/", {"kind": "click"}).status_code == 403
    )
    assert ben.post(f"/admin/activity/event/{event.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Event.objects.get().kind == "view"


def test_the_rollups_are_listed_with_names_of_products(ben):
    mug = make_product("Speckled mug")
    ProductDay.objects.create(product_id=mug.pk, day=DAY, views=3, revenue_minor=2400)
    ProductDay.objects.create(product_id=10**9, day=DAY, views=1)
    ShopDay.objects.create(day=DAY, visitors=2, revenue_minor=2400)
    SearchDay.objects.create(day=DAY, query="hammock", searches=2, without_results=2)
    TrendScore.objects.create(product_id=mug.pk, height=0.0)

    by_product = ben.get("/admin/activity/productday/").content.decode()

    assert "Speckled mug" in by_product
    assert "#1000000000" in by_product
    assert "£24.00" in by_product
    assert "£24.00" in ben.get("/admin/activity/shopday/").content.decode()
    assert "hammock" in ben.get("/admin/activity/searchday/").content.decode()
    assert "Speckled mug" in ben.get("/admin/activity/trendscore/").content.decode()


def test_shoppers_and_staff_without_the_permission_see_no_log():
    for person, status in ((make_user(), 302), (make_staff(), 403)):
        client = Client()
        client.force_login(person)
        assert client.get("/admin/activity/event/").status_code == status


def test_the_length_of_a_table_is_postgresqls_own_estimate():
    log(*[some_fact() for _ in range(20)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE activity_event")

    assert lists._estimated_length(Event) == 20
