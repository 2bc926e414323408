"""Training: from what people did to shelves that serve, judged on the newest slice of time."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from mlbridge.domain import recommend, registry, retraining, training
from mlbridge.domain.lessons import viewed
from mlbridge.engine import covisits
from mlbridge.models import ModelVersion, Recommendation, RetrainRequest
from shop.base import jobs
from shop.base.models import JobRun, OutboxMessage
from tests.factories.accounts import make_user
from tests.factories.catalog import make_category, make_product, make_variant
from tests.factories.mlbridge import log_habits, make_goods, make_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairs():
    """Twenty pairs of products; everybody who looks at the first goes on to the second."""
    goods = make_goods(40)
    listed = list(zip(goods[::2], goods[1::2], strict=True))
    log_habits(listed)
    return listed


def test_habits_become_the_shelf_of_a_product(pairs):
    retraining.run(["because_viewed"])

    for first, second in pairs[:5]:
        assert recommend.for_product(first.pk, limit=1)[0].product_id == second.pk


def test_a_version_says_what_it_read_and_how_good_it_is(pairs):
    retraining.run(["because_viewed"])

    version = registry.serving("because_viewed")
    assert version.snapshot["rows"] == {"deeds": 1200, "people": 600, "products": 40}
    assert version.metrics["model"] > 0.9
    assert version.metrics["baseline"] < 0.5
    assert version.metrics["cases"] >= 30
    assert version.artifact_bytes > 0
    assert version.run == jobs.latest_run("mlbridge.retrain")


def test_equal_data_have_an_equal_digest(pairs):
    retraining.run(["because_viewed"])
    retraining.run(["because_viewed"])

    first, second = ModelVersion.objects.order_by("number")
    assert first.snapshot["digest"] == second.snapshot["digest"]
    assert second.is_serving
    assert second.metrics["champion_version"] == first.number


def test_what_follows_no_pattern_does_not_serve():
    goods, rng = make_goods(40), Random(1)
    log_habits([rng.sample(goods, 2) for _ in range(3)], people=2)
    log_habits([rng.sample(goods, 2) for _ in range(200)], people=1)

    retraining.run(["because_viewed"])

    version = ModelVersion.objects.get()
    assert version.state == "candidate"
    assert "Not better than" in version.reason or "Only" in version.reason
    assert recommend.for_product(goods[0].pk)


def test_a_shop_without_a_past_is_not_trained_and_still_shows_something():
    (mug,) = make_goods(1)

    run = retraining.run()

    assert set(run.result) == set(training.LESSONS)
    assert not ModelVersion.objects.serving().exists()
    assert [one.product_id for one in recommend.for_person()] == [mug.pk]


def test_trends_are_by_category_and_what_is_above_it(pairs):
    kitchen = make_category("Kitchen")
    mugs = make_category("Mugs", parent=kitchen)
    mug = make_variant(product=make_product(category=mugs)).product
    log_habits([[mug]], people=5)

    retraining.run(["trending"])

    for category in (kitchen, mugs):
        (shown,) = recommend.trending(category=category.pk)
        assert (shown.product_id, shown.reason) == (mug.pk, f"Popular this week in {category.name}")


def buy(user, *variants, days_ago):
    return make_paid_order(user, variants, at=timezone.now() - timedelta(days=days_ago))


def test_what_stands_in_the_same_orders_is_bought_together():
    goods = [make_variant() for _ in range(30)]
    for days_ago in range(60):
        first = 2 * (days_ago % 15)
        buy(None, goods[first], goods[first + 1], days_ago=days_ago)
        buy(None, goods[first], goods[first + 1], days_ago=days_ago + 0.5)

    retraining.run(["bought_together"])

    assert registry.serving("bought_together").metrics["model"] > 0.5
    (shown,) = recommend.for_cart([goods[0].product_id], limit=1)
    assert shown.product_id == goods[1].product_id


def test_own_purchases_are_due_again_and_unpaid_orders_do_not_count():
    people = [make_user() for _ in range(40)]
    goods = [make_variant() for _ in range(40)]
    for number, user in enumerate(people):
        for days_ago in (2, 40, 80, 120):
            buy(user, goods[number], days_ago=days_ago)
    cancelled = buy(people[0], goods[5], days_ago=1)
    type(cancelled).objects.filter(pk=cancelled.pk).update(state="cancelled")

    retraining.run(["buy_again"])

    assert registry.serving("buy_again").metrics["model"] == 1.0
    (shown,) = recommend.buy_again(people[0].pk)
    assert (shown.product_id, shown.reason) == (goods[0].product_id, "You have bought this 4 times")


def test_one_model_that_fails_does_not_keep_the_others_from_training(pairs, monkeypatch):
    def fail(champion):
        raise RuntimeError("the disk is full")

    monkeypatch.setitem(
        training.LESSONS, "because_viewed", training.Lesson("because_viewed", "x", fail)
    )

    with pytest.raises(
        training.TrainingFailed, match="because_viewed: RuntimeError: the disk is full"
    ):
        retraining.run(["because_viewed", "trending"])

    assert list(ModelVersion.objects.serving().values_list("name", flat=True)) == ["trending"]
    assert jobs.latest_run("mlbridge.retrain").state == JobRun.State.FAILED


def test_a_failed_training_leaves_the_old_version_serving(pairs, monkeypatch):
    retraining.run(["because_viewed"])
    monkeypatch.setattr(viewed, "places", lambda *arguments: iter([("not", "a", "place")]))

    with pytest.raises(training.TrainingFailed):
        retraining.run(["because_viewed"])

    assert registry.serving("because_viewed").number == 1
    assert recommend.for_product(pairs[0][0].pk, limit=1)[0].product_id == pairs[0][1].pk


def test_a_worse_method_does_not_take_over_from_a_better_one(pairs, monkeypatch):
    rng, everything = Random(1), [product for pair in pairs for product in pair]
    log_habits([(first, rng.choice(everything), second) for first, second in pairs * 3], people=20)
    retraining.run(["because_viewed"])

    monkeypatch.setattr(covisits, "SHOP", replace(covisits.SHOP, window=1, backward=2.0))
    retraining.run(["because_viewed"])

    better, worse = ModelVersion.objects.order_by("number")
    assert (better.is_serving, worse.is_serving) == (True, False)
    assert worse.reason.startswith("Worse than version 1: HR@8")


def test_the_first_training_trains_what_nothing_serves_yet(pairs, capsys):
    call_command("train")
    before = ModelVersion.objects.count()
    serving = set(ModelVersion.objects.serving().values_list("name", flat=True))

    call_command("train")

    assert serving == {"because_viewed", "trending"}
    assert ModelVersion.objects.count() == before + len(training.LESSONS) - len(serving)


def test_an_unknown_model_is_named_and_the_known_ones_listed():
    with pytest.raises(CommandError, match=r"no model ghost. There are: trending, because_viewed"):
        call_command("retrain", "ghost")


def test_asking_leaves_a_request_and_a_message_for_the_worker():
    ben = make_user()

    request = retraining.ask(["trending"], by=ben.pk)

    message = OutboxMessage.objects.get()
    assert message.arguments == {"request_id": str(request.pk)}
    assert (request.names, request.requested_by) == (["trending"], ben)


def test_a_model_that_waits_for_training_is_not_asked_for_twice():
    first = retraining.ask(["trending"])

    with pytest.raises(retraining.AlreadyTraining) as refusal:
        retraining.ask([])

    assert refusal.value.extra == {"job": str(first.pk)}
    assert RetrainRequest.objects.count() == 1


def test_a_request_is_done_once(pairs):
    request = retraining.ask(["trending"])

    retraining.perform(request.pk)
    retraining.perform(request.pk)

    request.refresh_from_db()
    assert (request.state, request.progress_percent) == ("done", 100)
    assert ModelVersion.objects.count() == 1


def test_a_request_that_fails_says_why(monkeypatch):
    def fail(champion):
        raise RuntimeError("the disk is full")

    monkeypatch.setitem(training.LESSONS, "trending", training.Lesson("trending", "x", fail))
    request = retraining.ask(["trending"])

    retraining.perform(request.pk)

    request.refresh_from_db()
    assert (request.state, request.error) == ("failed", "trending: RuntimeError: the disk is full")


def test_training_twice_on_the_same_records_leaves_one_serving_version_with_the_same_shelf(pairs):
    retraining.run(["because_viewed"])
    first = shelf_that_serves()
    retraining.run(["because_viewed"])

    assert shelf_that_serves() == first != []
    assert [version.number for version in ModelVersion.objects.serving()] == [2]


def shelf_that_serves() -> list[tuple]:
    rows = Recommendation.objects.served().order_by("key_id", "rank")
    return list(rows.values_list("key_id", "rank", "product_id"))
