"""The learning as staff see and steer it: versions, shelves with their reasons, trainings on their way."""

import pytest
from django.test import Client

from mlbridge.domain import registry, retraining
from mlbridge.domain.guard import Verdict
from mlbridge.models import KeyKind, ModelVersion, RetrainRequest, Shelf
from shop.base import jobs
from shop.base.models import OutboxMessage
from tests.factories.accounts import make_user
from tests.factories.catalog import make_category
from tests.factories.mlbridge import learned, make_goods, measured, place
from tests.office import staff_browser

pytestmark = pytest.mark.django_db
VERSIONS = "/admin/mlbridge/modelversion/"
SHELVES = "/admin/mlbridge/recommendation/"
REQUESTS = "/admin/mlbridge/retrainrequest/"
BETTER, WORSE = Verdict(True, "better"), Verdict(False, "worse than version 1")


@pytest.fixture
def manager() -> Client:
    """Who may train, promote and roll back."""
    return staff_browser("manager")


@pytest.fixture
def analyst() -> Client:
    """Who may only look."""
    return staff_browser("analyst")


def trained(*places, verdict=BETTER, name="because_viewed", **details) -> ModelVersion:
    """A version whose training has ended."""
    version = registry.begin(name)
    registry.complete(version, learned(*places, **details))
    registry.settle(version, verdict)
    return version


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_version_stands_beside_its_baseline_and_the_version_that_served(analyst):
    trained()
    trained(figures=measured(0.3124, 0.1, champion=0.29, champion_version=1), verdict=WORSE)

    page = text_of(analyst.get(VERSIONS))

    assert "HR@8 0.3124 on 100 cases" in page
    assert "popular 0.1000; v1 0.2900" in page
    assert "worse than version 1" in page


def test_the_page_of_a_version_says_what_it_read_and_what_its_file_is(analyst):
    version = trained()

    page = text_of(analyst.get(f"{VERSIONS}{version.pk}/change/")).replace("<wbr>", "")

    assert version.sha256 in page
    for told in (
        "deeds: <strong>10",
        "digest: <strong>d1",
        "window: <strong>50",
        "the newest week",
    ):
        assert told in page


def test_every_model_has_a_line_also_before_its_first_training(analyst):
    page = text_of(analyst.get(VERSIONS))

    assert page.count("none yet") == 6
    assert "request_anomalies" in page


def test_train_now_asks_a_worker(manager):
    said = text_of(manager.post(f"{VERSIONS}model/trending/train/", follow=True))

    assert RetrainRequest.objects.get().names == ["trending"]
    assert OutboxMessage.objects.get().task == "mlbridge.tasks.retrain_as_asked"
    assert "A worker trains it as soon as it can." in said
    assert "Waiting, 0 %" in said


def test_a_model_that_waits_for_its_training_is_not_asked_for_twice(manager):
    retraining.ask(["trending"])

    said = text_of(manager.post(f"{VERSIONS}model/trending/train/", follow=True))

    assert "trending is being trained already." in said
    assert RetrainRequest.objects.count() == 1


def test_going_back_brings_the_former_version(manager):
    former, present = trained(), trained()
    assert "Go back to 1" in text_of(manager.get(VERSIONS))

    said = text_of(manager.post(f"{VERSIONS}model/because_viewed/roll-back/", follow=True))

    assert "because_viewed 1 serves now." in said
    assert registry.serving("because_viewed") == former
    present.refresh_from_db()
    assert present.state == "retired"


def test_without_a_former_version_going_back_is_refused_in_words(manager):
    only = trained()
    assert "Go back to" not in text_of(manager.get(VERSIONS))

    said = text_of(manager.post(f"{VERSIONS}model/because_viewed/roll-back/", follow=True))

    assert "because_viewed has no earlier version to go back to." in said
    assert registry.serving("because_viewed") == only


def promote(client: Client, version: ModelVersion) -> str:
    chosen = {"action": "promote", "_selected_action": [version.pk]}
    return text_of(client.post(VERSIONS, chosen, follow=True))


def test_a_candidate_can_be_let_to_serve(manager):
    trained()
    candidate = trained(verdict=WORSE)

    assert "because_viewed 2 serves now." in promote(manager, candidate)
    assert registry.serving("because_viewed") == candidate


def test_a_version_that_came_to_nothing_is_not_let_to_serve(manager):
    serving, failed = trained(), registry.begin("because_viewed")
    registry.give_up(failed, "Too little data.")

    assert "because_viewed 2 cannot serve: train the model." in promote(manager, failed)
    assert registry.serving("because_viewed") == serving


