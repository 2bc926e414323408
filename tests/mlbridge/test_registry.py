"""Versions: one serves, a better one takes over, a broken one changes nothing, and the way back is open."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from mlbridge.domain import artifacts, registry
from mlbridge.domain.guard import Verdict, judge
from mlbridge.errors import ArtifactRefused, CannotServe, NothingToRollBackTo
from mlbridge.models import ModelVersion, Recommendation
from tests.factories.mlbridge import learned, make_goods, measured, place

pytestmark = pytest.mark.django_db
BETTER, WORSE = Verdict(True, "better"), Verdict(False, "worse")


def trained(name="because_viewed", verdict=BETTER, **details):
    """A version whose training has ended."""
    version = registry.begin(name)
    registry.complete(version, learned(**details))
    registry.settle(version, verdict)
    return version


def test_a_better_version_serves_and_the_former_one_retires():
    first, second = trained(), trained()

    first.refresh_from_db()
    assert (first.state, second.state) == ("retired", "serving")
    assert (first.number, second.number) == (1, 2)
    assert registry.serving("because_viewed") == second


def test_a_worse_version_does_not_serve_and_says_why():
    first, second = trained(), trained(verdict=WORSE)

    assert registry.serving("because_viewed") == first
    assert (second.state, second.reason) == ("candidate", "worse")


def test_two_versions_of_a_model_never_serve_at_once():
    serving = trained()

    with pytest.raises(IntegrityError, match="model_version_one_serves"), transaction.atomic():
        ModelVersion.objects.create(
            name=serving.name,
            number=9,
            state="serving",
            promoted_at=timezone.now(),
            trained_at=timezone.now(),
        )


def test_rolling_back_brings_the_version_that_served_before():
    first, _second = trained(), trained()

    registry.roll_back("because_viewed")

    first.refresh_from_db()
    assert first.is_serving
    assert ModelVersion.objects.serving().count() == 1


def test_without_an_earlier_version_there_is_no_way_back():
    only = trained()

    with pytest.raises(NothingToRollBackTo):
        registry.roll_back("because_viewed")

    assert registry.serving("because_viewed") == only


def test_a_version_in_training_cannot_serve():
    version = registry.begin("because_viewed")

    with pytest.raises(CannotServe):
        registry.promote(version, reason="by hand")

    assert registry.serving("because_viewed") is None


def test_what_a_dead_process_left_is_cleared_by_the_next_training():
    mug, lamp = make_goods(2)
    serving, dead = trained(), registry.begin("because_viewed")
    registry.shelves.publish(dead, [place(mug, lamp)])

    registry.begin("because_viewed")

    dead.refresh_from_db()
    assert (dead.state, Recommendation.objects.count()) == ("failed", 0)
    assert dead.reason == "The process ended before the training did."
    assert registry.serving("because_viewed") == serving


def test_old_versions_lose_their_files_and_the_serving_one_keeps_it():
    mug, lamp = make_goods(2)
    versions = []
    for _ in range(registry.KEEP_READY + 3):
        version = registry.begin("because_viewed")
        registry.complete(version, learned(place(mug, lamp)))
        registry.settle(version, BETTER)
        versions.append(version)

    files = sorted(path.name for path in Path(settings.MODEL_ROOT).iterdir())

    assert len(files) == Recommendation.objects.count() == registry.KEEP_READY + 1
    assert versions[-1].artifact in files
    assert not ModelVersion.objects.get(number=1).is_kept


def test_a_forgotten_version_cannot_serve_again():
    version = trained()
    trained()
    ModelVersion.objects.filter(pk=version.pk).update(is_kept=False)

    with pytest.raises(CannotServe):
        registry.promote(version, reason="by hand")


def test_a_file_is_read_back_as_it_was_written():
    assert artifacts.read(trained(content=b"weights")) == b"weights"


def tamper(version, content):
    (Path(settings.MODEL_ROOT) / version.artifact).write_bytes(content)


@pytest.mark.parametrize("content", [b"", b"weight", b"weights and more", b"\x80\x04evil pickle."])
def test_a_changed_file_is_refused(content):
    version = trained(content=b"weights")

    tamper(version, content)

    with pytest.raises(ArtifactRefused):
        artifacts.read(version)


def test_a_missing_file_is_refused():
    version = trained()

    (Path(settings.MODEL_ROOT) / version.artifact).unlink()

    with pytest.raises(ArtifactRefused, match="Train the model again"):
        artifacts.read(version)


def test_a_file_whose_digest_was_changed_with_it_is_refused_for_its_signature():
    import hashlib

    version = trained(content=b"weights")

    tamper(version, b"other")
    version.sha256 = hashlib.sha256(b"other").hexdigest()

    with pytest.raises(ArtifactRefused):
        artifacts.read(version)


def test_the_file_of_another_shop_is_refused(settings):
    version = trained()

    settings.SECRET_KEY = "another shop's key, which is quite as long as ours is, of course"

    with pytest.raises(ArtifactRefused):
        artifacts.read(version)


def test_a_signed_file_of_another_version_cannot_stand_in():
    first, second = trained(content=b"first"), trained(content=b"second")

    second.artifact, second.sha256, second.signature = first.artifact, first.sha256, first.signature

    with pytest.raises(ArtifactRefused):
        artifacts.read(second)


@pytest.mark.parametrize(
    ("figures", "is_better"),
    [
        (measured(0.3, 0.1), True),
        (measured(0.1, 0.1), False),
        (measured(0.3, 0.1, champion=0.3, champion_version=1), True),
        (measured(0.3, 0.1, champion=0.31, champion_version=1), False),
        (measured(0.3, 0.1, cases=29), False),
    ],
    ids=[
        "better",
        "no better than the baseline",
        "as good as what serves",
        "worse than what serves",
        "too few cases",
    ],
)
def test_only_what_beats_the_baseline_and_is_no_worse_than_what_serves_may_serve(
    figures, is_better
):
    assert judge(figures).is_better is is_better
