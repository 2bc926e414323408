"""Requests signed by machine clients as RFC 9421 says, with HMAC-SHA256.

A signature covers the method, the whole address and, with a body, its digest (RFC 9530); it says when it was made and
carries a nonce. It holds for five minutes and once.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _

from accounts.models import User
from security.errors import SignatureRefused
from security.models import SigningKey

WINDOW_SECONDS = 300
# Clocks differ.
SKEW_SECONDS = 30
LONGEST = 2_000
ALGORITHM = "hmac-sha256"
COVERED = ("@method", "@target-uri")
DIGEST = "content-digest"
_INPUT = re.compile(
    r'([a-z*][a-z0-9_.*-]{0,30})=(\(((?:"[a-z@-]+" ?)*)\)((?:;[a-z]+=(?:"[^"\\]*"|\d+))*))'
)
_PARAMETER = re.compile(r';([a-z]+)=(?:"([^"\\]*)"|(\d+))')
_BYTES = r"=:([A-Za-z0-9+/=]{1,200}):"


@dataclass(frozen=True)
class Signed:
    """What a signature is made over. ``target`` is the whole address with scheme, host and query."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


def make_key(user: User, *, note: str = "") -> SigningKey:
    """A new key for a program that acts for this user."""
    return SigningKey.objects.create(
        key_id=f"key-{secrets.token_hex(8)}", secret=secrets.token_hex(32), user=user, note=note
    )


def sign(key: SigningKey, method: str, target: str, body: bytes = b"") -> dict[str, str]:
    """The headers with which a request is sent: what the other side does, for tests and for our own programs."""
    headers = {"Content-Digest": digest_of(body)} if body else {}
    covered = (*COVERED, DIGEST) if body else COVERED
    names = " ".join(f'"{name}"' for name in covered)
    parameters = (
        f'({names});created={int(time.time())};nonce="{secrets.token_urlsafe(16)}"'
        f';keyid="{key.key_id}";alg="{ALGORITHM}"'
    )
    base = _base(Signed(method, target, _lower(headers), body), covered, parameters)
    mark = base64.b64encode(_mark(key.secret, base)).decode()
    return {**headers, "Signature-Input": f"sig1={parameters}", "Signature": f"sig1=:{mark}:"}


def verify(signed: Signed) -> SigningKey:
    """The key that signed a request. Raises SignatureRefused for whatever is not exactly right."""
    headers = _lower(signed.headers)
    label, parameters, covered, said = _parsed(headers.get("signature-input", ""))
    mark = _bytes_of(headers.get("signature", ""), label)
    _check_covered(covered, signed.body)
    _check_time(said)
    if signed.body and not hmac.compare_digest(headers.get(DIGEST, ""), digest_of(signed.body)):
        raise SignatureRefused(_("The Content-Digest is not the body's."))
    key = (
        SigningKey.objects.filter(key_id=said.get("keyid", ""), revoked_at__isnull=True)
        .select_related("user")
        .first()
    )
    expected = _mark(key.secret if key else "none", _base(signed, covered, parameters))
    if not hmac.compare_digest(mark, expected) or key is None or not key.user.is_active:
        raise SignatureRefused(_("The signature is not right."))
    # Last, so that nobody but the key's owner can use a nonce up.
    if not cache.add(f"nonce:{key.key_id}:{said['nonce']}", 1, WINDOW_SECONDS + 2 * SKEW_SECONDS):
        raise SignatureRefused(_("This request was sent before."))
    return key


def digest_of(body: bytes) -> str:
    """The Content-Digest of a body."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def _parsed(text: str) -> tuple[str, str, tuple[str, ...], dict[str, str]]:
    """Label, parameters as they were signed, covered parts, and the parameters by name."""
    found = _INPUT.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        raise SignatureRefused(_("The Signature-Input cannot be read."))
    label, parameters, names, rest = found.groups()
    covered = tuple(name.strip('"') for name in names.split())
    pairs = _PARAMETER.findall(rest)
    said = {name: words or number for name, words, number in pairs}
    if len(said) != len(pairs) or len(set(covered)) != len(covered):
        raise SignatureRefused(_("The Signature-Input says something twice."))
    return label, parameters, covered, said


def _check_covered(covered: tuple[str, ...], body: bytes) -> None:
    wanted = {*COVERED, DIGEST} if body else set(COVERED)
    if not wanted <= set(covered) or set(covered) - {*COVERED, DIGEST}:
        raise SignatureRefused(
            _("Sign @method, @target-uri and, with a body, content-digest; nothing else.")
        )


def _check_time(said: Mapping[str, str]) -> None:
    created, expires = said.get("created", ""), said.get("expires", "")
    if not created.isdigit() or len(said.get("nonce", "")) < 8 or len(said["nonce"]) > 64:
        raise SignatureRefused(_("A signature says when it was made, and carries a nonce."))
    if said.get("alg", ALGORITHM) != ALGORITHM:
        raise SignatureRefused(_("Sign with hmac-sha256."))
    age = time.time() - int(created[:12])
    if age > WINDOW_SECONDS or age < -SKEW_SECONDS:
        raise SignatureRefused(_("The signature is too old, or from the future."))
    if expires and (not expires.isdigit() or int(expires[:12]) < time.time()):
        raise SignatureRefused(_("The signature has expired."))


def _bytes_of(text: str, label: str) -> bytes:
    found = re.fullmatch(re.escape(label) + _BYTES, text) if len(text) <= LONGEST else None
    try:
        return base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        return b""


def _base(signed: Signed, covered: tuple[str, ...], parameters: str) -> str:
    headers = _lower(signed.headers)
    values = {"@method": signed.method.upper(), "@target-uri": signed.target}
    lines = [f'"{name}": {values.get(name, headers.get(name, ""))}' for name in covered]
    return "\n".join([*lines, f'"@signature-params": {parameters}'])


def _mark(secret: str, base: str) -> bytes:
    return hmac.new(secret.encode(), base.encode(), hashlib.sha256).digest()


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value.strip() for name, value in headers.items()}
