"""Addresses of the room under /api/ and /api/v1/, without a trailing slash."""

from django.urls import URLPattern, URLResolver, path

from orders.api import carts, orders

urlpatterns: list[URLPattern | URLResolver] = [
    path("cart", carts.CartView.as_view(), name="cart"),
    path("cart/lines", carts.CartLinesView.as_view(), name="cart-lines"),
    path("cart/lines/<int:variant_id>", carts.CartLineView.as_view(), name="cart-line"),
    path("cart/coupon", carts.CartCouponView.as_view(), name="cart-coupon"),
    path("cart/gift-card", carts.CartGiftCardView.as_view(), name="cart-gift-card"),
    path("gift-cards/balance", carts.GiftCardBalanceView.as_view(), name="gift-card-balance"),
    path("cart/prices", carts.CartPricesView.as_view(), name="cart-prices"),
    path("shipping-options", carts.ShippingOptionsView.as_view(), name="shipping-options"),
    path("orders", orders.OrderViewSet.as_view({"get": "list", "post": "create"}), name="orders"),
    path(
        "orders/<int:pk>",
        orders.OrderViewSet.as_view({"get": "retrieve", "delete": "destroy"}),
        name="order",
    ),
    path("orders/<int:pk>/status", orders.OrderStatusView.as_view(), name="order-status"),
    path("orders/<int:pk>/parcels", orders.OrderParcelsView.as_view(), name="order-parcels"),
    path("orders/<int:pk>/payment", orders.OrderPaymentView.as_view(), name="order-payment"),
    path("orders/user/<int:user_id>", orders.UserOrdersView.as_view(), name="user-orders"),
    path("payments/webhooks/<slug:gateway>", orders.WebhookView.as_view(), name="payment-webhook"),
]
