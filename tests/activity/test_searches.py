"""What came of searches: counted once, reported by date, taught to the search; and alerts of what is new."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from activity import queries
from activity.domain import saved, searches
from activity.models import EventKind, SavedSearch, SearchDay, SearchOutcome
from catalog.models import LearnedHit, PastQuery
from notifications.models import Message
from shop.base.errors import InvalidInput
from tests.factories.accounts import make_user
from tests.factories.activity import log, some_fact
from tests.factories.catalog import make_product, make_variant
from tests.office import staff_browser

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PEOPLE = {1: UUID(int=1), 2: UUID(int=2)}


def clicked(product_id, *, ago=timedelta(hours=2), who=1, **details):
    return some_fact(
        EventKind.CLICK,
        product_id=product_id,
        at=NOW - ago,
        visitor=PEOPLE[who],
        **{"query": "Mug ", **details},
    )


def bought(product_id, *, ago=timedelta(hours=1), who=1):
    return some_fact(
        EventKind.PURCHASE,
        product_id=product_id,
        at=NOW - ago,
        visitor=PEOPLE[who],
        order_number="SK-1",
    )


def outcomes():
    return list(
        SearchOutcome.objects.order_by("query", "product_id").values_list(
            "query", "product_id", "clicks", "purchases"
        )
    )


def test_clicks_and_what_was_bought_after_them_are_counted_however_often():
    log(clicked(1), clicked(1, who=2), clicked(2, is_bot=True), bought(1))

    searches.count_outcomes(NOW)
    searches.count_outcomes(NOW)

    assert outcomes() == [("mug", 1, 2, 1)]


@pytest.mark.parametrize(
    "purchase",
    [bought(2), bought(1, who=2), bought(1, ago=timedelta(hours=3))],
    ids=["another product", "another person", "before the click"],
)
def test_a_purchase_counts_only_for_the_click_that_led_to_it(purchase):
    log(clicked(1), purchase)

    searches.count_outcomes(NOW)

    assert outcomes() == [("mug", 1, 1, 0)]


def test_search_learns_answers_past_searches_and_popularity():
    product = make_product("Mug")
    make_variant(product=product)
    log(clicked(product.pk), clicked(999_999))
    SearchDay.objects.create(day=NOW.date(), query="mug!", searches=5)
    SearchDay.objects.create(day=NOW.date(), query="sofa", searches=9, without_results=9)
    SearchDay.objects.create(day=NOW.date(), query="ada@example.org", searches=1)

    searches.teach()

    assert list(LearnedHit.objects.values_list("query", "product_id", "clicks")) == [
        ("mug", product.pk, 1)
    ]
    assert list(PastQuery.objects.values_list("query", "searches")) == [("mug", 5)]


def test_the_report_covers_the_days_that_were_asked_for():
    for day, count in ((date(2026, 3, 9), 100), (date(2026, 3, 10), 10)):
        SearchDay.objects.create(day=day, query="mug", searches=count, without_results=1)
        SearchOutcome.objects.create(day=day, query="mug", product_id=1, clicks=5, purchases=1)

    report = queries.search_report(since=date(2026, 3, 10), until=date(2026, 3, 10))

    assert report.top == report.empty == report.unclicked == report.selling
    assert (report.total.searches, report.total.clicks) == (10, 5)
    assert (report.top[0].click_percent, report.top[0].purchase_percent) == (50.0, 10.0)


@pytest.mark.parametrize("days", [1, 3])
def test_the_screen_of_searches_takes_the_same_statements_however_many(
    days, django_assert_max_num_queries
):
    for number in range(days):
        SearchDay.objects.create(day=date(2026, 3, 1 + number), query="mug", searches=7)
    browser = staff_browser("analyst")

    with django_assert_max_num_queries(14):
        answer = browser.get(
            "/admin/activity/searchday/", {"day_from": "2026-03-01", "day_to": "2026-03-31"}
        )

    assert answer.context["report"].total.searches == 7 * days


def test_what_is_new_is_told_once_with_what_matches():
    ada = make_user()
    saved.keep(ada.pk, "Mug")
    SavedSearch.objects.update(looked_at=NOW - timedelta(days=1))
    new = make_product("Enamel mug", published_at=NOW - timedelta(hours=1))
    old = make_product("Fluted mug", published_at=NOW - timedelta(days=2))
    other = make_product("Bowl", published_at=NOW - timedelta(hours=1))
    for product in (new, old, other):
        make_variant(product=product)

    told = [saved.tell_of_new(NOW)["told"], saved.tell_of_new(NOW + timedelta(minutes=1))["told"]]

    assert told == [1, 0]
    mail = Message.objects.get(to=ada.email)
    assert "Enamel mug" in mail.text
    assert "Fluted mug" not in mail.text
    assert "Bowl" not in mail.text


def test_a_silenced_search_tells_nobody():
    ada = make_user()
    kept = saved.keep(ada.pk, "mug")
    saved.watch(ada.pk, kept.pk, is_watched=False)
    SavedSearch.objects.update(looked_at=NOW - timedelta(days=1))
    make_variant(product=make_product("Enamel mug", published_at=NOW - timedelta(hours=1)))

    assert saved.tell_of_new(NOW) == {"told": 0}


def test_the_same_search_is_kept_once_and_not_more_than_fifty(monkeypatch):
    ada = make_user()
    monkeypatch.setattr("activity.domain.saved.MOST_KEPT", 1)
    saved.keep(ada.pk, "mug")

    saved.keep(ada.pk, "  MUG ")
    with pytest.raises(InvalidInput):
        saved.keep(ada.pk, "rug")

    assert list(SavedSearch.objects.values_list("words", flat=True)) == ["mug"]
