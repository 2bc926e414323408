"""Carts: what a visitor or user means to buy. A cart promises no stock and remembers the prices it showed."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_OF_ONE_LINE = 999


class CartQuerySet(models.QuerySet["Cart"]):
    """Carts that can still be bought."""

    def open(self) -> Self:
        return self.filter(ordered_at__isnull=True)

    def with_lines(self) -> Self:
        return self.prefetch_related("lines")


class Cart(models.Model):
    """A cart. Its ``token`` is the secret that an anonymous visitor's cookie carries."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="carts",
    )
    currency = models.CharField(_("currency"), max_length=3)
    coupon = models.ForeignKey(
        "orders.Coupon",
        verbose_name=_("coupon"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # The codes beside the first; an id that is gone matches nothing.
    more_coupon_ids = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    gift_card = models.ForeignKey(
        "orders.GiftCard",
        verbose_name=_("gift card"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    ordered_at = models.DateTimeField(_("ordered"), null=True, blank=True)

    objects = CartQuerySet.as_manager()

    class Meta:
        verbose_name = _("cart")
        verbose_name_plural = _("carts")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ordered_at__isnull=True), name="cart_one_open_per_user"
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="cart_currency_is_iso_code"
            ),
        ]
        indexes = [
            models.Index(
                fields=["updated_at"], condition=Q(ordered_at__isnull=True), name="cart_open_by_age"
            )
        ]

    def __str__(self) -> str:
        # Never the token: it is the shopper's secret.
        return f"#{self.pk}"


class CartLine(models.Model):
    """One variant in a cart, with the unit price that the shopper last saw."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(
        "catalog.Variant", verbose_name=_("variant"), on_delete=models.CASCADE, related_name="+"
    )
    quantity = models.PositiveIntegerField(_("quantity"))
    price_seen_minor = models.BigIntegerField(_("price seen"))
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("cart line")
        verbose_name_plural = _("cart lines")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="cart_line_once_per_variant"),
            models.CheckConstraint(
                condition=Q(quantity__range=(1, MOST_OF_ONE_LINE)),
                name="cart_line_quantity_1_to_999",
            ),
            models.CheckConstraint(
                condition=Q(price_seen_minor__gte=0), name="cart_line_price_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"
