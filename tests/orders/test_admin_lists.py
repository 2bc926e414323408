"""Lists of the back office: narrowed, searched, downloaded, each in a fixed number of statements."""

import csv
from datetime import date

import pytest

from orders.domain import fulfilment, payments
from orders.models import (
    Cart,
    Coupon,
    Order,
    Refund,
    ShippingRate,
    ShippingZone,
    TaxRate,
    WebhookDelivery,
)
from tests.factories.catalog import make_variant
from tests.factories.orders import make_cart, make_order
from tests.office import staff_browser

pytestmark = pytest.mark.django_db

LIST = "/admin/orders/order/"


@pytest.fixture
def ben():
    return staff_browser("orders", email="ben@shop.example")


def paid_order(**fields):
    order = make_order()
    payments.pay(order, "test:approve", idempotency_key="k1")
    Order.objects.filter(pk=order.pk).update(**fields)
    order.refresh_from_db()
    return order


def numbers(answer):
    return [order.number for order in answer.context["cl"].result_list]


@pytest.fixture
def one_of_each():
    """An order in each standing of its money, by the name of the filter's choice."""
    orders = {name: make_order() for name in ("open", "asked", "delivery", "paid", "refunded")}
    payments.pay(orders["open"], "test:decline", idempotency_key="k")
    payments.pay(orders["asked"], "test:timeout", idempotency_key="k")
    payments.pay(orders["delivery"], "manual:cash_on_delivery", idempotency_key="k")
    fulfilment.mark_paid(orders["paid"])
    fulfilment.mark_paid(orders["refunded"])
    fulfilment.refund(orders["refunded"], 1, key="r")
    fulfilment.cancel(make_order())
    return {name: order.number for name, order in orders.items()}


@pytest.mark.parametrize("choice", ["asked", "delivery", "paid", "refunded"])
def test_orders_are_narrowed_to_where_their_money_stands(ben, one_of_each, choice):
    assert numbers(ben.get(LIST, {"payment": choice})) == [one_of_each[choice]]


def test_orders_that_nobody_is_asked_to_pay_for_now_are_open(ben, one_of_each):
    found = numbers(ben.get(LIST, {"payment": "open"}))

    assert sorted(found) == sorted([one_of_each["open"], one_of_each["delivery"]])


@pytest.mark.parametrize(
    ("query", "expected"),
    [({}, ["living"]), ({"deleted": "yes"}, ["gone"]), ({"deleted": "all"}, ["gone", "living"])],
)
def test_deleted_orders_are_shown_when_asked_for(ben, query, expected):
    orders = {"living": make_order(), "gone": make_order()}
    orders["gone"].soft_delete()

    assert numbers(ben.get(LIST, query)) == [orders[name].number for name in expected]


@pytest.mark.parametrize("state", ["paid", "pending"])
def test_orders_are_narrowed_to_a_state(ben, state):
    orders = {"paid": paid_order(), "pending": make_order()}

    assert numbers(ben.get(LIST, {"state__exact": state})) == [orders[state].number]


@pytest.mark.parametrize("term", ["nobody", "' OR 1=1 --", "%", "_", "\\", "ß" * 300])
def test_words_that_name_no_order_find_none(ben, term):
    make_order()

    assert numbers(ben.get(LIST, {"q": term})) == []


def test_an_imported_order_is_found_by_its_number_elsewhere(ben):
    order = paid_order(source="old", external_reference="536365")
    make_order()

    assert numbers(ben.get(LIST, {"q": "536365"})) == [order.number]


def test_chosen_orders_are_downloaded_as_a_table(ben):
    order = paid_order(
        shipping_address={"full_name": "=HYPERLINK(1)", "country": "GB"}, email="+1@example.com"
    )
    other = make_order()

    answer = ben.post(LIST, {"action": "export_selected", "_selected_action": [order.pk, other.pk]})

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = {row["Number"]: row for row in csv.DictReader(text.splitlines())}
    assert set(rows) == {order.number, other.number}
    assert rows[order.number]["Total"] == f"{order.total_minor / 100:.2f}"
    # Spreadsheets must not take what strangers typed for formulas.
    assert rows[order.number]["Name"] == "'=HYPERLINK(1)"
    assert rows[order.number]["Email"] == "'+1@example.com"
    assert "no-store" in answer.headers["Cache-Control"]


def write_rows(count):
    """Rows for every list of the room."""
    for number in range(count):
        order = paid_order()
        fulfilment.refund(order, 1, key=f"r{number}")
        make_cart((make_variant(), 1))
        Coupon.objects.create(code=f"TEN{number}", kind="percent", value=1000)
        WebhookDelivery.objects.create(
            gateway="test", event_id=str(number), kind="charge", payload={}
        )
    TaxRate.objects.all().delete()
    ShippingRate.objects.all().delete()
    ShippingZone.objects.all().delete()
    for number in range(count):
        zone = ShippingZone.objects.create(name=f"Zone {number}", countries=["NO"])
        ShippingRate.objects.create(zone=zone, code="post", name="Post", price_minor=1)
        TaxRate.objects.create(
            country="NO",
            tax_class="standard",
            rate_basis_points=2500,
            valid_from=date(2026, 1, 1 + number),
        )


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("screen", "statements"),
    [
        ("order", 5),
        ("payment", 6),
        ("refund", 6),
        ("webhookdelivery", 6),
        ("coupon", 6),
        ("shippingzone", 7),
        ("taxrate", 8),
    ],
)
def test_a_list_costs_the_same_however_many_rows(
    screen, statements, count, django_assert_num_queries
):
    boss = staff_browser("manager")
    write_rows(count)
    boss.get(f"/admin/orders/{screen}/")

    with django_assert_num_queries(statements):
        page = boss.get(f"/admin/orders/{screen}/")

    assert len(page.context["cl"].result_list) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_carts_costs_the_same_however_many(count, django_assert_num_queries):
    boss = staff_browser("manager")
    for _number in range(count):
        make_cart((make_variant(), 1), (make_variant(), 2))
    boss.get("/admin/orders/cart/")

    with django_assert_num_queries(6):
        assert len(boss.get("/admin/orders/cart/").context["cl"].result_list) == count


def test_a_cart_is_shown_without_the_secret_that_opens_it():
    boss = staff_browser("manager")
    cart = make_cart((make_variant(), 2))

    pages = [
        boss.get(address).content.decode()
        for address in ("/admin/orders/cart/", f"/admin/orders/cart/{cart.pk}/change/")
    ]

    assert [str(cart.token) in page for page in pages] == [False, False]


@pytest.mark.parametrize("screen", ["payment", "refund", "webhookdelivery", "cart"])
def test_what_the_shop_writes_is_read_only(screen):
    boss = staff_browser(is_superuser=True)
    write_rows(1)
    model = {
        "payment": Order.objects.get().payments.model,
        "refund": Refund,
        "webhookdelivery": WebhookDelivery,
        "cart": Cart,
    }[screen]
    row = model.objects.first()

    assert boss.get(f"/admin/orders/{screen}/{row.pk}/change/").status_code == 200
    assert boss.post(f"/admin/orders/{screen}/{row.pk}/change/", {}).status_code == 403
    assert boss.post(f"/admin/orders/{screen}/{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert boss.get(f"/admin/orders/{screen}/add/").status_code == 403
