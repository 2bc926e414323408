"""Three days at the demo shop's door."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db.models import Avg
from django.utils import timezone

from security.domain.watching import judged, write
from security.models import RAISED, RequestRecord
from shop.demo.simulation.requests import DAYS, Places, knocks

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PLACES = Places(
    products=[f"mug-{number}" for number in range(20)],
    categories=["kitchen", "garden"],
    searches=["red mug", "jardinière", "o'neill scarf"],
)


@pytest.fixture(scope="module")
def came():
    return knocks(PLACES, now=NOW, seed=7)


def test_the_same_seed_brings_the_same_requests(came):
    assert knocks(PLACES, now=NOW, seed=7) == came
    assert knocks(PLACES, now=NOW, seed=8) != came


def test_they_came_within_three_days_in_the_order_of_time(came):
    times = [knock.at for knock in came]

    assert times == sorted(times)
    assert NOW - timedelta(days=DAYS) <= times[0] < times[-1] <= NOW


def test_the_rules_find_the_attackers_and_leave_shoppers_alone(came):
    alarmed = [knock for knock in came if judged(knock.seen, knock.at)[1].score >= RAISED]
    with_session = [knock for knock in alarmed if knock.seen.session_key]

    assert len(alarmed) > 50
    assert with_session == []


@pytest.mark.django_db
def test_the_forest_learns_from_them_and_scores_every_kind_of_attack_above_shoppers(
    came, settings, tmp_path
):
    settings.MODEL_ROOT = tmp_path / "models"
    now = timezone.now()
    write(judged(knock.seen, now - (NOW - knock.at))[0] for knock in came)

    call_command("train")
    call_command("score_requests")

    scored = RequestRecord.objects.filter(model_version="request_anomalies 1")
    assert scored.count() == len(came)
    shoppers = mean_score(scored.exclude(session=""))
    for attack in (
        scored.filter(status=404, route=""),
        scored.filter(route="search/", session=""),
        scored.filter(route="api/auth/token"),
    ):
        assert mean_score(attack) > 2 * shoppers


def mean_score(requests):
    return requests.aggregate(mean=Avg("model_score"))["mean"]
