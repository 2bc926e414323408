"""The back office of the room, by noun."""

from orders.admin import carts, coupons, gift_cards, orders, payments, rules

__all__ = ["carts", "coupons", "gift_cards", "orders", "payments", "rules"]
