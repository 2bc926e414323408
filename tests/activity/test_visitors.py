"""Visitors: a random number in a cookie, given once, believed only when it is ours, owned by the first to sign in."""

from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from activity.domain import visitors
from activity.models import EventKind
from tests.factories.activity import log, some_fact

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


def request_with(cookie: str = "", agent: str = CHROME):
    request = RequestFactory().get("/", headers={"user-agent": agent})
    request.user = AnonymousUser()
    if cookie:
        request.COOKIES["visitor"] = cookie
    return request


def test_a_new_browser_gets_a_number_that_scripts_cannot_read():
    response = HttpResponse()

    visitor = visitors.visitor_for(request_with(), response)

    cookie = response.cookies["visitor"]
    assert UUID(cookie.value) == visitor
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (
        True,
        "Lax",
        180 * 24 * 3600,
        "/",
    )


def test_a_known_browser_keeps_its_number():
    response, known = HttpResponse(), uuid4()

    assert visitors.visitor_for(request_with(str(known)), response) == known
    assert "visitor" not in response.cookies


@pytest.mark.parametrize(
    "forged", ["", "1", "admin", "0" * 32, "00000000-0000-1000-8000-000000000000", "é" * 36]
)
def test_a_number_that_is_not_ours_is_not_believed(forged):
    assert visitors.visitor_of(request_with(forged)) is None


@pytest.mark.parametrize(
    ("agent", "is_bot"),
    [
        (CHROME, False),
        ("Mozilla/5.0 (Linux; Android 13; CUBOT KINGKONG 9) AppleWebKit/537.36 Chrome/119", False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", False),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", True),
        ("facebookexternalhit/1.1", True),
        (
            "Mozilla/5.0 AppleWebKit/537.36; compatible; GPTBot/1.2; +https://openai.com/gptbot",
            True,
        ),
        ("python-requests/2.32", True),
        ("curl/8.5.0", True),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0 Safari/537.36", True),
        ("", True),
    ],
)
def test_robots_are_told_by_what_they_claim(agent, is_bot):
    assert visitors.source_of(request_with(agent=agent)).is_bot is is_bot


@pytest.mark.django_db
def test_signing_in_brings_the_anonymous_past_along():
    ada = uuid4()
    log(
        some_fact(visitor=ada),
        some_fact(EventKind.ADD_TO_CART, visitor=ada, user_id=7),
        some_fact(),
    )

    assert visitors.join_visitor(ada, 7)

    from activity.queries import timeline

    assert sorted(timeline(7).values_list("kind", flat=True)) == ["add_to_cart", "view"]


@pytest.mark.django_db
def test_the_next_person_at_the_same_browser_does_not_get_the_first_ones_past():
    shared = uuid4()
    log(some_fact(visitor=shared))
    visitors.join_visitor(shared, 7)

    assert not visitors.join_visitor(shared, 8)
    assert visitors.join_visitor(shared, 7)

    from activity.queries import timeline

    assert (timeline(7).count(), timeline(8).count()) == (1, 0)


@pytest.mark.django_db
def test_nobody_without_a_number_is_joined():
    assert not visitors.join_visitor(None, 7)
