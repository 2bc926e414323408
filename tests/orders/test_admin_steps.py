"""Steps that staff take with an order: along the machine once, off it never, each by whom it is meant for."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from catalog.models import StockLevel
from orders.domain import fulfilment, payments, steps
from orders.models import Order, OrderState, Refund
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_variant
from tests.factories.orders import make_order
from tests.office import staff_browser

pytestmark = pytest.mark.django_db

LIST = "/admin/orders/order/"
NAMES = ("ship", "mark-paid", "deliver", "refund", "cancel")


def ship_one(order):
    """One of the two pieces leaves."""
    return fulfilment.ship(order, quantities={order.lines.get().pk: 1})


WAYS = {
    "pending": [],
    "paid": [fulfilment.mark_paid],
    "partly": [fulfilment.mark_paid, ship_one],
    "shipped": [fulfilment.mark_paid, fulfilment.ship],
    "delivered": [fulfilment.mark_paid, fulfilment.ship, fulfilment.deliver],
    "cancelled": [fulfilment.cancel],
    "refunded": [fulfilment.mark_paid, lambda order: fulfilment.refund(order, key="all")],
}
LEADS_TO = {
    ("pending", "mark-paid"): "paid",
    ("pending", "cancel"): "cancelled",
    ("paid", "ship"): "shipped",
    ("paid", "cancel"): "cancelled",
    ("paid", "refund"): "refunded",
    ("partly", "ship"): "shipped",
    ("partly", "refund"): "refunded",
    ("shipped", "deliver"): "delivered",
    ("shipped", "refund"): "refunded",
    ("delivered", "refund"): "refunded",
}
OFF_THE_MACHINE = [
    (state, name) for state in OrderState.values for name in NAMES if (state, name) not in LEADS_TO
]


@pytest.fixture
def ben():
    return staff_browser("orders", email="ben@shop.example")


def order_at(state):
    """An order of the one variant with stock, brought to a state by the domain's own steps."""
    return brought_to(state, make_order((make_variant(price_minor=2000, on_hand=5), 2)))


def brought_to(state, order):
    for take in WAYS[state]:
        take(order)
        order.refresh_from_db()
    return order


def press(browser, order, name, **fields):
    """Press the button of a step's page, with the whole amount for a refund."""
    form = {"amount": f"{order.total_minor / 100:.2f}", "key": "once", **fields}
    answer = browser.post(f"{LIST}{order.pk}/step/{name}/", form)
    order.refresh_from_db()
    return answer


def facts_of(order):
    """Everything that a step might change."""
    level = StockLevel.objects.get()
    return (
        Order.everything.values("state", "paid_minor", "refunded_minor").get(pk=order.pk),
        order.timeline.count(),
        order.shipments.count(),
        Refund.objects.count(),
        (level.on_hand, level.reserved),
    )


@pytest.mark.parametrize(("state", "name"), sorted(LEADS_TO))
def test_a_step_along_the_machine_is_taken(ben, state, name):
    order = order_at(state)

    answer = press(ben, order, name)

    assert (answer.status_code, order.state) == (302, LEADS_TO[state, name])


@pytest.mark.parametrize(("state", "name"), sorted(LEADS_TO))
def test_a_step_along_the_machine_that_is_pressed_twice_is_taken_once(ben, state, name):
    order = order_at(state)
    press(ben, order, name)
    once = facts_of(order)

    press(ben, order, name)

    assert facts_of(order) == once


@pytest.mark.parametrize(("state", "name"), OFF_THE_MACHINE)
def test_a_step_off_the_machine_is_refused_in_words_and_changes_nothing(ben, state, name):
    order = order_at(state)
    before = facts_of(order)

    answer = press(ben, order, name, key="another")

    assert answer.status_code == 200
    assert [error for errors in answer.context["form"].errors.values() for error in errors]
    assert facts_of(order) == before


@pytest.mark.parametrize(("state", "name"), OFF_THE_MACHINE)
def test_the_page_of_a_step_off_the_machine_says_so_and_has_no_button(ben, state, name):
    page = ben.get(f"{LIST}{order_at(state).pk}/step/{name}/")

    assert "This step is not possible for the order as it stands now." in page.content.decode()
    assert "Leave it as it is" not in page.content.decode()


@pytest.mark.parametrize(("state", "name"), sorted(LEADS_TO))
@pytest.mark.parametrize("role", ["support", "catalogue", "analyst"])
def test_a_step_is_refused_to_whom_it_is_not_for(role, state, name):
    order = order_at(state)
    before = facts_of(order)

    assert press(staff_browser(role), order, name).status_code == 403
    assert press(Client(), order, name).status_code == 302
    assert facts_of(order) == before


