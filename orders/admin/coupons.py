"""Coupons."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.widgets import UnfoldAdminDecimalFieldWidget

from orders.admin.percents import BASIS_POINTS_OF_A_PERCENT, as_percent
from orders.models import Coupon
from shop.base.back_office import AmountsForm, HistoryAdmin
from shop.base.money import format_minor, to_major, to_minor


class CouponForm(AmountsForm):
    """A coupon as staff write it: 10 for ten percent, 5.00 for five pounds off."""

    value = forms.DecimalField(
        label=gettext_lazy("Takes off"),
        required=False,
        min_value=0,
        max_digits=9,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text=gettext_lazy(
            "10 is ten percent, or ten pounds, by the kind above. Free delivery needs none."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "value" in self.fields:
            self.initial["value"] = _shown_value(self.instance)

    def clean_code(self) -> str:
        """The code in capitals. Raises ValidationError for one that cannot be read aloud."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if not code.replace("-", "").isascii() or not code.replace("-", "").isalnum():
            raise ValidationError(_("Use letters from A to Z, digits and hyphens."))
        return code

    def clean_currency(self) -> str:
        """The currency in capitals."""
        return str(self.cleaned_data["currency"]).strip().upper()

    def clean(self) -> dict[str, Any]:
        """The value in what the database keeps: basis points or minor units."""
        asked = super().clean() or {}
        starts_at, ends_at = asked.get("starts_at"), asked.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("It ends before it begins."))
        limit = asked.get("usage_limit")
        if limit is not None and limit < self.instance.used_count:
            used = self.instance.used_count
            self.add_error("usage_limit", _("It was used %(used)d times already.") % {"used": used})
        if "kind" in asked and "value" in asked:
            self._clean_value(asked)
        return asked

    def _clean_value(self, asked: dict[str, Any]) -> None:
        value: Decimal = asked["value"] or Decimal(0)
        if asked["kind"] == Coupon.Kind.FREE_SHIPPING:
            asked["value"] = 0
        elif asked["kind"] == Coupon.Kind.PERCENT:
            points = value * BASIS_POINTS_OF_A_PERCENT
            if points != points.to_integral_value() or not 1 <= points <= 10_000:
                self.add_error("value", _("Write a percentage from 0.01 to 100."))
            asked["value"] = int(points)
        else:
            self._clean_amount(asked, value)

    def _clean_amount(self, asked: dict[str, Any], value: Decimal) -> None:
        try:
            asked["value"] = to_minor(value, asked.get("currency", ""))
        except ValueError:
            self.add_error("value", _("Write an amount of the coupon's currency, such as 5.00."))
            return
        if not asked["value"]:
            self.add_error("value", _("Write an amount above nothing."))


@admin.register(Coupon)
class CouponAdmin(HistoryAdmin):
    """Codes that lower what a cart costs. One that was used is switched off, not deleted."""

    form = CouponForm
    list_display = ("code", "takes", "least", "used", "starts_at", "ends_at", "active_label")
    list_filter = ("is_active", "kind")
    search_fields = ("code",)
    readonly_fields = ("used_count",)

    @admin.display(description=gettext_lazy("takes"))
    def takes(self, coupon: Coupon) -> str:
        """What it takes off, in words."""
        if coupon.kind == Coupon.Kind.PERCENT:
            return f"{as_percent(coupon.value)} %"
        if coupon.kind == Coupon.Kind.AMOUNT:
            return format_minor(coupon.value, coupon.currency)
        return coupon.get_kind_display()

    @admin.display(description=gettext_lazy("least spend"), ordering="minimum_minor")
    def least(self, coupon: Coupon) -> str:
        return format_minor(coupon.minimum_minor, coupon.currency) if coupon.minimum_minor else "–"

    @admin.display(description=gettext_lazy("used"), ordering="used_count")
    def used(self, coupon: Coupon) -> str:
        return f"{coupon.used_count} / {coupon.usage_limit or '∞'}"

    @display(description=gettext_lazy("active"), boolean=True, ordering="is_active")
    def active_label(self, coupon: Coupon) -> bool:
        return coupon.is_active


def _shown_value(coupon: Coupon) -> str | Decimal | None:
    """What a coupon takes off as staff write it."""
    if coupon.kind == Coupon.Kind.PERCENT:
        return as_percent(coupon.value)
    if coupon.kind == Coupon.Kind.AMOUNT:
        return to_major(coupon.value, coupon.currency)
    return None
