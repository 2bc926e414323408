"""Signed requests: the right one passes once, everything else is refused."""

import time

import pytest

from security.domain import signatures
from security.models import SigningKey
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
PATH = "/api/v1/users/me/addresses"
HOST = "http://testserver"
BODY = b'{"full_name": "Ada"}'


@pytest.fixture
def key(settings) -> SigningKey:
    settings.ALLOWED_HOSTS = ["testserver"]
    return signatures.make_key(make_user("ada@example.com"))


def send(api, headers, *, path=PATH, body=None, method="get", **changed):
    environ = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    if body is None:
        return getattr(api, method)(path, **environ)
    return api.generic("POST", path, body, content_type="application/json", **environ)


def is_signed_in(answer) -> bool:
    return answer.status_code not in {401, 403}


def test_a_signed_request_acts_for_the_keys_user(api, key):
    assert send(api, signatures.sign(key, "GET", HOST + PATH)).status_code == 200


def test_a_signed_body_passes(api, key):
    headers = signatures.sign(key, "POST", HOST + PATH, BODY)

    assert is_signed_in(send(api, headers, body=BODY))


def test_without_a_signature_nobody_is_signed_in(api, key):
    assert send(api, {}).status_code == 401


def test_the_same_request_again_is_refused(api, key):
    headers = signatures.sign(key, "GET", HOST + PATH)
    send(api, headers)

    assert send(api, headers).status_code == 401


def altered(headers, old, new):
    return {**headers, "Signature-Input": headers["Signature-Input"].replace(old, new)}


def test_what_was_signed_for_another_request_is_refused(api, key):
    get = signatures.sign(key, "GET", HOST + PATH)
    post = signatures.sign(key, "POST", HOST + PATH, BODY)
    without = {name: value for name, value in post.items() if name != "Content-Digest"}
    false_digest = {**post, "Content-Digest": signatures.digest_of(b"{}")}
    unsigned_body = signatures.sign(key, "POST", HOST + PATH)

    answers = {
        "path": send(api, get, path="/api/v1/users/me"),
        "query": send(api, get, path=f"{PATH}?page=2"),
        "method": send(api, get, method="delete"),
        "altered body": send(api, post, body=b'{"full_name": "Eve"}'),
        "digest missing": send(api, without, body=BODY),
        "false digest": send(api, false_digest, body=BODY),
        "body not covered": send(api, unsigned_body, body=BODY),
        "unknown key": send(api, altered(get, key.key_id, "key-0000000000000000")),
        "other algorithm": send(api, altered(get, "hmac-sha256", "none")),
        "method not covered": send(api, altered(get, '"@method" ', "")),
        "no nonce": send(api, altered(get, ";nonce=", ";once=")),
        "nonsense": send(api, {**get, "Signature-Input": "sig1=("}),
        "no signature": send(api, {**get, "Signature": ""}),
    }

    assert {name for name, answer in answers.items() if answer.status_code != 401} == set()


@pytest.mark.parametrize(
    "seconds", [-3600, -331, 331, 3600], ids=["future", "soon", "old", "older"]
)
def test_a_signature_holds_for_minutes(api, key, seconds, monkeypatch):
    now = time.time()
    monkeypatch.setattr(signatures.time, "time", lambda: now - seconds)
    headers = signatures.sign(key, "GET", HOST + PATH)
    monkeypatch.setattr(signatures.time, "time", lambda: now)

    assert send(api, headers).status_code == 401


def test_a_revoked_key_signs_nothing(api, key):
    from django.utils import timezone

    SigningKey.objects.update(revoked_at=timezone.now())

    assert send(api, signatures.sign(key, "GET", HOST + PATH)).status_code == 401


def test_a_key_of_somebody_who_was_locked_out_signs_nothing(api, key):
    key.user.is_active = False
    key.user.save()

    assert send(api, signatures.sign(key, "GET", HOST + PATH)).status_code == 401
