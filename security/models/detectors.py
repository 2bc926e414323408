"""Rules and the learned judge: which may count against somebody, and how often each was wrong."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.base.models import Record, keep_history


@keep_history(exclude=["payers", "alarmed", "measured_at"])
class Detector(Record):
    """One detector with its false alarms on visitors who later paid."""

    class Mode(models.TextChoices):
        SHADOW = "shadow", _("in the shadow: heard, nothing follows")
        IN_FORCE = "in_force", _("in force")

    name = models.CharField(_("name"), max_length=60)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices)
    is_fixed = models.BooleanField(
        _("set by hand"), default=False, help_text=_("Figures do not change the mode.")
    )
    budget_per_mille = models.FloatField(
        _("budget"),
        default=1.0,
        help_text=_("False alarms per thousand visitors who paid that are borne."),
    )
    payers = models.PositiveIntegerField(_("visitors who paid"), default=0)
    alarmed = models.PositiveIntegerField(_("of them suspected"), default=0)
    measured_at = models.DateTimeField(_("measured"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("detector")
        verbose_name_plural = _("detectors")
        constraints = [
            models.UniqueConstraint(fields=["name"], name="detector_once_per_name"),
            models.CheckConstraint(
                condition=Q(mode__in=["shadow", "in_force"]), name="detector_mode_is_known"
            ),
            models.CheckConstraint(
                condition=Q(alarmed__lte=models.F("payers")), name="detector_alarms_within_payers"
            ),
            models.CheckConstraint(
                condition=Q(budget_per_mille__range=(0, 1000)), name="detector_budget_is_a_share"
            ),
            models.CheckConstraint(condition=Q(payers__gte=0), name="detector_payers_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name
