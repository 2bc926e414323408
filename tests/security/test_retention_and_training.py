"""Old requests are forgotten; the others can be learned from, in portions."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from security.domain import retention
from security.models import RequestRecord
from security.queries import training_requests
from tests.factories.security import record_request

pytestmark = pytest.mark.django_db


def days_ago(days: int):
    return timezone.now() - timedelta(days=days)


def test_requests_are_forgotten_after_thirty_days(monkeypatch):
    monkeypatch.setattr(retention, "PORTION", 2)
    kept = record_request(at=days_ago(29))
    for _ in range(3):
        record_request(at=days_ago(31))

    assert retention.forget_old() == 3

    assert RequestRecord.objects.get() == kept


def test_the_command_takes_days_and_refuses_nonsense(capsys):
    record_request(at=days_ago(8))

    with pytest.raises(CommandError, match="at least one day"):
        call_command("forget_requests", "--days", "0")
    assert RequestRecord.objects.count() == 1
    call_command("forget_requests", "--days", "7")

    assert not RequestRecord.objects.exists()


def test_training_reads_portions_without_saying_who():
    record_request(user_id=7, features=[1.0, 2.0])
    record_request(rule_score=70)
    record_request(at=days_ago(3))

    portions = list(training_requests(since=days_ago(1), portion=1))

    assert [len(portion) for portion in portions] == [1, 1]
    first, second = portions[0][0], portions[1][0]
    assert (first.is_signed_in, first.features, second.rule_score) == (True, (1.0, 2.0), 70)
    assert not hasattr(first, "address")


def test_training_can_leave_out_what_the_rules_suspect():
    honest = record_request()
    record_request(rule_score=70)

    (portion,) = training_requests(highest_rule_score=30, until=timezone.now())

    assert [one.record_id for one in portion] == [honest.pk]
