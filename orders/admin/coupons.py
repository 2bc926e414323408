"""Promotions: codes and what applies by itself."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy
from unfold.decorators import display

from orders.admin.coupon_form import CouponForm
from orders.admin.percents import as_percent
from orders.domain.preview import replay
from orders.domain.terms import coupon_terms, forget_automatic
from orders.models import Coupon, CustomerGroup
from shop.base.back_office import HistoryAdmin, LongListAdmin
from shop.base.money import format_minor


@admin.register(Coupon)
class CouponAdmin(HistoryAdmin):
    """Codes that lower what a cart costs. One that was used is switched off, not deleted."""

    form = CouponForm
    list_display = ("code", "takes", "least", "used", "starts_at", "ends_at", "active_label")
    list_filter = ("is_active", "kind")
    search_fields = ("code",)
    readonly_fields = ("used_count", "preview")
    fieldsets = (
        (
            None,
            {"fields": ("code", "name", "is_automatic", "is_active", "kind", "value", "currency")},
        ),
        (gettext_lazy("Pieces and tiers"), {"fields": ("buy_quantity", "get_quantity", "tiers")}),
        (gettext_lazy("For what"), {"fields": ("skus", "categories", "groups", "minimum_minor")}),
        (
            gettext_lazy("When and how often"),
            {
                "fields": (
                    "starts_at",
                    "ends_at",
                    "time_zone",
                    "usage_limit",
                    "used_count",
                    "customer_limit",
                    "first_order_only",
                ),
            },
        ),
        (
            gettext_lazy("Together with others"),
            {"fields": ("combines", "priority", "exclusive_group")},
        ),
        (gettext_lazy("What it would have done"), {"fields": ("preview",)}),
    )

    def save_model(self, request: HttpRequest, obj: Coupon, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        forget_automatic()

    @admin.display(description=gettext_lazy("the latest orders with it"))
    def preview(self, coupon: Coupon) -> str:
        """What it would have taken off the latest orders, had it been the only promotion."""
        if not coupon.code:
            return gettext("Save it first.")
        found = replay(coupon_terms(coupon))
        return gettext("%(hits)d of the latest %(orders)d orders, %(off)s off %(goods)s.") % {
            "hits": found.hits,
            "orders": found.orders,
            "off": format_minor(found.off_minor, coupon.currency),
            "goods": format_minor(found.goods_minor, coupon.currency),
        }

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


@admin.register(CustomerGroup)
class CustomerGroupAdmin(LongListAdmin):
    """Customers that promotions may be kept for."""

    list_display = ("name",)
    search_fields = ("name",)
    autocomplete_fields = ("customers",)
