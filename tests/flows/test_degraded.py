"""The shop goes on selling when Valkey, the worker or the mail server is away, and says what is late."""

import json
from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from catalog.models import Variant
from notifications.models import Message
from orders.models import Order, OrderState
from shop.base.models import OutboxMessage
from shop.base.outbox import deliver, ring
from shop.celery import app
from shop.pages import caching
from tests.factories.accounts import make_user
from tests.shop_window import work

NOBODY_THERE = "redis://127.0.0.1:1/0"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def no_valkey(settings, monkeypatch):
    """Neither cache nor queue answers."""
    settings.REDIS_URL = NOBODY_THERE
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": NOBODY_THERE}}
    monkeypatch.setitem(app.conf, "broker_url", NOBODY_THERE)
    # Connections to the server that is there are left alone, and come back afterwards.
    monkeypatch.setattr(app, "_pool", None)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    caching.shelf.forget()


@pytest.fixture
def no_mail_server(settings):
    """Mails go by SMTP to a port where nobody listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def page(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    return response


def buy(client, variant, method="test:approve"):
    """From the front of the shop to the confirmation. Returns the order and its page."""
    for shown in (
        "/",
        variant.product.category.get_absolute_url(),
        variant.product.get_absolute_url(),
    ):
        page(client, shown)
    client.post(reverse("cart-add"), {"variant": variant.pk})
    page(client, reverse("cart"))
    known = page(client, reverse("checkout")).context["form"].initial
    typed = {
        "email": "ada@example.com",
        "full_name": "Ada Byron",
        "country": "GB",
        "line1": "12 Analytical Row",
        "city": "London",
        "postcode": "SW1A 1AA",
        "cart": known["cart"],
        "key": known["key"],
        "shipping_code": "standard",
        "method": method,
        "terms": "on",
    }
    confirmation = client.post(reverse("checkout"), typed, follow=True)
    return Order.objects.get(), confirmation


def doctor():
    """What the doctor finds, by name."""
    said = StringIO()
    with suppress(SystemExit):
        call_command("doctor", "--json", stdout=said)
    return json.loads(said.getvalue())["checks"]


def let_time_pass(**time):
    OutboxMessage.objects.update(due_at=timezone.now() - timedelta(**time))


@pytest.mark.usefixtures("no_valkey")
def test_without_valkey_a_guest_buys(client, goods):
    order, confirmation = buy(client, goods.moss)

    assert order.state == OrderState.PAID
    assert b"Thank you, it is yours" in confirmation.content
    page(client, order.get_absolute_url())


@pytest.mark.usefixtures("no_valkey")
def test_without_valkey_a_customer_signs_in_and_stays_signed_in(client, goods):
    make_user("ada@example.com")
    client.post(reverse("account_login"), {"login": "ada@example.com", "password": "pass-word-42!"})

    order, _confirmation = buy(client, goods.moss)

    assert order.user.email == "ada@example.com"
    assert order.number in page(client, reverse("account")).content.decode()


@pytest.mark.usefixtures("no_valkey")
def test_without_valkey_a_search_finds(client, goods):
    assert b"Harbour mug" in page(client, "/search/?q=harbour").content


@pytest.mark.usefixtures("no_valkey")
def test_without_valkey_a_new_price_is_seen_at_once(client, goods):
    page(client, goods.moss.product.get_absolute_url())
    Variant.objects.filter(pk=goods.moss.pk).update(price_minor=9900)

    assert b"99.00" in page(client, goods.moss.product.get_absolute_url()).content
    assert caching.shelf._pages == {}


@pytest.mark.usefixtures("no_valkey")
def test_without_valkey_programs_find_products_too(api, goods):
    listed = api.get("/api/v1/products").json()["results"]

    assert {product["name"] for product in listed} == {"Harbour mug", "Oak tray"}


@pytest.mark.usefixtures("no_valkey")
def test_without_valkey_the_shop_is_ready_and_the_doctor_says_what_is_away(client, goods):
    assert client.get("/readyz").status_code == 200

    findings = doctor()

    assert findings["database"]["state"] == "ok"
    assert {name: findings[name]["state"] for name in ("cache", "queue", "worker")} == {
        "cache": "wrong",
        "queue": "wrong",
        "worker": "wrong",
    }
    assert "REDIS_URL" in findings["cache"]["mend"]


def test_what_the_queue_lost_leaves_when_it_is_back(client, goods, no_valkey, mailoutbox):
    buy(client, goods.moss)
    waiting = OutboxMessage.objects.waiting()
    assert waiting.count() == 2
    assert not ring(waiting.first())

    work()

    assert [mail.to for mail in mailoutbox] == [["ada@example.com"]]
    assert not OutboxMessage.objects.waiting().exists()


def test_without_a_worker_an_order_is_confirmed_and_its_mail_waits(client, goods, mailoutbox):
    order, confirmation = buy(client, goods.moss)

    assert order.state == OrderState.PAID
    assert b"Thank you, it is yours" in confirmation.content
    assert mailoutbox == []
    tasks = set(OutboxMessage.objects.waiting().values_list("task", flat=True))
    assert "orders.tasks.send_order_mail" in tasks


def test_without_a_worker_the_doctor_says_what_is_late(client, goods):
    buy(client, goods.moss)
    let_time_pass(minutes=10)

    findings = doctor()

    assert findings["worker"]["state"] == "wrong"
    assert "mails" in findings["worker"]["says"]
    assert findings["outbox"]["state"] == "warning"
    assert findings["outbox"]["facts"]["due"] == 2
    assert findings["outbox"]["facts"]["lag_seconds"] >= 600
    assert client.get("/readyz").status_code == 200


def test_without_a_worker_an_answer_of_the_bank_is_found_when_the_page_is_looked_at(client, goods):
    order, confirmation = buy(client, goods.moss, "test:timeout")

    assert b"We are waiting for the bank" in confirmation.content
    assert order.state == OrderState.PENDING
    assert b"nothing is lost" in page(client, order.get_absolute_url()).content


@pytest.mark.usefixtures("no_mail_server")
def test_without_the_mail_server_an_order_is_confirmed_and_its_mail_is_kept(client, goods):
    order, _confirmation = buy(client, goods.moss)

    work()

    order.refresh_from_db()
    assert order.state == OrderState.PAID
    letter = Message.objects.get(kind="order_paid")
    assert (letter.state, letter.attempts) == (Message.State.WAITING, 1)
    assert "refused" in letter.error
    assert doctor()["mail"]["state"] == "wrong"


def test_a_mail_that_waited_for_its_server_leaves_once(
    client, goods, no_mail_server, settings, mailoutbox
):
    buy(client, goods.moss)
    work()
    waiting = OutboxMessage.objects.waiting().get(task="notifications.tasks.deliver_mail")

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver(waiting.pk)
    deliver(waiting.pk)

    assert [mail.to for mail in mailoutbox] == [["ada@example.com"]]
    assert Message.objects.get(kind="order_paid").state == Message.State.SENT


@pytest.mark.usefixtures("no_mail_server")
def test_without_the_mail_server_an_account_is_made_and_a_password_is_asked_for(client, goods):
    words = {"email": "new@example.com", "password1": "a-Long-one-4242!"}
    assert client.post(reverse("account_signup"), words).status_code == 302
    client.post(reverse("account_logout"))

    response = client.post(reverse("account_reset_password"), {"email": "new@example.com"})

    assert response.headers["Location"] == reverse("account_reset_password_done")
    work()
    assert Message.objects.waiting().filter(to="new@example.com").count() >= 2
