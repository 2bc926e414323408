"""The back office of the room, by noun."""

from orders.admin import carts, coupons, orders, payments, rules

__all__ = ["carts", "coupons", "orders", "payments", "rules"]
