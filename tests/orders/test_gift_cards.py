"""Gift cards: issued, mailed, spent in part or whole, given back; a ledger that the database keeps honest."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications.models import Message
from orders.domain import carts, fulfilment, gift_cards
from orders.domain.checkout import place_order
from orders.domain.payments import pay, place_with_payment
from orders.errors import CouponRefused, GiftCardRefused, NothingToRefund
from orders.gateways.gift_card import ledger
from orders.models import Coupon, GiftCard, GiftCardEntry, Order, Payment, Refund
from orders.tasks import issue_gift_cards, send_gift_card, send_refund
from shop.base.errors import DomainError
from shop.base.models import OutboxMessage
from tests.factories.catalog import make_product, make_variant
from tests.factories.orders import details, make_cart
from tests.office import staff_browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.delete("gift-card-tries:tests")


def card_in(cart, amount_minor: int) -> GiftCard:
    card = gift_cards.issue(amount_minor, "GBP")
    return gift_cards.use(cart, gift_cards.code_of(card), asker="tests")


def balance_of(card: GiftCard) -> int:
    return GiftCard.objects.get(pk=card.pk).balance_minor


def send_refunds() -> None:
    for refund in Refund.objects.filter(state=Refund.State.REQUESTED):
        send_refund(refund.pk)


def broken(sql: str, *values: object) -> str:
    """The constraint that a statement runs into, at the latest at the end of its transaction."""
    with (
        pytest.raises(IntegrityError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return str(refused.value.__cause__.diag.constraint_name or refused.value)


def test_a_card_pays_a_part_and_the_rest_is_paid_another_way():
    cart = make_cart((make_variant(), 1))
    card = card_in(cart, 500)

    order, payment = place_with_payment(cart, details(), "test:approve", idempotency_key="k")
    assert (order.paid_minor, payment.amount_minor) == (500, order.total_minor - 500)
    assert pay(order, "test:approve", idempotency_key="k").state == "captured"

    order.refresh_from_db()
    assert (order.state, order.paid_minor) == ("paid", order.total_minor)
    assert sum(order.payments.values_list("captured_minor", flat=True)) == order.total_minor
    assert balance_of(card) == 0


def test_a_card_that_pays_for_all_makes_the_order_paid_at_once():
    cart = make_cart((make_variant(), 1))
    card = card_in(cart, 50_000)

    order, payment = place_with_payment(cart, details(), "test:decline", idempotency_key="k")

    order.refresh_from_db()
    assert (order.state, order.paid_minor, order.due_minor) == ("paid", order.total_minor, 0)
    assert payment.gateway == "gift_card"
    assert pay(order, "test:approve", idempotency_key="k") == payment
    assert balance_of(card) == 50_000 - order.total_minor
    assert Payment.objects.count() == 1


def test_a_refund_goes_back_the_other_way_first_and_then_onto_the_card():
    cart = make_cart((make_variant(), 1))
    card = card_in(cart, 500)
    order = place_order(cart, details())
    pay(order, "test:approve", idempotency_key="k")
    by_card = order.total_minor - 500

    fulfilment.refund(order, by_card + 100, key="first")
    send_refunds()
    assert balance_of(card) == 100
    fulfilment.refund(order, key="rest")
    fulfilment.refund(order, key="rest")
    send_refunds()

    assert balance_of(card) == 500
    order.refresh_from_db()
    assert (order.state, order.refunded_minor) == ("refunded", order.total_minor)
    for payment in order.payments.all():
        assert payment.refunded_minor == payment.captured_minor


@pytest.mark.parametrize("ending", ["cancel", "expire"])
def test_an_order_that_comes_to_nothing_gives_the_card_its_money_back_once(ending):
    cart = make_cart((make_variant(), 1))
    card = card_in(cart, 500)
    order = place_order(cart, details())
    with pytest.raises(NothingToRefund):
        fulfilment.refund(order, 100, key="r")

    if ending == "cancel":
        fulfilment.cancel(order)
    else:
        Order.objects.update(pay_by=timezone.now())
        fulfilment.expire_unpaid()
        fulfilment.expire_unpaid()
    send_refunds()
    for refund in Refund.objects.all():
        send_refund(refund.pk)

    order.refresh_from_db()
    assert (order.state, order.paid_minor, order.refunded_minor) == ("cancelled", 500, 500)
    assert balance_of(card) == 500
    kinds = card.entries.values_list("kind", flat=True)
    assert sorted(kinds) == ["issue", "refund", "spend"]


def test_paying_at_the_door_asks_for_what_the_card_left():
    cart = make_cart((make_variant(), 1))
    card_in(cart, 500)
    order, payment = place_with_payment(
        cart, details(), "manual:cash_on_delivery", idempotency_key="k"
    )
    fulfilment.ship(order)
    fulfilment.mark_paid(order)

    payment.refresh_from_db()
    order.refresh_from_db()
    assert payment.captured_minor == order.total_minor - 500
    assert (order.state, order.due_minor) == ("shipped", 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"expires_at": timezone.now() - timedelta(days=1)},
        {"is_active": False},
    ],
    ids=["over", "switched-off"],
)
def test_a_card_that_is_over_pays_nothing_and_the_order_is_not_written(changes):
    cart = make_cart((make_variant(), 1))
    card = card_in(cart, 500)
    GiftCard.objects.filter(pk=card.pk).update(**changes)

    with pytest.raises(GiftCardRefused):
        place_order(cart, details())
    with pytest.raises(GiftCardRefused):
        gift_cards.use(cart, gift_cards.code_of(card), asker="tests")

    assert not Order.objects.exists()
    assert balance_of(card) == 500


def test_a_code_is_kept_nowhere_and_found_however_it_is_typed():
    card = gift_cards.issue(500, "GBP", email="ada@example.com")
    code = gift_cards.code_of(GiftCard.objects.get(pk=card.pk))

    assert gift_cards.find(code.lower().replace("-", " "), asker="tests") == card
    kept = [str(value) for value in GiftCard.objects.values().get().values()]
    assert not any(code in value or code.replace("-", "") in value for value in kept)


def test_after_ten_wrong_codes_even_the_right_one_has_to_wait():
    card = gift_cards.issue(500, "GBP")
    for number in range(10):
        with pytest.raises(GiftCardRefused, match="not known"):
            gift_cards.find(f"WRONG-{number}", asker="tests")

    with pytest.raises(GiftCardRefused, match="Try again"):
        gift_cards.find(gift_cards.code_of(card), asker="tests")
    cache.delete("gift-card-tries:other")
    assert gift_cards.find(gift_cards.code_of(card), asker="other") == card


def test_the_code_is_mailed_once():
    card = gift_cards.issue(1250, "GBP", email="ada@example.com")
    send_gift_card(card.pk)
    send_gift_card(card.pk)

    mail = Message.objects.get(kind="gift_card")
    assert mail.is_secret
    assert gift_cards.code_of(card) in mail.text
    assert "£12.50" in mail.html


def test_staff_have_a_lost_code_mailed_again():
    card = gift_cards.issue(500, "GBP", email="ada@example.com")
    page = f"/admin/orders/giftcard/{card.pk}/change/"
    form = {"is_active": "on", "entries-TOTAL_FORMS": "0", "entries-INITIAL_FORMS": "0"}
    boss = staff_browser("manager")

    boss.post(page, {**form, "email": "ada@example.com", "orders_giftcard_mail_again": "1"})
    boss.post(page, {**form, "email": "", "orders_giftcard_mail_again": "1"})
    staff_browser("support").post(
        page, {**form, "email": "x@example.com", "orders_giftcard_mail_again": "1"}
    )

    asked = OutboxMessage.objects.filter(task="orders.tasks.send_gift_card")
    assert asked.count() == 2
    for message in asked:
        send_gift_card(**message.arguments)
    assert (
        list(Message.objects.filter(kind="gift_card").values_list("to", flat=True))
        == ["ada@example.com"] * 2
    )


def test_the_database_keeps_balance_and_ledger_together_and_above_nothing():
    card = gift_cards.issue(500, "GBP")
    change = "UPDATE orders_giftcard SET balance_minor = %s WHERE id = %s"

    assert "balance_is_sum_of_ledger" in broken(change, 700, card.pk)
    assert "balance_not_negative" in broken(change, -1, card.pk)
    line = (
        "INSERT INTO orders_giftcardentry (card_id, kind, amount_minor, reference, at)"
        " VALUES (%s, 'refund', 100, 'r', now())"
    )
    assert "balance_is_sum_of_ledger" in broken(line, card.pk)
    for sql in (
        "UPDATE orders_giftcardentry SET amount_minor = 1",
        "DELETE FROM orders_giftcardentry",
    ):
        with pytest.raises(Exception, match="append_only"), transaction.atomic():
            connection.cursor().execute(sql)
    assert GiftCardEntry.objects.get().amount_minor == 500


def test_what_is_put_back_is_put_back_once_and_a_card_is_emptied():
    card = gift_cards.issue(500, "GBP")
    for _again in range(2):
        ledger.put(card.pk, 100, reference="r", kind=GiftCardEntry.Kind.REFUND)
    assert balance_of(card) == 600

    assert ledger.empty(card.pk, reference="staff") == 600
    assert balance_of(card) == 0


def test_the_cart_shows_what_the_card_pays_and_what_is_left(client):
    mug = make_variant()
    client.post("/cart/add/", {"variant": mug.pk})
    card = gift_cards.issue(500, "GBP")
    cache.delete("gift-card-tries:127.0.0.1")

    wrong = client.post("/cart/gift-card/", {"code": "NO-SUCH"}).content.decode()
    assert "This gift card is not known" in wrong
    client.post("/cart/gift-card/", {"code": gift_cards.code_of(card)})
    page = client.get("/cart/").content.decode()
    assert "−£5.00" in page
    assert "Left to pay" in page
    assert "Left to pay" in client.get("/checkout/").content.decode()

    client.post("/cart/gift-card/", {"remove": "1"})
    assert "Left to pay" not in client.get("/cart/").content.decode()
    assert balance_of(card) == 500


def test_the_checkout_with_a_card_that_pays_for_all_asks_for_no_way_to_pay(client):
    client.post("/cart/add/", {"variant": make_variant().pk})
    card = gift_cards.issue(90_000, "GBP")
    client.post("/cart/gift-card/", {"code": gift_cards.code_of(card)})

    page = client.get("/checkout/").content.decode()

    assert "Your gift card pays for all of it." in page
    assert 'type="radio" name="method"' not in page


def test_programs_use_a_gift_card(client):
    card = gift_cards.issue(500, "GBP")
    cart = make_cart((make_variant(), 1))
    cache.delete("gift-card-tries:127.0.0.1")

    answer = client.post(
        "/api/cart/gift-card",
        {"code": gift_cards.code_of(card)},
        content_type="application/json",
        headers={"X-Cart-Token": str(cart.token)},
    )

    assert answer.status_code == 200
    assert answer.json()["gift_card"] == card.hint
    assert answer.json()["paid_by_gift_card"]["amount_minor"] == 500
    total = carts.view(cart).priced.total_minor
    assert answer.json()["due"]["amount_minor"] == total - 500


def test_staff_issue_a_card_and_see_its_code_once():
    boss = staff_browser("manager")

    answer = boss.post(
        "/admin/orders/giftcard/add/",
        {"amount": "25.00", "currency": "gbp", "email": "ada@example.com"},
        follow=True,
    )

    card = GiftCard.objects.get()
    assert (card.balance_minor, card.currency) == (2500, "GBP")
    assert gift_cards.code_of(card) in answer.content.decode()
    page = boss.get(f"/admin/orders/giftcard/{card.pk}/change/").content.decode()
    assert gift_cards.code_of(card) not in page
    assert "£25.00" in page
    boss.post(f"/admin/orders/giftcard/{card.pk}/change/", {
        "note": "lost", "email": "", "entries-TOTAL_FORMS": "0", "entries-INITIAL_FORMS": "0",
    })  # fmt: skip
    assert not GiftCard.objects.get().is_active
    assert balance_of(card) == 2500


def bought(quantity: int = 2) -> Order:
    card = make_variant(product=make_product(tax_class="gift_card"))
    order = place_order(make_cart((card, quantity)), details())
    pay(order, "test:approve", idempotency_key="k")
    order.refresh_from_db()
    return order


def test_cards_that_are_bought_are_issued_once_when_they_are_paid():
    order = bought()
    line = order.lines.get()
    assert line.tax_minor == 0
    assert OutboxMessage.objects.filter(task="orders.tasks.issue_gift_cards").count() == 1

    for _again in range(2):
        issue_gift_cards(order.pk)

    cards = GiftCard.objects.all()
    assert [card.balance_minor for card in cards] == [line.unit_price_minor] * 2
    assert {card.email for card in cards} == {order.email}
    assert OutboxMessage.objects.filter(task="orders.tasks.send_gift_card").count() == 2


def test_an_unpaid_order_issues_no_card():
    card = make_variant(product=make_product(tax_class="gift_card"))
    order = place_order(make_cart((card, 1)), details())

    issue_gift_cards(order.pk)

    assert not GiftCard.objects.exists()


def test_money_that_goes_back_empties_the_cards_and_staff_see_what_was_spent():
    order = bought()
    issue_gift_cards(order.pk)
    spent, _other = GiftCard.objects.order_by("pk")
    ledger.take(spent.pk, 100, reference="elsewhere")

    fulfilment.cancel(order)
    issue_gift_cards(order.pk)

    assert [card.balance_minor for card in GiftCard.objects.all()] == [0, 0]
    told = order.timeline.get(kind="gift_card_spent")
    assert "£1.00 had been spent already" in told.message
    assert not told.is_public


def test_no_promotion_makes_money_cheaper():
    Coupon.objects.create(code="TEN", kind="percent", value=1000, minimum_minor=1)
    card = make_variant(product=make_product(tax_class="gift_card"))
    mug = make_variant()
    cart = make_cart((card, 1))
    with pytest.raises(CouponRefused, match="for other things"):
        carts.apply_coupon(cart, "TEN")

    carts.add(cart, mug.pk)
    carts.apply_coupon(cart, "TEN")

    parts = {line.item.variant_id: line.discount_minor for line in carts.view(cart).priced.lines}
    assert parts[card.pk] == 0
    assert parts[mug.pk] > 0


def test_a_page_and_programs_are_told_what_is_left_on_a_card(client):
    cache.delete("gift-card-tries:127.0.0.1")
    code = gift_cards.code_of(gift_cards.issue(1250, "GBP"))

    assert "not known" in client.post("/gift-card/", {"code": "WRONG"}).content.decode()
    assert "£12.50" in client.post("/gift-card/", {"code": code}).content.decode()
    answer = client.post("/api/gift-cards/balance", {"code": code}, content_type="application/json")
    assert answer.json()["balance"]["amount_minor"] == 1250


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.sampled_from(["pay", "decline", "part", "all", "cancel", "expire", "send"]), max_size=8
    ),
    st.integers(1, 3000),
)
def test_no_sequence_of_events_leaves_card_payments_and_order_apart(events, on_the_card):
    with transaction.atomic():
        cart = make_cart((make_variant(), 1))
        card = card_in(cart, on_the_card)
        order = place_order(cart, details())
        for number, event in enumerate(events):
            take_step(order, event, f"k{number}")
        send_refunds()

        order.refresh_from_db()
        payments = order.payments.filter(state="captured")
        assert sum(payment.captured_minor for payment in payments) == order.paid_minor
        assert sum(payment.refunded_minor for payment in payments) == order.refunded_minor
        spent = sum(
            payment.captured_minor - payment.refunded_minor
            for payment in payments.filter(gateway="gift_card")
        )
        assert balance_of(card) == on_the_card - spent
        if order.state == "cancelled":
            assert order.refunded_minor == order.paid_minor
            assert balance_of(card) == on_the_card
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def take_step(order: Order, event: str, key: str) -> None:
    """One thing that may happen to an order; refusals are part of the story."""
    order.refresh_from_db()
    try:
        match event:
            case "pay" | "decline":
                method = "test:approve" if event == "pay" else "test:decline"
                pay(order, method, idempotency_key=key)
            case "part":
                fulfilment.refund(order, 300, key=key)
            case "all":
                fulfilment.refund(order, key=key)
            case "cancel":
                fulfilment.cancel(order)
            case "expire":
                Order.objects.filter(pk=order.pk).update(pay_by=timezone.now())
                fulfilment.expire_unpaid()
            case _:
                send_refunds()
    except DomainError:
        return


def test_a_session_left_open_issues_no_card():
    boss = staff_browser("manager")
    session = boss.session
    del session["account_authentication_methods"]
    session.save()

    answer = boss.post("/admin/orders/giftcard/add/", {"amount": "25.00", "currency": "GBP"})

    assert answer.status_code == 302
    assert "reauthenticate" in answer.url
    assert not GiftCard.objects.exists()
