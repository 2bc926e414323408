"""The operators' twins of the regular jobs."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from catalog.models import StockLevel
from orders.domain.payments import pay
from orders.models import Order, Payment
from shop.base.models import JobRun
from tests.factories.catalog import make_variant
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db


def said(command):
    """What a command prints."""
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue().strip()


def test_expire_orders_calls_off_what_was_not_paid_in_time_and_frees_its_stock():
    mug = make_variant(on_hand=5)
    late, fresh = make_order((mug, 2)), make_order((mug, 1))
    Order.objects.filter(pk=late.pk).update(pay_by=timezone.now() - timedelta(minutes=1))

    assert said("expire_orders") == "1 orders called off."

    late.refresh_from_db()
    fresh.refresh_from_db()
    assert (late.state, fresh.state) == ("cancelled", "pending")
    assert StockLevel.objects.get(variant=mug).reserved == 1


def test_sweep_payments_settles_what_the_gateway_still_owed():
    payment = pay(make_order(), "test:timeout", idempotency_key="k1")
    Payment.objects.update(updated_at=timezone.now() - timedelta(minutes=5))

    assert said("sweep_payments") == "1 payments asked after, 1 settled."

    payment.refresh_from_db()
    assert payment.state == "captured"


@pytest.mark.parametrize(
    ("command", "job"),
    [("expire_orders", "orders.expire_unpaid"), ("sweep_payments", "orders.sweep_payments")],
)
def test_each_leaves_a_row_for_staff_and_may_be_run_again(command, job):
    said(command)
    said(command)

    assert list(JobRun.objects.filter(name=job).values_list("state", flat=True)) == ["done", "done"]
