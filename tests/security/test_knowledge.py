"""What the door learns: habits, weights, the file; and detectors that wait in the shadow."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from mlbridge.domain.door import LearnedJudge
from mlbridge.engine.door import Asked, DoorRecipe, fit
from mlbridge.models import ModelVersion
from security.domain import book, detectors, knowledge
from security.domain.detectors import LEARNED, Alarms, mode_after
from security.domain.rules import Verdict
from security.models import Detector
from security.ports import Finding
from tests.factories.security import record_request

SORTS = ("newest", "price", "rating")


@pytest.fixture(scope="module")
def learned():
    honest = [
        Asked(
            "GET",
            f"/c/shelf-{number % 7}/",
            [("page", str(number % 30)), ("sort", SORTS[number % 3])],
        )
        for number in range(600)
    ]
    hostile = [
        Asked("GET", "/search/", [("q", f"{number}' union select {number},password from users--")])
        for number in range(40)
    ]
    return fit(honest, hostile, DoorRecipe())  # fmt: skip


def suspects(learned, path, **parameters) -> bool:
    return learned.score(learned.judge("GET", path, list(parameters.items()))) >= 40


def test_what_the_shop_is_always_asked_for_is_not_odd(learned):
    assert not suspects(learned, "/c/shelf-3/", page="12", sort="price")


def test_a_value_unlike_those_of_its_parameter_is_odd_and_is_named(learned):
    opinion = learned.judge("GET", "/c/shelf-3/", [("page", "12 or sleep(5)"), ("sort", "price")])

    assert opinion.parameter == "page"
    assert suspects(learned, "/c/shelf-3/", page="12 or sleep(5)", sort="price")


def test_alone_it_is_never_as_sure_as_a_rule(learned):
    opinion = learned.judge("GET", "/x", [("q", "';--" * 60)])

    assert 40 <= learned.score(opinion) < 70


def test_a_file_says_the_same_as_what_was_learned(learned):
    again = knowledge.unpacked(learned.packed())
    asked = ("GET", "/c/shelf-1/", [("page", "1'"), ("sort", "x")])

    assert again.judge(*asked).oddness == pytest.approx(learned.judge(*asked).oddness, abs=1e-4)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:-1],
        lambda raw: raw + b"x",
        lambda raw: b"{}" + raw,
        lambda _raw: b"\x80\x04.",
    ],
    ids=["cut off", "too long", "other head", "pickle"],
)
def test_a_damaged_file_is_refused(learned, spoil):
    with pytest.raises((ValueError, KeyError)):
        knowledge.unpacked(spoil(learned.packed()))


@pytest.mark.django_db
def test_the_worker_teaches_and_the_web_process_hears_of_it(settings, tmp_path):
    settings.MODEL_ROOT = tmp_path / "models"
    for number in range(320):
        record_request(path="/search/", query=f"q=mug number {number}&page={number % 9}")

    call_command("train")
    judge = LearnedJudge()
    judge.refresh()

    version = ModelVersion.objects.get(name="door")
    assert version.state == ModelVersion.State.SERVING, version.reason
    assert judge.judge("GET", "/search/", [("q", "mug number 7"), ("page", "2")]) is None
    found = judge.judge("GET", "/search/", [("q", "' or 1=1 union select"), ("page", "2;--")])
    assert found is not None
    assert found.score >= 40


def test_in_the_shadow_a_detector_is_heard_and_nothing_follows():
    verdict = detectors.in_force(Verdict(0, ()), Finding(60, "q"))

    assert (verdict.score, verdict.reasons) == (0, (LEARNED,))


def test_in_force_its_score_counts(monkeypatch):
    monkeypatch.setattr(book, "shadows", frozenset)

    assert detectors.in_force(Verdict(0, ()), Finding(60, "q")).score == 60


def test_a_rule_in_the_shadow_no_longer_counts(monkeypatch):
    monkeypatch.setattr(book, "shadows", lambda: frozenset({"sql_injection"}))

    verdict = detectors.in_force(Verdict(100, ("sql_injection", "no_agent")), None)

    assert (verdict.score, verdict.reasons) == (15, ("sql_injection", "no_agent"))


@pytest.mark.parametrize(
    ("mode", "payers", "alarmed", "after"),
    [
        ("shadow", 100, 0, "shadow"),
        ("shadow", 200, 0, "in_force"),
        ("shadow", 2000, 2, "in_force"),
        ("shadow", 2000, 3, "shadow"),
        ("in_force", 10, 0, "in_force"),
        ("in_force", 10, 1, "shadow"),
        ("in_force", 5000, 5, "in_force"),
    ],
)
def test_a_detector_counts_only_while_it_leaves_payers_alone(mode, payers, alarmed, after):
    assert mode_after(mode, Alarms(payers, alarmed), 1.0) == after


@pytest.mark.django_db
def test_false_alarms_are_measured_on_visitors_who_later_paid():
    paid_at = timezone.now()
    for number in range(3):
        record_request(
            session=f"payer{number}", method="POST", route="checkout/", status=302, at=paid_at
        )
    earlier = {"at": paid_at - timedelta(minutes=5), "rule_score": 70}
    record_request(session="payer1", reasons=["sql_injection"], **earlier)
    record_request(session="stranger", reasons=["script_injection"], **earlier)

    detectors.measure()

    figures = {one.name: (one.mode, one.payers, one.alarmed) for one in Detector.objects.all()}
    assert figures["sql_injection"] == ("shadow", 3, 1)
    assert figures["script_injection"] == ("in_force", 3, 0)
    assert figures[LEARNED] == ("shadow", 3, 0)


@pytest.mark.django_db
def test_what_staff_have_set_by_hand_stays():
    Detector.objects.create(name=LEARNED, mode="in_force", is_fixed=True)

    detectors.measure()

    assert Detector.objects.get(name=LEARNED).mode == "in_force"
