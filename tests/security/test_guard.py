"""The guard: warned, challenged, banned, forgiven; and strangers stay untouched."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from security.domain import allowing, appeals, bans, book, challenge
from security.models import AllowedNetwork, Appeal, Standing, Step
from tests.factories.security import record_request

pytestmark = pytest.mark.django_db

ATTACK = "/search/?q=1'+union+select+null,version()+from+pg_user--"
OTHER_ATTACK = "/search/?q=<script>alert(1)</script>"
HOME = "/help/delivery/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def commits_at_once(monkeypatch):
    """What waits for the commit happens at once: a test's transaction is never committed."""
    monkeypatch.setattr(book.transaction, "on_commit", lambda call, **_options: call())


def visitor(address: str = "203.0.113.9", **headers) -> Client:
    return Client(REMOTE_ADDR=address, HTTP_USER_AGENT=FIREFOX, HTTP_ACCEPT="text/html", **headers)


def attack_until_banned(client: Client) -> int:
    """How many hostile requests were taken before the door closed."""
    for number in range(10):
        if client.get(ATTACK).status_code == 403 and client.get(HOME).status_code == 403:
            return number + 1
    return 99


def test_an_honest_visitor_is_let_in():
    assert visitor().get(HOME).status_code == 200
    assert Standing.objects.count() == 0


def test_the_first_attack_is_warned_the_second_challenged_the_third_banned():
    eve = visitor()

    first, second, third = eve.get(ATTACK), eve.get(ATTACK), eve.get(ATTACK)

    assert "Warning" in first.headers
    assert (second.status_code, third.status_code) == (403, 403)
    assert set(Standing.objects.values_list("step", flat=True)) == {Step.SHORT}
    assert eve.get(HOME).status_code == 403


def test_a_ban_says_how_long_and_how_to_appeal():
    eve = visitor()
    attack_until_banned(eve)

    refused = eve.get(HOME)

    assert refused.headers["Retry-After"] == "900"
    assert refused.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in refused.headers["Content-Security-Policy"]
    assert b"/door/appeal" in refused.content


def test_a_program_is_told_so_in_a_problem_document():
    eve = visitor()
    attack_until_banned(eve)

    refused = eve.get("/api/v1/products", HTTP_ACCEPT="application/json")

    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "banned"


def test_a_stranger_elsewhere_notices_nothing():
    attack_until_banned(visitor())

    assert visitor("203.0.113.10").get(HOME).status_code == 200


def test_another_program_and_session_do_not_help_the_banned():
    attack_until_banned(visitor())
    renamed = Client(
        REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Other/1.0", HTTP_ACCEPT_LANGUAGE="de"
    )

    assert renamed.get(HOME).status_code == 403


def test_another_address_of_the_same_version_6_network_does_not_help():
    attack_until_banned(visitor("2001:db8:1:2::1"))

    assert visitor("2001:db8:1:2:ffff::9").get(HOME).status_code == 403
    assert visitor("2001:db8:1:3::1").get(HOME).status_code == 200


def test_a_spoofed_address_neither_helps_nor_hurts_anybody():
    eve = visitor(HTTP_X_FORWARDED_FOR="198.51.100.77", HTTP_X_REAL_IP="198.51.100.77")
    attack_until_banned(eve)

    assert visitor("198.51.100.77").get(HOME).status_code == 200
    assert visitor(HTTP_X_FORWARDED_FOR="192.0.2.1").get(HOME).status_code == 403


