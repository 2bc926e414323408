"""Mails on their way to a real mail server: once, whole, and late rather than lost."""

import socket
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications.domain import mail
from notifications.errors import WordsForgotten
from notifications.models import Message
from orders.domain import messages as order_mails
from orders.domain.payments import pay
from shop.base.models import OutboxMessage
from tests.concurrency.races import at_once
from tests.factories.catalog import make_product, make_variant
from tests.factories.orders import make_order
from tests.outboxes import deliver_everything, try_once_more

pytestmark = pytest.mark.django_db

ORDER_MAILS = ("order_placed", "order_paid", "order_shipped", "order_cancelled", "order_refunded")


def write(key="S-1", to="ada@example.com", **more) -> Message:
    """A mail that waits for its worker."""
    facts = {"email": to, "link": "https://shop.example/key/abc"}
    return mail.send("account_new_password", to=to, key=key, context=facts, **more)


def parts(letter) -> tuple[str, str]:
    """A letter's plain and HTML words."""
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    return plain.get_content(), html.get_content()


def test_a_paid_order_is_confirmed_by_one_letter(post):
    order = make_order(email="ada@example.com")

    pay(order, "test:approve", idempotency_key="k1")
    deliver_everything()
    deliver_everything()

    assert [letter["To"] for letter in post.letters] == ["ada@example.com"]
    assert order.number in post.letters[0]["Subject"]


@pytest.mark.parametrize("kind", ORDER_MAILS)
def test_every_mail_of_an_order_says_the_same_in_text_and_html(post, kind):
    order = make_order((make_variant(product=make_product("Blue mug")), 2))

    order_mails.send(kind, order.pk)
    deliver_everything()

    facts = ("Blue mug", "£24.00", order.number, f"/orders/{order.token}/", "12 Analytical Row")
    for words in parts(post.letters[0]):
        assert [fact for fact in facts if fact not in words] == []


def test_a_letter_carries_its_styles_itself(post):
    order_mails.send("order_paid", make_order().pk)
    deliver_everything()

    _plain, html = parts(post.letters[0])
    assert "<h1 style=" in html
    assert "src=" not in html


def test_the_same_kind_key_and_person_get_one_letter(post):
    first, second = write("S-1"), write("S-1")
    write("S-2")
    deliver_everything()

    assert first == second
    assert len(post.letters) == 2


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_asked_for_at_the_same_moment_a_mail_is_written_once():
    written = at_once([partial(write, "S-1")] * 8)

    assert len({message.pk for message in written}) == 1
    assert OutboxMessage.objects.count() == 1


def test_a_letter_that_was_sent_is_left_alone_by_a_worker_that_comes_twice(post):
    message = write()
    mail.deliver(message.pk)
    mail.deliver(message.pk)

    message.refresh_from_db()
    assert len(post.letters) == 1
    assert (message.state, message.attempts) == ("sent", 1)


def test_while_the_server_is_away_the_mail_waits_and_says_why(post):
    post.go_away()
    message = write()
    deliver_everything()

    message.refresh_from_db()
    bell = OutboxMessage.objects.get()
    assert (message.state, message.sent_at) == ("waiting", None)
    assert message.error.startswith("ConnectionRefusedError")
    assert (bell.state, bell.due_at > timezone.now()) == ("waiting", True)


def test_when_the_server_is_back_the_mail_leaves_once(post):
    post.go_away()
    message = write()
    deliver_everything()
    post.open()
    try_once_more()
    try_once_more()

    message.refresh_from_db()
    assert len(post.letters) == 1
    assert (message.state, message.attempts, message.error) == ("sent", 2, "")


def test_a_server_that_says_nothing_is_given_up_in_time(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.2
        message = write()
        deliver_everything()

    message.refresh_from_db()
    assert message.state == "waiting"
    assert message.error.endswith("timed out")


@pytest.mark.parametrize(
    ("refusals", "state", "bell"),
    [
        ({"ada@example.com": "450 4.2.1 Full, try later"}, "waiting", "waiting"),
        ({"ada@example.com": "550 5.1.1 Nobody here"}, "failed", "done"),
        ({"DATA": "451 4.3.0 Busy"}, "waiting", "waiting"),
        ({"DATA": "554 5.7.1 Unwanted"}, "failed", "done"),
    ],
    ids=["full", "unknown", "busy", "unwanted"],
)
def test_what_the_server_refuses_for_good_fails_and_the_rest_waits(post, refusals, state, bell):
    post.refusals = refusals
    message = write()
    deliver_everything()

    message.refresh_from_db()
    assert (message.state, OutboxMessage.objects.get().state) == (state, bell)
    assert message.error
    assert post.letters == []


def test_one_address_that_is_refused_holds_up_no_other(post):
    post.refusals = {"gone@example.com": "550 5.1.1 Nobody here"}
    write("S-1", to="gone@example.com")
    write("S-2", to="ada@example.com")
    deliver_everything()

    assert post.recipients == [["ada@example.com"]]


def test_nothing_in_a_subject_becomes_a_header(post):
    facts = {"change": "Hello\r\nBcc: eve@example.com\n\nbody", "link": "", "email": ""}
    mail.send("account_changed", to="ada@example.com", key="1", context=facts)
    deliver_everything()

    assert post.letters[0]["Bcc"] is None
    assert post.letters[0]["Subject"] == "Hello Bcc: eve@example.com body"
    assert post.recipients == [["ada@example.com"]]


def test_names_that_look_like_code_are_only_words(post):
    product = make_product("<script>alert(1)</script> & co")
    order_mails.send("order_paid", make_order((make_variant(product=product), 1)).pk)
    deliver_everything()

    plain, html = parts(post.letters[0])
    assert "<script>alert(1)</script> & co" in plain
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_staff_send_a_letter_again_under_the_same_id(post):
    message = write()
    deliver_everything()
    mail.send_again(message)
    deliver_everything()

    first, again = (letter["Message-ID"] for letter in post.letters)
    assert first == again


def test_sending_a_waiting_mail_again_does_not_send_it_twice(post):
    post.go_away()
    message = write()
    deliver_everything()
    mail.send_again(message)
    post.open()
    deliver_everything()
    try_once_more()

    assert OutboxMessage.objects.count() == 1
    assert len(post.letters) == 1


@pytest.mark.parametrize(
    ("refusals", "state"), [({}, "sent"), ({"ada@example.com": "550 Nobody here"}, "failed")]
)
def test_the_words_of_a_secret_mail_are_forgotten_when_it_is_over(post, refusals, state):
    post.refusals = refusals
    message = write(is_secret=True)
    deliver_everything()

    message.refresh_from_db()
    assert (message.state, message.text, message.html) == (state, "", "")


def test_a_secret_mail_is_not_sent_again(post):
    message = write(is_secret=True)
    deliver_everything()

    with pytest.raises(WordsForgotten):
        mail.send_again(message)

    message.refresh_from_db()
    assert message.state == "sent"
    assert len(post.letters) == 1


@pytest.mark.parametrize(
    "lie",
    [
        {"state": "lost"},
        {"state": "sent", "sent_at": None},
        {"state": "failed", "is_secret": True},
    ],
    ids=["unknown-state", "sent-without-time", "secret-kept"],
)
def test_the_database_refuses_a_message_that_cannot_be(lie):
    message = write()

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**lie)

    message.refresh_from_db()
    assert message.state == "waiting"
