"""Staff see who came to the door, how suspicious it was, and why."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from security.domain.features import FEATURES
from security.models import RequestRecord
from tests.factories.accounts import make_staff, make_user
from tests.factories.security import record_request

pytestmark = pytest.mark.django_db
LIST = "/admin/security/requestrecord/"


@pytest.fixture
def ben() -> Client:
    """Staff who may read requests."""
    staff = make_staff()
    staff.user_permissions.add(Permission.objects.get(codename="view_requestrecord"))
    client = Client()
    client.force_login(staff)
    return client


def listed(client: Client, **query: str) -> list[RequestRecord]:
    return list(client.get(LIST, query).context["cl"].result_list)


def test_high_scores_of_rules_and_model_can_be_listed(ben):
    record_request()
    by_rules = record_request(rule_score=70)
    by_model = record_request()
    RequestRecord.objects.filter(pk=by_model.pk).update(model_score=88.0)

    assert listed(ben, score="70") == [by_model, by_rules]
    assert len(listed(ben, score="nonsense")) == 3


def test_requests_can_be_filtered_by_answer_route_and_country(ben):
    refused = record_request(status=404, route="", country="FR")
    failed = record_request(status=503, route="checkout")
    record_request()

    assert listed(ben, answer="4") == [refused]
    assert listed(ben, answer="5") == [failed]
    assert listed(ben, route__icontains="check") == [failed]
    assert listed(ben, country__icontains="fr") == [refused]


def test_requests_are_found_by_whole_address_number_or_session(ben):
    one = record_request(address="2001:db8::1", session="aaaaaaaaaaaaaaaa")
    record_request()

    assert listed(ben, q="2001:0DB8::1") == [one]
    assert listed(ben, q=str(one.request_id)) == [one]
    assert listed(ben, q="AAAAAAAAAAAAAAAA") == [one]
    assert listed(ben, q="nobody") == []


def test_the_page_of_a_request_explains_its_score(ben):
    record = record_request(
        rule_score=70, reasons=["sql_injection"], features=[float(n) for n in range(len(FEATURES))]
    )
    RequestRecord.objects.filter(pk=record.pk).update(
        model_score=91.0, model_reasons=["digits"], model_version="forest 3"
    )

    page = ben.get(f"{LIST}{record.pk}/change/").content.decode()

    assert "talks SQL to the database" in page
    assert "→ share of digits" in page
    assert "forest 3" in page


def test_what_only_the_model_finds_odd_is_said_in_words(ben):
    record = record_request(query="q=mug")
    RequestRecord.objects.filter(pk=record.pk).update(model_score=45.0, model_reasons=["digits"])

    page = ben.get(LIST).content.decode()

    assert "share of digits" in page
    assert "/search?q=mug" in page


def test_what_attackers_write_is_shown_as_text(ben):
    record_request(path="/<script>alert(1)</script>", query="<img src=x onerror=alert(2)>")
    record = RequestRecord.objects.get()

    for page in (ben.get(LIST), ben.get(f"{LIST}{record.pk}/change/")):
        assert b"<script>alert(1)" not in page.content
        assert b"<img src=x" not in page.content


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_length(ben, rows, django_assert_num_queries):
    for _ in range(rows):
        record_request(rule_score=70, reasons=["sql_injection"])
    ben.get(LIST)

    with django_assert_num_queries(10):
        ben.get(LIST)


def test_nobody_else_reads_or_changes_requests(ben):
    record = record_request()
    shopper, new_at_work = Client(), Client()
    shopper.force_login(make_user())
    new_at_work.force_login(make_staff())

    assert shopper.get(LIST).status_code == 302
    assert new_at_work.get(LIST).status_code == 403
    assert ben.post(f"{LIST}{record.pk}/delete/", {"post": "yes"}).status_code == 403
    assert RequestRecord.objects.count() == 1
