"""Where one is signed in: one list of browsers and programs, each of which can be ended."""

from functools import partial

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.domain import sessions, tokens
from accounts.models import TokenFamily
from tests.concurrency.races import at_once
from tests.factories.accounts import make_user

PASSWORD = "pass-word-42!"
SESSIONS = "/api/users/me/sessions"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_user("ada@example.com")


def browser_of(user, agent: str = "Firefox") -> Client:
    """A browser that has signed in by the page."""
    client = Client(HTTP_USER_AGENT=agent)
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def bearer(pair) -> dict[str, str]:
    return {"Authorization": f"Bearer {pair.access}"}


def test_browsers_and_programs_stand_in_one_list_with_this_one_marked(api, ada):
    browser_of(ada)
    pair = tokens.issue(ada, sessions.Device("192.0.2.7", "curl"))

    listed = api.get(SESSIONS, headers=bearer(pair)).json()

    shown = {(row["kind"], row["agent"], row["is_this_one"]) for row in listed["results"]}
    assert shown == {("browser", "Firefox", False), ("program", "curl", True)}
    assert listed["count"] == 2


def test_nobody_elses_sign_ins_are_listed(api, ada):
    browser_of(make_user("ben@example.com"))

    listed = api.get(SESSIONS, headers=bearer(tokens.issue(ada))).json()

    assert listed["count"] == 1


def test_a_browser_is_ended_at_once_by_a_program(api, ada):
    browser = browser_of(ada)
    row = UserSession.objects.get()

    answer = api.delete(f"{SESSIONS}/browser-{row.pk}", headers=bearer(tokens.issue(ada)))

    assert answer.status_code == 204
    assert browser.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "forged", ["browser-{0}", "program-{1}", "program-x", "browser-", "-1", "program-9" * 9]
)
def test_a_sign_in_that_is_not_ones_own_is_not_found(api, ada, forged):
    ben = make_user("ben@example.com")
    browser = browser_of(ben)
    theirs = tokens.issue(ben)
    name = forged.format(UserSession.objects.get().pk, TokenFamily.objects.get().pk)

    answer = api.delete(f"{SESSIONS}/{name}", headers=bearer(tokens.issue(ada)))

    assert answer.status_code == 404
    assert browser.get("/account/").status_code == 200
    assert api.get("/api/users/me", headers=bearer(theirs)).status_code == 200


def test_ending_the_others_leaves_this_one(api, ada):
    browser, other = browser_of(ada), browser_of(ada, "Safari")
    pair = tokens.issue(ada)

    browser.post("/account/sessions/end-others/")

    assert browser.get("/account/sessions/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert api.get("/api/users/me", headers=bearer(pair)).status_code == 401


def test_signing_out_everywhere_ends_this_one_too(api, ada):
    browser, pair = browser_of(ada), tokens.issue(ada)

    assert api.post("/api/auth/logout/everywhere", headers=bearer(pair)).status_code == 204

    assert browser.get("/account/").status_code == 302
    assert api.get("/api/users/me", headers=bearer(pair)).status_code == 401


def test_the_page_marks_this_device_and_ends_another(ada):
    here, other = browser_of(ada), browser_of(ada, "Safari")
    row = UserSession.objects.get(user_agent="Safari")

    page = here.get("/account/sessions/").content.decode()
    here.post("/account/sessions/end/", {"sign_in": f"browser-{row.pk}"})

    assert page.count("this device") == 1
    assert page.count(f'value="browser-{row.pk}"') == 1
    assert other.get("/account/").status_code == 302


def test_the_least_used_sign_in_makes_room(ada, settings):
    settings.SESSIONS_PER_PERSON = 2
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False):
        tokens.issue(ada, sessions.Device(agent="oldest"))
    with time_machine.travel("2026-03-02T11:00:00Z", tick=False):
        tokens.issue(ada, sessions.Device(agent="middle"))
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False):
        browser_of(ada, "newest")

        assert {line.agent for line in sessions.sign_ins(ada)} == {"middle", "newest"}


def test_the_last_use_is_written_down_every_ten_minutes(ada):
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False):
        browser = browser_of(ada)
    seen = []
    for minute in (5, 15):
        with time_machine.travel(f"2026-03-02T10:{minute:02}:00Z", tick=False):
            browser.get("/account/")
            seen.append(UserSession.objects.get().last_seen_at.minute)

    assert seen == [0, 15]


def test_a_session_that_a_stranger_prepared_is_not_the_one_that_signs_in(ada):
    browser = Client()
    browser.get("/account/login/")
    session = browser.session
    session["prepared"] = True
    session.save()
    before = session.session_key

    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})

    assert browser.session.session_key != before


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_for_many_sign_ins_at_once(settings):
    settings.SESSIONS_PER_PERSON = 3
    user = make_user()

    at_once([partial(tokens.issue, user)] * 12)

    assert TokenFamily.objects.filter(revoked_at__isnull=True).count() == 3
