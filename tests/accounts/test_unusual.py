"""Unusual sign-ins: scored, told, held, and settled by the links of the mail."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.utils import timezone

from accounts.domain import risk, tokens
from accounts.domain.risk import Facts, assess
from accounts.domain.sessions import Device
from accounts.errors import SignInHeld
from accounts.models import KnownDevice, SignInRecord, User
from notifications.models import Message
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "pass-word-42!"
# Registered in these countries, by the registries' own tables.
BRITAIN, JAPAN, BRITAIN_TOO = "81.2.69.142", "133.11.0.1", "81.2.69.160"
USUAL = {
    "is_first": False, "is_new_device": False, "is_new_country": False, "km": 0.0, "hours": 24.0,
    "failures": 0, "reputation": 0,
}  # fmt: skip


@pytest.fixture
def ada():
    return make_user("ada@example.com")


def browser_from(address: str, agent: str = "Firefox") -> Client:
    return Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)


def sign_in(browser: Client, email: str = "ada@example.com", password: str = PASSWORD):
    return browser.post("/account/login/", {"login": email, "password": password})


def links_of(mail: Message) -> list[str]:
    """The paths that the mail about a sign-in leads to: it was me, it was not me."""
    return re.findall(r"http://[^/]+(/account/sign-in/\S+)", mail.text)


def unusual_mails() -> list[Message]:
    return list(Message.objects.filter(kind="unusual_sign_in"))


@pytest.fixture
def unusual(ada):
    """Ada signed in from Britain; an hour later somebody does from Japan with another browser."""
    home = browser_from(BRITAIN)
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        sign_in(home)
    stranger = browser_from(JAPAN, "curl")
    sign_in(stranger)
    return home, stranger


@pytest.mark.parametrize(
    ("changes", "score", "reasons"),
    [
        ({}, 0, []),
        ({"is_new_device": True}, 20, ["new_device"]),
        ({"is_new_country": True}, 25, ["new_country"]),
        ({"is_first": True, "is_new_device": True, "is_new_country": True}, 0, []),
        ({"km": 499.0, "hours": 0.0}, 0, []),
        ({"km": 9000.0, "hours": 9.0}, 45, ["impossible_travel"]),
        ({"km": 9000.0, "hours": 11.0}, 0, []),
        ({"km": None, "hours": 0.0}, 0, []),
        ({"failures": 3}, 15, ["failures"]),
        ({"failures": 10}, 30, ["many_failures"]),
        ({"reputation": 40}, 40, ["reputation"]),
        ({"is_new_device": True, "is_new_country": True, "km": 9000.0, "hours": 1.0, "failures": 50, "reputation": 40},
         100, ["new_device", "new_country", "impossible_travel", "many_failures", "reputation"]),
    ],
)  # fmt: skip
def test_what_makes_a_sign_in_unusual(changes, score, reasons):
    assert assess(Facts(**{**USUAL, **changes})) == (score, reasons)


def test_distances_are_between_the_nearest_places_of_two_countries():
    assert risk.distance_km("GB", "GB") == 0
    assert 300 < (risk.distance_km("GB", "FR") or 0) < 400
    assert 8000 < (risk.distance_km("GB", "JP") or 0) < 10_000
    assert risk.distance_km("GB", "XX") is None
    # Who crosses a border does not fly.
    assert (risk.distance_km("US", "CA") or 999) < risk.NEAR_KM


def test_the_first_sign_in_and_the_same_browser_again_are_usual(ada):
    browser = browser_from(BRITAIN)
    sign_in(browser)
    browser.post("/account/logout/")
    sign_in(browser)

    assert [row.score for row in SignInRecord.objects.all()] == [0, 0]
    assert KnownDevice.objects.count() == 1
    assert unusual_mails() == []


def test_a_new_browser_at_home_is_noted_and_not_told(ada):
    sign_in(browser_from(BRITAIN))
    sign_in(browser_from(BRITAIN_TOO, "Safari"))

    assert SignInRecord.objects.order_by("-pk")[0].reasons == ["new_device"]
    assert unusual_mails() == []


def test_a_sign_in_from_the_other_side_of_the_world_is_told_and_held(unusual):
    _home, stranger = unusual

    record = SignInRecord.objects.order_by("-pk")[0]
    assert record.reasons == ["new_device", "new_country", "impossible_travel"]
    assert [(mail.to, mail.is_secret) for mail in unusual_mails()] == [("ada@example.com", True)]
    assert "(JP)" in unusual_mails()[0].text
    for page in ("/account/", "/account/email/", "/account/2fa/", "/account/data/", "/account/password/change/"):  # fmt: skip
        assert stranger.get(page).headers["Location"] == "/account/held/"
    assert stranger.get("/account/held/").status_code == 200
    refused = stranger.get("/api/users/me")
    assert (refused.status_code, refused.json()["code"]) == (403, "confirm_by_mail")
    assert stranger.get("/cart/").status_code == 200


def test_looking_at_a_link_does_nothing(unusual):
    home, _stranger = unusual
    for link in links_of(unusual_mails()[0]):
        assert Client().get(link).status_code == 200

    assert SignInRecord.objects.exclude(answer="").count() == 0
    assert home.get("/account/").status_code == 200


def test_it_was_me_opens_the_account_and_makes_the_device_known(unusual):
    _home, stranger = unusual
    mine, _not_mine = links_of(unusual_mails()[0])

    Client().post(mine)

    assert stranger.get("/account/").status_code == 200
    stranger.post("/account/logout/")
    sign_in(stranger)
    assert SignInRecord.objects.order_by("-pk")[0].score == 0


def test_it_was_not_me_ends_everything_and_voids_the_password(unusual, ada, api):
    home, stranger = unusual
    pair = tokens.issue(ada)
    _mine, not_mine = links_of(unusual_mails()[0])

    answer = Client().post(not_mine)

    ada.refresh_from_db()
    bearer = {"Authorization": f"Bearer {pair.access}"}
    assert answer.headers["Location"] == "/account/password/reset/"
    assert not ada.has_usable_password()
    assert [b.get("/account/").headers["Location"].split("?")[0] for b in (home, stranger)] == ["/account/login/"] * 2  # fmt: skip
    assert api.get("/api/users/me", headers=bearer).status_code == 401
    assert api.post("/api/auth/token/refresh", {"refresh": pair.refresh}).status_code == 401
    assert api.post("/api/auth/token", {"email": ada.email, "password": PASSWORD}).status_code == 401  # fmt: skip


def test_the_links_work_once_and_each_other_out(unusual):
    mine, not_mine = links_of(unusual_mails()[0])
    Client().post(mine)

    again = [Client().post(link).status_code for link in (mine, not_mine)]

    assert again == [410, 410]
    assert User.objects.get().has_usable_password()


def test_a_link_is_over_after_a_week_and_a_forged_one_never_works(unusual):
    mine, _not_mine = links_of(unusual_mails()[0])
    forged = mine[:-6] + ("A" * 5) + "/"

    assert Client().post(forged).status_code == 410
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert Client().post(mine).status_code == 410


def test_a_program_gets_no_tokens_until_the_owner_confirms(unusual, ada):
    there = Device(JAPAN, "robot")
    with pytest.raises(SignInHeld):
        tokens.sign_in(None, ada.email, PASSWORD, device=there)
    mine, _not_mine = links_of(unusual_mails()[0])

    Client().post(mine)

    assert tokens.sign_in(None, ada.email, PASSWORD, device=there).access


def test_who_gave_a_second_factor_is_told_and_not_held(ada):
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        sign_in(browser_from(BRITAIN))
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    totp.TOTP.activate(ada, secret)
    counter = next(totp.yield_hotp_counters_from_time())

    pair = tokens.sign_in(
        None, ada.email, PASSWORD, totp.format_hotp_value(totp.hotp_value(secret, counter)), Device(JAPAN, "robot")
    )  # fmt: skip

    assert pair.access
    assert len(unusual_mails()) == 1


def test_a_device_can_be_forgotten_by_its_owner_only(ada):
    browser = browser_from(BRITAIN)
    sign_in(browser)
    device = KnownDevice.objects.get()
    other = Client()
    other.force_login(make_user())

    other.post("/account/sessions/forget-device/", {"device": device.pk})
    assert KnownDevice.objects.count() == 1
    assert "this browser" in browser.get("/account/sessions/").content.decode()
    browser.post("/account/sessions/forget-device/", {"device": device.pk})

    assert KnownDevice.objects.count() == 0


def test_a_device_cookie_of_one_person_says_nothing_for_another(ada):
    make_user("ben@example.com")
    shared = browser_from(BRITAIN)
    sign_in(shared, "ben@example.com")
    shared.post("/account/logout/")
    sign_in(browser_from(BRITAIN_TOO))

    sign_in(shared)

    assert SignInRecord.objects.order_by("-pk")[0].reasons == ["new_device"]


def test_old_sign_ins_are_forgotten(ada):
    with time_machine.travel(timezone.now() - timedelta(days=181)):
        sign_in(browser_from(BRITAIN))
    sign_in(browser_from(BRITAIN))

    assert (risk.forget_old_sign_ins(), SignInRecord.objects.count()) == (1, 1)
