"""Signatures on messages: a time stamp and the body under a shared secret, as ``t=…,v1=…``.

The form is the one that Stripe publishes for its webhooks; the test gateway uses it too.
"""

import hashlib
import hmac
import time

from django.utils.translation import gettext as _

from orders.errors import BadWebhook

TOLERANCE_SECONDS = 300


def sign(body: bytes, secret: str, *, at: int | None = None) -> str:
    """The signature header of a body, made now unless a Unix time is given."""
    stamp = int(time.time()) if at is None else at
    return f"t={stamp},v1={_digest(stamp, body, secret)}"


def verify(header: str, body: bytes, secret: str, *, now: float | None = None) -> None:
    """Raises BadWebhook unless one signature in the header is right and at most five minutes away from now."""
    parts = [part.partition("=") for part in header.split(",")]
    stamps = [value for name, _equals, value in parts if name.strip() == "t"]
    signatures = [value for name, _equals, value in parts if name.strip() == "v1"]
    if (
        len(stamps) != 1
        or not stamps[0].isascii()
        or not stamps[0].isdigit()
        or not signatures
        or not secret
    ):
        raise BadWebhook(_("The message is not signed."))
    stamp = int(stamps[0][:15])
    expected = _digest(stamp, body, secret)
    if not any(
        hmac.compare_digest(expected.encode(), given.strip().encode()) for given in signatures
    ):
        raise BadWebhook(_("The signature is wrong."))
    if abs((time.time() if now is None else now) - stamp) > TOLERANCE_SECONDS:
        raise BadWebhook(_("The message is too old or from the future."))


def _digest(stamp: int, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