@pytest.mark.parametrize(("state", "status"), [("pending", 302), ("paid", 403)])
def test_to_cancel_what_was_paid_takes_the_right_to_refund(state, status):
    order, person, browser = order_at(state), make_staff(), Client()
    person.user_permissions.set(
        Permission.objects.filter(codename__in=["view_order", "change_order"])
    )
    browser.force_login(person)

    assert press(browser, order, "cancel").status_code == status
    assert order.refunded_minor == 0


def test_a_full_refund_puts_the_goods_back_when_they_came_back(ben):
    order = order_at("delivered")

    press(ben, order, "refund", restock="on", reason="Sent back")

    assert (order.state, StockLevel.objects.get().on_hand) == ("refunded", 5)


@pytest.mark.parametrize("name", NAMES)
def test_a_deleted_order_stands_still(ben, name):
    order = order_at("paid")
    order.soft_delete()
    before = facts_of(order)

    answer = press(ben, order, name)

    assert "This order is deleted. Restore it first." in answer.content.decode()
    assert facts_of(order) == before
    assert steps.possible_steps(order) == []


def test_the_screen_of_a_deleted_order_offers_to_restore_it_and_that_alone():
    boss, order = staff_browser("manager"), order_at("paid")
    order.soft_delete()
    page = boss.get(f"{LIST}{order.pk}/change/").content.decode()

    for _press in range(2):
        boss.post(f"{LIST}{order.pk}/restore/")

    order.refresh_from_db()
    assert "Restore the order" in page
    assert "/step/" not in page
    assert (order.is_deleted, order.state) == (False, "paid")


@pytest.mark.parametrize("role", ["orders", "support"])
def test_who_may_not_delete_may_not_restore(role):
    order = order_at("paid")
    order.soft_delete()

    assert staff_browser(role).post(f"{LIST}{order.pk}/restore/").status_code == 403

    order.refresh_from_db()
    assert order.is_deleted


def chosen(action, *orders):
    return {"action": action, "_selected_action": [order.pk for order in orders]}


def test_before_many_are_cancelled_it_is_said_what_goes_back_for_each(ben):
    paid = order_at("paid")
    open_order, gone = make_order(), brought_to("cancelled", make_order())

    page = ben.post(LIST, chosen("cancel_selected", paid, open_order, gone)).content.decode()

    assert f"{paid.total} goes back to the customer, the way it came." in page
    assert page.count("The customer is mailed that the order is cancelled.") == 2
    assert f"{gone.number}: Cancelled" in page
    assert Order.objects.filter(state="cancelled").count() == 1


def test_many_are_cancelled_once_however_often_it_is_confirmed(ben):
    paid, open_order = order_at("paid"), make_order()
    form = {**chosen("cancel_selected", paid, open_order), "confirmed": "yes"}

    first = ben.post(LIST, form, follow=True).content.decode()
    second = ben.post(LIST, form, follow=True).content.decode()

    assert list(Order.objects.values_list("state", flat=True)) == ["cancelled", "cancelled"]
    assert Refund.objects.count() == 1
    assert "Cancel the order: 2 orders." in first
    assert "Cancel the order: 0 orders." in second


def test_of_many_the_paid_ones_are_left_by_whom_no_refund_is_allowed():
    paid, open_order, person, browser = order_at("paid"), make_order(), make_staff(), Client()
    person.user_permissions.set(
        Permission.objects.filter(codename__in=["view_order", "change_order"])
    )
    browser.force_login(person)

    browser.post(LIST, {**chosen("cancel_selected", paid, open_order), "confirmed": "yes"})

    paid.refresh_from_db()
    open_order.refresh_from_db()
    assert (paid.state, open_order.state) == ("paid", "cancelled")


def test_too_many_at_once_are_refused(ben, monkeypatch):
    monkeypatch.setattr("orders.admin.together.MOST_AT_ONCE", 1)
    orders = [make_order(), make_order()]
    form = {**chosen("cancel_selected", *orders), "confirmed": "yes"}

    page = ben.post(LIST, form, follow=True).content.decode()

    assert "Choose at most 1 orders at a time." in page
    assert Order.objects.filter(state="pending").count() == 2


@pytest.mark.parametrize("action", ["ship_selected", "cancel_selected"])
def test_support_moves_no_selected_orders_either(action):
    order = make_order()
    payments.pay(order, "test:approve", idempotency_key="k1")

    staff_browser("support").post(LIST, {**chosen(action, order), "confirmed": "yes"})

    order.refresh_from_db()
    assert order.state == "paid"
