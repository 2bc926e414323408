"""Telling of sales: who may watch at this moment, what is told, and the doorbell that tells."""

import asyncio

import pytest
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.contrib.auth.models import Permission
from django.contrib.sessions.backends.cached_db import SessionStore
from django.test import Client

from analytics.domain import live
from analytics.tasks import announce_sale
from orders.domain import payments
from shop.base.models import OutboxMessage
from tests.factories.accounts import make_staff, make_user
from tests.factories.catalog import make_variant
from tests.factories.mlbridge import make_paid_order
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben():
    """Staff who may see orders."""
    staff = make_staff()
    staff.user_permissions.add(Permission.objects.get(codename="view_order"))
    return staff


def session_of(user) -> str:
    client = Client()
    client.force_login(user)
    return str(client.session.session_key)


def heard(order_number: str) -> list[dict]:
    """What a member of the watchers' group gets when an order is announced."""
    layer = get_channel_layer()

    async def join() -> str:
        channel: str = await layer.new_channel()
        await layer.group_add(live.WATCHERS, channel)
        return channel

    async def listen() -> list[dict]:
        try:
            return [await asyncio.wait_for(layer.receive(channel), timeout=1)]
        except TimeoutError:
            return []
        finally:
            await layer.group_discard(live.WATCHERS, channel)

    channel = async_to_sync(join)()
    announce_sale(order_number)
    return async_to_sync(listen)()


def test_staff_who_may_see_orders_may_watch(ben):
    assert live.may_watch(session_of(ben))


@pytest.mark.parametrize(
    "change",
    [{"is_staff": False}, {"is_active": False}, {"password": "changed"}],
    ids=["left the staff", "left the shop", "has a new password"],
)
def test_an_old_session_watches_no_longer_when_its_person(ben, change):
    session = session_of(ben)

    type(ben).objects.filter(pk=ben.pk).update(**change)

    assert not live.may_watch(session)


def test_neither_shoppers_nor_other_staff_nor_strangers_may_watch():
    sessions = [session_of(make_user()), session_of(make_staff()), "", "made-up", "x" * 32]

    assert [live.may_watch(session) for session in sessions] == [False] * 5


def test_a_session_that_ended_may_not_watch(ben):
    session = session_of(ben)

    SessionStore(session).flush()

    assert not live.may_watch(session)


def test_todays_figures_are_numbers_and_words():
    make_paid_order(None, [make_variant(price_minor=123_456)])

    assert live.today() == {"orders": 1, "revenue_minor": 123_456, "revenue": "£1,234.56"}


def test_a_sale_is_told_to_the_watchers_with_its_number_and_amount():
    order = make_paid_order(None, [make_variant(price_minor=1200)])

    assert heard(order.number) == [
        {
            "type": "sale.made",
            "sale": {"number": order.number, "total_minor": 1200, "total": "£12.00"},
        }
    ]


def test_an_order_that_is_not_there_is_told_to_nobody(caplog):
    assert heard("S-0") == []
    assert "There is no order S-0 to announce." in caplog.text


def test_a_payment_rings_the_doorbell():
    order = make_order()

    payments.pay(order, "test:approve", idempotency_key="k1")

    ringing = OutboxMessage.objects.filter(task="analytics.tasks.announce_sale")
    assert [message.arguments for message in ringing] == [{"order_number": order.number}]
