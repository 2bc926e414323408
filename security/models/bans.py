"""How somebody stands with the shop after what they did: warned, slowed, banned; who is always let in; appeals."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from security.networks import network_of
from shop.base.models import Record, keep_history


class Step(models.IntegerChoices):
    """What is done about somebody, from mild to hard."""

    NONE = 0, _("nothing")
    WARNED = 1, _("warned")
    SLOWED = 2, _("must show that a person is there")
    SHORT = 3, _("banned for minutes")
    LONG = 4, _("banned for a day or more")


class StandingQuerySet(models.QuerySet["Standing"]):
    """Standings as the door and staff ask for them."""

    def in_force(self, now: datetime) -> Self:
        """Something is done about these at this moment."""
        return self.filter(step__gt=Step.NONE, until__gt=now)

    def banned(self, now: datetime) -> Self:
        return self.in_force(now).filter(step__gte=Step.SHORT)


@keep_history(exclude=["points", "points_at", "evidence", "strikes", "last_request_id"])
class Standing(Record):
    """How one subject stands: an address, a program at an address, or a session.

    ``points`` were right at ``points_at`` and halve every hour since. ``subject`` is the key under which the door
    looks the subject up.
    """

    class Kind(models.TextChoices):
        ADDRESS = "a", _("address")
        PROGRAM = "x", _("program at an address")
        SESSION = "s", _("session")

    kind = models.CharField(_("kind"), max_length=1, choices=Kind.choices)
    subject = models.CharField(_("subject"), max_length=100)
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    points = models.FloatField(_("points"), default=0.0)
    points_at = models.DateTimeField(_("points counted"), default=timezone.now)
    strikes = models.PositiveIntegerField(_("offences"), default=0)
    bans = models.PositiveSmallIntegerField(_("bans so far"), default=0)
    step = models.PositiveSmallIntegerField(_("step"), choices=Step.choices, default=Step.NONE)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    evidence = ArrayField(
        models.CharField(max_length=60), verbose_name=_("evidence"), default=list, blank=True
    )
    last_request_id = models.UUIDField(_("last offending request"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("standing")
        verbose_name_plural = _("bans and warnings")
        constraints = [
            models.UniqueConstraint(fields=["subject"], name="standing_once_per_subject"),
            models.CheckConstraint(
                condition=Q(step__range=(0, 4)), name="standing_step_within_ladder"
            ),
            models.CheckConstraint(condition=Q(points__gte=0), name="standing_points_not_negative"),
            models.CheckConstraint(
                condition=Q(step=0) | Q(until__isnull=False), name="standing_measure_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(strikes__gte=0, bans__gte=0), name="standing_counts_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=~Q(step=0), name="standing_in_force"),
            models.Index(fields=["address"], name="standing_by_address"),
        ]

    def __str__(self) -> str:
        return self.subject


@keep_history()
class AllowedNetwork(Record):
    """Addresses that are always let in: neither limits nor bans hold for them."""

    network = models.CharField(
        _("network"),
        max_length=50,
        help_text=_("One address or a network: 203.0.113.7, 203.0.113.0/24, 2001:db8::/32."),
    )
    note = models.CharField(_("whose it is"), max_length=200)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("allowed network")
        verbose_name_plural = _("allowed networks")
        constraints = [
            models.UniqueConstraint(fields=["network"], name="allowed_network_once"),
        ]

    def __str__(self) -> str:
        return self.network

    def clean(self) -> None:
        network = network_of(self.network)
        if network is None:
            raise ValidationError({"network": _("This is no address and no network.")})
        self.network = str(network)


class Appeal(Record):
    """Somebody who was refused says that they should not have been."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    standing = models.ForeignKey(
        Standing, verbose_name=_("standing"), on_delete=models.CASCADE, related_name="appeals"
    )
    message = models.TextField(_("message"), max_length=1000)
    email = models.EmailField(_("email for the answer"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(
                fields=["standing"], condition=Q(state="open"), name="appeal_one_open_per_standing"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "granted", "refused"]), name="appeal_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standing}: {self.get_state_display()}"
