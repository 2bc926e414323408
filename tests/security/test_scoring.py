"""Scoring: each waiting request once, by whoever is plugged in, by the rules when the model fails."""

import math

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from security import ports
from security.domain import scoring
from security.models import RequestRecord
from security.ports import Opinion
from shop.base import jobs
from tests.factories.security import record_request

pytestmark = pytest.mark.django_db


class Forest:
    """A scorer for tests: everything that names a path with "odd" in it is hostile."""

    version = "forest 3"

    def __init__(self, answer=None) -> None:
        self.asked: list[int] = []
        self.answer = answer

    def score(self, requests):
        self.asked += [request.record_id for request in requests]
        if self.answer is not None:
            return self.answer(requests)
        return [
            Opinion(92.5, ("path_length", "odd|characters"))
            if "odd" in request.text
            else Opinion(3.0)
            for request in requests
        ]


@pytest.fixture
def plug():
    """Plug in another scorer; the shop's own comes back after the test."""
    own = ports.scorer()
    yield ports.plug_scorer
    ports.plug_scorer(own)


def scores() -> list[tuple]:
    return list(
        RequestRecord.objects.order_by("pk").values_list(
            "model_score", "model_reasons", "model_version"
        )
    )


def test_without_a_model_the_rules_score_stands():
    record_request(rule_score=70, reasons=["sql_injection"])

    assert scoring.score_waiting() == scoring.Scored(requests=1)

    assert scores() == [(70.0, [], "rules")]


def test_a_plugged_in_scorer_judges_every_waiting_request_once(plug):
    forest = Forest()
    plug(forest)
    first, second = record_request(path="/odd"), record_request()

    scoring.score_waiting()
    scoring.score_waiting()

    assert forest.asked == [first.pk, second.pk]
    assert scores() == [
        (92.5, ["path_length", "odd/characters"], "forest 3"),
        (3.0, [], "forest 3"),
    ]


def test_many_are_scored_in_batches(plug, django_assert_num_queries):
    plug(Forest())
    for _ in range(5):
        record_request()

    with django_assert_num_queries(3 * 2 + 1):
        scored = scoring.score_waiting(batch=2)

    assert scored.requests == 5
    assert RequestRecord.objects.waiting().count() == 0


@pytest.mark.parametrize(
    "nonsense",
    [
        lambda requests: [],
        lambda requests: [Opinion(math.nan)] * len(requests),
        lambda requests: [Opinion(math.inf)] * len(requests),
        lambda requests: 1 / 0,
        lambda requests: ["high"] * len(requests),
    ],
)
def test_when_the_model_fails_or_talks_nonsense_the_rules_stand(plug, nonsense, caplog):
    plug(Forest(nonsense))
    record_request(rule_score=15)

    assert scoring.score_waiting() == scoring.Scored(requests=1, by_rules_instead=1)

    assert scores() == [(15.0, [], "rules")]
    assert "The scorer forest 3 failed" in caplog.text


@pytest.mark.parametrize(("said", "kept"), [(250.0, 100.0), (-3.0, 0.0)])
def test_a_score_stays_between_0_and_100(plug, said, kept):
    plug(Forest(lambda requests: [Opinion(said)] * len(requests)))
    record_request()

    scoring.score_waiting()

    assert scores()[0][0] == kept


def test_job_and_command_leave_their_figures():
    from security.tasks import score_requests

    record_request()
    score_requests()
    record_request()
    call_command("score_requests")

    run = jobs.latest_run("security.score_requests")
    assert run is not None
    assert run.result == {"requests": 1, "by_rules_instead": 0}
    assert RequestRecord.objects.waiting().count() == 0


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("request_rule_score_within_100", {"rule_score": 101}),
        ("request_sizes_not_negative", {"bytes_in": -1}),
        ("request_status_is_http", {"status": 42}),
    ],
)
def test_the_database_refuses_impossible_records(rule, fields):
    with pytest.raises(IntegrityError, match=rule):
        record_request(**fields)
