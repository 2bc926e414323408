"""Requests of people and programs to train models, answered with a number that shows how far it has come."""

import uuid
from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.base.models import JobRun


class RetrainRequestQuerySet(models.QuerySet["RetrainRequest"]):
    """Requests on their way."""

    def open(self) -> Self:
        """Waiting or running."""
        return self.filter(state__in=[RetrainRequest.State.WAITING, RetrainRequest.State.RUNNING])

    def about_any_of(self, names: Collection[str]) -> Self:
        return self.filter(names__overlap=list(names))


class RetrainRequest(models.Model):
    """Someone asked for models to be trained. The work itself is a run of the job ``mlbridge.retrain``."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    names = ArrayField(models.CharField(max_length=40), verbose_name=_("models"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    requested_at = models.DateTimeField(_("asked"), default=timezone.now)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    run = models.ForeignKey(
        JobRun,
        verbose_name=_("job run"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    error = models.TextField(_("error"), blank=True)

    objects = RetrainRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("retraining request")
        verbose_name_plural = _("retraining requests")
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed"]),
                name="retrain_request_state_known",
            ),
            models.CheckConstraint(
                condition=Q(names__len__gt=0), name="retrain_request_names_a_model"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("requested_at")),
                name="retrain_request_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-requested_at"],
                condition=Q(state__in=["waiting", "running"]),
                name="retrain_request_open",
            )
        ]

    def __str__(self) -> str:
        return f"{', '.join(self.names)} {self.requested_at:%Y-%m-%d %H:%M}"

    @property
    def progress_percent(self) -> int:
        """How far it has come, 0 to 100."""
        if self.state == self.State.DONE:
            return 100
        return self.run.progress_percent if self.run else 0
