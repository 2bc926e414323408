"""Versions of the models: what each was trained on, how good it is, and whether it serves."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.base.models import JobRun


class ModelVersionQuerySet(models.QuerySet["ModelVersion"]):
    """Versions as the registry asks for them."""

    def of(self, name: str) -> Self:
        return self.filter(name=name)

    def serving(self) -> Self:
        """The versions that the shop uses now, one per model at most."""
        return self.filter(state=ModelVersion.State.SERVING)

    def unfinished(self) -> Self:
        """Versions whose training has not come to an end."""
        return self.filter(state=ModelVersion.State.TRAINING)

    def usable(self) -> Self:
        """Versions that serve or could serve again: their artifact and shelves are kept."""
        return self.filter(
            state__in=[
                ModelVersion.State.CANDIDATE,
                ModelVersion.State.SERVING,
                ModelVersion.State.RETIRED,
            ],
            is_kept=True,
        )

    def former(self) -> Self:
        """Versions that served before and could again, the last of each model first."""
        retired = self.usable().filter(state=ModelVersion.State.RETIRED)
        return retired.order_by("name", "-promoted_at")

    def newest_first(self) -> Self:
        return self.order_by("-number")


class ModelVersion(models.Model):
    """One training of one model. Written by ``mlbridge.domain.registry`` alone."""

    class State(models.TextChoices):
        TRAINING = "training", _("Being trained")
        CANDIDATE = "candidate", _("Candidate")
        SERVING = "serving", _("Serving")
        RETIRED = "retired", _("Retired")
        FAILED = "failed", _("Failed")

    name = models.CharField(_("model"), max_length=40)
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.TRAINING
    )
    started_at = models.DateTimeField(_("training began"), default=timezone.now)
    trained_at = models.DateTimeField(_("trained"), null=True, blank=True)
    duration_seconds = models.FloatField(_("seconds of training"), null=True, blank=True)
    data_until = models.DateTimeField(
        _("data up to"),
        null=True,
        blank=True,
        help_text=_("The newest thing that it has learned from."),
    )
    snapshot = models.JSONField(
        _("data"), default=dict, help_text=_("Rows by kind, period and digest of what was read.")
    )
    parameters = models.JSONField(_("parameters"), default=dict)
    metrics = models.JSONField(
        _("quality"),
        default=dict,
        help_text=_("On the newest slice of time, which training had not seen."),
    )
    reason = models.CharField(
        _("why"), max_length=500, blank=True, help_text=_("Why it serves, or why it does not.")
    )
    artifact = models.CharField(_("file"), max_length=200, blank=True)
    artifact_bytes = models.PositiveBigIntegerField(_("size of the file"), default=0)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    signature = models.CharField(_("signature"), max_length=64, blank=True)
    promoted_at = models.DateTimeField(_("serving since"), null=True, blank=True)
    is_kept = models.BooleanField(
        _("can serve again"),
        default=True,
        help_text=_("Its file and shelves are kept, so that the shop can go back to it."),
    )
    run = models.ForeignKey(
        JobRun,
        verbose_name=_("job run"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = ModelVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("model version")
        verbose_name_plural = _("model versions")
        ordering = ["name", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["name", "number"], name="model_version_number_once"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(state="serving"), name="model_version_one_serves"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["training", "candidate", "serving", "retired", "failed"]),
                name="model_version_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="serving")
                | Q(promoted_at__isnull=False, trained_at__isnull=False, is_kept=True),
                name="model_version_serving_is_trained",
            ),
            models.CheckConstraint(
                condition=Q(artifact="") | (~Q(sha256="") & ~Q(signature="")),
                name="model_version_artifact_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(duration_seconds__isnull=True) | Q(duration_seconds__gte=0),
                name="model_version_duration_not_negative",
            ),
        ]
        permissions = [
            ("retrain_models", _("Can train, promote and roll back models")),
            ("export_training_data", _("Can read the training data")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @property
    def rows(self) -> int:
        """How many rows it has learned from."""
        counts: dict[str, int] = self.snapshot.get("rows", {})
        return sum(counts.values())

    @property
    def is_serving(self) -> bool:
        return self.state == self.State.SERVING
