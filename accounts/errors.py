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


class DataTooSoon(DomainError):
    """A copy was made a moment ago."""

    code = "data_too_soon"
    status = 429

    def __init__(self) -> None:
        super().__init__(_("A copy was made within the last hour. Use that one, or ask later."))


class StaffStays(DomainError):
    """Staff leave by losing their roles first."""

    code = "staff_stays"

    def __init__(self) -> None:
        super().__init__(
            _("You work here: an admin has to take your roles away before you can delete it.")
        )


class DeletionNotAsked(DomainError):
    """Nothing waits to be erased."""

    code = "deletion_not_asked"

    def __init__(self) -> None:
        super().__init__(_("There is no deletion to call off."))


class ProofNeeded(DomainError):
    """A dangerous act needs the password, and the code where there is a second factor, once more."""

    code = "proof_needed"
    status = 403

    def __init__(self) -> None:
        super().__init__(_("Give your password once more, and the code if you use one."))


class AnswerOver(DomainError):
    """The link was used before, is too old, or is not ours."""

    code = "answer_over"

    def __init__(self) -> None:
        super().__init__(_("This link was used before or is too old."))


class SignInHeld(DomainError):
    """The sign-in is so unusual that its owner must confirm it first."""

    code = "confirm_by_mail"
    status = 401

    def __init__(self) -> None:
        super().__init__(
            _(
                "This sign-in is unusual. Confirm it by the mail that we sent you, then sign in again."
            )
        )


class TooManySignIns(DomainError):
    """The person is signed in as often as the shop allows."""

    code = "too_many_sign_ins"
    status = 403

    def __init__(self) -> None:
        super().__init__(_("You are signed in too often. Sign out somewhere else first."))
