"""Carts: what may go in, what changed since, what is brought along at sign-in."""

import pytest

from catalog.domain import stock
from catalog.errors import NotForSale, OutOfStock
from catalog.models import Variant
from orders.domain import carts
from orders.errors import BadQuantity, CouponRefused
from orders.models import Cart, CartLine, Coupon
from tests.factories.accounts import make_user
from tests.factories.catalog import make_variant
from tests.factories.orders import make_cart

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("quantity", [0, -1, 1000, 10**9])
def test_a_quantity_out_of_bounds_is_refused(quantity):
    mug = make_variant()
    cart = make_cart()

    with pytest.raises(BadQuantity, match="between 1 and 999"):
        carts.add(cart, mug.pk, quantity)

    assert CartLine.objects.count() == 0


def test_adding_twice_adds_up():
    mug = make_variant(on_hand=10)
    cart = make_cart((mug, 2), (mug, 3))

    assert list(cart.lines.values_list("quantity", flat=True)) == [5]


def test_more_than_there_is_cannot_go_in():
    mug = make_variant(on_hand=3)
    cart = make_cart((mug, 2))

    with pytest.raises(OutOfStock, match="Only 3 of"):
        carts.add(cart, mug.pk, 2)

    assert cart.lines.get().quantity == 2


@pytest.mark.parametrize("variant_id", [0, 999_999])
def test_what_does_not_exist_cannot_go_in(variant_id):
    with pytest.raises(NotForSale):
        carts.add(make_cart(), variant_id)


def test_a_changed_price_is_shown_until_it_is_accepted():
    mug = make_variant(price_minor=1200)
    cart = make_cart((mug, 1))
    Variant.objects.filter(pk=mug.pk).update(price_minor=1500)

    line = carts.view(cart).lines[0]
    carts.accept_prices(cart)

    assert (line.problem, line.words) == (
        "price_changed",
        "The price has changed from £12.00 to £15.00.",
    )
    assert carts.view(cart).problems == []


def test_what_was_sold_meanwhile_is_shown():
    mug, cap = make_variant(on_hand=3), make_variant(on_hand=1)
    cart = make_cart((mug, 3), (cap, 1))
    stock.receive(mug.pk, -2, reason="damaged")
    stock.receive(cap.pk, -1, reason="damaged")

    assert [line.problem for line in carts.view(cart).lines] == ["too_many", "sold_out"]


def test_a_product_taken_off_sale_is_shown():
    mug = make_variant()
    cart = make_cart((mug, 1))
    mug.product.soft_delete()

    assert [line.problem for line in carts.view(cart).lines] == ["not_for_sale"]


def test_an_unknown_code_is_refused_and_the_cart_keeps_its_own():
    Coupon.objects.create(code="TEN", kind="percent", value=1000)
    cart = make_cart((make_variant(), 1))
    carts.apply_coupon(cart, " ten ")

    with pytest.raises(CouponRefused, match="“NOPE” is not known"):
        carts.apply_coupon(cart, "NOPE")

    cart.refresh_from_db()
    assert cart.coupon.code == "TEN"


def test_an_anonymous_cart_comes_along_at_sign_in_within_the_stock():
    ada, mug, cap = make_user(), make_variant(on_hand=4), make_variant()
    make_cart((mug, 3), user=ada)
    guest = make_cart((mug, 2), (cap, 1))

    cart = carts.merge(guest.token, ada)

    assert dict(cart.lines.values_list("variant_id", "quantity")) == {mug.pk: 4, cap.pk: 1}
    assert not Cart.objects.filter(pk=guest.pk).exists()


def test_nobody_elses_cart_can_be_opened_or_merged_by_its_token():
    ada, cy = make_user(), make_user()
    adas = make_cart((make_variant(), 1), user=ada)

    assert carts.find_cart(adas.token, None) is None
    assert carts.merge(adas.token, cy) is None
    assert adas.lines.count() == 1


def test_a_token_that_is_no_token_opens_nothing():
    assert carts.find_cart("'; DROP TABLE", None) is None


@pytest.mark.parametrize("lines", [1, 3])
def test_looking_at_a_cart_takes_the_same_statements_however_full_it_is(
    lines, django_assert_num_queries
):
    cart = make_cart(*((make_variant(), 1) for _ in range(lines)))

    with django_assert_num_queries(4):
        carts.view(cart)


def test_adding_to_a_cart_stays_within_its_statements(django_assert_max_num_queries):
    mug, cart = make_variant(), make_cart()

    with django_assert_max_num_queries(10):
        carts.add(cart, mug.pk)
