"""The door at this moment, as staff watch it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from security.domain import monitor
from security.models import Incident, Standing, Step
from tests.factories.accounts import make_staff, make_user
from tests.factories.security import record_request

pytestmark = pytest.mark.django_db
LIVE = "/admin/security/requestrecord/live/"
NOW = timezone.now()


def ago(seconds: float):
    return NOW - timedelta(seconds=seconds)


def staff_with(*permissions: str) -> Client:
    staff = make_staff()
    staff.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(staff)
    return client


def test_requests_fall_into_bins_of_ten_seconds_with_those_that_they_stand_for():
    record_request(at=ago(3))
    record_request(at=ago(4), stands_for=10)
    record_request(at=ago(15), status=403, rule_score=75)
    record_request(at=ago(301))

    now = monitor.moment(NOW)

    assert len(now.bins) == 30
    assert now.bins[-1] == monitor.Bin(10, requests=11, refused=0, suspicious=0)
    assert now.bins[-2] == monitor.Bin(20, requests=1, refused=1, suspicious=1)
    assert (now.requests, now.refused, now.raised, now.busiest) == (12, 1, 1, 11)


def test_an_empty_door_can_be_drawn():
    now = monitor.moment(NOW)

    assert (now.requests, now.busiest, list(now.suspicious)) == (0, 1, [])


def test_the_latest_suspicious_requests_bans_and_unfinished_incidents_are_named():
    first = record_request(at=ago(20), rule_score=45)
    second = record_request(at=ago(10), rule_score=75)
    record_request(at=ago(5))
    banned = Standing.objects.create(
        kind="a", subject="a:203.0.113.9", step=Step.SHORT, until=NOW + timedelta(hours=1)
    )
    Standing.objects.create(
        kind="a", subject="a:203.0.113.8", step=Step.LONG, until=NOW - timedelta(hours=1)
    )
    opened = Incident.objects.create(kind="burst", key="1", title="A burst", severity=2)
    Incident.objects.create(
        kind="burst", key="2", title="Old", severity=2, state="closed", closing_note="done"
    )

    now = monitor.moment(NOW)

    assert list(now.suspicious) == [second, first]
    assert (list(now.standings), now.banned) == ([banned], 1)
    assert (list(now.incidents), now.unfinished) == ([opened], 1)


def test_the_panel_shows_what_one_may_see_and_nothing_else():
    Incident.objects.create(kind="burst", key="1", title="A burst from Mars", severity=2)
    record_request(path="/?q=<script>", rule_score=75)

    reader = staff_with("view_requestrecord").get(LIVE).content.decode()
    guard = staff_with("view_requestrecord", "view_incident", "view_standing").get(LIVE)

    assert "&lt;script&gt;" in reader
    assert "<script>" not in reader
    assert "Mars" not in reader
    assert "A burst from Mars" in guard.content.decode()


def test_the_panel_stands_above_the_list_of_requests():
    answer = staff_with("view_requestrecord").get("/admin/security/requestrecord/")

    assert 'data-door="/admin/security/requestrecord/live/"' in answer.content.decode()


@pytest.mark.parametrize("who", ["nobody", "shopper", "other staff"])
def test_others_see_nothing(who, client):
    if who == "shopper":
        client.force_login(make_user())
    elif who == "other staff":
        client.force_login(make_staff())

    assert client.get(LIVE).status_code in {302, 403}


def test_watching_costs_six_queries(django_assert_max_num_queries):
    for seconds in range(12):
        record_request(at=ago(seconds), rule_score=75)
    with django_assert_max_num_queries(6):
        now = monitor.moment(NOW)
        assert list(now.suspicious)
        assert list(now.standings) == []
        assert list(now.incidents) == []
