"""Recording: cheap and patient for views, exact for purchases."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from activity.domain import bulk, events
from activity.domain.events import Bought
from activity.models import Event, EventKind
from tests.factories.activity import NOON, some_fact, visitor

BOUGHT = [Bought(1, 11, 2, 2400), Bought(2, 22, 1, 900)]


def record_a_view(**details) -> None:
    events.record(EventKind.VIEW, **{"visitor": visitor(), "product_id": 1, **details})


@pytest.mark.django_db
def test_a_view_waits_in_the_process_and_is_then_kept_whole():
    ada = uuid4()

    events.record(
        EventKind.VIEW, visitor=ada, user_id=7, product_id=3, variant_id=31, at=NOON, quantity=1
    )
    assert (Event.objects.count(), events.waiting()) == (0, 1)
    events.flush()

    kept = Event.objects.values_list("kind", "visitor", "user_id", "product_id", "variant_id", "at")
    assert list(kept) == [("view", ada, 7, 3, 31, NOON)]


def test_recording_asks_nothing_of_the_database(django_assert_num_queries):
    """There is no database in this test: a query would be refused."""
    record_a_view()

    assert events.waiting() == 1


@pytest.mark.django_db
def test_what_people_type_is_cut_to_what_the_log_holds():
    events.record(EventKind.SEARCH, visitor=None, query="m\x00ug " + "x" * 500, quantity=0)

    events.flush()

    assert Event.objects.get().query == ("mug " + "x" * 500)[:200]


@pytest.mark.django_db(transaction=True, available_apps=["activity", "shop.base"])
def test_an_event_that_breaks_a_rule_is_dropped_alone():
    dropped = events.dropped()
    record_a_view(product_id=None)
    record_a_view(quantity=-1)
    record_a_view()

    assert events.flush() == 1

    assert Event.objects.count() == 1
    assert events.dropped() - dropped == 2


@pytest.mark.django_db(transaction=True, available_apps=["activity", "shop.base"])
def test_while_the_database_is_away_events_wait(monkeypatch):
    record_a_view()
    port = connection.settings_dict["PORT"]
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    with pytest.raises(OperationalError):
        events.flush()
    record_a_view()
    monkeypatch.undo()
    assert connection.settings_dict["PORT"] == port

    assert events.flush() == 2
    assert Event.objects.count() == 2


@pytest.mark.django_db
def test_a_purchase_is_kept_with_its_order(django_assert_num_queries):
    ada = uuid4()

    with django_assert_num_queries(1):
        events.record_purchase("S-1", BOUGHT, visitor=ada, user_id=5)

    kept = Event.objects.order_by("product_id").values_list(
        "order_number", "product_id", "variant_id", "quantity", "value_minor", "user_id"
    )
    assert list(kept) == [("S-1", 1, 11, 2, 2400, 5), ("S-1", 2, 22, 1, 900, 5)]


@pytest.mark.django_db
def test_a_purchase_whose_order_fails_is_not_remembered():
    with pytest.raises(RuntimeError), transaction.atomic():
        events.record_purchase("S-1", BOUGHT, visitor=None)
        events.record_now(EventKind.CHECKOUT, visitor=None)
        raise RuntimeError

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_the_log_refuses_a_purchase_without_its_order():
    with pytest.raises(IntegrityError, match="event_purchase_names_its_order"):
        events.record_now(EventKind.PURCHASE, visitor=None, product_id=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "details"),
    [
        ("event_kind_known", {"kind": "dance"}),
        ("event_names_its_product", {"product_id": None}),
        ("event_quantity_not_negative", {"quantity": -1}),
        ("event_value_not_negative", {"value_minor": -1}),
    ],
)
def test_the_database_refuses_what_no_event_may_say(rule, details):
    with pytest.raises(IntegrityError, match=rule):
        Event.objects.create(**{"kind": "view", "product_id": 1, **details})


@pytest.mark.django_db
def test_a_bulk_load_appends_everything():
    assert bulk.load_events(some_fact(product_id=number) for number in range(1, 2501)) == 2500

    assert Event.objects.count() == 2500
    assert Event.objects.filter(transaction__gt=0).count() == 2500


@pytest.mark.django_db(transaction=True, available_apps=["activity", "shop.base"])
def test_a_bulk_load_keeps_whole_portions_only(monkeypatch):
    monkeypatch.setattr(bulk, "ROWS_PER_TRANSACTION", 2)
    rows = [some_fact(), some_fact(), some_fact(), some_fact(quantity=-1), some_fact()]

    with pytest.raises(IntegrityError):
        bulk.load_events(rows)

    assert Event.objects.count() == 2
