"""Promotions: each kind, how they stack, and limits of use that hold and come back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.domain import carts, fulfilment, terms
from orders.domain.checkout import place_order
from orders.domain.pricing import CouponTerms, Item, RateTerms, Snapshot, price
from orders.errors import CouponRefused
from orders.models import Coupon, CouponUse, CustomerGroup, Order
from shop.base.money import share_of, tax_within
from tests.factories.accounts import make_user
from tests.factories.catalog import make_variant
from tests.factories.orders import details, make_cart
from tests.office import staff_browser

NOW = datetime(2026, 11, 23, tzinfo=UTC)
MUG = Item(1, "Mug", 2, 1000, product_id=1, category_id=7)
CAP = Item(2, "Cap", 1, 400, product_id=2, category_id=8)


def priced_with(*promotions: CouponTerms, items=(MUG, CAP)):
    return price(Snapshot(items=tuple(items), currency="GBP", at=NOW, automatic=promotions))


def automatic(kind: str, **changes) -> CouponTerms:
    given = {"code": kind.upper(), "name": kind, "is_automatic": True, **changes}
    return CouponTerms(kind=kind, **given)


@pytest.mark.parametrize(
    ("promotion", "parts"),
    [
        (automatic("buy_get", buy_quantity=2, get_quantity=1), [0, 400]),
        (automatic("bundle", buy_quantity=2, value=1500), [500, 0]),
        (automatic("tiered", tiers=((1000, 500), (2000, 1000), (9000, 5000))), [200, 40]),
        (automatic("percent", value=1000, category_ids=frozenset({8})), [0, 40]),
        (automatic("amount", value=100, product_ids=frozenset({1})), [100, 0]),
        (automatic("amount", value=100), [83, 17]),
    ],
    ids=["buy-get", "bundle", "tiered", "category", "product", "spread"],
)
def test_each_kind_takes_off_what_it_says(promotion, parts):
    assert [line.discount_minor for line in priced_with(promotion).lines] == parts


def test_promotions_work_on_what_those_before_them_left():
    first = automatic("amount", value=400, priority=1)
    then = automatic("percent", value=1000, priority=2)

    assert [step.amount_minor for step in priced_with(then, first).reductions] == [-400, -200]


def test_of_an_exclusive_group_the_first_that_applies_counts_and_the_other_says_so():
    first = automatic("amount", value=400, priority=1, exclusive_group="sale")
    other = automatic("percent", value=5000, priority=2, exclusive_group="sale")

    priced = priced_with(other, first)

    assert priced.discount_minor == 400
    assert "percent cannot be combined with this: amount." in [step.words for step in priced.trace]


some_items = st.builds(
    Item,
    variant_id=st.integers(1, 99),
    name=st.just("Thing"),
    quantity=st.integers(1, 999),
    unit_price_minor=st.integers(0, 10_000_000),
    product_id=st.integers(1, 3),
)
some_promotions = st.builds(
    CouponTerms,
    code=st.sampled_from("ABC"),
    kind=st.sampled_from(["percent", "amount", "free_shipping", "buy_get", "bundle", "tiered"]),
    value=st.integers(1, 10_000),
    is_automatic=st.just(True),
    priority=st.integers(1, 3),
    exclusive_group=st.sampled_from(["", "", "sale"]),
    buy_quantity=st.integers(2, 5),
    get_quantity=st.integers(1, 3),
    tiers=st.just(((100, 500), (5000, 10_000))),
    product_ids=st.sampled_from([frozenset(), frozenset({1})]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(some_items, min_size=1, max_size=10), st.lists(some_promotions, max_size=5))
def test_whatever_is_stacked_the_parts_add_up_and_no_line_falls_below_nothing(items, promotions):
    priced = priced_with(*promotions, items=items)

    assert priced.discount_minor == -sum(step.amount_minor for step in priced.reductions)
    assert priced.discount_minor == sum(line.discount_minor for line in priced.lines)
    assert all(0 <= line.discount_minor <= line.item.gross_minor for line in priced.lines)
    assert priced.total_minor == priced.subtotal_minor - priced.discount_minor


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(some_items, min_size=1, max_size=10),
    st.lists(some_promotions, max_size=5),
    st.booleans(),
    st.integers(0, 5000),
)
def test_promotions_delivery_and_tax_add_up_to_the_penny(items, promotions, includes_tax, rate):
    taxed = [replace(item, tax_class=("standard", "zero")[item.product_id % 2]) for item in items]
    priced = price(
        Snapshot(
            items=tuple(taxed),
            currency="GBP",
            at=NOW,
            prices_include_tax=includes_tax,
            tax_rates={"standard": rate},
            automatic=tuple(promotions),
            rate=RateTerms("standard", "Standard", 395, free_from_minor=5000),
        )
    )

    paid_for_goods = sum(line.total_minor for line in priced.lines)
    tax_of_lines = sum(line.tax_minor for line in priced.lines)
    tax_of_delivery = (
        tax_within(priced.shipping_minor, rate)
        if includes_tax
        else share_of(priced.shipping_minor, rate)
    )
    assert priced.tax_minor == tax_of_lines + tax_of_delivery
    added = 0 if includes_tax else priced.tax_minor
    assert priced.total_minor == paid_for_goods + priced.shipping_minor + added
    told = [step for step in priced.trace if step.code != "tax_included"]
    assert sum(step.amount_minor for step in told) == priced.total_minor


def test_a_promotion_for_groups_is_for_customers_in_one_of_them():
    terms = automatic("amount", value=100, group_ids=frozenset({3, 4}))
    snapshot = Snapshot(items=(MUG,), currency="GBP", at=NOW, automatic=(terms,))

    assert price(snapshot).discount_minor == 0
    assert price(replace(snapshot, customer_groups=frozenset({4}))).discount_minor == 100


@pytest.mark.django_db
def test_a_code_for_a_group_is_refused_to_everybody_else():
    trade = CustomerGroup.objects.create(name="Trade")
    Coupon.objects.create(code="TRADE", kind="percent", value=1000, group_ids=[trade.pk])
    ada, cy = make_user("ada@example.com"), make_user("cy@example.com")
    trade.customers.add(ada)
    mug = make_variant()

    for other in (cy, None):
        with pytest.raises(CouponRefused, match="for certain customers"):
            carts.apply_coupon(make_cart((mug, 1), user=other), "TRADE")
    cart = make_cart((mug, 1), user=ada)
    carts.apply_coupon(cart, "TRADE")
    trade.customers.clear()

    with pytest.raises(CouponRefused):
        place_order(cart, details(), user=ada)
    trade.customers.add(ada)
    assert place_order(cart, details(), user=ada).discount_minor


def buy_with(coupon: Coupon, **changes) -> Order:
    cart = make_cart((make_variant(), 1))
    carts.apply_coupon(cart, coupon.code)
    return place_order(cart, details(**changes))


@pytest.mark.django_db
def test_a_code_is_used_once_by_a_customer_and_a_cancelled_order_gives_it_back():
    coupon = Coupon.objects.create(code="MINE", kind="percent", value=1000, customer_limit=1)
    order = buy_with(coupon)

    with pytest.raises(CouponRefused):
        buy_with(coupon, email="ADA@example.com")
    buy_with(coupon, email="cy@example.com")
    fulfilment.cancel(order)
    buy_with(coupon)

    coupon.refresh_from_db()
    assert coupon.used_count == 2
    assert sorted(CouponUse.objects.values_list("count", flat=True)) == [1, 1]


@pytest.fixture
def two_that_combine() -> tuple[Coupon, ...]:
    return tuple(
        Coupon.objects.create(
            code=code, kind="percent", value=1000, combines=True, priority=n, usage_limit=1
        )
        for n, code in enumerate(("FIRST", "SECOND"))
    )


@pytest.mark.django_db
def test_codes_that_combine_lie_beside_each_other_and_each_is_counted_and_given_back(
    two_that_combine,
):
    cart = make_cart((make_variant(price_minor=1000), 1))
    for coupon in two_that_combine:
        carts.apply_coupon(cart, coupon.code)
    carts.apply_coupon(cart, "FIRST")

    order = place_order(cart, details())

    assert order.discount_minor == 100 + 90
    assert order.reduced_by == "Code FIRST, Code SECOND"
    assert set(Coupon.objects.values_list("used_count", flat=True)) == {1}
    fulfilment.cancel(order)
    assert set(Coupon.objects.values_list("used_count", flat=True)) == {0}


@pytest.mark.django_db
def test_a_code_that_stands_alone_takes_the_place_of_the_others(two_that_combine):
    Coupon.objects.create(code="ALONE", kind="amount", value=100)
    cart = make_cart((make_variant(), 1))
    for code in ("FIRST", "SECOND", "ALONE"):
        carts.apply_coupon(cart, code)
    assert carts.view(cart).coupon_code == "ALONE"

    carts.apply_coupon(cart, "FIRST")
    assert carts.view(cart).coupon_code == "FIRST"


@pytest.mark.django_db
def test_codes_of_one_exclusive_group_are_not_used_together(two_that_combine):
    Coupon.objects.update(exclusive_group="sale")
    cart = make_cart((make_variant(), 1))
    carts.apply_coupon(cart, "FIRST")

    with pytest.raises(CouponRefused, match="cannot be combined"):
        carts.apply_coupon(cart, "SECOND")

    assert carts.view(cart).coupon_code == "FIRST"


@pytest.mark.django_db
def test_when_one_of_two_codes_is_used_up_neither_is_counted(two_that_combine):
    cart = make_cart((make_variant(), 1))
    for coupon in two_that_combine:
        carts.apply_coupon(cart, coupon.code)
    Coupon.objects.filter(code="SECOND").update(used_count=1)

    with pytest.raises(CouponRefused):
        place_order(cart, details())

    assert Coupon.objects.get(code="FIRST").used_count == 0


@pytest.mark.django_db
def test_the_cart_page_takes_a_second_code_and_lets_all_of_them_go(client, two_that_combine):
    client.post("/cart/add/", {"variant": make_variant().pk})
    client.post("/cart/coupon/", {"code": "first"})
    assert "Have another code?" in client.get("/cart/").content.decode()

    client.post("/cart/coupon/", {"code": "second"})
    page = client.get("/cart/").content.decode()
    assert "Code FIRST" in page
    assert "Code SECOND" in page

    client.post("/cart/coupon/", {"remove": "1"})
    assert "Code FIRST" not in client.get("/cart/").content.decode()


@pytest.mark.django_db
def test_an_order_that_was_not_paid_in_time_gives_its_code_back_once():
    coupon = Coupon.objects.create(code="MINE", kind="percent", value=1000, usage_limit=1)
    buy_with(coupon)
    Order.objects.update(pay_by=NOW)

    for _again in range(2):
        fulfilment.expire_unpaid()

    coupon.refresh_from_db()
    assert coupon.used_count == 0
    assert buy_with(coupon).discount_minor


@pytest.mark.django_db
def test_a_code_for_first_orders_is_refused_to_who_has_ordered():
    place_order(make_cart((make_variant(), 1)), details())
    coupon = Coupon.objects.create(code="NEW", kind="percent", value=1000, first_order_only=True)

    with pytest.raises(CouponRefused):
        buy_with(coupon)

    assert Order.objects.count() == 1


@pytest.mark.django_db
def test_an_automatic_promotion_needs_no_code_and_is_no_code():
    Coupon.objects.create(code="AUTO", name="Sale", kind="percent", value=1000, is_automatic=True)
    terms.forget_automatic()
    cart = make_cart((make_variant(), 1))

    with pytest.raises(CouponRefused):
        carts.apply_coupon(cart, "AUTO")
    order = place_order(cart, details())

    assert order.discount_minor * 10 == order.subtotal_minor
    assert order.reduced_by == "Sale"


@pytest.mark.django_db
def test_staff_write_a_promotion_with_tiers_for_a_product_and_see_what_it_would_have_done():
    mug = make_variant()
    place_order(make_cart((mug, 1)), details())
    boss = staff_browser("manager")
    form = {
        "code": "more", "name": "More", "is_automatic": "on", "is_active": "on", "kind": "tiered",
        "currency": "GBP", "minimum_minor": "0", "tiers": "1: 10, 50: 12.5", "skus": mug.sku,
    }  # fmt: skip

    answer = boss.post("/admin/orders/coupon/add/", form)

    assert answer.status_code == 302, answer.context["adminform"].form.errors
    coupon = Coupon.objects.get()
    assert coupon.tiers == [[100, 1000], [5000, 1250]]
    assert coupon.product_ids == [mug.product_id]
    page = boss.get(f"/admin/orders/coupon/{coupon.pk}/change/").content.decode()
    assert "1 of the latest 1 orders" in page


@pytest.mark.django_db
def test_dates_are_meant_where_the_promotion_says():
    boss = staff_browser("manager")
    form = {
        "code": "tokyo", "is_active": "on", "kind": "free_shipping", "currency": "GBP", "minimum_minor": "0",
        "starts_at_0": "2026-12-01", "starts_at_1": "09:00:00", "time_zone": "Asia/Tokyo",
    }  # fmt: skip

    answer = boss.post("/admin/orders/coupon/add/", form)

    assert answer.status_code == 302, answer.context["adminform"].form.errors
    coupon = Coupon.objects.get()
    assert coupon.starts_at == datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
    shown = boss.get(f"/admin/orders/coupon/{coupon.pk}/change/")
    assert shown.context["adminform"].form.initial["starts_at"] == datetime(2026, 12, 1, 9, 0)
    answer = boss.post("/admin/orders/coupon/add/", {**form, "code": "X", "time_zone": "Mars"})
    assert "time_zone" in answer.context["adminform"].form.errors
