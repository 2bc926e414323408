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


class SecondFactorRequired(DomainError):
    """The password is right; the account asks for a code as well."""

    code = "second_factor_required"
    status = 401

    def __init__(self) -> None:
        super().__init__(_("Send the code of your authenticator app, or a recovery code, as well."))


class SecondFactorMissing(DomainError):
    """The person's role needs a second factor, and none is set up."""

    code = "second_factor_missing"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Your role needs a second factor. Set one up on the pages of your account first.")
        )


class WrongCode(DomainError):
    """The code of the second factor is wrong or spent."""

    code = "wrong_code"
    status = 401

    def __init__(self) -> None:
        super().__init__(_("The code is wrong or was used before. Wait for the next one."))


class LastSuperAdmin(DomainError):
    """Without this person nobody could run the shop."""

    code = "last_super_admin"

    def __init__(self) -> None:
        super().__init__(_("This is the last super admin. Make somebody else one first."))


class AboveYourRank(DomainError):
    """The person or the role stands as high as the one who acts, or higher."""

    code = "above_your_rank"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("You can change people below your own rank only, and give roles below it only.")
        )
