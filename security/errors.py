"""Refusals of the room."""

from shop.base.errors import DomainError


class NothingToAppeal(DomainError):
    """Nothing is done about whoever asks."""

    code = "nothing_to_appeal"
    status = 404


class AppealWaits(DomainError):
    """An appeal about the same measure waits for its answer."""

    code = "appeal_waits"
    status = 409


class ChallengeFailed(DomainError):
    """The answer to the challenge came too soon, too late, or is not ours."""

    code = "challenge_failed"
    status = 400


class IncidentClosed(DomainError):
    """Nothing more can be done in an incident that is closed."""

    code = "incident_closed"


class NoteMissing(DomainError):
    """An incident is closed with a note."""

    code = "note_missing"
    status = 400


class UnknownStep(DomainError):
    """No playbook has such a step."""

    code = "unknown_step"
    status = 404


class FeedUnreadable(DomainError):
    """A feed did not answer, or with something that is no list."""

    code = "feed_unreadable"
    status = 502


class SignatureRefused(DomainError):
    """The signature of a request is missing something, wrong, old, or was used before."""

    code = "signature_refused"
    status = 401
