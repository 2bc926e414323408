"""A person's orders, and how they become nobody's: the books keep every amount, the tax its country, and no name."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from accounts.models import User
from orders.models import Cart, CouponUse, GiftCard, Order, OrderState, TimelineEntry
from shop.base.history import overwrite_history

# An order that is paid for or may still be needs its address.
UNDER_WAY = (OrderState.PENDING, OrderState.PAID, OrderState.PARTLY_SHIPPED)
TOLD = (
    "number", "placed_at", "state", "email", "currency", "subtotal_minor", "discount_minor", "shipping_minor", "tax_minor",
    "total_minor", "paid_minor", "refunded_minor", "shipping_name", "shipping_address", "billing_address", "note",
)  # fmt: skip


class OrderData:
    """Orders and the cart."""

    def gather(self, user_id: int) -> Mapping[str, list[dict[str, Any]]]:
        """Orders with their lines, newest first, and what lies in the cart."""
        orders = Order.everything.filter(user_id=user_id).order_by("-placed_at")
        lines = ("order__number", "product_name", "sku", "options", "quantity", "unit_price_minor")
        cart = Cart.objects.open().filter(user_id=user_id)
        return {
            "orders": list(orders.values(*TOLD)),
            "lines": list(orders.values(*(f"lines__{name}" for name in lines))),
            "gift_cards": list(
                GiftCard.objects.filter(email=_email_of(user_id))
                .exclude(email="")
                .values("hint", "currency", "balance_minor", "expires_at")
            ),
            "cart": list(cart.values("lines__variant__sku", "lines__quantity")),
        }

    def is_busy(self, user_id: int) -> bool:
        """While an order is under way."""
        return Order.objects.filter(user_id=user_id, state__in=UNDER_WAY).exists()

    def erase(self, user_id: int) -> None:
        """Names, addresses and words go, also from history; amounts, goods and the country stay."""
        email = _email_of(user_id)
        orders = Order.everything.filter(user_id=user_id)
        for order in orders.only("pk", "shipping_address", "billing_address"):
            nobody = {
                "email": f"order-{order.pk}@erased.invalid",
                "note": "",
                "shipping_address": _country_only(order.shipping_address),
                "billing_address": _country_only(order.billing_address),
            }
            row = Order.everything.filter(pk=order.pk)
            row.update(**nobody, visitor=None)
            overwrite_history(row, **nobody, visitor=None)
        TimelineEntry.objects.filter(order__user_id=user_id, by_id=user_id).update(by=None)
        Cart.objects.open().filter(user_id=user_id).delete()
        if email:
            GiftCard.objects.filter(email=email).update(email="")
        CouponUse.objects.filter(
            Q(customer=f"email:{email}") | Q(customer=f"user:{user_id}")
        ).delete()


def _email_of(user_id: int) -> str:
    return User.objects.filter(pk=user_id).values_list("email", flat=True).first() or ""


def _country_only(address: Any) -> dict[str, str]:
    return {"country": address["country"]} if isinstance(address, dict) and "country" in address else {}  # fmt: skip
