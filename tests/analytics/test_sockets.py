"""The counter of sales over real sockets: who is let in, what is told, who is shown the door."""

import json
from contextlib import ExitStack

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from websockets.exceptions import ConnectionClosed, InvalidStatus

from analytics.consumers import (
    MOST_SOCKETS_EACH,
    NOT_FOR_YOU,
    ONLY_LISTEN,
    SIGN_IN_FIRST,
    TOO_MANY,
)
from analytics.tasks import announce_sale
from tests.analytics.live_server import PATIENCE_SECONDS, live_server, watch
from tests.factories.accounts import make_staff, make_user
from tests.factories.catalog import make_variant
from tests.factories.mlbridge import make_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def port():
    with live_server() as port:
        yield port


@pytest.fixture
def ben():
    """Staff who may see orders."""
    staff = make_staff()
    staff.user_permissions.add(Permission.objects.get(codename="view_order"))
    return staff


def browser_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hear(connection):
    return json.loads(connection.recv(PATIENCE_SECONDS))


def code_of_closing(connection) -> int:
    """The code with which the server closes, whatever it says before."""
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            connection.recv(PATIENCE_SECONDS)
    return closed.value.rcvd.code


def test_a_watcher_hears_todays_figures_and_then_every_sale(port, ben):
    mug = make_variant(price_minor=1200)
    make_paid_order(None, [mug])

    with watch(port, browser_of(ben)) as counter:
        assert hear(counter) == {
            "kind": "today",
            "today": {"orders": 1, "revenue_minor": 1200, "revenue": "£12.00"},
        }
        order = make_paid_order(None, [mug])
        announce_sale(order.number)

        assert hear(counter) == {
            "kind": "sale",
            "sale": {"number": order.number, "total_minor": 1200, "total": "£12.00"},
            "today": {"orders": 2, "revenue_minor": 2400, "revenue": "£24.00"},
        }


def test_all_watchers_hear_of_a_sale(port, ben):
    order = make_paid_order(None, [make_variant()])

    with watch(port, browser_of(ben)) as one, watch(port, browser_of(ben)) as other:
        hear(one), hear(other)
        announce_sale(order.number)

        assert hear(one)["sale"] == hear(other)["sale"]


def test_nobody_watches_without_signing_in(port):
    with watch(port) as counter:
        assert code_of_closing(counter) == SIGN_IN_FIRST


@pytest.mark.parametrize("make", [make_user, make_staff], ids=["a shopper", "other staff"])
def test_who_may_not_see_orders_is_not_let_in(port, make):
    with watch(port, browser_of(make())) as counter:
        assert code_of_closing(counter) == NOT_FOR_YOU


def test_a_page_of_another_site_gets_no_socket(port, ben):
    with pytest.raises(InvalidStatus) as refused:
        watch(port, browser_of(ben), origin="https://evil.example")

    assert refused.value.response.status_code == 403


def test_who_talks_is_shown_the_door(port, ben):
    with watch(port, browser_of(ben)) as counter:
        hear(counter)
        counter.send("hello")

        assert code_of_closing(counter) == ONLY_LISTEN


@pytest.mark.parametrize("loss", ["the role", "the session", "the job"])
def test_who_loses_the_right_while_watching_hears_of_no_further_sale(port, ben, loss):
    browser = browser_of(ben)
    with watch(port, browser) as counter:
        hear(counter)
        if loss == "the role":
            ben.user_permissions.clear()
        elif loss == "the session":
            browser.logout()
        else:
            type(ben).objects.filter(pk=ben.pk).update(is_staff=False)
        announce_sale(make_paid_order(None, [make_variant()]).number)

        with pytest.raises(ConnectionClosed) as closed:
            counter.recv(PATIENCE_SECONDS)
        assert closed.value.rcvd.code == NOT_FOR_YOU


def test_a_person_has_a_few_sockets_and_no_more(port, ben):
    browser = browser_of(ben)
    with ExitStack() as several:
        for _ in range(MOST_SOCKETS_EACH):
            hear(several.enter_context(watch(port, browser)))

        with watch(port, browser) as one_more:
            assert code_of_closing(one_more) == TOO_MANY
    with watch(port, browser) as again:
        assert hear(again)["kind"] == "today"


def test_who_sends_without_end_is_shown_the_door(port, ben):
    with watch(port, browser_of(ben)) as counter:
        hear(counter)
        with pytest.raises(ConnectionClosed):
            for _ in range(50):
                counter.send("x" * 1_000_000)
