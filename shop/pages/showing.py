"""Orders as pages show them: lines with their pictures, the story in words, the state as a badge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from catalog.queries import VariantFacts, variant_facts
from orders.domain.parcels import parcels_of
from orders.models import Order, OrderLine, OrderState, Shipment, TimelineEntry

BADGES = {
    OrderState.PENDING: "low",
    OrderState.PAID: "good",
    OrderState.PARTLY_SHIPPED: "good",
    OrderState.SHIPPED: "good",
    OrderState.DELIVERED: "good",
    OrderState.CANCELLED: "bad",
    OrderState.REFUNDED: "bad",
}


@dataclass(frozen=True)
class ShownLine:
    """A line of an order, with what the catalogue still knows of it."""

    line: OrderLine
    facts: VariantFacts | None

    @property
    def url(self) -> str:
        """Where the product is shown; empty when it is no longer sold."""
        if not self.facts or not self.facts.is_for_sale:
            return ""
        return f"{reverse('product', args=[self.facts.product_slug])}?variant={self.facts.id}"


@dataclass(frozen=True)
class ShownOrder:
    """An order with everything that a page of it shows."""

    order: Order
    lines: Sequence[ShownLine]
    timeline: Sequence[TimelineEntry] = ()
    shipments: Sequence[Shipment] = ()

    @property
    def badge(self) -> str:
        return BADGES[OrderState(self.order.state)]

    @property
    def pieces(self) -> int:
        return sum(line.line.quantity for line in self.lines)


def shown_orders(orders: Iterable[Order]) -> list[ShownOrder]:
    """Orders for a list. Give them with their lines; the catalogue is asked once for all."""
    orders = list(orders)
    facts = variant_facts(
        {line.variant_id for order in orders for line in order.lines.all() if line.variant_id},
        with_pictures=True,
    )
    return [ShownOrder(order, _lines(order, facts)) for order in orders]


def shown_order(order: Order) -> ShownOrder:
    """One order with its story, newest first, as far as it is the customer's business."""
    shown = shown_orders([order])[0]
    timeline = order.timeline.filter(is_public=True).order_by("-at", "-pk")
    return ShownOrder(order, shown.lines, list(timeline), list(parcels_of(order)))


def _lines(order: Order, facts: dict[int, VariantFacts]) -> list[ShownLine]:
    return [ShownLine(line, facts.get(line.variant_id or 0)) for line in order.lines.all()]
