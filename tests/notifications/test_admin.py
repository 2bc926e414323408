"""The log of mails: found by address or order, shown without danger, sent again."""

import pytest

from notifications.models import Message
from shop.base.models import OutboxMessage
from tests.office import staff_browser

pytestmark = pytest.mark.django_db

MAILS = "/admin/notifications/message/"


@pytest.fixture
def manager():
    return staff_browser("manager")


def make_message(key="261101-AAAA", **fields) -> Message:
    """A mail in the log."""
    given = {
        "kind": "order_paid",
        "to": "ada@example.com",
        "subject": f"Your order {key}",
        "text": "plain words",
        "html": "<p>words in HTML</p>",
    }
    return Message.objects.create(key=key, **{**given, **fields})


def found(browser, **asked) -> list[str]:
    return [message.key for message in browser.get(MAILS, asked).context["cl"].result_list]


@pytest.mark.parametrize("term", ["Ada@Example.com", "261101-AAAA", "261101-aa"])
def test_a_mail_is_found_by_its_address_or_its_order(manager, term):
    make_message()
    make_message("261102-BBBB", to="ben@example.com")

    assert found(manager, q=term) == ["261101-AAAA"]


@pytest.mark.parametrize("asked", [{"state__exact": "failed"}, {"kind": "order_shipped"}])
def test_the_log_shows_one_state_or_one_kind(manager, asked):
    make_message()
    make_message("261102-BBBB", kind="order_shipped", state="failed")

    assert found(manager, **asked) == ["261102-BBBB"]


def test_a_mail_is_shown_in_a_frame_that_may_run_and_load_nothing(manager):
    message = make_message(html='<p class="x">Hello</p><script>alert(1)</script>')

    page = manager.get(f"{MAILS}{message.pk}/change/").content.decode()

    assert '<iframe class="office-mail" sandbox srcdoc="' in page
    assert "default-src &#x27;none&#x27;" in page
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_words_of_a_secret_mail_are_shown_to_nobody():
    link = "https://shop.example/key/abc"
    message = make_message("k", is_secret=True, text=link, html=f'<a href="{link}">here</a>')

    page = staff_browser(is_superuser=True).get(f"{MAILS}{message.pk}/change/").content.decode()

    assert "key/abc" not in page
    assert "shown to nobody" in page


def test_nobody_writes_changes_or_deletes_the_log(manager):
    message = make_message()
    paths = (f"{MAILS}add/", f"{MAILS}{message.pk}/change/", f"{MAILS}{message.pk}/delete/")

    assert [manager.post(path, {"subject": "x"}).status_code for path in paths] == [403] * 3
    message.refresh_from_db()
    assert message.subject == "Your order 261101-AAAA"


def test_a_manager_has_a_failed_mail_sent_again(manager):
    message = make_message(state="failed", error="550 nobody here")

    manager.post(MAILS, {"action": "send_again", "_selected_action": [message.pk]})

    message.refresh_from_db()
    assert (message.state, message.error) == ("waiting", "")
    assert OutboxMessage.objects.get().arguments == {"message_id": message.pk}


def test_a_secret_mail_that_is_over_is_refused_and_the_others_go(manager):
    secret = make_message("k", is_secret=True, state="failed", text="", html="")
    other = make_message(state="failed")
    chosen = [secret.pk, other.pk]

    answer = manager.post(
        MAILS, {"action": "send_again", "_selected_action": chosen}, follow=True
    ).content.decode()

    assert "The person can ask for a new one." in answer
    assert "1 mail is sent again." in answer
    assert [message.key for message in Message.objects.failed()] == ["k"]


@pytest.mark.parametrize("role", ["support", "orders", "analyst"])
def test_who_may_only_look_sends_nothing(role):
    message = make_message(state="failed")

    staff_browser(role).post(MAILS, {"action": "send_again", "_selected_action": [message.pk]})

    message.refresh_from_db()
    assert message.state == "failed"
    assert OutboxMessage.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_the_same_however_long(manager, count, django_assert_num_queries):
    for number in range(count):
        make_message(f"26110{number}")
    manager.get(MAILS)

    with django_assert_num_queries(7):
        manager.get(MAILS)
