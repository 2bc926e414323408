"""Refusals of the room."""

from typing import ClassVar

from shop.base.errors import DomainError


class UnknownModel(DomainError):
    """There is no model of that name."""

    code: ClassVar[str] = "unknown_model"
    status: ClassVar[int] = 400


class AlreadyTraining(DomainError):
    """One of the models is being trained, or waits for it; the first request's result will do."""

    code: ClassVar[str] = "already_training"
    status: ClassVar[int] = 409


class CannotServe(DomainError):
    """The version has no finished training, or what it learned is not kept any more."""

    code: ClassVar[str] = "cannot_serve"
    status: ClassVar[int] = 409


class NothingToRollBackTo(DomainError):
    """The model has served only one version that is still kept."""

    code: ClassVar[str] = "nothing_to_roll_back_to"
    status: ClassVar[int] = 409


class ArtifactRefused(DomainError):
    """A model's file is missing, changed, signed by someone else, or made for other data. It is not loaded."""

    code: ClassVar[str] = "artifact_refused"
    status: ClassVar[int] = 503


class TooLittleData(DomainError):
    """There is not enough to learn from yet."""

    code: ClassVar[str] = "too_little_data"
    status: ClassVar[int] = 409
