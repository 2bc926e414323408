"""The shop's own workings in the back office: jobs that are run now, effects that are tried again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.base import jobs
from shop.base.errors import NotFound
from shop.base.models import JobRun, OutboxMessage
from tests.office import staff_browser

pytestmark = pytest.mark.django_db

JOBS, OUTBOX = "/admin/base/jobrun/", "/admin/base/outboxmessage/"


@pytest.fixture
def boss():
    return staff_browser(is_superuser=True)


@pytest.fixture
def given_up():
    return OutboxMessage.objects.create(
        task="orders.tasks.expire_unpaid", state="dead", attempts=12, error="ConnectionError: away"
    )


def test_every_regular_job_is_listed_with_its_last_run(boss):
    JobRun.objects.create(name="mlbridge.retrain", state="failed", error="No rows.")

    page = boss.get(JOBS).content.decode()

    assert all(f"{JOBS}run/{name}/" in page for name in jobs.registered())
    assert "No rows." in page


def test_a_job_says_in_words_how_often_it_runs_and_what_came_out(boss):
    now = timezone.now()
    JobRun.objects.create(
        name="activity.roll_up",
        state="done",
        started_at=now,
        finished_at=now + timedelta(seconds=2.5),
        result={"events": 12, "models": {"trending": 1}},
    )

    page = boss.get(JOBS).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "5 minutes" in page
    assert "2.5 s" in page
    assert "events 12, models" in page


def test_run_now_leaves_the_task_in_the_outbox(boss):
    boss.post(f"{JOBS}run/activity.roll_up/")

    assert [message.task for message in OutboxMessage.objects.all()] == ["activity.tasks.roll_up"]


def test_who_may_only_look_runs_nothing():
    answer = staff_browser("analyst").post(f"{JOBS}run/activity.roll_up/", follow=True)

    assert "but not run them" in answer.content.decode()
    assert OutboxMessage.objects.count() == 0


def test_an_unknown_job_is_refused_by_name(boss):
    with pytest.raises(NotFound, match="ghost"):
        jobs.ask("ghost")

    assert (
        "There is no job called ghost"
        in boss.post(f"{JOBS}run/ghost/", follow=True).content.decode()
    )


def test_a_message_that_was_given_up_gets_a_fresh_start(boss, given_up):
    boss.post(OUTBOX, {"action": "try_again", "_selected_action": [given_up.pk]})

    given_up.refresh_from_db()
    assert (given_up.state, given_up.attempts) == ("waiting", 0)


def test_what_was_delivered_is_not_delivered_again(boss, given_up):
    OutboxMessage.objects.update(state="done", finished_at=timezone.now())
    boss.post(OUTBOX, {"action": "try_again", "_selected_action": [given_up.pk]})

    given_up.refresh_from_db()
    assert given_up.state == "done"


@pytest.mark.parametrize("count", [1, 3])
def test_the_outbox_costs_the_same_however_long(boss, count, django_assert_num_queries):
    for number in range(count):
        OutboxMessage.objects.create(task=f"room.tasks.t{number}")
    boss.get(OUTBOX)

    with django_assert_num_queries(5):
        boss.get(OUTBOX)
