"""Messages to people: each a row before it leaves, so that none is lost and none is sent twice."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages as the post and the staff ask for them."""

    def waiting(self) -> Self:
        return self.filter(state=Message.State.WAITING)

    def failed(self) -> Self:
        return self.filter(state=Message.State.FAILED)


class Message(models.Model):
    """One email. There is one per kind, key and recipient, however often it is asked for.

    A secret one holds a link that opens an account: nobody is shown its words, and they are forgotten once it is over.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("about"), max_length=160)
    to = models.EmailField(_("to"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
    )
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"))
    is_secret = models.BooleanField(_("secret"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=500, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "to"], name="message_once_per_kind_key_and_person"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "failed"]), name="message_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="message_sent_has_time"
            ),
            models.CheckConstraint(
                condition=Q(is_secret=False) | Q(state="waiting") | Q(text="", html=""),
                name="message_secret_forgotten_when_over",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at"], name="message_newest"),
            # What staff search by: an address however it is typed, and the beginning of an order's number.
            models.Index(Upper("to"), name="message_by_address"),
            models.Index(fields=["key"], opclasses=["varchar_pattern_ops"], name="message_by_key"),
            models.Index(
                fields=["created_at"], condition=Q(state="waiting"), name="message_waiting_by_age"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.to})"
