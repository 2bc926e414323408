"""Payments, refunds and gateways' messages, as they were: read, never written."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.decorators import display

from orders.gateways import NAMES, words_for
from orders.models import Order, Payment, PaymentState, PaymentTransaction, Refund, WebhookDelivery
from shop.base.back_office import LongListAdmin
from shop.base.money import format_minor

PAYMENT_COLOURS = {
    PaymentState.CAPTURED: "success",
    PaymentState.DECLINED: "danger",
    PaymentState.CANCELLED: "danger",
    PaymentState.UNKNOWN: "warning",
    PaymentState.NEEDS_ACTION: "warning",
    PaymentState.PENDING: "info",
}
REFUND_COLOURS = {
    Refund.State.REQUESTED: "info",
    Refund.State.DONE: "success",
    Refund.State.FAILED: "danger",
}


class TransactionInline(TabularInline):
    """The ledger of a payment."""

    model = PaymentTransaction
    hide_title = True
    fields = ("at", "kind", "amount", "reference", "reason")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("amount"))
    def amount(self, row: PaymentTransaction) -> str:
        return format_minor(row.amount_minor, row.payment.currency)


class GatewayFilter(admin.SimpleListFilter):
    """Through whom it was paid, by the gateways that the shop knows: to look for others would read the whole table."""

    title = _("gateway")
    parameter_name = "gateway"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(NAMES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(gateway=self.value()) if self.value() in NAMES else queryset


@admin.register(Payment)
class PaymentAdmin(LongListAdmin):
    """Attempts to pay."""

    list_display = (
        "order",
        "way",
        "state_label",
        "amount",
        "reference",
        "created_at",
    )
    list_select_related = ("order",)
    list_filter = ("state", GatewayFilter, ("created_at", RangeDateFilter))
    search_fields = ("=order__number", "=reference")
    search_help_text = _("A whole order number or gateway's reference.")
    fields = (
        "order", "way", "gateway", "method", "state", "amount", "captured", "refunded", "reference", "failure",
        "created_at", "updated_at",
    )  # fmt: skip
    readonly_fields = ("way", "amount", "captured", "refunded")
    inlines = (TransactionInline,)

    @admin.display(description=_("way"), ordering="gateway")
    def way(self, payment: Payment) -> str:
        return words_for(payment.gateway, payment.method)

    @display(description=_("state"), ordering="state", label={**PAYMENT_COLOURS})
    def state_label(self, payment: Payment) -> tuple[str, str]:
        return payment.state, payment.get_state_display()

    @admin.display(description=_("amount"), ordering="amount_minor")
    def amount(self, payment: Payment) -> str:
        return format_minor(payment.amount_minor, payment.currency)

    @admin.display(description=_("captured"))
    def captured(self, payment: Payment) -> str:
        return format_minor(payment.captured_minor, payment.currency)

    @admin.display(description=_("refunded"))
    def refunded(self, payment: Payment) -> str:
        return format_minor(payment.refunded_minor, payment.currency)


@admin.register(Refund)
class RefundAdmin(LongListAdmin):
    """Money on its way back."""

    list_display = ("payment", "order_number", "state_label", "amount", "reason", "created_at")
    list_select_related = ("payment__order",)
    list_filter = ("state", ("created_at", RangeDateFilter))
    search_fields = ("=payment__order__number", "=reference")
    search_help_text = _("A whole order number or gateway's reference.")
    fields = (
        "payment",
        "order_number",
        "state",
        "amount",
        "reason",
        "reference",
        "failure",
        "created_at",
        "updated_at",
    )
    readonly_fields = ("order_number", "amount")

    @admin.display(description=_("order"))
    def order_number(self, refund: Refund) -> str:
        return screen_link(refund.payment.order)

    @display(description=_("state"), ordering="state", label={**REFUND_COLOURS})
    def state_label(self, refund: Refund) -> tuple[str, str]:
        return refund.state, refund.get_state_display()

    @admin.display(description=_("amount"), ordering="amount_minor")
    def amount(self, refund: Refund) -> str:
        return format_minor(refund.amount_minor, refund.payment.currency)


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(LongListAdmin):
    """What gateways told us."""

    list_display = ("received_at", "gateway", "kind", "event_id", "outcome", "processed_at")
    list_filter = (GatewayFilter, ("received_at", RangeDateFilter))
    search_fields = ("=event_id",)


def screen_link(order: Order) -> str:
    """An order's number that leads to its screen."""
    address = reverse("admin:orders_order_change", args=[order.pk])
    return format_html(
        '<a class="text-primary-600 dark:text-primary-400" href="{}">{}</a>', address, order.number
    )
