"""What people ask of their data: a copy of it, and that it is erased."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DataExport(models.Model):
    """A copy of everything that is known of a person. Made by a worker, kept a few days, then its content is forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="data_exports",
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    ends_at = models.DateTimeField(_("kept until"), null=True, blank=True)
    content = models.BinaryField(_("ZIP file"), default=bytes, editable=False)

    class Meta:
        verbose_name = _("copy of somebody's data")
        verbose_name_plural = _("copies of people's data")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ready_at__isnull=True), name="export_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(ready_at__isnull=True, ends_at__isnull=True)
                | Q(ready_at__isnull=False, ends_at__gt=F("ready_at")),
                name="export_ready_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched now."""
        return self.ends_at is not None and self.ends_at > timezone.now()


class DeletionQuerySet(models.QuerySet["Deletion"]):
    """Wishes to be deleted."""

    def open(self) -> Self:
        return self.filter(called_off_at__isnull=True, done_at__isnull=True)

    def due(self) -> Self:
        return self.open().filter(due_at__lte=timezone.now())


class Deletion(models.Model):
    """A person's wish that their account be erased. It can be called off until it is due."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="deletions",
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = DeletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("deletion of an account")
        verbose_name_plural = _("deletions of accounts")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(called_off_at__isnull=True, done_at__isnull=True),
                name="deletion_one_open_per_user",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True) | Q(done_at__isnull=True),
                name="deletion_called_off_or_done",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(called_off_at__isnull=True, done_at__isnull=True),
                name="deletion_open_by_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.due_at:%Y-%m-%d}"
