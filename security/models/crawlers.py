"""Addresses that call themselves a search engine's, and whether they are."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.base.models import Record


class Crawler(Record):
    """One address that claims to be a search engine, with what the name service says of it."""

    class State(models.TextChoices):
        VERIFIED = "verified", _("it is")
        FALSE = "false", _("it is not")
        UNKNOWN = "unknown", _("the name service did not answer")

    address = models.GenericIPAddressField(_("address"))
    claim = models.CharField(_("claims to be"), max_length=40)
    host = models.CharField(_("its host"), max_length=255, blank=True)
    state = models.CharField(_("answer"), max_length=10, choices=State.choices)
    checked_at = models.DateTimeField(_("asked"), default=timezone.now)

    class Meta(Record.Meta):
        verbose_name = _("crawler")
        verbose_name_plural = _("crawlers")
        constraints = [
            models.UniqueConstraint(fields=["address", "claim"], name="crawler_once_per_claim"),
            models.CheckConstraint(
                condition=Q(state__in=["verified", "false", "unknown"]),
                name="crawler_state_is_known",
            ),
        ]
        indexes = [models.Index(fields=["checked_at"], name="crawler_by_check")]

    def __str__(self) -> str:
        return f"{self.claim}, {self.address}"
