"""Attacks on accounts: each row is refused, whatever the words around it."""

from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.test import APIClient

from accounts.domain import people, risk, sessions, tokens
from accounts.domain.access import sign_out_everywhere
from accounts.errors import TooManySignIns
from accounts.models import Address, TokenFamily, User
from tests.concurrency.races import at_once
from tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "pass-word-42!"
TOKEN = "/api/auth/token"


@pytest.fixture
def ada():
    return make_user("ada@example.com")


def signed_in(user, **details) -> Client:
    browser = Client(**details)
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return browser


def knock(address: str, email: str = "ada@example.com", password: str = "wrong", **headers) -> int:
    """A program asks for tokens."""
    client = APIClient(REMOTE_ADDR=address, headers=headers)
    return client.post(TOKEN, {"email": email, "password": password}).status_code


# What ends every session and token of a person, by a name.
ENDINGS = {
    "signed out everywhere": lambda user, boss: sign_out_everywhere(user, reason="test"),
    "locked": lambda user, boss: people.lock(boss, user),
    "password made void": lambda user, boss: people.make_password_void(boss, user),
    "role taken": lambda user, boss: people.take_role(boss, user, "support"),
    "deleted": lambda user, boss: user.delete(),
}


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_every_token_and_session_is_dead_at_once(ending, api):
    boss, user = make_staff(is_superuser=True), make_user("cy@example.com")
    people.give_role(boss, user, "support")
    pair, browser = tokens.issue(user), signed_in(user)
    assert browser.get("/account/").status_code == 200

    ENDINGS[ending](user, boss)

    bearer = {"Authorization": f"Bearer {pair.access}"}
    assert api.get("/api/users/me", headers=bearer).status_code == 401
    assert api.post("/api/auth/token/refresh", {"refresh": pair.refresh}).status_code == 401
    assert browser.get("/account/").status_code == 302


def test_a_password_changed_on_the_page_ends_the_others_and_keeps_this_one(ada, api):
    here, elsewhere, pair = signed_in(ada), signed_in(ada), tokens.issue(ada)
    words = "correct horse battery staple"

    here.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": words, "password2": words},
    )

    assert [b.get("/account/").status_code for b in (here, elsewhere)] == [200, 302]
    bearer = {"Authorization": f"Bearer {pair.access}"}
    assert api.get("/api/users/me", headers=bearer).status_code == 401


def test_guessing_from_many_addresses_ends_and_the_owner_still_gets_in(ada):
    home = signed_in(ada, REMOTE_ADDR="198.51.100.7")
    home.post("/account/logout/")
    answers = [knock(f"10.0.{n // 9}.7") for n in range(risk.MOST_GUESSES + 30)]

    assert answers.count(401) <= 100
    assert answers[-30:] == [429] * 30
    assert knock("10.9.9.9", password=PASSWORD) == 429
    stranger = Client(REMOTE_ADDR="192.0.2.201")
    stranger.post("/account/login/", {"login": ada.email, "password": PASSWORD})
    assert SESSION_KEY not in stranger.session
    moved = home.post(
        "/account/login/", {"login": ada.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.200"
    )
    assert moved.status_code == 302
    assert SESSION_KEY in home.session


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP"])
def test_a_header_is_no_new_address(ada, header):
    answers = [knock("192.0.2.7", **{header: f"203.0.113.{n}"}) for n in range(14)]

    assert answers[-1] == 429


def test_the_addresses_of_one_ipv6_network_are_one(ada):
    answers = [knock(f"2001:db8:0:7::{n:x}") for n in range(1, 15)]

    assert answers[-1] == 429
    assert knock("2001:db8:0:8::1") == 401


@pytest.mark.parametrize("spelling", ["ADA@example.com", " ada@example.com", "Ada@Example.COM "])
def test_another_spelling_is_no_new_account(ada, spelling):
    answers = [knock("192.0.2.7", spelling if n % 2 else ada.email) for n in range(14)]

    assert answers[-1] == 429


def test_the_second_factor_bears_five_guesses_on_the_page_too(ada):
    totp.TOTP.activate(ada, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    browser = signed_in(ada)

    answers = [browser.post("/account/2fa/authenticate/", {"code": "000000"}) for _try in range(8)]

    assert SESSION_KEY not in browser.session
    assert "Too many" in answers[-1].content.decode() or answers[-1].status_code == 429


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_one_code_used_many_times_at_once_opens_once():
    user = make_user("ada@example.com")
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    totp.TOTP.activate(user, secret)
    counter = next(totp.yield_hotp_counters_from_time())
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))

    at_once([partial(tokens.sign_in, None, user.email, PASSWORD, code)] * 4)

    assert TokenFamily.objects.count() == 1


@pytest.mark.parametrize("cookie", ["sessionid", "device"])
def test_a_cookie_that_a_stranger_chose_opens_nothing(ada, cookie):
    browser = Client()
    browser.cookies[cookie] = "a" * 32
    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})

    attacker = Client()
    attacker.cookies[cookie] = "a" * 32

    assert attacker.get("/account/").status_code == 302
    assert browser.session.session_key != "a" * 32


