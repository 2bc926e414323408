"""Tokens: a refresh token works once; a copy of it ends the whole sign-in."""

from functools import partial

import jwt
import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.domain import tokens
from accounts.domain.signing import key_id
from accounts.errors import BadRefreshToken
from accounts.models import RefreshToken, TokenFamily, User
from notifications.models import Message
from tests.concurrency.races import at_once
from tests.factories.accounts import make_user

PASSWORD = "pass-word-42!"
OTHER_KEY = "another key that is long enough for HS256, also for HS512: sixty-four"


@pytest.mark.django_db
def test_email_and_password_give_a_pair_that_opens_the_api(api):
    make_user("ada@example.com", full_name="Ada")

    pair = api.post("/api/auth/token", {"email": " Ada@Example.com", "password": PASSWORD}).json()
    me = api.get("/api/users/me", headers={"Authorization": f"Bearer {pair['access']}"})

    assert (me.status_code, me.json()["email"]) == (200, "ada@example.com")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "email", ["ada@example.com", "nobody@example.com", "ben@example.com", "\x00"]
)
def test_a_wrong_sign_in_never_says_what_was_wrong(api, email):
    make_user("ada@example.com")
    make_user("ben@example.com", is_active=False)

    answer = api.post("/api/auth/token", {"email": email, "password": "wrong"})

    assert answer.status_code in {400, 401} if email == "\x00" else answer.status_code == 401
    if email != "\x00":
        assert answer.json()["code"] == "bad_credentials"


@pytest.mark.django_db
def test_guessing_is_slowed_down_for_the_guesser_and_not_for_the_owner(api, request):
    make_user("ada@example.com")
    clock = time_machine.travel("2026-03-02T10:00:00Z", tick=False)
    clock.start()
    request.addfinalizer(clock.stop)
    for _try in range(10):
        api.post("/api/auth/token", {"email": "ada@example.com", "password": "wrong"})

    guesser = api.post("/api/auth/token", {"email": "ada@example.com", "password": "wrong"})
    owner = APIClient(REMOTE_ADDR="192.0.2.9").post(
        "/api/auth/token", {"email": "ada@example.com", "password": PASSWORD}
    )

    assert (guesser.status_code, owner.status_code) == (429, 200)


@pytest.mark.django_db
def test_a_refresh_token_works_once_and_its_copy_ends_the_sign_in(api):
    first = tokens.issue(make_user())
    second = tokens.rotate(first.refresh)

    with pytest.raises(BadRefreshToken):
        tokens.rotate(first.refresh)

    with pytest.raises(BadRefreshToken):
        tokens.rotate(second.refresh)
    assert (
        api.get("/api/users/me", headers={"Authorization": f"Bearer {second.access}"}).status_code
        == 401
    )
    assert TokenFamily.objects.get().reason == "reused"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"credentials_epoch": 1}, {"is_active": False}, {"password": "another"}]
)
def test_a_change_of_credentials_kills_every_token_at_once(api, change):
    user = make_user()
    pair = tokens.issue(user)
    User.objects.filter(pk=user.pk).update(**change)

    with pytest.raises(BadRefreshToken):
        tokens.rotate(pair.refresh)
    assert (
        api.get("/api/users/me", headers={"Authorization": f"Bearer {pair.access}"}).status_code
        == 401
    )


@pytest.mark.django_db
def test_a_deleted_person_is_simply_not_signed_in():
    user = make_user()
    pair = tokens.issue(user)
    user.delete()

    with pytest.raises(BadRefreshToken):
        tokens.rotate(pair.refresh)


@pytest.mark.django_db
def test_signing_out_ends_the_sign_in(api):
    pair = tokens.issue(make_user())

    assert api.post("/api/auth/logout", {"refresh": pair.refresh}).status_code == 204

    assert api.post("/api/auth/token/refresh", {"refresh": pair.refresh}).status_code == 401


