"""Past orders written by COPY: every rule of the database holds, and one refused order leaves nothing of any."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from orders.domain.bulk import PastLine, PastOrder, load_past_orders
from orders.models import Order, OrderLine

pytestmark = pytest.mark.django_db

MUG = PastLine("MUG", "Harbour mug", 2, 1200)
GOOD = PastOrder("P-1", "ada@example.com", timezone.now(), (MUG,), "GBP")


class Boasting(PastOrder):
    """An order that gives itself a higher sum than its lines have."""

    @property
    def subtotal_minor(self) -> int:
        return super().subtotal_minor + 1


def test_orders_are_written_with_their_lines_and_payments():
    told: list[object] = []

    written = load_past_orders([GOOD, replace(GOOD, number="P-2")], progress=told.append)

    assert (written, told) == (2, [2])
    order = Order.objects.get(number="P-2")
    assert (order.total_minor, order.paid_minor) == (2400, 2400)
    assert (order.lines.get().sku, order.payments.get().captured_minor) == ("MUG", 2400)


@pytest.mark.parametrize(
    "line",
    [replace(MUG, quantity=0), replace(MUG, variant_id=-1)],
    ids=["of no pieces", "of an unknown variant"],
)
def test_a_line_that_the_database_refuses_leaves_nothing_of_any_order(line):
    wrong = replace(GOOD, number="P-2", lines=(line,))

    with pytest.raises(IntegrityError), transaction.atomic():
        load_past_orders([GOOD, wrong])

    assert (Order.objects.count(), OrderLine.objects.count()) == (0, 0)


def test_lines_that_do_not_add_up_leave_nothing():
    wrong = Boasting("P-2", "cy@example.com", timezone.now(), (MUG,), "GBP")

    with pytest.raises(ValueError, match="The lines of order P-2"), transaction.atomic():
        load_past_orders([GOOD, wrong])

    assert Order.objects.count() == 0
