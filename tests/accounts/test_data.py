"""One's own data: a copy that only its owner opens, and a deletion that can be called off until it is done everywhere."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.domain import data, tokens
from accounts.errors import DataTooSoon, DeletionNotAsked, StaffStays
from accounts.models import Address, DataExport, Deletion, User
from accounts.ports import keepers
from activity.models import Event, EventKind, VisitorLink
from catalog.models import Review
from notifications.models import Message
from orders.domain import fulfilment
from orders.models import Order
from shop.base.errors import NotFound
from tests.factories.accounts import make_staff, make_user
from tests.factories.activity import log, some_fact, visitor
from tests.factories.catalog import make_product
from tests.factories.orders import make_order
from tests.outboxes import deliver_everything

pytestmark = pytest.mark.django_db

PASSWORD = "pass-word-42!"
SECRETS = ("ada@example.com", "Byron", "Analytical", "please ring twice", "blue kettle")


@pytest.fixture
def ada():
    """Ada has left traces in every room."""
    user = make_user("ada@example.com", full_name="Ada Byron")
    User.objects.filter(pk=user.pk).update(full_name="Ada King Byron")
    Address.objects.create(
        user=user, full_name="Ada Byron", line1="12 Analytical Row", city="London", country="GB"
    )
    product = make_product("Mug")
    Review.objects.create(
        product=product,
        author=user,
        author_name="Ada Byron",
        rating=5,
        body="Good",
        status="published",
    )
    browser = visitor()
    VisitorLink.objects.create(visitor=browser, user_id=user.pk)
    log(some_fact(EventKind.SEARCH, visitor=browser, product_id=None, query="blue kettle"))
    return user


def cancelled_order(user):
    order = make_order(user=user, note="please ring twice")
    fulfilment.cancel(order)
    return order


def whole_database() -> str:
    """Every row of every table, as text, but for what another person's code needs: outbox and jobs."""
    said = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            said += [f"{table}: {row[0]}" for row in cursor.fetchall()]
    return "\n".join(said)


def read(content: bytes) -> dict:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".json")]
        return {name.removesuffix(".json"): json.loads(archive.read(name)) for name in names}


def test_every_room_that_keeps_something_of_people_is_asked():
    assert set(keepers()) == {
        "accounts", "notifications", "catalog", "activity", "orders", "security", "mlbridge",
    }  # fmt: skip


def test_the_copy_holds_what_every_room_knows_and_is_told_by_mail(ada):
    order = cancelled_order(ada)
    data.ask_for_copy(ada)
    deliver_everything()

    export = DataExport.objects.get()
    told = read(data.copy_of(ada, export.pk))

    assert told["accounts"]["account"][0]["email"] == "ada@example.com"
    assert told["accounts"]["addresses"][0]["line1"] == "12 Analytical Row"
    assert told["orders"]["orders"][0]["number"] == order.number
    assert told["orders"]["orders"][0]["note"] == "please ring twice"
    assert told["catalog"]["reviews"][0]["body"] == "Good"
    assert [row["query"] for row in told["activity"]["events"] if row["query"]] == ["blue kettle"]
    mail = Message.objects.get(kind="data_ready")
    assert (mail.to, "/account/data/" in mail.text) == ("ada@example.com", True)


def test_the_copy_holds_no_secret(ada):
    tokens.issue(ada)
    data.ask_for_copy(ada)
    deliver_everything()

    told = json.dumps(read(data.copy_of(ada, DataExport.objects.get().pk)))

    assert User.objects.get(pk=ada.pk).password not in told
    assert "secret" not in told


def test_another_person_finds_no_copy(ada):
    export = data.ask_for_copy(ada)
    deliver_everything()

    with pytest.raises(NotFound):
        data.copy_of(make_user(), export.pk)


def test_a_copy_that_is_being_made_is_enough_and_one_an_hour_too(ada):
    first = data.ask_for_copy(ada)
    assert data.ask_for_copy(ada) == first
    deliver_everything()

    with pytest.raises(DataTooSoon):
        data.ask_for_copy(ada)


def test_a_copy_is_over_after_a_week(ada):
    export = data.ask_for_copy(ada)
    deliver_everything()

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        with pytest.raises(NotFound):
            data.copy_of(ada, export.pk)
        assert data.forget_old_copies() == 1


def test_making_a_copy_twice_tells_once(ada):
    export = data.ask_for_copy(ada)
    deliver_everything()

    data.make_copy(str(export.pk))

    assert Message.objects.filter(kind="data_ready").count() == 1


def test_asking_for_deletion_signs_out_and_is_told(ada, api):
    pair = tokens.issue(ada)

    data.ask_for_deletion(ada)

    bearer = {"Authorization": f"Bearer {pair.access}"}
    assert api.get("/api/users/me", headers=bearer).status_code == 401
    assert Message.objects.get(kind="deletion_asked").to == "ada@example.com"
    assert data.ask_for_deletion(ada) == Deletion.objects.get()


def test_before_it_is_due_nothing_is_erased_and_it_can_be_called_off(ada):
    data.ask_for_deletion(ada)
    assert data.erase_due() == {"erased": 0, "waiting": 0}

    data.call_off_deletion(ada)

    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert data.erase_due() == {"erased": 0, "waiting": 0}
    with pytest.raises(DeletionNotAsked):
        data.call_off_deletion(ada)


