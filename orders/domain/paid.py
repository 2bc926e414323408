"""The moment when an order is paid in full, by whatever paid the last of it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from activity.domain.events import Bought, record_purchase
from catalog.domain import stock
from orders.domain.pricing.snapshot import GIFT_CARD
from orders.domain.timeline import note
from orders.models import Order, OrderLine, OrderState
from orders.states import order_step
from shop.base import prepared
from shop.base.money import format_minor
from shop.base.outbox import later
from shop.base.prepared import Prepared, Slot, as_tuple

PAID = "UPDATE orders_order SET state = %s, paid_minor = %s, paid_at = %s, updated_at = %s WHERE id = %s"


def count_as_paid(order: Order) -> None:
    """The order is paid: the stock is sold, the customer is told, the day's figures know. The caller holds its lock."""
    now = timezone.now()
    target = order.state if order.state == OrderState.SHIPPED else order_step("pay", order.state)
    prepared.write(PAID, [str(target), order.total_minor, now, now, order.pk])
    stock.commit(order.number)
    note(
        order,
        "paid",
        _("Payment received: %(amount)s.")
        % {"amount": format_minor(order.total_minor, order.currency)},
        at=now,
    )
    _record_purchase(order)
    later("orders.tasks.send_order_mail", kind="order_paid", order_id=order.pk)
    later("analytics.tasks.announce_sale", order_number=order.number)


def _record_purchase(order: Order) -> None:
    lines = _LINES.rows(order=order.pk)
    bought = [Bought(*values) for *values, _tax_class in lines]
    record_purchase(order.number, bought, visitor=order.visitor, user_id=order.user_id)
    if any(tax_class == GIFT_CARD for *_values, tax_class in lines):
        later("orders.tasks.issue_gift_cards", order_id=order.pk)


_LINES = Prepared(
    lambda: (
        OrderLine.objects.filter(order=Slot("order"), variant__isnull=False)
        .order_by("pk")
        .values_list("variant__product_id", "variant_id", "quantity", "total_minor", "tax_class")
    ),
    as_tuple,
)
