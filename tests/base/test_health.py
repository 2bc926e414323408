"""The health registry, the doctor, and the addresses that orchestrators ask."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from shop.base import diagnosis, health, heartbeats, jobs
from shop.base.health import State, ok, register_check, wrong
from shop.base.models import JobRun, OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty_registry(monkeypatch):
    """No checks but those that the test registers."""
    monkeypatch.setattr(health, "_checks", {})
    monkeypatch.setattr(health, "_for_readiness", set())


@pytest.fixture
def one_job(monkeypatch):
    """Exactly one regular job, hourly."""
    monkeypatch.setattr(jobs, "_jobs", {})
    jobs.register("shop.count", "shop.tasks.count", every=timedelta(hours=1), says="Counting")
    return "shop.count"


def doctor(*arguments):
    """What the doctor says, and its exit status."""
    said = StringIO()
    try:
        call_command("doctor", *arguments, stdout=said)
    except SystemExit as end:
        return said.getvalue(), end.code
    return said.getvalue(), 0


def ran(name, **more):
    """A run that began and ended just now."""
    now = timezone.now()
    return JobRun.objects.create(name=name, started_at=now, finished_at=now, **more)


def test_a_room_can_add_a_check(empty_registry):
    register_check("search", lambda: ok("fresh"))

    assert health.examine() == {"search": ok("fresh")}


def test_a_check_that_breaks_counts_as_wrong(empty_registry):
    register_check("search", lambda: 1 / 0)  # type: ignore[return-value]  # breaks before it returns

    finding = health.examine()["search"]

    assert (finding.state, finding.says) == (State.WRONG, "ZeroDivisionError: division by zero")


def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(empty_registry):
    register_check("search", lambda: wrong("The index is gone.", "manage.py index"))

    said, status = doctor()

    assert status == 1
    assert said.splitlines() == [
        "search      wrong    The index is gone.",
        f"{'':<20} -> manage.py index",
    ]


def test_the_doctor_is_content_with_a_healthy_shop(empty_registry):
    register_check("search", lambda: ok("fresh"))

    assert doctor() == ("search      ok       fresh\n", 0)


def test_the_doctor_speaks_json(empty_registry):
    register_check("search", lambda: ok("fresh", documents=3))

    said, _ = doctor("--json")

    check = {"state": "ok", "says": "fresh", "mend": "", "facts": {"documents": 3}}
    assert json.loads(said) == {"wrong": False, "checks": {"search": check}}


def test_a_living_process_says_so_without_asking_any_server(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_shop_that_can_sell_is_ready(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "checks": {"database": "ok", "migrations": "ok"}}


def test_a_shop_that_cannot_sell_names_what_is_wrong_but_not_why(client, empty_registry):
    register_check("database", lambda: wrong("password of bob is wrong", ""), readiness=True)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"status": "wrong", "checks": {"database": "wrong"}}
    assert answer.headers["Retry-After"] == "5"


def test_the_database_tells_its_version_and_size():
    finding = diagnosis.database()

    assert finding.state is State.OK
    assert int(finding.facts["version"].split(".")[0]) >= 15
    assert finding.facts["bytes"] > 0


def test_an_unapplied_migration_is_wrong(monkeypatch):
    monkeypatch.setattr(
        "django.db.migrations.recorder.MigrationRecorder.applied_migrations", lambda self: {}
    )

    finding = diagnosis.migrations()

    assert (finding.state, finding.mend) == (State.WRONG, "manage.py migrate")


def test_the_cache_server_tells_its_version():
    assert diagnosis.cache_server().facts["version"]


def test_a_cache_that_does_not_answer_is_named_without_its_password(settings):
    settings.REDIS_URL = "redis://:secret@127.0.0.1:1/0"

    finding = diagnosis.cache_server()

    assert finding.state is State.WRONG
    assert "127.0.0.1:1" in finding.says
    assert "secret" not in finding.says


def test_a_scheduler_that_was_never_heard_of_is_wrong():
    assert diagnosis.scheduler().state is State.WRONG


def test_a_scheduler_that_rang_just_now_is_well():
    heartbeats.beat("scheduler")

    assert diagnosis.scheduler().says == "last heard of 0 s ago"


def test_a_silent_scheduler_is_wrong(time_machine):
    heartbeats.beat("scheduler")

    time_machine.move_to(timezone.now() + timedelta(minutes=5))

    assert diagnosis.scheduler().says == "The scheduler was last heard of 5 min ago."


def test_a_job_that_failed_is_told_with_its_error(one_job):
    ran(one_job, state="failed", error="ValueError: no rows")

    finding = diagnosis.regular_jobs()

    assert (finding.state, finding.says) == (
        State.WRONG,
        "Failed: shop.count (ValueError: no rows)",
    )


def test_a_job_that_missed_three_turns_is_late(one_job):
    long_ago = timezone.now() - timedelta(hours=4)
    JobRun.objects.create(name=one_job, state="done", started_at=long_ago, finished_at=long_ago)

    assert (diagnosis.regular_jobs().state, diagnosis.regular_jobs().says) == (
        State.WARNING,
        "Late: shop.count",
    )


def test_a_job_that_has_run_lately_is_well(one_job):
    ran(one_job, state="done")

    assert diagnosis.regular_jobs().state is State.OK


def test_a_message_that_was_given_up_is_wrong():
    OutboxMessage.objects.create(
        task="a.b", state="dead", due_at=timezone.now(), finished_at=timezone.now()
    )

    assert diagnosis.outbox().says == "1 messages were given up."


def test_messages_that_wait_too_long_are_a_warning():
    OutboxMessage.objects.create(task="a.b", due_at=timezone.now() - timedelta(minutes=10))

    assert diagnosis.outbox().says == "1 messages wait, the oldest for 10 min."


def test_mails_kept_as_files_are_said_to_be(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

    assert diagnosis.mail().state is State.OK


def test_a_mail_server_that_does_not_answer_is_wrong(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert diagnosis.mail().says.startswith("The mail server 127.0.0.1:1 does not answer")


@pytest.mark.parametrize(
    ("free", "state"), [(100 * 2**20, State.WRONG), (2**30, State.WARNING), (2**40, State.OK)]
)
def test_a_full_disk_is_noticed_before_it_is_full(monkeypatch, free, state):
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": free}))

    assert diagnosis.disk().state is state


def test_demo_staff_in_a_production_shop_is_wrong(settings):
    User.objects.create_superuser(email="admin@shopkeeper.example", password="x" * 12)
    settings.CONFIG = settings.CONFIG.model_copy(update={"environment": "production"})

    assert diagnosis.demo().state is State.WRONG


def test_a_shop_that_make_run_does_not_run_says_so(settings, tmp_path):
    settings.HOME = tmp_path

    assert diagnosis.processes().says == "make run is not running here"
