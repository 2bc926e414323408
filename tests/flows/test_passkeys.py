"""A passkey, in a real browser with an authenticator of its own: made, used, and the only key there is."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, expect

from accounts.models import User
from tests.factories.accounts import make_staff, make_user
from tests.flows.marks import FLOW, at_a_desk, on_a_phone

pytestmark = FLOW

PASSWORD = "pass-word-42!"


@pytest.fixture
def authenticator(page) -> Iterator[tuple[CDPSession, str]]:
    """A phone's or a laptop's own, whose owner's finger is always on the sensor."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield session, made["authenticatorId"]
    session.detach()


def sign_in_by_password(shopper, user) -> None:
    shopper.opens("/account/login/")
    shopper.field("Email").fill(user.email)
    shopper.field("Password").fill(PASSWORD)
    shopper.presses("Sign in", inside="main form")


def add_passkey(shopper) -> None:
    """By the pages of the account, which ask for the password once more."""
    shopper.opens("/account/2fa/webauthn/add/")
    if "reauthenticate" in shopper.address:
        shopper.field("Password").fill(PASSWORD)
        shopper.page.locator("main form button").first.click()
    shopper.page.locator("#id_name").fill("My laptop")
    shopper.page.locator("#id_passwordless").check()
    shopper.page.locator("#mfa_webauthn_add").click()
    shopper.page.wait_for_url(lambda url: "/webauthn/add/" not in url)


def sign_out(shopper) -> None:
    shopper.opens("/account/logout/")
    shopper.page.locator("main form button").first.click()
    shopper.page.wait_for_url("**/")


def sign_in_by_passkey(shopper) -> None:
    shopper.opens("/account/login/")
    shopper.page.locator("#passkey_login").click()


@at_a_desk
def test_a_passkey_is_made_and_opens_the_account_by_itself(shopper, authenticator):
    user = make_user("ada@example.com", full_name="Ada Byron")
    sign_in_by_password(shopper, user)
    shopper.sees("Hello")
    add_passkey(shopper)
    session, number = authenticator
    kept = session.send("WebAuthn.getCredentials", {"authenticatorId": number})["credentials"]
    assert (len(kept), kept[0]["rpId"], kept[0]["isResidentCredential"]) == (1, "localhost", True)
    sign_out(shopper)

    sign_in_by_passkey(shopper)

    shopper.sees("Hello, Ada")
    shopper.fits()


@on_a_phone
def test_a_passkey_is_enough_where_there_is_no_password(shopper, authenticator):
    user = make_user("ada@example.com", full_name="Ada Byron")
    sign_in_by_password(shopper, user)
    shopper.sees("Hello")
    add_passkey(shopper)
    sign_out(shopper)
    kept = User.objects.get(pk=user.pk)
    kept.set_unusable_password()
    kept.save()

    sign_in_by_passkey(shopper)

    shopper.sees("Hello, Ada")
    shopper.fits()


@at_a_desk
def test_a_passkey_that_was_removed_opens_nothing(shopper, authenticator):
    user = make_user("ada@example.com", full_name="Ada Byron")
    sign_in_by_password(shopper, user)
    shopper.sees("Hello")
    add_passkey(shopper)
    sign_out(shopper)
    Authenticator.objects.filter(user=user).delete()

    with shopper.page.expect_event("requestfinished", lambda asked: asked.method == "POST"):
        sign_in_by_passkey(shopper)

    expect(shopper.page.locator("#passkey_login")).to_be_visible()
    shopper.opens("/account/")
    assert "/account/login/" in shopper.address


@at_a_desk
def test_staff_who_must_have_one_enter_the_back_office_with_a_passkey(
    shopper, authenticator, settings
):
    settings.TWO_FACTOR_ROLES = ["staff"]
    boss = make_staff("boss@example.com", is_superuser=True)
    sign_in_by_password(shopper, boss)
    shopper.opens("/admin/accounts/user/")
    assert shopper.address.startswith("/account/")
    add_passkey(shopper)

    shopper.opens("/admin/accounts/user/")

    assert shopper.address == "/admin/accounts/user/"
