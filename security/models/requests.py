"""What came to the door: one record per request, scored by rules at once and by a model a little later."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HIGH = 70
RAISED = 40


class RequestRecordQuerySet(models.QuerySet["RequestRecord"]):
    """Requests as staff and training ask for them."""

    def waiting(self) -> Self:
        """Not looked at by the scorer yet, oldest first."""
        return self.filter(scored_at__isnull=True).order_by("pk")

    def with_score(self) -> Self:
        """Adds ``highest_score``: the higher of what the rules and the model say."""
        return self.annotate(highest_score=Greatest("rule_score", Coalesce("model_score", 0.0)))

    def scored_at_least(self, score: int) -> Self:
        return self.filter(Q(rule_score__gte=score) | Q(model_score__gte=score))


class RequestRecord(models.Model):
    """One request, with what identifies its sender and nothing that is secret.

    Scores go from 0, ordinary, to 100, surely hostile. ``features`` are in the order of
    ``security.domain.features.FEATURES``.
    """

    at = models.DateTimeField(_("at"), default=timezone.now)
    request_id = models.UUIDField(_("request"))
    method = models.CharField(_("method"), max_length=16)
    path = models.CharField(_("path"), max_length=500)
    query = models.CharField(_("query"), max_length=1000, blank=True)
    body = models.CharField(_("body"), max_length=2000, blank=True, db_default="")
    route = models.CharField(_("route"), max_length=200, blank=True)
    status = models.SmallIntegerField(_("status"))
    duration_us = models.BigIntegerField(_("duration in microseconds"))
    bytes_in = models.BigIntegerField(_("bytes received"), default=0)
    bytes_out = models.BigIntegerField(_("bytes sent"), default=0)
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Where the address is registered.")
    )
    user_id = models.BigIntegerField(_("user"), null=True, blank=True)
    session = models.CharField(
        _("session"),
        max_length=16,
        blank=True,
        help_text=_("A digest that tells sessions apart without giving them away."),
    )
    user_agent = models.CharField(_("user agent"), max_length=300, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True, db_default="")
    fingerprint = models.CharField(
        _("fingerprint"),
        max_length=16,
        blank=True,
        help_text=_("Digest of the headers' order and of the TLS handshake."),
    )
    tls = models.CharField(
        _("TLS handshake"),
        max_length=64,
        blank=True,
        db_default="",
        help_text=_("As the proxy tells it."),
    )
    features = ArrayField(models.FloatField(), verbose_name=_("features"), default=list)
    rule_score = models.SmallIntegerField(_("score by rules"), default=0)
    reasons = ArrayField(models.CharField(max_length=60), verbose_name=_("rules"), default=list)
    model_score = models.FloatField(_("score by model"), null=True, blank=True)
    model_reasons = ArrayField(
        models.CharField(max_length=60), verbose_name=_("what the model saw"), default=list
    )
    model_version = models.CharField(_("model"), max_length=60, blank=True)
    scored_at = models.DateTimeField(_("scored"), null=True, blank=True)
    stands_for = models.PositiveSmallIntegerField(
        _("stands for"),
        default=1,
        db_default=1,
        help_text=_("Harmless requests, this one included, of which only this one was recorded."),
    )

    objects = RequestRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        constraints = [
            models.CheckConstraint(
                condition=Q(rule_score__range=(0, 100)), name="request_rule_score_within_100"
            ),
            models.CheckConstraint(
                condition=Q(model_score__isnull=True) | Q(model_score__range=(0, 100)),
                name="request_model_score_within_100",
            ),
            models.CheckConstraint(
                condition=Q(duration_us__gte=0, bytes_in__gte=0, bytes_out__gte=0),
                name="request_sizes_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(status__range=(100, 599)), name="request_status_is_http"
            ),
        ]
        indexes = [
            BrinIndex(fields=["at"], name="request_by_time", autosummarize=True),
            models.Index(
                fields=["id"], condition=Q(scored_at__isnull=True), name="request_waiting_for_score"
            ),
            models.Index(
                fields=["-id"],
                condition=Q(rule_score__gte=RAISED) | Q(model_score__gte=RAISED),
                name="request_suspicious",
            ),
            models.Index(fields=["address", "-id"], name="request_by_address"),
            models.Index(fields=["request_id"], name="request_by_number"),
            models.Index(
                fields=["session", "-id"], condition=~Q(session=""), name="request_by_session"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.status}"

    @property
    def score(self) -> int:
        """The higher of the two scores."""
        return round(max(self.rule_score, self.model_score or 0.0))
