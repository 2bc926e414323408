"""Tell staff of sales as they happen: who may watch, what a watcher is shown, and the announcement itself."""

from importlib import import_module
from typing import TypedDict

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare

from accounts.models import User
from analytics import queries
from analytics.permissions import WATCH_SALES
from orders.models import Order
from shop.base.money import format_minor

WATCHERS = "live-sales"


class Today(TypedDict):
    """Today's figures as the dashboard shows them."""

    orders: int
    revenue_minor: int
    revenue: str


class Sale(TypedDict):
    """One paid order. ``number`` lets a watcher recognise a repeat."""

    number: str
    total_minor: int
    total: str


def may_watch(session_key: str) -> bool:
    """Whether a session is, at this moment, that of active staff who may see orders.

    Asked again with every message, so that a lost role or a sign-out ends the watching.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = User.objects.active().filter(pk=store.get(SESSION_KEY), is_staff=True).first()
    return (
        user is not None
        and constant_time_compare(store.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
        and user.has_perm(WATCH_SALES)
    )


def today() -> Today:
    """What was sold today so far."""
    sales = queries.sales_compared().today
    return Today(
        orders=sales.orders,
        revenue_minor=sales.revenue_minor,
        revenue=format_minor(sales.revenue_minor, settings.SHOP_CURRENCY),
    )


def announce(order_number: str) -> bool:
    """Tell every watcher that an order was paid. Returns whether there is such an order. Safe to repeat."""
    order = Order.objects.filter(number=order_number).first()
    if order is None:
        return False
    sale = Sale(
        number=order.number,
        total_minor=order.total_minor,
        total=format_minor(order.total_minor, order.currency),
    )
    layer = get_channel_layer()
    async_to_sync(layer.group_send)(WATCHERS, {"type": "sale.made", "sale": sale})
    return True
