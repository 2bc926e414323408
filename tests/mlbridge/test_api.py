"""The API of learning: who may ask, what is answered, and what bad input gets."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from rest_framework.test import APIClient

from mlbridge.domain import retraining
from mlbridge.models import RetrainRequest
from tests.factories.accounts import make_staff, make_user
from tests.factories.activity import log, some_fact
from tests.factories.catalog import make_variant
from tests.factories.mlbridge import make_goods, make_paid_order

pytestmark = pytest.mark.django_db


def signed_in(user, *permissions: str) -> APIClient:
    """A program that acts for somebody with these permissions of the room."""
    user.user_permissions.add(
        *Permission.objects.filter(content_type__app_label="mlbridge", codename__in=permissions)
    )
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def ada():
    return make_user("ada@example.com")


@pytest.fixture
def ben() -> APIClient:
    """Staff who may do everything with models."""
    everything = (
        "retrain_models",
        "export_training_data",
        "view_modelversion",
        "view_recommendation",
    )
    return signed_in(make_staff("ben@example.com"), *everything)


ADDRESSES = [
    ("get", "/api/ml/recommendations/{ada}", {"ada", "ben"}),
    ("get", "/api/ml/user-behavior/{ada}", {"ada", "ben"}),
    ("post", "/api/ml/retrain", {"ben"}),
    ("get", "/api/ml/jobs/{job}", {"ben"}),
    ("get", "/api/ml/training-data", {"ben"}),
    ("get", "/api/ml/trend-analysis", {"ben"}),
    ("get", "/api/ml/health", {"ben"}),
]


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    ADDRESSES,
    ids=lambda value: "+".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_each_address_answers_those_who_may_ask_and_nobody_else(
    method, address, allowed, api, ada, ben
):
    people = {"nobody": api, "cy": signed_in(make_user()), "ada": signed_in(ada), "ben": ben}
    people["dora"] = signed_in(make_staff())
    job = retraining.ask(["buy_again"])
    path = address.format(ada=ada.pk, job=job.pk)
    RetrainRequest.objects.update(state="done")

    answered = {
        name for name, client in people.items() if getattr(client, method)(path).status_code < 300
    }

    assert answered == allowed


def test_recommendations_name_products_with_price_and_reason(ada):
    mug = make_variant(price_minor=1400).product

    answer = signed_in(ada).get(f"/api/ml/recommendations/{ada.pk}")

    assert answer.json() == {
        "user_id": ada.pk,
        "results": [
            {
                "product_id": mug.pk,
                "name": mug.name,
                "url": mug.get_absolute_url(),
                "price_from_minor": 1400,
                "currency": "GBP",
                "reason": "New in the shop",
                "shelf": "new",
                "score": 0.0,
            }
        ],
    }


@pytest.mark.parametrize("goods", [1, 3])
def test_recommendations_cost_the_same_however_many(goods, ada, django_assert_max_num_queries):
    make_goods(goods)
    client = signed_in(ada)

    with django_assert_max_num_queries(10):
        assert len(client.get(f"/api/ml/recommendations/{ada.pk}").json()["results"]) == goods


@pytest.mark.parametrize("query", ["limit=0", "limit=25", "limit=x", "shelf=ghost"])
def test_a_wrong_question_is_refused_with_its_place(query, ada):
    answer = signed_in(ada).get(f"/api/ml/recommendations/{ada.pk}?{query}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/" + query.partition("=")[0]


def test_recommendations_for_nobody_are_not_found(ben):
    assert ben.get("/api/ml/recommendations/999999").status_code == 404


def test_retraining_answers_with_a_job_that_can_be_followed(ben):
    job = ben.post("/api/ml/retrain", {"names": ["trending"]})
    retraining.perform(job.json()["id"])

    followed = ben.get(f"/api/ml/jobs/{job.json()['id']}").json()

    assert (job.status_code, job.json()["state"]) == (202, "waiting")
    assert (followed["state"], followed["progress_percent"]) == ("done", 100)
    assert [(model["name"], model["state"]) for model in followed["models"]] == [
        ("trending", "failed")
    ]
    assert followed["models"][0]["reason"] == "Nothing in the log yet."


def test_a_model_that_is_being_trained_is_not_trained_again(ben):
    first = ben.post("/api/ml/retrain", {"names": ["trending"]}).json()

    second = ben.post("/api/ml/retrain")

    assert second.status_code == 409
    assert (second.json()["code"], second.json()["job"]) == ("already_training", first["id"])


def test_an_unknown_model_is_refused_by_name(ben):
    answer = ben.post("/api/ml/retrain", {"names": ["ghost"]})

    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_model")
    assert RetrainRequest.objects.count() == 0


def rows_of(answer):
    assert answer["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


def test_training_data_are_lines_under_a_head_that_names_the_snapshot(ben):
    since, until = timezone.now() - timedelta(days=2), timezone.now() - timedelta(days=1)
    moment = since + timedelta(hours=1)
    log(some_fact(at=moment, user_id=7), some_fact(at=until), some_fact(at=moment, is_bot=True))
    query = {"since": since.isoformat(), "until": until.isoformat()}

    head, *rows = rows_of(ben.get("/api/ml/training-data", query))
    again = ben.get("/api/ml/training-data", query)

    assert (head["schema"], head["kind"]) == (1, "interactions")
    assert [(row["person"], row["product_id"], row["kind"]) for row in rows] == [
        ("user:7", 1, "view")
    ]
    assert head["snapshot"] == again["X-Snapshot"]


def test_purchases_and_items_can_be_had_too(ben, ada):
    mug = make_variant()
    make_paid_order(ada, [mug])

    _head, bought = rows_of(ben.get("/api/ml/training-data?kind=purchases"))
    _head, item = rows_of(ben.get("/api/ml/training-data?kind=items"))

    assert (bought["user_id"], bought["product_id"]) == (ada.pk, mug.product_id)
    assert (item["product_id"], item["price_from_minor"]) == (mug.product_id, mug.price_minor)


def test_a_period_that_ends_before_it_begins_is_refused(ben):
    answer = ben.get("/api/ml/training-data?since=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z")

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/since")


def test_a_customer_stands_among_the_others(ada):
    mug = make_variant(price_minor=1000)
    others = [make_user() for _ in range(9)]
    for number, other in enumerate(others):
        make_paid_order(other, [mug], at=timezone.now() - timedelta(days=100 + number))
    for days in (40, 20, 1):
        make_paid_order(ada, [mug], at=timezone.now() - timedelta(days=days))

    found = signed_in(ada).get(f"/api/ml/user-behavior/{ada.pk}").json()

    assert (found["orders"], found["spent_minor"], found["average_order_minor"]) == (3, 3000, 1000)
    assert found["place"] == {"recency": 5, "frequency": 5, "money": 5}
    assert found["segment"]["name"] == "Best customers"


def test_somebody_who_bought_nothing_is_only_looking(ada):
    log(some_fact(at=timezone.now(), user_id=ada.pk))

    found = signed_in(ada).get(f"/api/ml/user-behavior/{ada.pk}").json()

    assert (found["segment"]["code"], found["place"]) == ("looking", None)
    assert found["events"] == {"view": 1}


def test_the_trend_of_sales_has_level_season_and_forecast(ben):
    mug = make_variant(price_minor=1000)
    yesterday = timezone.now() - timedelta(days=1)
    for days in range(56):
        make_paid_order(None, [mug] * (1 + days % 7 // 5), at=yesterday - timedelta(days=days))

    found = ben.get("/api/ml/trend-analysis?horizon=7").json()

    assert len(found["points"]) == 56
    assert found["level_minor"] == round(9000 / 7)
    assert [day["revenue_minor"] for day in found["forecast"]].count(2000) == 2
    assert found["forecast_error_percent"] == 0
    assert found["change_percent"] == 0


def test_a_shop_without_sales_has_an_empty_trend(ben):
    found = ben.get("/api/ml/trend-analysis?grain=week").json()

    assert (found["points"], found["level_minor"], found["change_percent"]) == ([], 0, None)


def test_health_names_every_model(ben):
    found = ben.get("/api/ml/health").json()

    assert found["is_well"]
    assert [model["version"] for model in found["models"]] == [None] * len(found["models"])
