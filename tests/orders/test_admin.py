"""The back office of orders: one screen, steps along the state machine, each for whom it is meant."""

import pytest
from django.test import Client

from orders.domain import fulfilment, payments
from orders.models import Coupon, Order, Refund, ShippingZone, TaxRate
from tests.factories.catalog import make_variant
from tests.factories.orders import make_cart, make_order
from tests.office import staff_browser

pytestmark = pytest.mark.django_db

LIST = "/admin/orders/order/"


@pytest.fixture
def ben():
    return staff_browser("orders", email="ben@shop.example")


@pytest.fixture
def cy():
    """Support: reads orders, moves none."""
    return staff_browser("support", email="cy@shop.example")


@pytest.fixture
def order():
    return make_order((make_variant("MUG", price_minor=2000, on_hand=5), 2))


@pytest.fixture
def paid(order):
    payments.pay(order, "test:approve", idempotency_key="k1")
    order.refresh_from_db()
    return order


def step(order, name):
    return f"{LIST}{order.pk}/step/{name}/"


def text_of(answer):
    return answer.content.decode()


def test_the_screen_shows_lines_totals_payments_and_timeline(ben, paid):
    page = text_of(ben.get(f"{LIST}{paid.pk}/change/"))

    for words in ("MUG", "£40.00", "Payment received", "Ada Byron", "SW1A 1AA"):
        assert words in page


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("pending", ["mark-paid", "cancel"]),
        ("paid", ["ship", "refund", "cancel"]),
        ("shipped", ["deliver", "refund"]),
        ("delivered", ["refund"]),
        ("cancelled", []),
        ("refunded", []),
    ],
)
def test_only_the_steps_of_the_machine_are_offered(ben, order, state, offered):
    take_to(order, state)

    page = text_of(ben.get(f"{LIST}{order.pk}/change/"))

    names = ("ship", "mark-paid", "deliver", "refund", "cancel")
    assert [name for name in names if step(order, name) in page] == [
        name for name in names if name in offered
    ]


def take_to(order, state):
    """Bring a pending order to a state by the domain's own steps."""
    way = {
        "pending": [],
        "paid": [fulfilment.mark_paid],
        "shipped": [fulfilment.mark_paid, fulfilment.ship],
        "delivered": [fulfilment.mark_paid, fulfilment.ship, fulfilment.deliver],
        "cancelled": [fulfilment.cancel],
        "refunded": [fulfilment.mark_paid, lambda one: fulfilment.refund(one, key="r")],
    }
    for take in way[state]:
        take(order)
        order.refresh_from_db()


def test_shipping_keeps_the_tracking_number_and_tells_the_customer(ben, paid):
    answer = ben.post(step(paid, "ship"), {"carrier": "Royal Post", "tracking_code": "RP1"})

    paid.refresh_from_db()
    assert (answer.status_code, paid.state) == (302, "shipped")
    assert paid.shipments.get().tracking_code == "RP1"


def test_a_step_pressed_twice_is_taken_once(ben, paid):
    ben.post(step(paid, "ship"), {"tracking_code": "RP1"})
    again = ben.post(step(paid, "ship"), {"tracking_code": "RP1"})

    assert "This is possible only for an order that is: Paid, Partly shipped." in text_of(again)
    assert paid.shipments.count() == 1


def test_marking_as_paid_books_the_whole_amount(ben, order):
    ben.post(step(order, "mark-paid"), {"reference": "Bank 17"})

    order.refresh_from_db()
    assert (order.state, order.paid_minor) == ("paid", order.total_minor)


def test_cancelling_a_paid_order_says_what_goes_back_and_gives_it_back(ben, paid):
    asked = text_of(ben.get(step(paid, "cancel")))
    ben.post(step(paid, "cancel"), {"reason": "Out of clay"})

    paid.refresh_from_db()
    assert "goes back to the customer" in asked
    assert (paid.state, paid.refunded_minor) == ("cancelled", paid.total_minor)


def test_a_part_is_refunded_once_however_often_the_button_is_pressed(ben, paid):
    form = {"amount": "5.00", "reason": "Chipped", "key": "pressed-twice"}
    ben.post(step(paid, "refund"), form)
    ben.post(step(paid, "refund"), form)

    paid.refresh_from_db()
    assert (paid.state, paid.refunded_minor) == ("paid", 500)
    assert Refund.objects.count() == 1


@pytest.mark.parametrize("amount", ["1000.00", "0", "-1", "0.001", "a lot", "1e400"])
def test_an_amount_that_cannot_be_refunded_is_refused_beside_the_field(ben, paid, amount):
    answer = ben.post(step(paid, "refund"), {"amount": amount, "key": "k"})

    paid.refresh_from_db()
    assert (answer.status_code, paid.refunded_minor) == (200, 0)
    assert answer.context["form"].errors["amount"]


@pytest.mark.parametrize("name", ["ship", "mark-paid", "deliver", "refund", "cancel"])
def test_support_reads_orders_and_takes_no_step(cy, paid, name):
    assert cy.get(f"{LIST}{paid.pk}/change/").status_code == 200
    assert cy.post(step(paid, name), {"amount": "1", "key": "k"}).status_code == 403

    paid.refresh_from_db()
    assert (paid.state, paid.refunded_minor) == ("paid", 0)


