"""Which steps staff may take with an order as it stands, by the same rules that the steps themselves keep."""

from orders.models import Order, OrderState
from orders.states import ORDER_STEPS

MARK_PAID, SHIP, DELIVER, CANCEL, REFUND = "mark-paid", "ship", "deliver", "cancel", "refund"
MAY_CHANGE, MAY_REFUND = "orders.change_order", "orders.refund_order"


def permissions_for(name: str, order: Order) -> tuple[str, ...]:
    """What somebody must be allowed for a step. To cancel an order that was paid is to give its money back."""
    if name == REFUND:
        return (MAY_REFUND,)
    if name == CANCEL and order.refundable_minor:
        return (MAY_CHANGE, MAY_REFUND)
    return (MAY_CHANGE,)


def possible_steps(order: Order) -> list[str]:
    """The names of the steps that would not be refused now, the most likely first."""
    if order.is_deleted:
        return []
    possible = {
        SHIP: _may("ship", order) or (order.pays_on_delivery and _may("ship_unpaid", order)),
        MARK_PAID: waits_for_money(order),
        DELIVER: _may("deliver", order) and order.paid_minor == order.total_minor,
        REFUND: order.refundable_minor > 0 and order.state != OrderState.CANCELLED,
        CANCEL: _may("cancel", order),
    }
    return [name for name, is_possible in possible.items() if is_possible]


def waits_for_money(order: Order) -> bool:
    """Whether staff may say that the money has come, by bank or at the door."""
    return order.state == OrderState.PENDING or (
        order.state == OrderState.SHIPPED and not order.paid_at
    )


def _may(event: str, order: Order) -> bool:
    return order.state in ORDER_STEPS[event].sources
