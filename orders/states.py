"""The two state machines of the room, each in one table: which event leads from where to where."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from orders.errors import IllegalStep
from orders.models import OrderState, PaymentState


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a machine."""

    sources: frozenset[str]
    target: str


def _step(*sources: str, to: str) -> Step:
    return Step(frozenset(sources), to)


ORDER_STEPS: Mapping[str, Step] = {
    "pay": _step(OrderState.PENDING, to=OrderState.PAID),
    "ship_part": _step(OrderState.PAID, OrderState.PARTLY_SHIPPED, to=OrderState.PARTLY_SHIPPED),
    "ship": _step(OrderState.PAID, OrderState.PARTLY_SHIPPED, to=OrderState.SHIPPED),
    # Cash on delivery leaves before it is paid.
    "ship_unpaid": _step(OrderState.PENDING, to=OrderState.SHIPPED),
    "deliver": _step(OrderState.SHIPPED, to=OrderState.DELIVERED),
    "cancel": _step(OrderState.PENDING, OrderState.PAID, to=OrderState.CANCELLED),
    "expire": _step(OrderState.PENDING, to=OrderState.CANCELLED),
    "refund": _step(
        OrderState.PAID,
        OrderState.PARTLY_SHIPPED,
        OrderState.SHIPPED,
        OrderState.DELIVERED,
        to=OrderState.REFUNDED,
    ),
}

PAYMENT_STEPS: Mapping[str, Step] = {
    "needs_action": _step(PaymentState.PENDING, PaymentState.UNKNOWN, to=PaymentState.NEEDS_ACTION),
    "pending": _step(PaymentState.UNKNOWN, PaymentState.NEEDS_ACTION, to=PaymentState.PENDING),
    "unknown": _step(PaymentState.PENDING, to=PaymentState.UNKNOWN),
    # A declined payment may still be captured: gateways let the customer try another card on it. So may one that the
    # shop gave up, since the customer's page still held it: that money is booked and goes back.
    "captured": _step(
        PaymentState.PENDING,
        PaymentState.UNKNOWN,
        PaymentState.NEEDS_ACTION,
        PaymentState.DECLINED,
        PaymentState.CANCELLED,
        to=PaymentState.CAPTURED,
    ),
    "declined": _step(
        PaymentState.PENDING,
        PaymentState.UNKNOWN,
        PaymentState.NEEDS_ACTION,
        to=PaymentState.DECLINED,
    ),
    "cancelled": _step(
        PaymentState.PENDING,
        PaymentState.UNKNOWN,
        PaymentState.NEEDS_ACTION,
        PaymentState.DECLINED,
        to=PaymentState.CANCELLED,
    ),
}


def order_step(event: str, state: str) -> str:
    """Where the event leads an order that stands at ``state``. Raises IllegalStep when it leads nowhere."""
    step = ORDER_STEPS[event]
    if state not in step.sources:
        allowed = ", ".join(sorted(str(OrderState(source).label) for source in step.sources))
        raise IllegalStep(
            _("This is possible only for an order that is: %(states)s.") % {"states": allowed},
            extra={"state": state, "event": event},
        )
    return step.target


def payment_may(event: str, state: str) -> bool:
    """Whether the event moves a payment that stands at ``state``; late and repeated news do not."""
    return state in PAYMENT_STEPS[event].sources
