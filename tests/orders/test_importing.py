"""Importing another system's orders: bad rows are named, invoices stay whole, a rerun writes nothing."""

import gzip
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import User
from catalog.models import Product, Variant
from orders.domain import fulfilment
from orders.domain.importing import import_orders
from orders.errors import UnreadableFile
from orders.models import Order, OrderLine, Payment, PaymentTransaction, Refund
from tests.orders.test_payments import deliver_outbox

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
GOOD = (
    "536365,85123a,WHITE HEART,6,2010-12-01 08:26,2.55,17850,United Kingdom\n"
    "536365,71053,LANTERN,2,2010-12-01 08:26,3.39,17850,United Kingdom\n"
    "536365,POST,POSTAGE,1,2010-12-01 08:26,4.95,17850,United Kingdom\n"
    "536366,71053,LANTERN,1,2010-07-01 09:00,3.39,,EIRE\n"
)
RETAIL = (
    Path(__file__).parents[3] / "shared/data/online_retail/online_retail_until_2011-09-30.csv.gz"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    """Import these rows."""

    def run(rows: str, **options):
        file = tmp_path / "orders.csv"
        file.write_text(HEADER + rows, encoding="utf-8")
        return import_orders(file, source="old", currency="GBP", **options)

    return run


def test_an_invoice_becomes_an_order_with_products_and_a_customer(run):
    report = run(GOOD)

    order = Order.objects.get(external_reference="536365")
    assert (report.orders, report.lines, report.bad) == (2, 4, [])
    assert (order.subtotal_minor, order.shipping_minor, order.total_minor) == (2208, 495, 2703)
    assert order.user == User.objects.get(email="customer-17850@customers.invalid")
    assert sorted(order.lines.values_list("variant__sku", "quantity")) == [
        ("71053", 2),
        ("85123A", 6),
    ]
    assert Product.objects.filter(status="draft").count() == 2


def test_local_summer_time_is_kept_as_the_right_moment(run):
    run(GOOD)

    assert (
        Order.objects.get(external_reference="536366").placed_at.isoformat()
        == "2010-07-01T08:00:00+00:00"
    )


def test_a_rerun_imports_nothing_twice(run):
    run(GOOD)

    again = run(GOOD)

    assert (again.orders, again.already_there) == (0, 2)
    assert (Order.objects.count(), OrderLine.objects.count(), Variant.objects.count()) == (2, 3, 2)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            "536367,1,X,six,2010-12-01 08:26,2.55,1,France\n",
            "the quantity 'six' is not a whole number",
        ),
        (
            "536367,1,X,0,2010-12-01 08:26,2.55,1,France\n",
            "the quantity must be between 1 and 1000000",
        ),
        (
            "536367,1,X,-4,2010-12-01 08:26,2.55,1,France\n",
            "the quantity is negative outside a refund",
        ),
        (
            "536367,1,X,1,01/12/2010,2.55,1,France\n",
            "the date '01/12/2010' is not like 2010-12-01 08:26",
        ),
        (
            "536367,1,X,1,2010-12-01 08:26,2.555,1,France\n",
            "the price '2.555' is not an amount of money",
        ),
        ("536367,1,X,1,2010-12-01 08:26,-1,1,France\n", "the price is negative"),
        ("536367,1,X\n", "has 3 fields instead of 8"),
        (
            "A36367,1,X,1,2010-12-01 08:26,1,1,France\n",
            "the invoice number A36367 is not of a sale or a refund",
        ),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_reason(run, row, reason):
    report = run(GOOD + row)

    assert [(bad.line_number, bad.reason) for bad in report.bad] == [(6, reason)]
    assert report.orders == 2


def test_an_invoice_with_one_bad_row_is_not_taken_at_all(run):
    report = run(GOOD + "536365,1,X,zero,2010-12-01 08:26,1,17850,United Kingdom\n")

    assert [bad.line_number for bad in report.bad] == [2, 6]
    assert not Order.objects.filter(external_reference="536365").exists()


