"""Gift cards: a code that holds money, and the append-only ledger that its balance is the sum of."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.base.models import Record

BALANCE_IS_SUM = """
    PERFORM 1 FROM orders_giftcard c
    WHERE c.id = {card_id}
      AND c.balance_minor IS DISTINCT FROM
          (SELECT coalesce(sum(e.amount_minor), 0) FROM orders_giftcardentry e WHERE e.card_id = c.id);
    IF FOUND THEN
        RAISE EXCEPTION 'The balance of the gift card is not the sum of its ledger.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'gift_card_balance_is_sum_of_ledger';
    END IF;
    RETURN NULL;
"""


def balance_is_sum(card_id: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """At the end of a transaction the balance is the sum of the ledger, whatever wrote either."""
    return pgtrigger.Trigger(
        name="balance_is_sum",
        operation=operation,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=BALANCE_IS_SUM.format(card_id=card_id),
    )


class GiftCardQuerySet(models.QuerySet["GiftCard"]):
    """Gift cards that can be spent."""

    def usable(self) -> Self:
        """Switched on, within its time, with something left."""
        in_time = Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
        return self.filter(in_time, is_active=True, balance_minor__gt=0)


class GiftCard(Record):
    """A gift card. Its code is kept nowhere: ``code_hash`` finds it, and ``seed`` with the shop's key spells it again."""

    seed = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(_("ends in"), max_length=4, editable=False)
    currency = models.CharField(_("currency"), max_length=3)
    balance_minor = models.BigIntegerField(_("balance"), default=0, editable=False)
    email = models.EmailField(_("for"), blank=True)
    expires_at = models.DateTimeField(_("until"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    bought_with = models.ForeignKey(
        "orders.OrderLine",
        verbose_name=_("bought with"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="gift_cards",
    )
    piece = models.PositiveIntegerField(_("piece"), default=0, editable=False)
    note = models.CharField(_("staff's note"), max_length=200, blank=True)

    objects = GiftCardQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("gift card")
        verbose_name_plural = _("gift cards")
        constraints = [
            models.UniqueConstraint(
                fields=["bought_with", "piece"],
                condition=Q(bought_with__isnull=False),
                name="gift_card_once_per_piece_bought",
            ),
            models.CheckConstraint(
                condition=Q(balance_minor__gte=0), name="gift_card_balance_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="gift_card_currency_is_iso_code"
            ),
            models.CheckConstraint(
                condition=Q(code_hash__regex=r"^[0-9a-f]{64}$"), name="gift_card_code_is_hashed"
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            balance_is_sum("NEW.id", pgtrigger.Insert | pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"…{self.hint}"


class GiftCardEntry(models.Model):
    """One movement on a gift card: above nothing comes, below nothing goes. Never changed, never deleted."""

    class Kind(models.TextChoices):
        ISSUE = "issue", _("Issued")
        SPEND = "spend", _("Spent")
        REFUND = "refund", _("Given back")
        VOID = "void", _("Taken back")

    card = models.ForeignKey(
        GiftCard, verbose_name=_("gift card"), on_delete=models.PROTECT, related_name="entries"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    amount_minor = models.BigIntegerField(_("amount"))
    reference = models.CharField(_("reference"), max_length=128)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("movement on a gift card")
        verbose_name_plural = _("movements on gift cards")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["card", "kind", "reference"], name="gift_card_entry_once_per_reference"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["issue", "refund"], amount_minor__gt=0)
                | Q(kind__in=["spend", "void"], amount_minor__lt=0),
                name="gift_card_entry_sign_fits_kind",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            balance_is_sum("NEW.card_id", pgtrigger.Insert),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor}"
