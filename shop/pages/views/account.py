"""A shopper's own pages: overview, orders, one order with its timeline."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.models import User
from orders.models import Order, OrderQuerySet
from shop.pages.known import known_address
from shop.pages.showing import shown_order, shown_orders

ORDERS_ON_A_PAGE = 12
ORDERS_ON_OVERVIEW = 3


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The overview: newest orders, address, what to do next."""
    user = cast("User", request.user)
    context = {
        "orders": shown_orders(_orders_of(user)[:ORDERS_ON_OVERVIEW]),
        "address": known_address(user),
    }
    return render(request, "shop/account/overview.html", context)


@login_required
def account_orders(request: HttpRequest) -> HttpResponse:
    """All orders, newest first."""
    page = Paginator(_orders_of(cast("User", request.user)), ORDERS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"orders": shown_orders(page.object_list), "page": page}
    return render(request, "shop/account/orders.html", context)


@login_required
def account_order(request: HttpRequest, number: str) -> HttpResponse:
    """One order. Another person's order is not found, as if it were not there."""
    order = get_object_or_404(_orders_of(cast("User", request.user)), number=number)
    return render(request, "shop/account/order.html", {"order": shown_order(order)})


def _orders_of(user: User) -> OrderQuerySet:
    """A person's own orders, also for staff, who see everybody's in the back office."""
    orders: OrderQuerySet = Order.objects.filter(user=user)
    return orders.with_lines().order_by("-placed_at", "-pk")
