"""What other rooms ask the orders."""

import pytest

from catalog.ports import purchase_history
from orders.domain import fulfilment
from orders.queries import has_bought
from tests.factories.accounts import make_user
from tests.factories.catalog import make_variant
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db


def bought(*steps):
    """Whether Ada has bought the mug, after these steps with her order of it."""
    ada, mug = make_user(), make_variant()
    order = make_order((mug, 1), user=ada)
    for step in steps:
        step(order)
        order.refresh_from_db()
    return has_bought(ada.pk, mug.product_id)


def refund_all(order):
    fulfilment.refund(order, key="r")


def put_away(order):
    order.soft_delete()


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), False),
        ((fulfilment.mark_paid,), True),
        ((fulfilment.mark_paid, fulfilment.ship), True),
        ((fulfilment.mark_paid, fulfilment.ship, fulfilment.deliver), True),
        ((fulfilment.mark_paid, refund_all), False),
        ((fulfilment.cancel,), False),
        ((fulfilment.mark_paid, put_away), False),
    ],
    ids=["open", "paid", "sent", "arrived", "refunded", "cancelled", "deleted"],
)
def test_somebody_has_bought_what_they_paid_for_and_kept(steps, expected):
    assert bought(*steps) is expected


def test_nobody_has_bought_what_somebody_else_bought():
    ada, cy, mug, cap = make_user(), make_user(), make_variant(), make_variant()
    fulfilment.mark_paid(make_order((mug, 1), user=ada))

    assert [
        has_bought(person.pk, variant.product_id) for person in (ada, cy) for variant in (mug, cap)
    ] == [True, False, False, False]


def test_the_catalogue_asks_the_orders_who_bought():
    ada, mug = make_user(), make_variant()
    fulfilment.mark_paid(make_order((mug, 1), user=ada))

    assert purchase_history().has_bought(ada.pk, mug.product_id)
