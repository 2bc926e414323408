"""Orders that leave in several parcels: the state follows from what was sent, and no piece leaves twice."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pgtrigger
import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from orders.domain import fulfilment, parcels
from orders.domain.parcels import left_to_send
from orders.domain.payments import pay
from orders.domain.personal import OrderData
from orders.errors import IllegalStep
from orders.models import Order, ParcelLine, Shipment
from shop.base.errors import DomainError, InvalidInput
from tests.factories.accounts import make_staff, make_user
from tests.factories.catalog import make_variant
from tests.factories.orders import make_order
from tests.office import staff_browser
from tests.orders.test_api import bearer, orders_staff
from tests.outboxes import deliver_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    """Three cups and a pot, paid."""
    cup, pot = make_variant(sku="CUP", on_hand=9), make_variant(sku="POT", on_hand=9)
    made = make_order((cup, 3), (pot, 1))
    pay(made, "test:approve", idempotency_key="k")
    made.refresh_from_db()
    return made


def line(order, sku):
    return order.lines.get(sku=sku).pk


def test_the_state_follows_from_what_was_sent(order):
    cup, pot = line(order, "CUP"), line(order, "POT")
    states = []
    for quantities in ({cup: 2}, {cup: 1}, {pot: 1}):
        fulfilment.ship(order, quantities=quantities)
        order.refresh_from_db()
        states.append(order.state)

    assert states == ["partly", "partly", "shipped"]
    assert left_to_send(order) == {}


def test_without_quantities_the_rest_is_sent(order):
    fulfilment.ship(order, quantities={line(order, "CUP"): 2})
    rest = fulfilment.ship(order)

    assert dict(rest.contents.values_list("line__sku", "quantity")) == {"CUP": 1, "POT": 1}


@pytest.mark.parametrize("quantities", [{}, {"CUP": 0}, {"CUP": 4}, {"POT": -1}])
def test_a_parcel_of_what_is_not_there_is_refused_and_nothing_changes(order, quantities):
    with pytest.raises(InvalidInput):
        fulfilment.ship(order, quantities={line(order, sku): n for sku, n in quantities.items()})

    order.refresh_from_db()
    assert (order.state, Shipment.objects.count()) == ("paid", 0)


def test_a_line_of_another_order_is_refused(order):
    other = make_order((make_variant(on_hand=1), 1))
    with pytest.raises(InvalidInput):
        fulfilment.ship(order, quantities={other.lines.get().pk: 1})


@pytest.mark.parametrize("sku", ["CUP", None])
def test_the_database_refuses_too_much_and_strange_lines(order, sku):
    parcel = fulfilment.ship(order, quantities={line(order, "POT"): 1})
    strange = make_order((make_variant(on_hand=9), 9)).lines.get().pk
    with pytest.raises(IntegrityError, match="A parcel holds more"), transaction.atomic():
        ParcelLine.objects.create(
            shipment=parcel, line_id=line(order, sku) if sku else strange, quantity=4
        )


def test_a_partly_shipped_order_is_not_cancelled_nor_delivered(order):
    fulfilment.ship(order, quantities={line(order, "POT"): 1})
    for step in (fulfilment.cancel, fulfilment.deliver):
        with pytest.raises(IllegalStep):
            step(order)


def test_an_account_is_not_erased_while_a_part_is_still_to_be_sent():
    ada = make_user()
    order = make_order((make_variant(on_hand=2), 2), user=ada)
    pay(order, "test:approve", idempotency_key="k")
    busy = []
    for _parcel in range(2):
        fulfilment.ship(order, quantities={order.lines.get().pk: 1})
        busy.append(OrderData().is_busy(ada.pk))

    assert busy == [True, False]


def test_what_is_paid_at_the_door_leaves_whole():
    order = make_order((make_variant(on_hand=2), 2))
    pay(order, "manual:cash_on_delivery", idempotency_key="k")
    with pytest.raises(IllegalStep):
        fulfilment.ship(order, quantities={order.lines.get().pk: 1})
    fulfilment.ship(order, quantities={order.lines.get().pk: 2})

    order.refresh_from_db()
    assert order.state == "shipped"


def test_each_parcel_has_one_mail_with_its_own_contents(order):
    fulfilment.ship(order, quantities={line(order, "CUP"): 2}, carrier="Post", tracking_code="A1")
    fulfilment.ship(order, carrier="Post", tracking_code="B2")
    deliver_everything()

    first, second = (m.body for m in mail.outbox if "is on its way" in m.subject)
    assert ["A1" in first, "B2" in first, "B2" in second] == [True, False, True]
    assert ["In this parcel:\n2 ×" in first, "In this parcel:\n1 ×" in second] == [True, True]


def test_the_shopper_sees_what_each_parcel_holds(client, order):
    fulfilment.ship(
        order,
        quantities={line(order, "CUP"): 2},
        carrier="Post",
        tracking_code="A1",
        tracking_url="https://post.example/A1",
    )
    page = client.get(order.get_absolute_url()).content.decode()

    assert 'href="https://post.example/A1"' in page
    assert f"2 × {order.lines.get(sku='CUP').product_name}" in page


def test_staff_send_a_part_once_though_the_button_is_pressed_twice(order):
    ben = staff_browser("orders", email="ben@shop.example")
    url = f"/admin/orders/order/{order.pk}/step/ship/"
    asked = {f"line_{line(order, 'CUP')}": "1", f"line_{line(order, 'POT')}": "0", "seen": "0"}

    answers = [ben.post(url, asked).status_code for _press in range(2)]

    order.refresh_from_db()
    assert (answers, order.state, order.shipments.count()) == ([302, 200], "partly", 1)
    assert "left to send" in ben.get(url).content.decode()


def test_the_api_sends_a_parcel_once_per_key(api, order):
    ben, url = orders_staff(), f"/api/orders/{order.pk}/parcels"
    asked = {"lines": [{"line": line(order, "CUP"), "quantity": 1}], "tracking_code": "A1"}
    headers = {**bearer(ben), "Idempotency-Key": "one"}

    first, again = (api.post(url, asked, headers=headers) for _try in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    shown = api.get(f"/api/orders/{order.pk}", headers=bearer(ben)).json()
    assert (shown["state"], shown["parcels"]) == ("partly", [first.json()])


def test_only_who_may_change_orders_sends_parcels(api, order):
    for person, status in ((make_user(), 403), (make_staff(), 403)):
        headers = {**bearer(person), "Idempotency-Key": "one"}
        assert (
            api.post(f"/api/orders/{order.pk}/parcels", {}, headers=headers).status_code == status
        )
    assert Shipment.objects.count() == 0


def race(order, quantities, *, triggers):
    """Four people send the same pieces at once: how many succeed."""

    def send(_n):
        try:
            with (
                nullcontext()
                if triggers
                else pgtrigger.ignore("orders.ParcelLine:parcel_within_line")
            ):
                fulfilment.ship(order, quantities=quantities)
        except (DomainError, IntegrityError):
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(send, range(4)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("lock", "triggers", "sent"),
    [(True, True, 1), (True, False, 1), (False, True, 1), (False, False, 4)],
    ids=["both-guards", "lock-alone", "trigger-alone", "no-guard-oversends"],
)
def test_of_four_who_send_the_same_pieces_at_once_one_does(
    order, monkeypatch, lock, triggers, sent
):
    choose = parcels.choose

    def slowly(left, wanted):
        time.sleep(0.3)
        return choose(left, wanted)

    monkeypatch.setattr(parcels, "choose", slowly)
    if not lock:
        monkeypatch.setattr(fulfilment, "_lock", lambda one: Order.everything.get(pk=one.pk))

    assert race(order, {line(order, "CUP"): 2}, triggers=triggers) == sent
