"""How staff narrow the list of orders."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import admin
from django.db.models import Exists, F, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from orders.models import OrderQuerySet, OrderState, Payment


def _asked_after(orders: OrderQuerySet) -> OrderQuerySet:
    """Orders whose gateway owes an answer."""
    open_payments = Payment.objects.unresolved().exclude(gateway="manual")
    return orders.unpaid().filter(Exists(open_payments.filter(order=OuterRef("pk"))))


class OrderFilter(admin.SimpleListFilter):
    """A filter whose choices are sentences about orders."""

    choices_by_name: Mapping[str, tuple[Any, Callable[[OrderQuerySet], OrderQuerySet]]] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, words) for name, (words, _narrow) in self.choices_by_name.items()]

    def queryset(self, request: HttpRequest, queryset: OrderQuerySet) -> OrderQuerySet:  # type: ignore[override] # of orders
        chosen = self.choices_by_name.get(self.value() or "")
        return chosen[1](queryset) if chosen else queryset


class WorkFilter(OrderFilter):
    """What waits for somebody."""

    title = _("to do")
    parameter_name = "work"
    choices_by_name = {
        "ship": (_("To ship"), OrderQuerySet.to_ship),
        "pay": (_("Waiting for payment"), OrderQuerySet.unpaid),
        "overdue": (_("Overdue"), OrderQuerySet.overdue),
    }


class PaymentFilter(OrderFilter):
    """Where the money of an order stands."""

    title = _("payment")
    parameter_name = "payment"
    choices_by_name = {
        "paid": (
            _("Paid"),
            lambda orders: orders.filter(
                paid_minor__gt=0, paid_minor=F("total_minor"), refunded_minor=0
            ),
        ),
        "refunded": (
            _("Refunded, wholly or in part"),
            lambda orders: orders.filter(refunded_minor__gt=0),
        ),
        "asked": (_("Begun, not settled yet"), _asked_after),
        "delivery": (
            _("On delivery"),
            lambda orders: orders.filter(
                pays_on_delivery=True, paid_minor__lt=F("total_minor")
            ).exclude(state=OrderState.CANCELLED),
        ),
        "open": (
            _("Not begun or declined"),
            lambda orders: orders.unpaid().exclude(pk__in=_asked_after(orders)),
        ),
    }