def test_where_shoppers_share_the_address_nobody_but_the_attacker_is_banned():
    record_request(address="203.0.113.9", session="aaaaaaaaaaaaaaaa")
    eve, ada = visitor(), Client(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Safari")
    eve.cookies["sessionid"] = "e" * 32
    attack_until_banned(eve)

    assert eve.get(HOME).status_code == 403
    shown = ada.get(HOME)
    assert shown.status_code == 429
    assert b"I am a person" in shown.content


def test_a_person_passes_the_challenge_and_goes_where_they_wanted(monkeypatch):
    record_request(address="203.0.113.9", session="aaaaaaaaaaaaaaaa")
    attack_until_banned(visitor(HTTP_COOKIE="sessionid=" + "e" * 32))
    ada = Client(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Safari")
    question = challenge.question("203.0.113.9")
    monkeypatch.setattr(challenge, "SHORTEST_LOOK_SECONDS", 0.0)

    passed = ada.post("/door/pass", {"question": question, "back": HOME})

    assert (passed.status_code, passed.headers["Location"]) == (302, HOME)
    assert ada.get(HOME).status_code == 200


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_challenge_sends_nobody_to_another_site(back, monkeypatch):
    monkeypatch.setattr(challenge, "SHORTEST_LOOK_SECONDS", 0.0)
    question = challenge.question("127.0.0.1")

    passed = Client().post("/door/pass", {"question": question, "back": back})

    assert passed.headers["Location"] == "/"


def test_who_answers_the_challenge_at_once_gets_no_pass():
    answer = Client().post("/door/pass", {"question": challenge.question("127.0.0.1")})

    assert (answer.status_code, challenge.COOKIE in answer.cookies) == (400, False)


def test_a_pass_of_another_address_opens_nothing():
    assert challenge.has_pass(challenge.question("203.0.113.9"), "203.0.113.9") is False


def test_what_another_site_makes_a_browser_ask_is_refused_and_held_against_nobody():
    ada = visitor()

    answers = [ada.get(ATTACK, HTTP_SEC_FETCH_SITE="cross-site").status_code for _ in range(5)]

    assert answers == [403] * 5
    assert Standing.objects.count() == 0
    assert ada.get(HOME).status_code == 200


def test_an_allowed_network_always_wins():
    attack_until_banned(visitor())
    allowing.save(AllowedNetwork(network="203.0.113.0/24", note="the office"))

    assert visitor().get(HOME).status_code == 200

    allowing.remove(AllowedNetwork.objects.get())
    assert visitor().get(HOME).status_code == 403


def test_points_fade_by_half_an_hour_by_hour():
    standing = Standing(points=160.0, points_at=timezone.now() - timedelta(hours=2))

    assert bans.points_now(standing, timezone.now()) == pytest.approx(40, abs=0.1)


def test_a_ban_ends_by_itself(monkeypatch):
    eve = visitor()
    attack_until_banned(eve)
    Standing.objects.update(until=timezone.now() - timedelta(seconds=1))
    book.rebuild()

    assert eve.get(HOME).status_code == 200


def test_who_was_banned_twice_is_banned_for_a_day_the_third_time():
    eve = visitor()
    for _ in range(2):
        attack_until_banned(eve)
        Standing.objects.update(until=timezone.now() - timedelta(seconds=1))
        book.rebuild()

    attack_until_banned(eve)

    assert set(Standing.objects.values_list("step", flat=True)) == {Step.LONG}


def test_one_odd_text_is_no_ban_however_often_it_fades():
    step = Step.NONE
    standing = Standing(points=90.0, strikes=1, evidence=["sql_injection"])
    for points in (200.0, 400.0):
        standing.points = points
        step = bans.next_step(standing, Step.SLOWED)

    assert step == Step.SLOWED


def test_a_granted_appeal_opens_the_door_at_once():
    eve = visitor()
    attack_until_banned(eve)

    sent = eve.post("/door/appeal", {"message": "It was me, testing.", "email": "ada@example.com"})
    assert sent.status_code == 200
    appeals.grant(Appeal.objects.get())

    assert eve.get(HOME).status_code == 200


def test_an_appeal_waits_for_its_answer_before_the_next():
    eve = visitor()
    attack_until_banned(eve)

    answers = [eve.post("/door/appeal", {"message": "Please."}).status_code for _ in range(2)]

    assert answers == [200, 409]


def test_who_is_not_banned_has_nothing_to_appeal():
    assert visitor().post("/door/appeal", {"message": "Please."}).status_code == 404


def test_the_guard_asks_no_database_for_honest_people(django_assert_num_queries):
    from django.http import HttpResponse
    from django.test import RequestFactory

    from security.middleware import Guard

    guard = Guard(lambda _request: HttpResponse("hello"))
    with django_assert_num_queries(0):
        answer = guard(RequestFactory().get("/search/?q=mug", REMOTE_ADDR="203.0.113.9"))

    assert answer.status_code == 200


def test_a_ban_survives_the_loss_of_the_cache():
    from tests.conftest import forget_own_keys

    eve = visitor()
    attack_until_banned(eve)
    forget_own_keys()
    assert eve.get(HOME).status_code == 403

    book.forget()
    book.rebuild()
    assert eve.get(HOME).status_code == 403


def test_looking_somebody_up_costs_no_round_trip_within_a_second(monkeypatch):
    book.find(["a:203.0.113.9"])
    monkeypatch.setattr(book, "_server", lambda: pytest.fail("asked the cache server"))

    started = time.perf_counter()
    for _ in range(1000):
        book.find(["a:203.0.113.9"])

    assert time.perf_counter() - started < 0.5
