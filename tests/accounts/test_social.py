"""Signing in by way of another account, against a real provider on a socket: who gets in, and who never does."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.models import User
from shop.config import Config
from shop.sign_in import social_origins, social_providers
from tests.accounts.openid_provider import CLIENT, SECRET, openid_provider
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "pass-word-42!"
LOGIN, CALLBACK = (
    "/account/social/oidc/openid/login/",
    "/account/social/oidc/openid/login/callback/",
)
ADA = {"sub": "ada-1", "email": "Ada@example.com", "email_verified": True, "name": "Ada Byron"}


@pytest.fixture
def provider(settings):
    with openid_provider() as provider:
        provider.claims = dict(ADA)
        config = Config(
            openid_url=provider.url, openid_client=f"{CLIENT}:{SECRET}", openid_name="Village ID"
        )
        settings.SOCIALACCOUNT_PROVIDERS = social_providers(config)
        yield provider


def begin(browser: Client, process: str = "login") -> str:
    """Press the button; where the shop sends the browser."""
    answer = browser.post(f"{LOGIN}?process={process}")
    assert answer.status_code == 302
    return answer.headers["Location"]


def come_back(browser: Client, address: str):
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")


def go_there_and_back(browser: Client, provider, process: str = "login"):
    return come_back(browser, provider.authorize(begin(browser, process)))


def is_in(browser: Client) -> bool:
    return SESSION_KEY in browser.session


def signed_in(user) -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    return browser


def test_linking_asks_for_the_password_once_more(provider):
    ada, browser = make_user("ada@example.com"), Client()
    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})

    answer = go_there_and_back(browser, provider, "connect")

    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert SocialAccount.objects.count() == 0


def test_a_newcomer_gets_an_account_with_the_confirmed_address(provider):
    browser = Client()
    go_there_and_back(browser, provider)

    user = User.objects.get()
    assert is_in(browser)
    assert (user.email, user.full_name, user.has_usable_password()) == ("ada@example.com", "Ada Byron", False)  # fmt: skip
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert EmailAddress.objects.get(user=user).verified


def test_the_second_time_it_is_the_same_account(provider):
    go_there_and_back(Client(), provider)
    again = Client()
    go_there_and_back(again, provider)

    assert (is_in(again), User.objects.count()) == (True, 1)


def test_the_shop_asks_with_pkce_state_and_the_scopes_of_the_settings(provider):
    asked = parse_qs(urlsplit(begin(Client())).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert len(asked["state"][0]) >= 16
    assert set(asked["scope"][0].split()) == {"openid", "email", "profile"}


@pytest.mark.parametrize("verified", [False, None])
def test_an_address_that_is_not_confirmed_there_makes_and_opens_nothing(provider, verified):
    make_user("ada@example.com")
    provider.claims["email_verified"] = verified
    browser = Client()
    go_there_and_back(browser, provider)
    provider.claims.update(sub="new-1", email="new@example.com")
    other = Client()
    go_there_and_back(other, provider)

    assert (is_in(browser), is_in(other)) == (False, False)
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_a_confirmed_address_that_is_known_here_opens_nothing_until_it_is_linked(provider):
    ada = make_user("ada@example.com")
    browser = Client()
    answer = go_there_and_back(browser, provider)

    assert (is_in(browser), SocialAccount.objects.count()) == (False, 0)
    assert answer.headers["Location"] == "/account/login/"

    go_there_and_back(signed_in(ada), provider, "connect")
    go_there_and_back(browser, provider)

    assert browser.session[SESSION_KEY] == str(ada.pk)


def test_nobody_links_before_their_own_address_is_confirmed(provider):
    """Else who signs up with somebody else's address would keep a way in after its owner has taken the account over."""
    squatter = make_user("ada@example.com")
    browser = signed_in(squatter)
    EmailAddress.objects.update(verified=False)
    provider.claims.update(sub="eve-1", email="eve@example.com")

    go_there_and_back(browser, provider, "connect")

    assert SocialAccount.objects.count() == 0


def test_an_account_that_is_linked_to_one_person_is_not_linked_to_another(provider):
    ada, eve = make_user("ada@example.com"), make_user("eve@example.com")
    go_there_and_back(signed_in(ada), provider, "connect")

    go_there_and_back(signed_in(eve), provider, "connect")

    assert SocialAccount.objects.get().user == ada


