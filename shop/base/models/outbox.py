"""The outbox: every effect outside the database is first a row, written with the change that caused it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Messages on their way."""

    def waiting(self) -> Self:
        return self.filter(state=OutboxMessage.State.WAITING)

    def due(self) -> Self:
        """Waiting messages whose time has come, oldest first."""
        return self.waiting().filter(due_at__lte=timezone.now()).order_by("due_at", "pk")

    def dead(self) -> Self:
        return self.filter(state=OutboxMessage.State.DEAD)


class OutboxMessage(models.Model):
    """One call of a task that must happen at least once. Its id lets receivers recognise a repeat."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        DEAD = "dead", _("Given up")

    task = models.CharField(_("task"), max_length=200)
    arguments = models.JSONField(_("arguments"), default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    error = models.TextField(_("last error"), blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("outbox message")
        verbose_name_plural = _("outbox messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "done", "dead"]), name="outbox_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="done", finished_at__isnull=False) | ~Q(state="done"),
                name="outbox_done_has_finish_time",
            ),
        ]
        indexes = [
            # The relay's question, every few seconds.
            models.Index(
                fields=["due_at", "id"], condition=Q(state="waiting"), name="outbox_waiting_by_due"
            ),
            models.Index(
                fields=["finished_at"], condition=Q(state="done"), name="outbox_done_by_finish"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} #{self.pk}"