@pytest.mark.django_db
def test_forged_tokens_are_refused(api, settings):
    pair = tokens.issue(make_user())
    claims = jwt.decode(pair.access, options={"verify_signature": False})
    key = settings.JWT_KEYS[0]
    kid = {"kid": key_id(key)}
    forged = [
        jwt.encode(claims, "", algorithm="none", headers=kid),
        jwt.encode(claims, OTHER_KEY, algorithm="HS256", headers=kid),
        jwt.encode(claims, key, algorithm="HS512", headers=kid),
        jwt.encode(claims, key, algorithm="HS256"),
        jwt.encode(claims, OTHER_KEY, algorithm="HS256", headers={"kid": key_id(OTHER_KEY)}),
        jwt.encode(claims, key, algorithm="HS256", headers={"kid": "../../etc/passwd"}),
        jwt.encode(claims, OTHER_KEY, "HS256", headers={"jku": "https://evil.example/keys"}),
        *(
            jwt.encode({**claims, **lie}, key, algorithm="HS256", headers=kid)
            for lie in (
                {"aud": "elsewhere"},
                {"iss": "elsewhere"},
                {"exp": 1},
                {"family": 0},
                {"mark": ""},
            )
        ),
        jwt.encode({k: v for k, v in claims.items() if k != "exp"}, key, "HS256", headers=kid),
        pair.refresh,
        "not.a.token",
    ]

    answers = [
        api.get("/api/users/me", headers={"Authorization": f"Bearer {token}"}) for token in forged
    ]

    assert [answer.status_code for answer in answers] == [401] * len(forged)


@pytest.mark.django_db
def test_the_same_claims_under_the_right_key_open_the_api(api, settings):
    """The table above refuses for what is wrong in each row, not for how the rows are made."""
    key = settings.JWT_KEYS[0]
    claims = jwt.decode(tokens.issue(make_user()).access, options={"verify_signature": False})
    token = jwt.encode(claims, key, algorithm="HS256", headers={"kid": key_id(key)})

    assert api.get("/api/users/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200


@pytest.mark.django_db
def test_a_new_key_signs_and_the_old_one_is_believed_until_it_leaves(api, settings):
    old = settings.JWT_KEYS[0]
    pair = tokens.issue(make_user())
    asked = {"headers": {"Authorization": f"Bearer {pair.access}"}}

    settings.JWT_KEYS = [OTHER_KEY, old]
    meanwhile = api.get("/api/users/me", **asked).status_code
    newest = jwt.get_unverified_header(tokens.rotate(pair.refresh).access)["kid"]
    settings.JWT_KEYS = [OTHER_KEY]
    afterwards = api.get("/api/users/me", **asked).status_code

    assert (meanwhile, newest, afterwards) == (200, key_id(OTHER_KEY), 401)


@pytest.mark.django_db
def test_the_owner_is_told_once_of_a_copied_token():
    pair = tokens.issue(make_user("ada@example.com"))
    tokens.rotate(pair.refresh)

    for _try in range(3):
        with pytest.raises(BadRefreshToken):
            tokens.rotate(pair.refresh)

    assert [(mail.kind, mail.to) for mail in Message.objects.all()] == [
        ("account_changed", "ada@example.com")
    ]


def spend_carelessly(refresh: str) -> None:
    """What the guard replaces: look, then spend."""
    jti, family_id, _mark = tokens._read(refresh)
    row = RefreshToken.objects.get(jti=jti)
    if row.spent_at is not None:
        raise BadRefreshToken
    tokens._next_pair(
        TokenFamily.objects.get(pk=family_id), TokenFamily.objects.get(pk=family_id).user
    )
    RefreshToken.objects.filter(pk=row.pk).update(spent_at="2026-01-01T00:00:00Z")


def winners(outcomes) -> int:
    return sum(not isinstance(outcome, BadRefreshToken) for outcome in outcomes)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_of_sixteen_uses_at_once_exactly_one_succeeds():
    user = make_user()
    for _round in range(20):
        refresh = tokens.issue(user).refresh
        assert winners(at_once([partial(tokens.rotate, refresh)] * 16)) == 1
    assert Message.objects.filter(kind="account_changed").count() == 20
    assert not TokenFamily.objects.filter(revoked_at__isnull=True).exists()


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_without_the_guard_several_succeed():
    user = make_user()
    assert any(
        winners(at_once([partial(spend_carelessly, tokens.issue(user).refresh)] * 16)) > 1
        for _round in range(10)
    )