def test_a_missing_or_foreign_state_is_refused(provider):
    """A way back that somebody else began signs nobody in: no login CSRF."""
    attackers = provider.authorize(begin(Client()))
    victim = Client()
    begin(victim)

    come_back(victim, attackers)
    come_back(victim, attackers.split("&state=")[0])

    assert (is_in(victim), User.objects.count()) == (False, 0)


def test_a_code_and_a_state_work_once(provider):
    browser = Client()
    address = provider.authorize(begin(browser))
    come_back(browser, address)
    browser.post("/account/logout/")

    come_back(browser, address)

    assert not is_in(browser)


def test_a_code_without_its_verifier_is_worth_nothing(provider):
    """Somebody who saw the victim's code brings it home in a sign-in of their own."""
    victims = provider.authorize(begin(Client()))
    thief = Client()
    own = provider.authorize(begin(thief))
    code = parse_qs(urlsplit(victims).query)["code"][0]
    state = parse_qs(urlsplit(own).query)["state"][0]

    thief.get(f"{CALLBACK}?code={code}&state={state}")

    assert (is_in(thief), provider.refusals) == (False, ["verifier"])


def test_the_way_back_leads_nowhere_else(provider):
    browser = Client()
    answer = browser.post(f"{LOGIN}?process=login&next=https://evil.example/")
    done = come_back(browser, provider.authorize(answer.headers["Location"]))

    assert done.headers["Location"] == "/account/"


def test_the_second_factor_is_asked_for_here_too(provider):
    ada = make_user("ada@example.com")
    go_there_and_back(signed_in(ada), provider, "connect")
    totp.TOTP.activate(ada, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    browser = Client()

    answer = go_there_and_back(browser, provider)

    assert answer.headers["Location"].startswith("/account/2fa/authenticate/")
    assert browser.get("/account/").status_code == 302


def test_somebody_who_is_locked_stays_out(provider):
    go_there_and_back(Client(), provider)
    User.objects.update(is_active=False)
    browser = Client()
    go_there_and_back(browser, provider)

    assert not is_in(browser)


def test_the_only_way_in_is_not_unlinked(provider):
    browser = Client()
    go_there_and_back(browser, provider)
    linked = SocialAccount.objects.get()

    browser.post("/account/social/", {"account": linked.pk})

    assert SocialAccount.objects.filter(pk=linked.pk).exists()


def test_who_has_a_password_unlinks_with_a_button(provider):
    ada = make_user("ada@example.com")
    browser = signed_in(ada)
    go_there_and_back(browser, provider, "connect")
    page = browser.get("/account/social/").content.decode()
    linked = SocialAccount.objects.get()

    browser.post("/account/social/", {"account": linked.pk})

    assert "Village ID" in page
    assert SocialAccount.objects.count() == 0
    stranger = Client()
    go_there_and_back(stranger, provider)
    assert not is_in(stranger)


def test_a_link_is_no_button(provider):
    """A page elsewhere that leads here cannot begin a sign-in: the shop asks first."""
    answer = Client().get(LOGIN)

    assert answer.status_code == 200
    assert "Village ID" in answer.content.decode()


def test_the_button_appears_only_when_it_is_configured(provider, settings):
    with_it = Client().get("/account/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    without = Client().get("/account/login/").content.decode()

    assert "Sign in with Village ID" in with_it
    assert "Sign in with " not in without.replace("Sign in with a passkey", "")


@pytest.mark.parametrize("name", ["google", "facebook", "github", "oidc/openid", "oidc/other"])
def test_a_provider_that_is_not_configured_is_not_there(name):
    assert Client().get(f"/account/social/{name}/login/").status_code == 404


@pytest.mark.parametrize(
    ("name", "host"),
    [("google", "accounts.google.com"), ("facebook", "www.facebook.com"), ("github", "github.com")],
)
def test_the_great_ones_are_asked_with_pkce_and_the_scopes_of_the_settings(name, host, settings):
    config = Config(**{f"{name}_client": "an-id:a-secret", f"{name}_scopes": "one, two"})
    settings.SOCIALACCOUNT_PROVIDERS = social_providers(config)

    address = urlsplit(Client().post(f"/account/social/{name}/login/").headers["Location"])

    asked = parse_qs(address.query)
    assert address.hostname == host
    assert (asked["client_id"], asked["code_challenge_method"]) == (["an-id"], ["S256"])
    assert set(asked["scope"][0].replace(",", " ").split()) >= {"one", "two"}
    assert social_origins(config) == [f"https://{host}"]
