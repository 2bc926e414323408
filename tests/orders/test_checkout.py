"""Checkout: a cart becomes one order, whole or not at all."""

import pytest
from django.db import IntegrityError, connection, transaction

from catalog.domain import stock
from catalog.errors import OutOfStock
from catalog.models import Reservation, StockLevel, Variant
from orders.domain import carts, checkout
from orders.errors import BadAddress, CartChanged, CouponRefused, EmptyCart, NoDelivery
from orders.models import Coupon, Order, OrderLine
from orders.validators import PostalAddress
from shop.base.errors import InvalidInput
from tests.factories.catalog import make_variant
from tests.factories.orders import ADDRESS, details, make_cart, make_order

pytestmark = pytest.mark.django_db


def test_an_order_keeps_what_its_price_rested_on():
    mug = make_variant("MUG-1", price_minor=1200)

    order = make_order((mug, 2))

    line = order.lines.get()
    assert (line.sku, line.unit_price_minor, line.tax_rate_basis_points, line.tax_minor) == (
        "MUG-1",
        1200,
        2000,
        400,
    )
    assert (order.subtotal_minor, order.shipping_minor, order.tax_minor, order.total_minor) == (
        2400,
        395,
        466,
        2795,
    )
    assert order.state == "pending"


def test_an_order_promises_its_stock_until_it_must_be_paid():
    mug = make_variant(on_hand=5)

    order = make_order((mug, 2))

    assert StockLevel.objects.get(variant=mug).reserved == 2
    assert Reservation.objects.get(reference=order.number).expires_at == order.pay_by


def test_asking_twice_gives_the_same_order():
    cart = make_cart((make_variant(), 1))

    first = checkout.place_order(cart, details())
    second = checkout.place_order(cart, details())

    assert first == second
    assert Order.objects.count() == 1


def test_a_price_that_changed_meanwhile_is_not_charged_silently():
    mug = make_variant(price_minor=1200)
    cart = make_cart((mug, 1))
    Variant.objects.filter(pk=mug.pk).update(price_minor=1300)

    with pytest.raises(CartChanged, match=r"from £12\.00 to £13\.00"):
        checkout.place_order(cart, details())

    assert Order.objects.count() == 0
    carts.accept_prices(cart)
    assert checkout.place_order(cart, details()).subtotal_minor == 1300


def test_what_sold_out_in_the_cart_writes_nothing():
    mug, cap = make_variant(on_hand=5), make_variant(on_hand=1)
    cart = make_cart((mug, 1), (cap, 1))
    stock.receive(cap.pk, -1, reason="damaged")

    with pytest.raises(OutOfStock, match="is sold out"):
        checkout.place_order(cart, details())

    assert (Order.objects.count(), StockLevel.objects.get(variant=mug).reserved) == (0, 0)
    cart.refresh_from_db()
    assert cart.ordered_at is None


def test_an_empty_cart_is_no_order():
    with pytest.raises(EmptyCart):
        checkout.place_order(make_cart(), details())


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"email": "nobody"}, InvalidInput, "email"),
        ({"terms_accepted": False}, InvalidInput, "terms"),
        ({"note": "x" * 1001}, InvalidInput, "note"),
        ({"shipping_code": "broom"}, NoDelivery, "shipping_code"),
        ({"shipping_code": ""}, NoDelivery, "shipping_code"),
        (
            {"shipping_address": PostalAddress("", "1 Row", "London", "GB", "SW1A 1AA")},
            BadAddress,
            "full_name",
        ),
        (
            {"shipping_address": PostalAddress("Ada", "1 Row", "London", "GB", "12345")},
            BadAddress,
            "postcode",
        ),
        (
            {"shipping_address": PostalAddress("Ada", "1 Row", "Boston", "US", "02101")},
            BadAddress,
            "region",
        ),
        (
            {"shipping_address": PostalAddress("Ada", "1 Row", "X", "G\n", "1")},
            BadAddress,
            "country",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_named(changes, refusal, field):
    cart = make_cart((make_variant(), 1))

    with pytest.raises(refusal) as refused:
        checkout.place_order(cart, details(**changes))

    assert refused.value.field == field
    assert Order.objects.count() == 0


def test_a_postcode_is_put_into_its_form():
    order = make_order(
        shipping_address=PostalAddress(" Ada  Byron ", "1 Row", "London", "gb", "sw1a 1aa")
    )

    assert order.shipping_address["postcode"] == "SW1A 1AA"
    assert order.shipping_address["full_name"] == "Ada Byron"


def test_the_last_use_of_a_code_goes_to_one_order():
    Coupon.objects.create(code="ONCE", kind="percent", value=1000, usage_limit=1)
    first, second = make_cart((make_variant(), 1)), make_cart((make_variant(), 1))
    for cart in (first, second):
        carts.apply_coupon(cart, "ONCE")

    order = checkout.place_order(first, details())
    with pytest.raises(CouponRefused, match="used up"):
        checkout.place_order(second, details())

    assert order.discount_minor == 120
    assert Coupon.objects.get().used_count == 1


def test_placing_an_order_stays_within_its_statements(django_assert_max_num_queries):
    cart = make_cart((make_variant(), 1), (make_variant(), 2))

    with django_assert_max_num_queries(32):
        checkout.place_order(cart, details())


def breaks(sql: str, name: str, *parameters) -> None:
    """Run a statement below all code; the constraint of this name must refuse it."""
    with (
        pytest.raises(IntegrityError, match=name),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("total_minor = total_minor + 1", "order_total_adds_up"),
        ("subtotal_minor = -1", "order_amounts_not_negative"),
        ("discount_minor = 999999", "order_discount_within"),
        ("state = 'lost'", "order_state_known"),
        ("state = 'paid'", "order_paid_state_means_paid_in_full"),
        ("refunded_minor = 1", "order_refunded_within_paid"),
        ("paid_minor = total_minor + 1", "order_paid_within_total"),
        ("currency = 'gbp'", "order_currency_is_iso_code"),
    ],
)
def test_the_database_refuses_an_order_that_does_not_add_up(change, name):
    make_order()

    breaks(f"UPDATE orders_order SET {change}", name)


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("UPDATE orders_orderline SET quantity = 0", "order_line"),
        ("UPDATE orders_orderline SET total_minor = 1", "order_line_total_adds_up"),
        (
            "UPDATE orders_orderline SET discount_minor = 99999, total_minor = -98799",
            "order_line_discount_within",
        ),
        ("UPDATE orders_orderline SET quantity = 2, total_minor = 2400", "do not add up"),
        ("DELETE FROM orders_orderline", "do not add up"),
    ],
)
def test_the_database_refuses_lines_that_do_not_add_up(sql, name):
    make_order((make_variant(price_minor=1200), 1))

    breaks(sql, name)
    assert OrderLine.objects.get().quantity == 1


def test_addresses_are_kept_as_they_were():
    assert make_order().shipping_address == ADDRESS.as_json()