@pytest.mark.parametrize("verb", ["train", "roll-back"])
def test_who_may_only_look_changes_nothing(analyst, verb):
    _former, present = trained(), trained()
    page = text_of(analyst.get(VERSIONS))

    said = analyst.post(f"{VERSIONS}model/because_viewed/{verb}/", follow=True)

    assert "Train now" not in page
    assert "but not change what serves." in text_of(said)
    assert registry.serving("because_viewed") == present
    assert RetrainRequest.objects.count() == 0


def test_who_may_only_look_cannot_let_a_version_serve(analyst):
    serving, candidate = trained(), trained(verdict=WORSE)

    promote(analyst, candidate)

    assert registry.serving("because_viewed") == serving


def test_versions_are_neither_written_nor_deleted_by_hand(manager):
    version = trained()

    assert manager.get(f"{VERSIONS}add/").status_code == 403
    assert manager.post(f"{VERSIONS}{version.pk}/delete/", {"post": "yes"}).status_code == 403
    assert manager.post(f"{VERSIONS}{version.pk}/change/", {"reason": "x"}).status_code == 403
    version.refresh_from_db()
    assert version.reason == "better"


def test_shelves_are_shown_as_shoppers_see_them(analyst):
    mug, lamp = make_goods(2, name="Mug")
    lamp.name = "Lamp"
    lamp.save()
    trained(place(mug, lamp))

    page = text_of(analyst.get(SHELVES))

    assert "Product: Mug" in page
    assert "People who looked at Mug went on to this" in page


def test_shelves_that_do_not_serve_are_not_shown(analyst):
    mug, lamp = make_goods(2)
    served = trained(place(mug, lamp))
    trained(place(lamp, mug), verdict=WORSE)

    rows = analyst.get(SHELVES).context["cl"].result_list

    assert [row.version for row in rows] == [served]


def test_whatever_a_shelf_hangs_on_is_named(analyst):
    ada, tea = make_user("ada@example.com"), make_category("Tea")
    mug, lamp = make_goods(2)
    trained(
        place(mug, lamp, key_kind=KeyKind.USER, key_id=ada.pk),
        place(mug, lamp, key_kind=KeyKind.CATEGORY, key_id=tea.pk, shelf=Shelf.TRENDING),
        place(mug, lamp, key_kind=KeyKind.SHOP, key_id=0, shelf=Shelf.TRENDING),
        place(mug, lamp, key_id=99_999),
    )

    page = text_of(analyst.get(SHELVES))

    for said in ("Customer: ada@example.com", "Category: Tea", "Whole shop", "Product: #99999"):
        assert said in page


def test_one_place_has_a_page_of_its_own(analyst):
    mug, lamp = make_goods(2, name="Mug")
    row = trained(place(mug, lamp)).recommendations.get()

    assert "Product: Mug" in text_of(analyst.get(f"{SHELVES}{row.pk}/change/"))


def test_a_training_says_how_it_ended(analyst):
    done, failed = retraining.ask(["trending"]), retraining.ask(["buy_again"])
    result = {"trending": {"reason": "the fallback of every shelf."}}
    run = jobs.run(retraining.JOB, lambda row: result)
    RetrainRequest.objects.filter(pk=done.pk).update(state="done", run=run)
    RetrainRequest.objects.filter(pk=failed.pk).update(state="failed", error="No rows.")

    page = text_of(analyst.get(REQUESTS))

    assert "trending: the fallback of every shelf." in page
    assert "No rows." in page
    assert "100 %" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_models_cost_the_same_however_many_versions(analyst, count, django_assert_num_queries):
    for _ in range(count):
        trained()
    analyst.get(VERSIONS)

    with django_assert_num_queries(10):
        analyst.get(VERSIONS)


@pytest.mark.parametrize("count", [1, 3])
def test_the_shelves_cost_the_same_however_long(analyst, count, django_assert_num_queries):
    key, *others = make_goods(count + 1)
    trained(*[place(key, other, rank) for rank, other in enumerate(others, start=1)])
    analyst.get(SHELVES)

    with django_assert_num_queries(6):
        analyst.get(SHELVES)


@pytest.mark.parametrize("count", [1, 3])
def test_the_trainings_cost_the_same_however_many(analyst, count, django_assert_num_queries):
    for _ in range(count):
        request = retraining.ask(["trending"], by=make_user().pk)
        run = jobs.run(retraining.JOB, lambda row: None)
        RetrainRequest.objects.filter(pk=request.pk).update(state="done", run=run)
    analyst.get(REQUESTS)

    with django_assert_num_queries(6):
        analyst.get(REQUESTS)