def test_a_limit_of_a_role_counts_and_the_new_one_may_be_refused(ada, settings):
    settings.SESSION_LIMITS = {"support": 1}
    settings.SESSION_LIMIT_REACHED = "refuse_new"
    boss = make_staff(is_superuser=True)
    people.give_role(boss, ada, "support")
    ada = User.objects.get(pk=ada.pk)
    first = tokens.issue(ada)

    with pytest.raises(TooManySignIns):
        tokens.issue(ada)
    browser = signed_in(ada)

    assert browser.get("/account/").status_code == 302
    assert len(sessions.sign_ins(ada)) == 1
    bearer = {"Authorization": f"Bearer {first.access}"}
    assert APIClient().get("/api/users/me", headers=bearer).status_code == 200


def test_the_tightest_limit_of_ones_roles_counts(ada, settings):
    settings.SESSION_LIMITS = {"support": 3, "moderator": 2, "admin": 1}
    boss = make_staff(is_superuser=True)
    for role in ("support", "moderator"):
        people.give_role(boss, ada, role)

    assert sessions.limit_of(User.objects.get(pk=ada.pk)) == 2
    assert sessions.limit_of(make_user()) == settings.SESSIONS_PER_PERSON


def unsafe_pages() -> list[str]:
    """Every page under /account/ whose address has no parts to fill in."""

    def walk(patterns, prefix):
        for pattern in patterns:
            path = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, path)
            elif (
                isinstance(pattern, URLPattern) and path.startswith("account/") and "<" not in path
            ):
                yield "/" + path.replace("^", "").replace("$", "")

    return sorted(set(walk(get_resolver().url_patterns, "")))


@pytest.mark.parametrize("path", unsafe_pages())
def test_no_page_of_the_account_takes_a_form_from_elsewhere(path, ada):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)

    assert browser.post(path, {}).status_code == 403


@pytest.mark.parametrize("path", ["/api/users/me/addresses", "/api/users/me/data", "/api/users/me/deletion", "/api/auth/logout/everywhere"])  # fmt: skip
def test_a_cookie_alone_changes_nothing_by_the_api(path, ada):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)

    assert browser.post(path, {}, content_type="application/json").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/account/logout/", "/account/keep/", "/account/data/ask/", "/account/sessions/end-others/", "/account/delete/"],
)  # fmt: skip
def test_looking_changes_nothing(path, ada):
    browser = signed_in(ada)

    browser.get(path)

    ada.refresh_from_db()
    assert browser.get("/account/").status_code == 200
    assert (ada.deletions.count(), ada.data_exports.count()) == (0, 0)


# Fields that nobody sets of themselves, for everything that a person may write.
NOT_ONES_OWN = {
    "id": 999_999, "pk": 999_999, "user": 1, "user_id": 1, "owner": 1, "email": "evil@example.com", "is_staff": True,
    "is_superuser": True, "is_active": False, "groups": [1], "credentials_epoch": 99, "password": "x", "is_default": False,
    "created_at": "2001-01-01T00:00:00Z", "due_at": "2001-01-01T00:00:00Z",
}  # fmt: skip
ADDRESS = {"full_name": "Ada", "line1": "1 Row", "city": "Bath", "country": "GB"}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("post", "/api/users/me/addresses", ADDRESS),
        ("put", "/api/users/me/addresses/{address}", ADDRESS),
        ("patch", "/api/users/me/addresses/{address}", {"city": "York"}),
        ("post", "/api/users/me/data", {}),
        ("post", "/api/product-filters", {"name": "A", "expression": {"in_stock": True}}),
        ("post", "/api/cart/prices", {}),
    ],
)
def test_fields_that_are_not_ones_own_are_not_taken_over(method, path, body, ada):
    address = Address.objects.create(user=ada, **ADDRESS)
    before = User.objects.filter(pk=ada.pk).values().get()
    client = APIClient()
    client.force_authenticate(ada)

    answer = getattr(client, method)(path.format(address=address.pk), {**NOT_ONES_OWN, **body})

    assert answer.status_code < 400
    after = User.objects.filter(pk=ada.pk).values().get()
    assert after == before
    assert set(Address.objects.values_list("user_id", flat=True)) == {ada.pk}
    assert not Address.objects.filter(pk=999_999).exists()


def test_staff_without_a_second_factor_see_no_screen_of_the_back_office(settings):
    settings.TWO_FACTOR_ROLES = ["staff"]
    browser = Client()
    browser.force_login(make_staff(is_superuser=True))

    for path in ("/admin/", "/admin/accounts/user/", "/admin/accounts/user/add/", "/admin/orders/order/"):  # fmt: skip
        assert browser.get(path).headers["Location"] == "/account/2fa/"
    assert not Authenticator.objects.exists()


def test_the_counter_of_guesses_ends_with_the_right_password(ada):
    for _try in range(5):
        knock("192.0.2.7")
    assert knock("192.0.2.7", password=PASSWORD) == 200

    assert cache.get(risk._failures_key(ada.email)) is None
