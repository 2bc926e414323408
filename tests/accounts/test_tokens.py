"""Tokens: a refresh token works once; a copy of it ends the whole sign-in."""

from functools import partial

import jwt
import pytest
from rest_framework.test import APIClient

from accounts.domain import tokens
from accounts.errors import BadRefreshToken
from accounts.models import RefreshToken, TokenFamily, User
from tests.concurrency.races import at_once
from tests.factories.accounts import make_user

PASSWORD = "pass-word-42!"


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
def test_guessing_is_slowed_down_for_the_guesser_and_not_for_the_owner(api):
    make_user("ada@example.com")
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
    forged = [
        jwt.encode(claims, "", algorithm="none"),
        jwt.encode(claims, "another key that is long enough for HS256", algorithm="HS256"),
        jwt.encode(
            {**claims, "aud": "elsewhere"}, settings.SIMPLE_JWT["SIGNING_KEY"], algorithm="HS256"
        ),
        pair.refresh,
        "not.a.token",
    ]

    answers = [
        api.get("/api/users/me", headers={"Authorization": f"Bearer {token}"}) for token in forged
    ]

    assert [answer.status_code for answer in answers] == [401] * 5


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
    for _round in range(5):
        refresh = tokens.issue(user).refresh
        assert winners(at_once([partial(tokens.rotate, refresh)] * 16)) == 1


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_without_the_guard_several_succeed():
    user = make_user()
    assert any(
        winners(at_once([partial(spend_carelessly, tokens.issue(user).refresh)] * 16)) > 1
        for _round in range(10)
    )