def test_staff_do_not_delete_themselves():
    with pytest.raises(StaffStays):
        data.ask_for_deletion(make_staff())


def test_after_the_erasure_nothing_in_the_database_tells_who_it_was(ada):
    order = cancelled_order(ada)
    deliver_everything()
    data.ask_for_copy(ada)
    deliver_everything()
    before = whole_database()
    data.ask_for_deletion(ada)

    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert data.erase_due() == {"erased": 1, "waiting": 0}

    # The last mail has to go somewhere; all else is clean, history and outbox included.
    Message.objects.filter(kind="deletion_done").delete()
    after = whole_database()
    assert [word for word in SECRETS if word not in before] == []
    assert {w: [r[:160] for r in after.splitlines() if w in r] for w in SECRETS if w in after} == {}
    kept = Order.everything.get(pk=order.pk)
    assert (kept.total_minor, kept.shipping_address) == (order.total_minor, {"country": "GB"})
    review = Review.objects.get()
    assert (review.author_id, review.author_name, review.body) == (None, "A customer", "Good")
    assert Event.objects.filter(kind="search").count() == 1


def test_an_erased_person_cannot_sign_in_and_their_address_is_free(ada, api):
    data.ask_for_deletion(ada)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        data.erase_due()

    sign_in = api.post("/api/auth/token", {"email": "ada@example.com", "password": PASSWORD})
    make_user("ada@example.com")

    ada.refresh_from_db()
    assert (sign_in.status_code, ada.is_active) == (401, False)
    assert [mail.to for mail in Message.objects.filter(kind="deletion_done")] == ["ada@example.com"]


def test_an_order_that_is_under_way_is_finished_first(ada):
    order = make_order(user=ada)
    data.ask_for_deletion(ada)

    with time_machine.travel(timezone.now() + timedelta(days=15)):
        meanwhile = data.erase_due()
        fulfilment.cancel(order)
        afterwards = data.erase_due()

    assert (meanwhile, afterwards) == (
        {"erased": 0, "waiting": 1},
        {"erased": 1, "waiting": 0},
    )


def test_a_room_that_fails_leaves_everything_as_it_was(ada, monkeypatch):
    def fail(user_id: int) -> None:
        raise RuntimeError("the room burns")

    data.ask_for_deletion(ada)
    monkeypatch.setattr(keepers()["catalog"], "erase", fail)

    with time_machine.travel(timezone.now() + timedelta(days=15)), pytest.raises(RuntimeError):
        data.erase_due()

    ada.refresh_from_db()
    assert ada.email == "ada@example.com"
    assert Deletion.objects.open().count() == 1


def bearer(user) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.issue(user).access}"}


def test_a_program_asks_for_its_owners_copy_and_fetches_it_with_the_password(ada, api):
    signed_in = {"headers": bearer(ada)}
    asked = api.post("/api/users/me/data", **signed_in)
    deliver_everything()
    listed = api.get("/api/users/me/data", **signed_in).json()
    path = f"/api/users/me/data/{listed['results'][0]['id']}/file"

    refused = api.post(path, {"password": "wrong"}, **signed_in)
    fetched = api.post(path, {"password": PASSWORD}, **signed_in)

    assert (asked.status_code, refused.status_code, refused.json()["code"]) == (202, 403, "proof_needed")  # fmt: skip
    assert fetched["Content-Type"] == "application/zip"
    assert "orders" in read(fetched.content)


def test_a_stolen_token_alone_deletes_nothing(ada, api):
    answers = [
        api.post("/api/users/me/deletion", {"password": "wrong"}, headers=bearer(ada)).status_code
        for _try in range(6)
    ]

    assert (answers, Deletion.objects.count()) == ([403] * 5 + [429], 0)


def test_a_program_deletes_and_keeps_the_account(ada, api):
    asked = api.post("/api/users/me/deletion", {"password": PASSWORD}, headers=bearer(ada))
    signed_in = {"headers": bearer(User.objects.get(pk=ada.pk))}
    told = api.get("/api/users/me/deletion", **signed_in).json()
    kept = api.delete("/api/users/me/deletion", **signed_in)
    again = api.get("/api/users/me/deletion", **signed_in)

    assert (asked.status_code, kept.status_code, again.status_code) == (202, 204, 404)
    assert told["due_at"] == asked.json()["due_at"]


def test_the_pages_ask_for_the_password_before_the_account_ends(ada):
    browser = Client()
    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        first = browser.post("/account/delete/")
        browser.post("/account/reauthenticate/", {"password": PASSWORD})
        page = browser.get("/account/delete/")
        browser.post("/account/delete/")

    assert first.headers["Location"].startswith("/account/reauthenticate/")
    assert page.status_code == 200
    assert Deletion.objects.open().count() == 1
    assert browser.get("/account/").status_code == 302
    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})
    assert "Keep my account" in browser.get("/account/data/").content.decode()
    browser.post("/account/keep/")
    assert Deletion.objects.open().count() == 0
