"""Refusals of the room, each with a stable code."""

from django.utils.translation import gettext as _

from shop.base.errors import DomainError


class BadCredentials(DomainError):
    """Email or password is wrong, or the person may not sign in; which of them is not said."""

    code = "bad_credentials"
    status = 401

    def __init__(self) -> None:
        super().__init__(_("The email or the password is wrong."))


class BadRefreshToken(DomainError):
    """The refresh token is forged, expired, spent or revoked."""

    code = "bad_refresh_token"
    status = 401

    def __init__(self) -> None:
        super().__init__(_("The refresh token is not valid (any more). Sign in again."))


class TooManyTries(DomainError):
    """Too many attempts to sign in."""

    code = "too_many_requests"
    status = 429

    def __init__(self) -> None:
        super().__init__(_("Too many attempts. Wait a minute and try again."))
