"""Odd requests: the forest judges in batches, its file is checked first, and the rules stand when there is none."""

from pathlib import Path
from random import Random
from uuid import uuid4

import pytest
from django.conf import settings

from mlbridge.domain import registry, retraining
from mlbridge.domain.scoring import ForestScorer
from mlbridge.models import ModelVersion
from security.domain.features import FEATURES, extract
from security.domain.scoring import score_waiting
from security.domain.watching import Row, write
from security.models import HIGH, RAISED, RequestRecord
from security.ports import ScoredRequest, plug_scorer
from tests.factories.security import record_request

pytestmark = pytest.mark.django_db
WORDS = ("mug", "lamp", "oak table", "linen", "blue bowl", "candle", "wool throw", "tea towel")


def features_of(value: str, path: str = "/search") -> list[float]:
    """A page view by a browser, with one parameter."""
    return extract(
        method="GET", path=path, raw=f"q={value}", values=[value], agent="Mozilla/5.0", headers=9, has_cookie=True,
        has_language=True, has_referer=True, status=200, duration_us=9_000, bytes_in=0, bytes_out=20_000,
    )  # fmt: skip


@pytest.fixture
def traffic():
    """Six hundred honest requests."""
    rng = Random(1)
    paths = ("/search", "/products/speckled-mug", "/", "/category/mugs")
    record_requests(
        features_of(" ".join(rng.sample(WORDS, rng.randint(1, 2))), rng.choice(paths))
        for _ in range(600)
    )


def record_requests(features, rule_score: int = 0) -> None:
    """Many requests at once that differ in their features only."""
    first = record_request(rule_score=rule_score, features=features_of("mug"))
    pattern = Row(**{name: getattr(first, name) for name in Row._fields})
    write([pattern._replace(request_id=uuid4(), features=row) for row in features])


def asked(value: str, rule_score: int = 0) -> ScoredRequest:
    return ScoredRequest(1, "GET", "search", value, tuple(features_of(value)), rule_score)


ODD = "%27%3c%3e" * 60 + "<(((((((((((((';;;;;;'"


def test_with_too_few_requests_the_rules_judge():
    retraining.run(["request_anomalies"])

    scorer = ForestScorer()

    assert [one.score for one in scorer.score([asked("mug", rule_score=55)])] == [55.0]
    assert scorer.version == "rules"


def test_odd_requests_score_above_usual_ones_and_name_what_is_odd(traffic):
    retraining.run(["request_anomalies"])
    scorer = ForestScorer()

    usual, odd = scorer.score([asked("oak table"), asked(ODD)])

    assert scorer.version == "request_anomalies 1"
    assert usual.score < RAISED <= odd.score
    assert "longest_value" in odd.reasons


def test_what_is_merely_odd_is_not_high_without_a_word_from_the_rules(traffic):
    retraining.run(["request_anomalies"])

    alone, confirmed = ForestScorer().score([asked(ODD), asked(ODD, rule_score=70)])

    assert alone.score < HIGH
    assert confirmed.score >= alone.score


def test_before_any_attack_the_model_is_judged_by_known_probes(traffic):
    retraining.run(["request_anomalies"])

    version = registry.serving("request_anomalies")
    assert version.metrics["model"] > 0.9
    assert version.metrics["model"] > version.metrics["baseline"]
    assert version.snapshot["rows"] == {"harmless": 601, "hostile": 0}
    assert "probes" in version.metrics["split"]


def test_with_attacks_on_record_it_is_judged_by_them(traffic):
    record_requests(
        (features_of(f"' OR {number}={number} --" * 3) for number in range(39)), rule_score=85
    )

    retraining.run(["request_anomalies"])

    version = registry.serving("request_anomalies")
    assert version.metrics["cases"] == 40
    assert version.snapshot["rows"]["hostile"] == 40


def test_the_forest_scores_what_waits_through_the_port(traffic):
    retraining.run(["request_anomalies"])
    plug_scorer(ForestScorer())

    score_waiting()

    assert set(RequestRecord.objects.values_list("model_version", flat=True)) == {
        "request_anomalies 1"
    }
    usual = RequestRecord.objects.filter(model_score__lt=RAISED).count()
    assert usual > 580


def damage(version: ModelVersion) -> None:
    path = Path(settings.MODEL_ROOT) / version.artifact
    path.write_bytes(path.read_bytes()[:-9])


def test_a_damaged_file_is_not_loaded_and_the_rules_judge(traffic):
    retraining.run(["request_anomalies"])
    damage(registry.serving("request_anomalies"))
    scorer = ForestScorer()

    assert [one.score for one in scorer.score([asked("mug", rule_score=15)])] == [15.0]
    assert scorer.version == "rules"


def test_a_damaged_new_file_leaves_the_loaded_version_judging(traffic):
    retraining.run(["request_anomalies"])
    scorer = ForestScorer()
    scorer.score([asked("mug")])

    retraining.run(["request_anomalies"])
    damage(registry.serving("request_anomalies"))
    scorer.score([asked("mug")])

    assert scorer.version == "request_anomalies 1"


def test_a_file_of_another_form_is_not_loaded(traffic, monkeypatch):
    retraining.run(["request_anomalies"])
    monkeypatch.setattr("mlbridge.domain.scoring.FORM", "request-anomalies/1 of features/99")
    scorer = ForestScorer()

    scorer.score([asked("mug")])

    assert scorer.version == "rules"


def test_requests_with_other_features_are_refused_rather_than_misread(traffic):
    retraining.run(["request_anomalies"])
    short = ScoredRequest(1, "GET", "search", "mug", (1.0,) * (len(FEATURES) - 1), 0)

    with pytest.raises(ValueError, match="20 features"):
        ForestScorer().score([short])


def test_a_version_promoted_meanwhile_takes_over_with_the_next_batch(traffic):
    retraining.run(["request_anomalies"])
    scorer = ForestScorer()
    scorer.score([asked("mug")])

    retraining.run(["request_anomalies"])
    scorer.score([asked("mug")])
    newer = scorer.version
    registry.roll_back("request_anomalies")
    scorer.score([asked("mug")])

    assert (newer, scorer.version) == ("request_anomalies 2", "request_anomalies 1")
