"""Carts, as staff who help a shopper see them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from orders.models import Cart, CartLine
from shop.base.back_office import LongListAdmin
from shop.base.money import format_minor


class CartLineInline(TabularInline):
    """What lies in the cart."""

    model = CartLine
    hide_title = True
    fields = ("variant", "quantity", "price_seen", "added_at")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("variant__product", "cart")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("price seen"))
    def price_seen(self, line: CartLine) -> str:
        return format_minor(line.price_seen_minor, line.cart.currency)


@admin.register(Cart)
class CartAdmin(LongListAdmin):
    """Open and ordered carts. The token is the shopper's secret, so it is not shown."""

    list_display = ("pk", "user", "pieces", "worth", "updated_at", "ordered_at")
    list_select_related = ("user",)
    search_fields = ("=user__email",)
    search_help_text = _("A whole email.")
    fields = ("user", "coupon", "created_at", "updated_at", "ordered_at")
    inlines = (CartLineInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(
            worth_minor=Sum(F("lines__quantity") * F("lines__price_seen_minor")),
            kinds=Count("lines"),
        )
        return counted

    @admin.display(description=_("kinds of goods"))
    def pieces(self, cart: Any) -> int:
        return int(cart.kinds)

    @admin.display(description=_("worth"))
    def worth(self, cart: Any) -> str:
        return format_minor(cart.worth_minor or 0, cart.currency)
