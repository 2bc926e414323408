"""Cart, order, payment, shipment, and the rules that the shop sells by."""

from orders.models.carts import Cart, CartLine
from orders.models.gift_cards import GiftCard, GiftCardEntry
from orders.models.orders import Order, OrderLine, OrderQuerySet, OrderState, TimelineEntry
from orders.models.payments import (
    Payment,
    PaymentState,
    PaymentTransaction,
    Refund,
    TrialCharge,
    WebhookDelivery,
)
from orders.models.promotions import Coupon, CouponUse, CustomerGroup, OrderCoupon
from orders.models.shipping import ParcelLine, Shipment, ShippingRate, ShippingZone, TaxRate

__all__ = [
    "Cart",
    "CartLine",
    "Coupon",
    "CouponUse",
    "CustomerGroup",
    "GiftCard",
    "GiftCardEntry",
    "Order",
    "OrderCoupon",
    "OrderLine",
    "OrderQuerySet",
    "OrderState",
    "ParcelLine",
    "Payment",
    "PaymentState",
    "PaymentTransaction",
    "Refund",
    "Shipment",
    "ShippingRate",
    "ShippingZone",
    "TaxRate",
    "TimelineEntry",
    "TrialCharge",
    "WebhookDelivery",
]
