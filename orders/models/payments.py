"""Payments: one row per attempt to pay an order, and an append-only ledger of what moved."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.orders import Order
from shop.base.models import Record


class PaymentState(models.TextChoices):
    """Where a payment stands. ``orders.states`` says which result leads where."""

    PENDING = "pending", _("Begun")
    NEEDS_ACTION = "needs_action", _("Waiting for the customer")
    UNKNOWN = "unknown", _("No answer yet")
    CAPTURED = "captured", _("Paid")
    DECLINED = "declined", _("Declined")
    CANCELLED = "cancelled", _("Given up")


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Payments as the finaliser and the sweeper ask for them."""

    def unresolved(self) -> Self:
        """Payments whose outcome the gateway still owes us."""
        return self.filter(
            state__in=[PaymentState.PENDING, PaymentState.UNKNOWN, PaymentState.NEEDS_ACTION]
        )


class Payment(Record):
    """One attempt to pay an order through a gateway. ``key`` makes a repeat of the same attempt harmless."""

    order = models.ForeignKey(
        Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="payments"
    )
    gateway = models.CharField(_("gateway"), max_length=20)
    method = models.CharField(_("method"), max_length=40, blank=True)
    key = models.CharField(_("idempotency key"), max_length=128)
    reference = models.CharField(_("gateway's reference"), max_length=128, blank=True)
    state = models.CharField(
        _("state"), max_length=15, choices=PaymentState.choices, default=PaymentState.PENDING
    )
    currency = models.CharField(_("currency"), max_length=3)
    amount_minor = models.BigIntegerField(_("amount"))
    captured_minor = models.BigIntegerField(_("captured"), default=0)
    refunded_minor = models.BigIntegerField(_("refunded"), default=0)
    next_action = models.JSONField(_("what the customer must do"), default=dict, blank=True)
    failure = models.CharField(_("why it failed"), max_length=300, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.UniqueConstraint(fields=["order", "key"], name="payment_once_per_key"),
            models.UniqueConstraint(
                fields=["gateway", "reference"],
                condition=~Q(reference=""),
                name="payment_once_per_gateway_reference",
            ),
            models.UniqueConstraint(
                fields=["order"],
                # A gift card may pay a part, and one other payment the rest.
                condition=Q(state="captured") & ~Q(gateway="gift_card"),
                name="payment_one_captured_per_order",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "pending",
                        "needs_action",
                        "unknown",
                        "captured",
                        "declined",
                        "cancelled",
                    ]
                ),
                name="payment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gte=0, captured_minor__gte=0, refunded_minor__gte=0),
                name="payment_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(captured_minor__lte=F("amount_minor")),
                name="payment_captured_within_amount",
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__lte=F("captured_minor")),
                name="payment_refunded_within_captured",
            ),
        ]
        indexes = [
            models.Index(
                fields=["updated_at"],
                condition=Q(state__in=["pending", "unknown", "needs_action"]),
                name="payment_unresolved_by_age",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.reference or self.key}"

    @property
    def is_being_checked(self) -> bool:
        """Whether the gateway has been asked and its answer may still be money; a transfer by hand is not asked for."""
        return self.gateway != "manual" and self.state in {
            PaymentState.PENDING,
            PaymentState.UNKNOWN,
        }


class PaymentTransaction(models.Model):
    """One movement of money that a gateway reported. Never changed, never deleted."""

    class Kind(models.TextChoices):
        AUTHORISE = "authorise", _("Authorised")
        CAPTURE = "capture", _("Captured")
        VOID = "void", _("Voided")
        REFUND = "refund", _("Refunded")
        FAILURE = "failure", _("Failed")

    payment = models.ForeignKey(
        Payment, verbose_name=_("payment"), on_delete=models.PROTECT, related_name="transactions"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    amount_minor = models.BigIntegerField(_("amount"))
    reference = models.CharField(_("reference"), max_length=128)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("transaction")
        verbose_name_plural = _("transactions")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "kind", "reference"],
                name="payment_transaction_once_per_reference",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gte=0), name="payment_transaction_amount_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["authorise", "capture", "void", "refund", "failure"]),
                name="payment_transaction_kind_known",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor}"


class Refund(Record):
    """Money on its way back to a customer. Its amount counts as refunded from the moment that it is asked for."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("On its way")
        DONE = "done", _("Refunded")
        FAILED = "failed", _("Failed")

    payment = models.ForeignKey(
        Payment, verbose_name=_("payment"), on_delete=models.PROTECT, related_name="refunds"
    )
    key = models.CharField(_("idempotency key"), max_length=128, unique=True)
    amount_minor = models.BigIntegerField(_("amount"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.REQUESTED
    )
    reference = models.CharField(_("gateway's reference"), max_length=128, blank=True)
    failure = models.CharField(_("why it failed"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_amount_positive"),
            models.CheckConstraint(
                condition=Q(state__in=["requested", "done", "failed"]), name="refund_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment} −{self.amount_minor}"


class TrialCharge(models.Model):
    """What the built-in test gateway remembers: the truth that its answers, timeouts and webhooks are about."""

    key = models.CharField(_("key"), max_length=128, unique=True)
    reference = models.CharField(_("reference"), max_length=128, unique=True)
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=15)
    refunded_minor = models.BigIntegerField(_("refunded"), default=0)
    refund_keys = models.JSONField(_("refunds by key"), default=dict)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        verbose_name = _("trial charge")
        verbose_name_plural = _("trial charges")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["captured", "declined", "needs_action", "pending"]),
                name="trial_charge_state_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    amount_minor__gte=0,
                    refunded_minor__gte=0,
                    refunded_minor__lte=F("amount_minor"),
                ),
                name="trial_charge_refunded_within_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class WebhookDelivery(models.Model):
    """One message from a gateway, kept so that a repeat of it does nothing."""

    gateway = models.CharField(_("gateway"), max_length=20)
    event_id = models.CharField(_("event"), max_length=128)
    kind = models.CharField(_("kind"), max_length=80)
    payload = models.JSONField(_("payload"))
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    processed_at = models.DateTimeField(_("processed"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.UniqueConstraint(fields=["gateway", "event_id"], name="webhook_once_per_event")
        ]
        indexes = [models.Index(fields=["-received_at"], name="webhook_newest")]

    def __str__(self) -> str:
        return f"{self.gateway} {self.event_id}"
