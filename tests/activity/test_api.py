"""The API of activity: anybody reports, batches are bounded, a timeline is its owner's and staff's."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from rest_framework.test import APIClient

from activity.domain import events, products
from activity.models import Event
from tests.factories.accounts import make_staff, make_user
from tests.factories.activity import log, some_fact
from tests.factories.catalog import make_product, make_variant

pytestmark = pytest.mark.django_db
BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(autouse=True)
def every_product_is_looked_up():
    products.forget()


@pytest.fixture
def mug():
    return make_variant("MUG-1").product


@pytest.fixture
def shopper() -> APIClient:
    return APIClient(headers=BROWSER)


def kept(*columns: str):
    events.flush()
    return list(Event.objects.order_by("pk").values_list(*columns))


def test_a_view_is_kept_for_a_visitor_who_gets_a_cookie(shopper, mug):
    answer = shopper.post("/api/activities/view", {"product_id": mug.pk})

    assert (answer.status_code, answer.json()) == (202, {"accepted": 1, "ignored": []})
    visitor = UUID(answer.cookies["visitor"].value)
    assert kept("kind", "product_id", "visitor", "is_bot") == [("view", mug.pk, visitor, False)]


def test_the_cookie_names_the_visitor_the_next_time(shopper, mug):
    first = shopper.post("/api/activities/view", {"product_id": mug.pk})
    second = shopper.post("/api/activities/click", {"product_id": mug.pk, "place": "home shelf"})

    assert "visitor" not in second.cookies
    visitor = UUID(first.cookies["visitor"].value)
    assert kept("kind", "query", "visitor") == [
        ("view", "", visitor),
        ("click", "home shelf", visitor),
    ]


def test_a_batch_keeps_what_it_can_and_says_what_it_ignored(shopper, mug):
    draft = make_product(status="draft")

    answer = shopper.post(
        "/api/activities/view",
        [{"product_id": mug.pk}, {"product_id": 10**9}, {"product_id": draft.pk}],
    )

    assert answer.json() == {
        "accepted": 1,
        "ignored": [
            {"index": 1, "reason": "unknown_product"},
            {"index": 2, "reason": "unknown_product"},
        ],
    }
    assert kept("product_id") == [(mug.pk,)]


def test_a_known_product_is_not_looked_up_again(shopper, mug, django_assert_num_queries):
    shopper.post("/api/activities/view", {"product_id": mug.pk})

    with django_assert_num_queries(0):
        shopper.post("/api/activities/view", [{"product_id": mug.pk}] * 100)


@pytest.mark.parametrize(
    ("report", "pointer"),
    [
        ({}, "/product_id"),
        ({"product_id": 0}, "/product_id"),
        ({"product_id": "mug"}, "/product_id"),
        ({"product_id": 2**63}, "/product_id"),
        ({"product_id": 1, "visitor": "me"}, "/visitor"),
        ({"product_id": 1, "at": "2001-01-01T00:00:00Z"}, "/at"),
        ({"product_id": 1, "at": "2999-01-01T00:00:00Z"}, "/at"),
    ],
)
def test_a_malformed_report_is_refused_with_its_place(shopper, report, pointer):
    answer = shopper.post("/api/activities/view", report)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert events.waiting() == 0


@pytest.mark.parametrize("batch", [[], [{"product_id": 1}] * 101])
def test_a_batch_has_one_to_a_hundred_reports(shopper, batch):
    assert shopper.post("/api/activities/view", batch).status_code == 400
    assert events.waiting() == 0


def test_a_late_report_keeps_its_time(shopper, mug):
    then = timezone.now() - timedelta(hours=3)

    shopper.post("/api/activities/view", {"product_id": mug.pk, "at": then.isoformat()})

    assert kept("at") == [(then,)]


def test_a_search_says_what_it_found(shopper):
    answer = shopper.post("/api/activities/search", {"query": "moss mug", "results": 0})

    assert answer.status_code == 202
    assert kept("kind", "query", "quantity") == [("search", "moss mug", 0)]


def test_a_session_gives_programs_a_number_to_report_with(api, mug):
    visitor = api.post("/api/activities/session", {"landing": "/"}).json()["visitor"]
    program = APIClient(headers=BROWSER)

    answer = program.post("/api/activities/view", {"product_id": mug.pk, "visitor": visitor})

    assert "visitor" not in answer.cookies
    assert kept("kind", "visitor")[1] == ("view", UUID(visitor))


def test_a_robot_is_marked_and_gets_no_cookie(mug):
    robot = APIClient(headers={"user-agent": "Googlebot/2.1"})

    answer = robot.post("/api/activities/view", {"product_id": mug.pk})

    assert "visitor" not in answer.cookies
    assert kept("is_bot", "visitor") == [(True, None)]


def test_a_signed_in_report_names_its_user(shopper, mug):
    ada = make_user()
    shopper.force_authenticate(ada)

    shopper.post("/api/activities/view", {"product_id": mug.pk})

    assert kept("user_id") == [(ada.pk,)]


def timeline_of(user, asked_by) -> tuple[int, list[str]]:
    client = APIClient()
    if asked_by is not None:
        client.force_authenticate(asked_by)
    answer = client.get(f"/api/activities/user/{user.pk}/timeline")
    return answer.status_code, [one["kind"] for one in answer.json().get("results", [])]


def test_a_timeline_is_seen_by_its_owner_and_by_staff_who_may():
    ada, cy, ben, new_at_work = make_user(), make_user(), make_staff(), make_staff()
    ben.user_permissions.add(Permission.objects.get(codename="view_event"))
    log(some_fact(user_id=ada.pk))

    assert timeline_of(ada, ada) == (200, ["view"])
    assert timeline_of(ada, ben) == (200, ["view"])
    assert timeline_of(ada, cy) == (403, [])
    assert timeline_of(ada, new_at_work) == (403, [])
    assert timeline_of(ada, None) == (401, [])


@pytest.mark.parametrize("rows", [1, 3])
def test_a_timeline_costs_two_queries(rows, django_assert_num_queries):
    ada = make_user()
    log(*[some_fact(user_id=ada.pk) for _ in range(rows)])
    client = APIClient()
    client.force_authenticate(ada)

    with django_assert_num_queries(2):
        answer = client.get(f"/api/activities/user/{ada.pk}/timeline")

    assert len(answer.json()["results"]) == rows


def test_a_timeline_is_newest_first_and_paged():
    ada = make_user()
    now = timezone.now()
    log(*[some_fact(user_id=ada.pk, product_id=n, at=now - timedelta(hours=n)) for n in (2, 1, 3)])
    client = APIClient()
    client.force_authenticate(ada)

    first = client.get(f"/api/activities/user/{ada.pk}/timeline", {"page_size": 2}).json()
    rest = client.get(first["next"]).json()

    assert [one["product_id"] for one in first["results"] + rest["results"]] == [1, 2, 3]


def test_visitors_of_other_people_stay_out_of_a_timeline():
    ada = make_user()
    log(some_fact(visitor=uuid4()))

    assert timeline_of(ada, ada) == (200, [])
