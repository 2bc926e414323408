"""The second factor: asked for wherever one signs in, guessed five times at most, each code good once."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from accounts.domain import tokens
from accounts.models import TokenFamily
from notifications.models import Message
from tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "pass-word-42!"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TOKEN = "/api/auth/token"


def code_now() -> str:
    """What the app shows."""
    return totp.format_hotp_value(
        totp.hotp_value(SECRET, next(totp.yield_hotp_counters_from_time()))
    )


@pytest.fixture
def ada():
    """Ada has an authenticator app and recovery codes."""
    user = make_user("ada@example.com")
    totp.TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def ask(api, code: str = ""):
    """Ask for tokens as Ada."""
    return api.post(TOKEN, {"email": "ada@example.com", "password": PASSWORD, "code": code})


def test_without_a_code_there_are_no_tokens(api, ada):
    answer = ask(api)

    assert (answer.status_code, answer.json()["code"]) == (401, "second_factor_required")
    assert TokenFamily.objects.count() == 0


def test_a_wrong_password_does_not_tell_of_the_second_factor(api, ada):
    answer = api.post(TOKEN, {"email": "ada@example.com", "password": "wrong", "code": code_now()})

    assert answer.json()["code"] == "bad_credentials"


def test_a_code_of_the_app_is_good_once(api, ada):
    code = code_now()

    assert [ask(api, code).status_code for _try in range(2)] == [200, 401]
    assert TokenFamily.objects.count() == 1


def test_a_recovery_code_is_good_once(api, ada):
    codes = RecoveryCodes(Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES))
    code = codes.generate_codes()[0]

    assert [ask(api, code).status_code for _try in range(2)] == [200, 401]


def test_guessing_codes_ends_after_five_and_the_right_one_is_no_longer_heard(api, ada):
    guesses = [ask(api, "000000").status_code for _try in range(5)]

    assert (guesses, ask(api, code_now()).status_code) == ([401] * 5, 429)


def test_somebody_without_the_password_cannot_spend_the_owners_tries(api, ada):
    for _try in range(8):
        api.post(TOKEN, {"email": "ada@example.com", "password": "wrong", "code": "000000"})

    assert ask(api, code_now()).status_code == 200


def test_the_secret_is_not_in_the_database_as_it_is(ada):
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)

    assert SECRET not in str(stored.data)
    assert stored.wrap().validate_code(code_now())


def test_the_pages_ask_for_the_code_too(ada):
    browser = Client()

    asked = browser.post("/account/login/", {"login": "ada@example.com", "password": PASSWORD})
    in_between = browser.get("/account/")
    done = browser.post("/account/2fa/authenticate/", {"code": code_now()})

    assert asked.headers["Location"] == "/account/2fa/authenticate/"
    assert in_between.status_code == 302
    assert done.status_code == 302
    # Ada is asked once more whether to trust this browser, or is in.
    browser.post("/account/2fa/trust/", {"action": "none"})
    assert browser.get("/account/").status_code == 200


def test_the_door_of_the_back_office_is_the_same_door():
    """Django's own page of the back office would ask for the password only."""
    answer = Client().get("/admin/login/?next=/admin/")

    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (
        302,
        "/account/login/",
    )


@pytest.mark.parametrize("kind", ["staff", "superuser"])
def test_a_role_that_must_have_a_second_factor_sets_one_up_before_anything_else(
    api, settings, kind
):
    settings.TWO_FACTOR_ROLES = [kind]
    boss = make_staff("boss@example.com", is_superuser=True)
    browser = Client()
    browser.force_login(boss)

    office = browser.get("/admin/")
    token = api.post(TOKEN, {"email": "boss@example.com", "password": PASSWORD})
    totp.TOTP.activate(boss, SECRET)

    assert (office.status_code, office.headers["Location"]) == (302, "/account/2fa/")
    assert (token.status_code, token.json()["code"]) == (403, "second_factor_missing")
    assert browser.get("/admin/").status_code == 200


def test_a_role_outside_the_policy_needs_none(api, settings):
    settings.TWO_FACTOR_ROLES = ["superuser"]
    make_user("cy@example.com")

    answer = api.post(TOKEN, {"email": "cy@example.com", "password": PASSWORD})

    assert answer.status_code == 200


@pytest.mark.parametrize("page", ["", "totp/activate/", "webauthn/", "webauthn/add/"])
def test_the_pages_of_the_second_factor_open(page):
    make_user("ben@example.com")
    browser = Client()
    browser.post("/account/login/", {"login": "ben@example.com", "password": PASSWORD})

    # Right after signing in the password is asked for once more before anything dangerous.
    browser.post("/account/reauthenticate/", {"password": PASSWORD})

    assert browser.get(f"/account/2fa/{page}").status_code == 200


# The change is announced after the commit and within the request, so the commit is real here.
@pytest.mark.django_db(transaction=True)
def test_a_new_second_factor_ends_every_other_sign_in_and_is_told(api):
    user = make_user("ben@example.com")
    pair = tokens.issue(user)
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        browser.post("/account/login/", {"login": "ben@example.com", "password": PASSWORD})

    asked = here.get("/account/2fa/totp/activate/")
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    here.get("/account/2fa/totp/activate/")
    secret = here.session["mfa.totp.secret"]
    counter = next(totp.yield_hotp_counters_from_time())
    done = here.post(
        "/account/2fa/totp/activate/",
        {"code": totp.format_hotp_value(totp.hotp_value(secret, counter))},
    )

    bearer = {"Authorization": f"Bearer {pair.access}"}
    assert (done.status_code, Authenticator.objects.filter(user=user).exists()) == (302, True)
    assert asked.headers["Location"].startswith("/account/reauthenticate/")
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert api.get("/api/users/me", headers=bearer).status_code == 401
    assert "ben@example.com" in [m.to for m in Message.objects.filter(kind="account_changed")]
