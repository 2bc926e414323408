"""The last of a gift card goes to one order, however many are placed at once."""

from functools import partial

import pytest
from django.db import IntegrityError, connection

from orders.domain import gift_cards
from orders.domain.checkout import place_order
from orders.errors import GiftCardRefused
from orders.gateways.gift_card import ledger
from orders.models import GiftCard, GiftCardEntry, Order
from tests.concurrency.races import at_once
from tests.factories.catalog import make_variant
from tests.factories.orders import details, make_cart

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
BUYERS = 8
UNGUARDED = ledger.TAKE.replace("balance_minor >= %s", "%s > 0")


def carts_with_one_card(amount_minor: int) -> list:
    card = gift_cards.issue(amount_minor, "GBP")
    carts = [make_cart((make_variant(), 1)) for _buyer in range(BUYERS)]
    for cart in carts:
        gift_cards.use(cart, gift_cards.code_of(card), asker="race")
    return carts


def take_the_last(card: GiftCard) -> list:
    return at_once(
        [partial(ledger.take, card.pk, 1, reference=f"order-{n}") for n in range(BUYERS)]
    )


def test_the_last_of_a_card_goes_to_one_order():
    carts = carts_with_one_card(1)

    outcomes = at_once([partial(place_order, cart, details()) for cart in carts])

    assert sum(isinstance(outcome, Order) for outcome in outcomes) == 1, outcomes
    assert sum(isinstance(outcome, GiftCardRefused) for outcome in outcomes) == BUYERS - 1
    assert GiftCard.objects.get().balance_minor == 0
    assert GiftCardEntry.objects.filter(kind="spend").count() == 1


def test_the_last_unit_is_taken_once_round_after_round():
    for _round in range(20):
        card = gift_cards.issue(1, "GBP")

        outcomes = take_the_last(card)

        assert outcomes.count(None) == 1
        assert sum(isinstance(outcome, GiftCardRefused) for outcome in outcomes) == BUYERS - 1


def test_without_the_condition_in_the_write_only_the_constraint_holds(monkeypatch):
    monkeypatch.setattr(ledger, "TAKE", UNGUARDED)
    card = gift_cards.issue(1, "GBP")

    outcomes = take_the_last(card)

    assert outcomes.count(None) == 1
    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == BUYERS - 1


def test_without_condition_and_constraint_one_unit_is_spent_eight_times(monkeypatch):
    monkeypatch.setattr(ledger, "TAKE", UNGUARDED)
    card = gift_cards.issue(1, "GBP")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE orders_giftcard DROP CONSTRAINT gift_card_balance_not_negative")
    try:
        take_the_last(card)
        assert GiftCard.objects.get().balance_minor == 1 - BUYERS
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE orders_giftcard ADD CONSTRAINT gift_card_balance_not_negative"
                " CHECK (balance_minor >= 0) NOT VALID"
            )
