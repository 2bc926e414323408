"""Stock: a ledger of movements, the level that a trigger derives from it, and reservations that expire."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StockLocation(models.Model):
    """A place where stock lies. Orders are filled from the lowest ``priority`` first."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)
    priority = models.PositiveIntegerField(_("priority"), default=0)

    class Meta:
        verbose_name = _("stock location")
        verbose_name_plural = _("stock locations")
        ordering = ["priority", "pk"]

    def __str__(self) -> str:
        return self.name


class StockLevel(models.Model):
    """How many of a variant lie at a location, and how many of those are promised to orders.

    ``on_hand`` follows the movements and is refused any other change; ``reserved`` is changed only by
    ``catalog.domain.stock``.
    """

    variant = models.ForeignKey(
        "catalog.Variant",
        verbose_name=_("variant"),
        on_delete=models.PROTECT,
        related_name="stock_levels",
    )
    location = models.ForeignKey(
        StockLocation, verbose_name=_("location"), on_delete=models.PROTECT, related_name="levels"
    )
    on_hand = models.IntegerField(_("on hand"), default=0)
    reserved = models.IntegerField(_("promised"), default=0)

    class Meta:
        verbose_name = _("stock level")
        verbose_name_plural = _("stock levels")
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "location"], name="stock_level_once_per_variant_and_location"
            ),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="stock_on_hand_not_negative"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, on_hand__gte=F("reserved")),
                name="stock_reserved_within_on_hand",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_by_movement",
                operation=pgtrigger.UpdateOf("on_hand"),
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.on_hand IS DISTINCT FROM NEW.on_hand"),
                func="""
                    IF pg_trigger_depth() < 2 THEN
                        RAISE EXCEPTION 'Stock changes only by a movement.' USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'stock_on_hand_only_by_movement';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.variant} at {self.location}: {self.on_hand}"

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


class StockMovement(models.Model):
    """One change of what lies at a location, with its reason. Never changed, never deleted."""

    class Reason(models.TextChoices):
        RECEIVED = "received", _("Received")
        SOLD = "sold", _("Sold")
        RETURNED = "returned", _("Returned")
        CANCELLED = "cancelled", _("Order cancelled")
        COUNTED = "counted", _("Counted")
        DAMAGED = "damaged", _("Damaged or lost")

    variant = models.ForeignKey(
        "catalog.Variant",
        verbose_name=_("variant"),
        on_delete=models.PROTECT,
        related_name="movements",
    )
    location = models.ForeignKey(
        StockLocation,
        verbose_name=_("location"),
        on_delete=models.PROTECT,
        related_name="movements",
    )
    quantity = models.IntegerField(_("change"))
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    reference = models.CharField(_("reference"), max_length=64, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("stock movement")
        verbose_name_plural = _("stock movements")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="stock_movement_moves_something"),
            models.CheckConstraint(
                condition=Q(
                    reason__in=["received", "sold", "returned", "cancelled", "counted", "damaged"]
                ),
                name="stock_movement_reason_known",
            ),
        ]
        indexes = [
            models.Index(fields=["variant", "-at"], name="stock_movement_by_variant"),
            models.Index(
                fields=["reference"], condition=~Q(reference=""), name="stock_movement_by_reference"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                # Forgetting a person who moved stock (SET NULL) is the one change allowed.
                func="""
                    IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL AND
                        (to_jsonb(NEW) - 'by_id') = (to_jsonb(OLD) - 'by_id') THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'Stock movements are never changed; write a counter-movement.'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movement_append_only';
                """,
            ),
            pgtrigger.Trigger(
                name="move_level",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func="""
                    INSERT INTO catalog_stocklevel AS level (variant_id, location_id, on_hand, reserved)
                    VALUES (NEW.variant_id, NEW.location_id, 0, 0)
                    ON CONFLICT (variant_id, location_id) DO NOTHING;
                    UPDATE catalog_stocklevel SET on_hand = on_hand + NEW.quantity
                    WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity:+d} {self.variant}"


class ReservationQuerySet(models.QuerySet["Reservation"]):
    """Promises of stock."""

    def held(self) -> Self:
        return self.filter(state=Reservation.State.HELD)

    def expired(self) -> Self:
        """Held beyond their time."""
        return self.held().filter(expires_at__lte=timezone.now())


class Reservation(models.Model):
    """Stock promised to an order until it is paid (committed), given up or expired (released)."""

    class State(models.TextChoices):
        HELD = "held", _("Held")
        COMMITTED = "committed", _("Sold")
        RELEASED = "released", _("Released")

    reference = models.CharField(_("order"), max_length=64)
    variant = models.ForeignKey(
        "catalog.Variant",
        verbose_name=_("variant"),
        on_delete=models.PROTECT,
        related_name="reservations",
    )
    location = models.ForeignKey(
        StockLocation,
        verbose_name=_("location"),
        on_delete=models.PROTECT,
        related_name="reservations",
    )
    quantity = models.PositiveIntegerField(_("quantity"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.HELD)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))

    objects = ReservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "variant", "location"],
                name="reservation_once_per_order_and_level",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="reservation_quantity_positive"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["held", "committed", "released"]),
                name="reservation_state_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=Q(state="held"), name="reservation_held_by_expiry"
            )
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant} for {self.reference}"
