"""Addresses of the shop window."""

from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path

from shop.pages.views import (
    account,
    cart,
    checkout,
    help_pages,
    home,
    listing,
    meta,
    order,
    product,
    searches,
    sessions,
    styleguide,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("c/<slug:slug>/", listing.category, name="category"),
    path("collections/<slug:slug>/", listing.collection, name="collection"),
    path("search/", listing.search_results, name="search"),
    path("search/suggestions/", listing.suggestions, name="search-suggestions"),
    path("p/<slug:slug>/", product.product, name="product"),
    path("cart/", cart.cart, name="cart"),
    path("cart/add/", cart.add, name="cart-add"),
    path("cart/update/", cart.update, name="cart-update"),
    path("cart/accept/", cart.accept, name="cart-accept"),
    path("cart/coupon/", cart.coupon, name="cart-coupon"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("orders/<uuid:token>/", order.order_page, name="order-confirmation"),
    path("orders/<uuid:token>/pay/", order.order_pay, name="order-pay"),
    path("pay/test/<slug:reference>/", order.test_payment, name="test-payment"),
    path("help/<slug:topic>/", help_pages.help_page, name="help"),
    path("account/", account.account, name="account"),
    path("account/searches/", searches.account_searches, name="account-searches"),
    path("account/searches/keep/", searches.keep_search, name="keep-search"),
    path("account/searches/<int:saved_id>/", searches.change_search, name="account-search"),
    path("account/orders/", account.account_orders, name="account-orders"),
    path("account/orders/<str:number>/", account.account_order, name="account-order"),
    path("account/sessions/", sessions.sessions, name="account-sessions"),
    path("account/sessions/end/", sessions.end, name="account-session-end"),
    path("account/sessions/end-others/", sessions.end_others, name="account-sessions-end-others"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/", include("allauth.account.urls")),
    path("styleguide", styleguide.styleguide, name="styleguide"),
    path("favicon.ico", meta.favicon, name="favicon"),
    path("robots.txt", meta.robots, name="robots"),
    path("manifest.webmanifest", meta.manifest, name="manifest"),
    path("sitemap.xml", sitemap, {"sitemaps": meta.SITEMAPS}, name="sitemap"),
]
