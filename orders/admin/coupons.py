"""Coupons."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from orders.models import Coupon
from shop.base.back_office import HistoryAdmin
from shop.base.money import format_minor


@admin.register(Coupon)
class CouponAdmin(HistoryAdmin):
    """Codes that lower what a cart costs. One that was used is switched off, not deleted."""

    list_display = ("code", "takes", "limits", "used", "starts_at", "ends_at", "active_label")
    list_filter = ("is_active", "kind")
    search_fields = ("code",)
    readonly_fields = ("used_count",)

    @admin.display(description=_("takes"))
    def takes(self, coupon: Coupon) -> str:
        """What it takes off, in words."""
        if coupon.kind == Coupon.Kind.PERCENT:
            return f"{coupon.value / 100:g} %"
        if coupon.kind == Coupon.Kind.AMOUNT:
            return format_minor(coupon.value, coupon.currency)
        return coupon.get_kind_display()

    @admin.display(description=_("from"), ordering="minimum_minor")
    def limits(self, coupon: Coupon) -> str:
        return format_minor(coupon.minimum_minor, coupon.currency) if coupon.minimum_minor else "–"

    @admin.display(description=_("used"), ordering="used_count")
    def used(self, coupon: Coupon) -> str:
        return f"{coupon.used_count} / {coupon.usage_limit or '∞'}"

    @display(description=_("active"), boolean=True, ordering="is_active")
    def active_label(self, coupon: Coupon) -> bool:
        return coupon.is_active
