"""The shop's own workings in the back office: jobs that are run now, effects that are tried again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.base import jobs
from shop.base.errors import NotFound
from shop.base.jobs import Job
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


def test_a_rhythm_reads_like_words(boss):
    page = " ".join(boss.get(JOBS).content.decode().replace("\xa0", " ").split())

    assert '<td data-label="Every">5 minutes</td>' in page
    assert '<td data-label="Every">6 hours</td>' in page


@pytest.mark.parametrize(
    ("every", "words"),
    [(timedelta(seconds=30), "30 seconds"), (timedelta(hours=25), "1\xa0day, 1\xa0hour")],
)
def test_a_pause_is_told_as_it_is(every, words):
    assert Job("a", "b", every=every, says="c").every_in_words == words


def test_a_run_shows_how_long_it_took_and_what_came_of_it(boss):
    start = timezone.now()
    JobRun.objects.create(
        name="security.score_requests",
        state="done",
        started_at=start,
        finished_at=start + timedelta(seconds=2.5),
        result={"scored": 4210, "parts": [1, 2]},
        progress_percent=100,
    )

    page = boss.get(JOBS).content.decode()

    assert "2.5 s" in page
    assert "scored 4210" in page


def test_a_look_at_the_address_of_a_run_runs_nothing(boss):
    boss.get(f"{JOBS}run/activity.roll_up/")

    assert OutboxMessage.objects.count() == 0


@pytest.mark.parametrize("path", [JOBS, OUTBOX])
def test_the_shops_own_rows_are_only_read(boss, given_up, path):
    run = JobRun.objects.create(name="mlbridge.retrain")
    row = run if path == JOBS else given_up
    answers = [boss.post(f"{path}{verb}/") for verb in ("add", f"{row.pk}/delete")]

    assert [answer.status_code for answer in answers] == [403, 403]
    row.refresh_from_db()


@pytest.mark.parametrize("count", [1, 3])
def test_the_jobs_cost_the_same_however_many_runs(boss, count, django_assert_num_queries):
    for name in list(jobs.registered())[:count]:
        JobRun.objects.create(name=name)
    boss.get(JOBS)

    with django_assert_num_queries(6):
        boss.get(JOBS)


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
