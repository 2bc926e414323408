"""What staff must look at: an incident with its timeline."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.base.models import Record, keep_history


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Incidents as staff ask for them."""

    def unfinished(self) -> Self:
        return self.exclude(state=Incident.State.CLOSED)


@keep_history()
class Incident(Record):
    """Something at the door that somebody must look at. ``key`` keeps one event from opening two incidents."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        IN_WORK = "in_work", _("somebody is on it")
        CLOSED = "closed", _("closed")

    class Severity(models.IntegerChoices):
        LOW = 1, _("low")
        HIGH = 2, _("high")
        CRITICAL = 3, _("critical")

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("key"), max_length=100)
    title = models.CharField(_("title"), max_length=200)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    limits_tight_until = models.DateTimeField(_("limits tight until"), null=True, blank=True)
    closing_note = models.TextField(_("closing note"), max_length=2000, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=~Q(state="closed"),
                name="incident_one_unfinished_per_key",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "in_work", "closed"]), name="incident_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(closing_note=""),
                name="incident_closes_with_a_note",
            ),
            models.CheckConstraint(
                condition=Q(severity__range=(1, 3)), name="incident_severity_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IncidentEntry(Record):
    """One line of an incident's timeline."""

    incident = models.ForeignKey(
        Incident, verbose_name=_("incident"), on_delete=models.CASCADE, related_name="entries"
    )
    text = models.CharField(_("what happened"), max_length=500)

    class Meta(Record.Meta):
        verbose_name = _("entry")
        verbose_name_plural = _("timeline")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text
