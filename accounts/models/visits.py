"""From where people signed in, and the devices by which the shop knows them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class KnownDevice(models.Model):
    """A browser or a program in which a person has signed in before. ``mark`` is a digest; the device keeps the secret."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="known_devices",
    )
    mark = models.CharField(_("mark"), max_length=64)
    agent = models.CharField(_("program"), max_length=200, blank=True)
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)
    last_seen_at = models.DateTimeField(_("last seen"), default=timezone.now)

    class Meta:
        verbose_name = _("known device")
        verbose_name_plural = _("known devices")
        constraints = [
            models.UniqueConstraint(fields=["user", "mark"], name="known_device_once_per_person")
        ]

    def __str__(self) -> str:
        return self.agent or self.mark[:8]


class SignInRecord(models.Model):
    """A sign-in, how unusual it was (0 to 100) and why, and what its owner said when asked."""

    class Kind(models.TextChoices):
        BROWSER = "browser", _("Browser")
        PROGRAM = "program", _("Program")

    class Answer(models.TextChoices):
        NONE = "", _("Not answered")
        MINE = "mine", _("It was me")
        NOT_MINE = "not_mine", _("It was not me")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="sign_in_records",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    kind = models.CharField(_("from"), max_length=8, choices=Kind.choices)
    address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    agent = models.CharField(_("program"), max_length=200, blank=True)
    mark = models.CharField(_("mark"), max_length=64, blank=True)
    score = models.PositiveSmallIntegerField(_("how unusual"), default=0)
    reasons = ArrayField(models.CharField(max_length=30), verbose_name=_("why"), default=list)
    answer = models.CharField(
        _("its owner said"), max_length=8, choices=Answer.choices, default=Answer.NONE, blank=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        constraints = [
            models.CheckConstraint(condition=Q(score__lte=100), name="sign_in_score_up_to_100"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | Q(answer__in=["mine", "not_mine"], answered_at__isnull=False),
                name="sign_in_answer_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-at"], name="sign_in_newest_by_user"),
            models.Index(fields=["-at"], name="sign_in_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%Y-%m-%d %H:%M}"