def test_a_dry_run_writes_nothing(run):
    report = run(GOOD, dry_run=True)

    assert (report.orders, report.lines) == (2, 4)
    assert (Order.objects.count(), User.objects.count(), Variant.objects.count()) == (0, 0, 0)


def test_rows_of_an_invoice_that_do_not_stand_together_are_one_order(run):
    run(GOOD + "536365,22752,BOXES,1,2010-12-01 08:26,7.65,17850,United Kingdom\n".replace("536365", "536366")
        + "536367,22752,BOXES,1,2010-12-01 08:26,7.65,1,France\n"
        + "536366,22752,BOXES,1,2010-12-01 08:26,7.65,,EIRE\n")  # fmt: skip

    assert Order.objects.get(external_reference="536366").lines.count() == 3


def test_a_refund_goes_to_the_newest_earlier_order_with_the_goods(run):
    refund = "C536400,85123A,WHITE HEART,-2,2010-12-05 10:00,2.55,17850,United Kingdom\n"

    report = run(GOOD + refund)
    again = run(GOOD + refund)

    order = Order.objects.get(external_reference="536365")
    assert (report.refunds, again.refunds) == (1, 0)
    assert (order.refunded_minor, order.state) == (510, "delivered")
    assert Payment.objects.get(order=order).refunded_minor == 510
    assert PaymentTransaction.objects.filter(kind="refund").count() == 1


def test_an_imported_order_is_refunded_by_hand_and_booked(run):
    run(GOOD)
    order = Order.objects.get(external_reference="536365")

    fulfilment.refund(order, 100, key="r1")
    deliver_outbox()

    assert (Refund.objects.get().state, order.payments.get().refunded_minor) == ("done", 100)


def test_more_than_was_sold_cannot_come_back(run):
    report = run(
        GOOD + "C536400,85123A,WHITE HEART,-7,2010-12-05 10:00,2.55,17850,United Kingdom\n"
    )

    assert [bad.reason for bad in report.bad] == ["no earlier order has these goods at this price"]
    assert Order.objects.get(external_reference="536365").refunded_minor == 0


def test_goods_that_came_back_in_an_earlier_import_cannot_come_back_again(run):
    run(GOOD + "C536400,85123A,HEART,-5,2010-12-05 10:00,2.55,17850,United Kingdom\n")

    report = run(GOOD + "C536401,85123A,HEART,-2,2010-12-06 10:00,2.55,17850,United Kingdom\n")

    assert len(report.bad) == 1
    assert Order.objects.get(external_reference="536365").refunded_minor == 1275


def test_a_broken_archive_is_refused_plainly(tmp_path):
    file = tmp_path / "orders.csv.gz"
    file.write_bytes(gzip.compress((HEADER + GOOD * 500).encode())[:200])

    with pytest.raises(UnreadableFile, match=r"orders\.csv\.gz cannot be read"):
        import_orders(file, source="old", currency="GBP")

    assert Order.objects.count() == 0


def test_another_kind_of_file_is_refused_plainly(tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b,c\n1,2,3\n")

    with pytest.raises(UnreadableFile, match="first line"):
        import_orders(file, source="old", currency="GBP")


def test_the_command_tells_what_it_did(tmp_path, capsys):
    file = tmp_path / "orders.csv"
    file.write_text(HEADER + GOOD + "536367,1,X,0,2010-12-01 08:26,2.55,1,France\n")

    call_command("import_orders", str(file), "--errors", str(tmp_path / "bad.tsv"))

    said = capsys.readouterr().out
    assert "Imported 2 orders with 4 lines" in said
    assert "line 6: 536367 the quantity must be between 1 and 1000000" in said
    assert (tmp_path / "bad.tsv").read_text().startswith("6\t536367\t")


@pytest.mark.slow
@pytest.mark.skipif(not RETAIL.exists(), reason="The Online Retail file is not beside the project.")
def test_the_real_file_is_judged_whole():
    report = import_orders(RETAIL, source="retail", currency="GBP", dry_run=True)

    assert (report.rows, report.orders, report.lines, report.products) == (
        370931,
        14869,
        363131,
        3660,
    )
    assert len(report.bad) == 1034
