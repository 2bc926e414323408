"""Where the shop sends, what it costs, what tax applies, and what has been sent."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.base.models import Record


class ShippingZone(Record):
    """Countries that share their rates. ``countries`` holds ISO codes; ["*"] is the rest of the world."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    countries = models.JSONField(_("countries"), default=list)
    priority = models.PositiveIntegerField(_("priority"), default=0)

    class Meta(Record.Meta):
        verbose_name = _("delivery zone")
        verbose_name_plural = _("delivery zones")
        ordering = ["priority", "pk"]

    def __str__(self) -> str:
        return self.name


class ShippingRate(Record):
    """One way of sending to a zone: standard, express, pick-up."""

    zone = models.ForeignKey(
        ShippingZone, verbose_name=_("zone"), on_delete=models.CASCADE, related_name="rates"
    )
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=100)
    price_minor = models.PositiveBigIntegerField(_("price"))
    currency = models.CharField(_("currency"), max_length=3, default="GBP")
    free_from_minor = models.PositiveBigIntegerField(_("free from"), null=True, blank=True)
    heaviest_grams = models.PositiveIntegerField(
        _("heaviest parcel in grams"), null=True, blank=True
    )
    days_least = models.PositiveSmallIntegerField(_("working days, at least"), default=1)
    days_most = models.PositiveSmallIntegerField(_("working days, at most"), default=3)
    position = models.PositiveIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta(Record.Meta):
        verbose_name = _("delivery rate")
        verbose_name_plural = _("delivery rates")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "code"], name="shipping_rate_code_once_per_zone"
            ),
            models.CheckConstraint(
                condition=Q(days_most__gte=F("days_least")), name="shipping_rate_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone}: {self.name}"


class TaxRate(Record):
    """The tax of a class of goods in a country, from a day on. The newest that has begun counts."""

    country = models.CharField(_("country"), max_length=2)
    tax_class = models.CharField(_("tax class"), max_length=10)
    rate_basis_points = models.PositiveIntegerField(
        _("rate in hundredths of a percent"), help_text=_("2000 is 20 %.")
    )
    valid_from = models.DateField(_("from"))

    class Meta(Record.Meta):
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "tax_class", "valid_from"], name="tax_rate_once_per_day"
            ),
            models.CheckConstraint(
                condition=Q(rate_basis_points__lte=10_000), name="tax_rate_at_most_100_percent"
            ),
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z]{2}$"), name="tax_rate_country_is_iso_code"
            ),
            models.CheckConstraint(
                condition=Q(tax_class__in=["standard", "reduced", "zero"]),
                name="tax_rate_class_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.tax_class} {self.rate_basis_points / 100:g} %"


class Shipment(Record):
    """A parcel that left for a customer."""

    order = models.ForeignKey(
        "orders.Order", verbose_name=_("order"), on_delete=models.PROTECT, related_name="shipments"
    )
    carrier = models.CharField(_("carrier"), max_length=60, blank=True)
    tracking_code = models.CharField(_("tracking code"), max_length=80, blank=True)
    tracking_url = models.URLField(_("tracking address"), blank=True)
    shipped_at = models.DateTimeField(_("shipped"), default=timezone.now)

    class Meta(Record.Meta):
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")

    def __str__(self) -> str:
        return self.tracking_code or f"{self.order}"


PARCEL_WITHIN_LINE = """
    PERFORM 1 FROM orders_orderline l
    WHERE l.id = NEW.line_id
      AND (l.order_id IS DISTINCT FROM (SELECT s.order_id FROM orders_shipment s WHERE s.id = NEW.shipment_id)
           OR l.quantity < (SELECT sum(p.quantity) FROM orders_parcelline p WHERE p.line_id = NEW.line_id));
    IF FOUND THEN
        RAISE EXCEPTION 'A parcel holds more of a line than was ordered, or a line of another order.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'parcel_line_within_order_line';
    END IF;
    RETURN NULL;
"""


class ParcelLine(models.Model):
    """How many pieces of an order's line a parcel holds."""

    shipment = models.ForeignKey(
        Shipment, verbose_name=_("shipment"), on_delete=models.CASCADE, related_name="contents"
    )
    line = models.ForeignKey(
        "orders.OrderLine",
        verbose_name=_("order line"),
        on_delete=models.PROTECT,
        related_name="parcel_lines",
    )
    quantity = models.PositiveIntegerField(_("quantity"))

    class Meta:
        verbose_name = _("parcel line")
        verbose_name_plural = _("parcel lines")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="parcel_line_quantity_positive"
            ),
            models.UniqueConstraint(fields=["shipment", "line"], name="parcel_holds_a_line_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="parcel_within_line",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                func=PARCEL_WITHIN_LINE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.line.product_name}"
