"""Answers kept by Idempotency-Key, so that a request sent twice has one effect and one answer."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class IdempotencyKey(models.Model):
    """One key of one caller for one operation, with the digest of the request and its stored answer."""

    caller = models.CharField(_("caller"), max_length=80)
    operation = models.CharField(_("operation"), max_length=80)
    key = models.CharField(_("key"), max_length=128)
    request_digest = models.CharField(_("request digest"), max_length=64)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    body = models.JSONField(_("body"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("idempotency key")
        verbose_name_plural = _("idempotency keys")
        constraints = [
            models.UniqueConstraint(
                fields=["caller", "operation", "key"], name="idempotency_key_once_per_caller"
            )
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.key}"
