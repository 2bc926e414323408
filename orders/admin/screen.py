"""What the order screen shows, gathered in a fixed number of statements."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from catalog.queries import VariantFacts, variant_facts
from orders.admin.payments import PAYMENT_COLOURS, REFUND_COLOURS
from orders.admin.percents import as_percent
from orders.domain.parcels import parcels_of
from orders.gateways import words_for
from orders.models import Order, OrderLine, OrderState, Payment, PaymentState, Refund

SOLD = (OrderState.PAID, OrderState.PARTLY_SHIPPED, OrderState.SHIPPED, OrderState.DELIVERED)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with what the catalogue knows of it today; None when the variant was never in it."""

    line: OrderLine
    facts: VariantFacts | None

    @property
    def tax_percent(self) -> str:
        """Its tax rate in percent: "20"."""
        return as_percent(self.line.tax_rate_basis_points)


@dataclass(frozen=True, slots=True)
class ShownPayment:
    """A payment with its way in words and the colour of its state."""

    payment: Payment
    words: str
    colour: str


def everything_about(order: Order) -> dict[str, Any]:
    """The screen's parts by name."""
    lines = list(order.lines.all())
    facts = variant_facts(
        [line.variant_id for line in lines if line.variant_id], with_pictures=True
    )
    newer, older = _neighbours(order)
    return {
        "order": order,
        "lines": [ShownLine(line, facts.get(line.variant_id or 0)) for line in lines],
        "payments": [
            ShownPayment(
                payment,
                words_for(payment.gateway, payment.method),
                PAYMENT_COLOURS[PaymentState(payment.state)],
            )
            for payment in order.payments.order_by("pk")
        ],
        "refunds": [
            (refund, REFUND_COLOURS[Refund.State(refund.state)])
            for refund in Refund.objects.filter(payment__order=order).order_by("pk")
        ],
        "shipments": list(parcels_of(order)),
        "timeline": list(order.timeline.select_related("by").order_by("-at", "-pk")),
        "newer": newer,
        "older": older,
        "customer": _customer(order),
    }


def _neighbours(order: Order) -> tuple[Order | None, Order | None]:
    """The next newer and the next older order."""
    at, pk = order.placed_at, order.pk
    newer = Order.objects.filter(Q(placed_at__gt=at) | Q(placed_at=at, pk__gt=pk))
    older = Order.objects.filter(Q(placed_at__lt=at) | Q(placed_at=at, pk__lt=pk))
    return (
        newer.only("pk", "number").order_by("placed_at", "pk").first(),
        older.only("pk", "number").order_by("-placed_at", "-pk").first(),
    )


def _customer(order: Order) -> dict[str, Any]:
    """How often the same email has ordered, and what it has brought."""
    same = Order.objects.filter(email=order.email, currency=order.currency)
    told = same.aggregate(
        orders=Count("pk"),
        paid_minor=Sum("paid_minor", filter=Q(state__in=SOLD)),
        refunded_minor=Sum("refunded_minor"),
    )
    return {
        "orders": told["orders"],
        "paid_minor": told["paid_minor"] or 0,
        "refunded_minor": told["refunded_minor"] or 0,
    }