def test_nobody_else_opens_an_order(paid):
    assert staff_browser("catalogue").get(f"{LIST}{paid.pk}/change/").status_code == 403
    assert Client().get(f"{LIST}{paid.pk}/change/").status_code == 302


def test_a_note_is_for_staff_unless_it_is_said_to_be_public(ben, order):
    ben.post(f"{LIST}{order.pk}/note/", {"message": "Rang twice."})

    entry = order.timeline.get(kind="note")
    assert (entry.message, entry.is_public, entry.by.email) == (
        "Rang twice.",
        False,
        "ben@shop.example",
    )


def test_many_are_shipped_after_a_look_at_which(ben, paid):
    open_order = make_order()
    chosen = {"action": "ship_selected", "_selected_action": [paid.pk, open_order.pk]}
    preview = text_of(ben.post(LIST, chosen))
    ben.post(LIST, {**chosen, "confirmed": "yes"})

    paid.refresh_from_db()
    open_order.refresh_from_db()
    assert "Not possible for these" in preview
    assert (paid.state, open_order.state) == ("shipped", "pending")


def test_an_order_is_put_away_and_brought_back(paid):
    boss = staff_browser("manager")
    boss.post(f"{LIST}{paid.pk}/delete/", {"post": "yes"})
    gone = Order.objects.filter(pk=paid.pk).exists()
    boss.post(f"{LIST}?deleted=yes", {"action": "restore_selected", "_selected_action": [paid.pk]})

    assert (gone, Order.objects.filter(pk=paid.pk).exists()) == (False, True)


def test_the_history_of_an_order_is_read_but_never_reverted(ben, paid):
    page = text_of(ben.get(f"{LIST}{paid.pk}/history/"))
    number = paid.events.last().pk

    assert "Awaiting payment" in page
    assert ben.post(f"{LIST}{paid.pk}/history/{number}/").status_code == 403


@pytest.mark.parametrize("term", ["number", "email", "name", "sku"])
def test_an_order_is_found_by_what_people_name(ben, paid, term):
    make_order()
    words = {"number": paid.number, "email": paid.email, "name": "ada byron", "sku": "MUG"}[term]
    if term in {"email", "name"}:
        Order.objects.exclude(pk=paid.pk).update(email="b@example.com", shipping_address={})

    page = ben.get(LIST, {"q": words})

    assert [order.number for order in page.context["cl"].result_list] == [paid.number]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(ben, count, django_assert_num_queries):
    for _number in range(count):
        make_order()
    ben.get(LIST)

    with django_assert_num_queries(LIST_QUERIES):
        assert len(ben.get(LIST).context["cl"].result_list) == count


LIST_QUERIES = 5


@pytest.mark.parametrize("count", [1, 3])
def test_the_screen_costs_the_same_however_many_lines(ben, count, django_assert_num_queries):
    order = make_order(*[(make_variant(), 1) for _number in range(count)])
    ben.get(f"{LIST}{order.pk}/change/")

    with django_assert_num_queries(SCREEN_QUERIES):
        ben.get(f"{LIST}{order.pk}/change/")


SCREEN_QUERIES = 14


@pytest.mark.parametrize(
    "screen",
    ["coupon", "payment", "refund", "webhookdelivery", "shippingzone", "taxrate", "cart"],
)
def test_every_other_screen_opens_for_managers_and_for_no_shopper(screen, paid, order):
    make_cart((make_variant(), 1))
    Coupon.objects.create(code="TEN", kind="percent", value=1000)
    boss, shopper = staff_browser("manager"), staff_browser()

    assert boss.get(f"/admin/orders/{screen}/").status_code == 200
    assert shopper.get(f"/admin/orders/{screen}/").status_code == 403


def test_a_zone_takes_codes_of_countries_and_refuses_others():
    boss = staff_browser("manager")
    rates = {"rates-TOTAL_FORMS": 0, "rates-INITIAL_FORMS": 0}
    bad = boss.post(
        "/admin/orders/shippingzone/add/",
        {"name": "North", "countries": "NO, ZZ9", "priority": 1, **rates},
    )
    boss.post(
        "/admin/orders/shippingzone/add/",
        {"name": "North", "countries": "no, is", "priority": 1, **rates},
    )

    assert "No country has this code: ZZ9" in text_of(bad)
    assert ShippingZone.objects.get(name="North").countries == ["NO", "IS"]


def test_a_tax_rate_above_all_is_refused():
    boss = staff_browser("manager")
    boss.post(
        "/admin/orders/taxrate/add/",
        {
            "country": "NO",
            "tax_class": "standard",
            "rate_basis_points": 20_000,
            "valid_from": "2026-01-01",
        },
    )

    assert not TaxRate.objects.filter(country="NO").exists()


@pytest.mark.parametrize("name", ["refund", "cancel"])
def test_paying_out_takes_the_password_once_more(paid, name):
    browser = staff_browser("orders")
    session = browser.session
    del session["account_authentication_methods"]
    session.save()

    asked = browser.post(step(paid, name), {"amount": "5.00", "key": "k"})

    assert asked.status_code == 302
    assert asked.headers["Location"].startswith("/account/reauthenticate/?next=%2Fadmin%2Forders")
    paid.refresh_from_db()
    assert (paid.state, paid.refunded_minor) == ("paid", 0)
