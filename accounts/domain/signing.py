"""How tokens are signed: one algorithm, several keys of which the first signs, and the key's name in the header."""

import hashlib
from typing import Any

import jwt
from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError
from rest_framework_simplejwt.settings import api_settings
from rest_framework_simplejwt.tokens import AccessToken
from rest_framework_simplejwt.tokens import RefreshToken as RefreshJWT

ALGORITHM = "HS256"


def key_id(key: str) -> str:
    """The public name of a key; it tells nothing of the key."""
    return hashlib.sha256(f"kid:{key}".encode()).hexdigest()[:16]


class KeyRing(TokenBackend):
    """Signs with the newest key and reads with whichever the header names, so keys change without signing anybody out."""

    def encode(self, payload: dict[str, Any]) -> str:
        """A token in the newest key, with its name."""
        newest = str(settings.JWT_KEYS[0])
        claims = {**payload, "aud": self.audience, "iss": self.issuer}
        return jwt.encode(claims, newest, algorithm=ALGORITHM, headers={"kid": key_id(newest)})

    def get_verifying_key(self, token: Any) -> str:
        """The key that the header names. Raises TokenBackendError for a name that is not ours."""
        try:
            named = jwt.get_unverified_header(token).get("kid")
        except jwt.InvalidTokenError as error:
            raise TokenBackendError("Token is invalid") from error
        for key in map(str, settings.JWT_KEYS):
            if key_id(key) == named:
                return key
        raise TokenBackendError("Token is invalid")


_RING = KeyRing(ALGORITHM, audience=api_settings.AUDIENCE, issuer=api_settings.ISSUER)


class Access(AccessToken):
    """Opens the API for minutes."""

    _token_backend = _RING


class Refresh(RefreshJWT):
    """Works once, for the next pair."""

    _token_backend = _RING
