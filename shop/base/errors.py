"""Refusals: what the shop says when it will not do a thing. Each has a stable code and a sentence for a person."""

from collections.abc import Mapping
from typing import Any, ClassVar


class DomainError(Exception):
    """A refusal of a rule. Pages show ``str(error)`` beside the form, the API a problem document.

    ``code`` is stable and public; ``status`` is the HTTP status of the API's answer; ``field`` names the input
    that was refused, when there is one; ``extra`` goes into the problem document as it is.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409

    def __init__(
        self, message: str, *, field: str | None = None, extra: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.extra = dict(extra or {})


class InvalidInput(DomainError):
    """The input breaks a rule whatever the state of the shop."""

    code = "invalid"
    status = 400


class NotAllowed(DomainError):
    """The person may not do this."""

    code = "not_allowed"
    status = 403


class NotFound(DomainError):
    """There is no such thing, or the person may not know of it."""

    code = "not_found"
    status = 404


class Unavailable(DomainError):
    """A part of the shop is away; trying again later is right."""

    code = "unavailable"
    status = 503


class IdempotencyConflict(DomainError):
    """The same Idempotency-Key came with another request."""

    code = "idempotency_key_reused"
    status = 422


class StillInProgress(DomainError):
    """The first request with this Idempotency-Key has not finished."""

    code = "still_in_progress"
    status = 409
