"""Lists of hostile addresses that others publish."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from security.models.bans import Step
from shop.base.models import Record, keep_history


@keep_history(exclude=["fetched_at", "trouble", "indicators_count"])
class ThreatFeed(Record):
    """Where a list comes from, how it is written, and what is done about whoever stands in it."""

    class Form(models.TextChoices):
        PLAIN = "plain", _("plain list, one address or network a line")
        CSV = "csv", _("CSV with a header")
        STIX = "stix", _("STIX 2.1, a bundle or a TAXII 2.1 collection")

    name = models.CharField(_("name"), max_length=100)
    url = models.URLField(_("address of the list"), max_length=500)
    form = models.CharField(_("form"), max_length=10, choices=Form.choices)
    column = models.CharField(
        _("column"), max_length=60, blank=True, help_text=_("Of a CSV: where the address stands.")
    )
    measure = models.PositiveSmallIntegerField(
        _("measure"),
        choices=[
            (Step.WARNED, _("watch only")),
            (Step.SLOWED, Step.SLOWED.label),
            (Step.SHORT, _("refuse")),
        ],
        default=Step.SLOWED,
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days kept"), default=7, help_text=_("After it was last on the list.")
    )
    is_on = models.BooleanField(_("in use"), default=True)
    fetched_at = models.DateTimeField(_("last read"), null=True, blank=True)
    trouble = models.CharField(_("last trouble"), max_length=300, blank=True)
    indicators_count = models.PositiveIntegerField(_("entries"), default=0)

    class Meta(Record.Meta):
        verbose_name = _("threat feed")
        verbose_name_plural = _("threat feeds")
        constraints = [
            models.UniqueConstraint(fields=["name"], name="threat_feed_once_per_name"),
            models.CheckConstraint(
                condition=Q(form__in=["plain", "csv", "stix"]), name="threat_feed_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(measure__range=(1, 3)), name="threat_feed_measure_is_known"
            ),
            models.CheckConstraint(
                condition=Q(keep_days__range=(1, 365)), name="threat_feed_keeps_days"
            ),
            models.CheckConstraint(
                condition=Q(indicators_count__gte=0), name="threat_feed_count_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """A network that a feed names, with when it was named first and last."""

    feed = models.ForeignKey(
        ThreatFeed, verbose_name=_("feed"), on_delete=models.CASCADE, related_name="indicators"
    )
    network = models.CharField(_("network"), max_length=50)
    note = models.CharField(_("what is said of it"), max_length=200, blank=True)
    first_at = models.DateTimeField(_("first named"))
    last_at = models.DateTimeField(_("last named"))
    expires_at = models.DateTimeField(_("expires"))

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(fields=["feed", "network"], name="indicator_once_per_feed"),
        ]
        indexes = [models.Index(fields=["expires_at"], name="indicator_by_expiry")]

    def __str__(self) -> str:
        return self.network
