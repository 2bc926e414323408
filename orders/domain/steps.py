"""Which steps staff may take with an order as it stands, by the same rules that the steps themselves keep."""

from orders.models import Order, OrderState
from orders.states import ORDER_STEPS

MARK_PAID, SHIP, DELIVER, CANCEL, REFUND = "mark-paid", "ship", "deliver", "cancel", "refund"


def possible_steps(order: Order) -> list[str]:
    """The names of the steps that would not be refused now, the most likely first."""
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
    return not order.paid_minor and order.state in {OrderState.PENDING, OrderState.SHIPPED}


def _may(event: str, order: Order) -> bool:
    return order.state in ORDER_STEPS[event].sources
