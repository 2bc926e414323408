"""The trade rules as staff write them: percent and pounds, never basis points and pence."""

import pytest

from orders.models import Coupon, TaxRate
from tests.office import staff_browser

pytestmark = pytest.mark.django_db

COUPON = {"code": "spring-10", "kind": "percent", "value": "10", "currency": "gbp", "minimum_minor": "20"}  # fmt: skip
RATE = {"country": "no", "tax_class": "standard", "rate_basis_points": "25", "valid_from": "2026-01-01"}  # fmt: skip


@pytest.fixture
def boss():
    return staff_browser("manager")


def write(browser, screen, form, **changes):
    """Fill in the form of a new row; what was wrong, by field."""
    answer = browser.post(f"/admin/orders/{screen}/add/", {**form, **changes})
    return {} if answer.status_code == 302 else dict(answer.context["adminform"].form.errors)


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({}, ("percent", 1000)),
        ({"value": "0.01"}, ("percent", 1)),
        ({"value": "100"}, ("percent", 10_000)),
        ({"kind": "amount", "value": "5.50"}, ("amount", 550)),
        ({"kind": "amount", "value": "500", "currency": "JPY"}, ("amount", 500)),
        ({"kind": "free_shipping", "value": "7"}, ("free_shipping", 0)),
        ({"kind": "free_shipping", "value": ""}, ("free_shipping", 0)),
    ],
)
def test_a_coupon_is_written_in_percent_or_pounds(boss, changes, kept):
    assert write(boss, "coupon", COUPON, **changes) == {}

    coupon = Coupon.objects.get()
    assert (coupon.code, coupon.kind, coupon.value) == ("SPRING-10", *kept)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": "0"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "100.01"}, "value"),
        ({"value": "0.001"}, "value"),
        ({"value": "-1"}, "value"),
        ({"value": "1e400"}, "value"),
        ({"value": "ten"}, "value"),
        ({"kind": "amount", "value": "0"}, "value"),
        ({"kind": "amount", "value": "0.001"}, "value"),
        ({"kind": "amount", "currency": "???"}, "value"),
        ({"code": "ZEHN%"}, "code"),
        ({"code": "ÄH"}, "code"),
        ({"minimum_minor": "-1"}, "minimum_minor"),
        (
            {"starts_at_0": "2026-02-01", "starts_at_1": "10:00", "ends_at_0": "2026-01-01", "ends_at_1": "10:00"},
            "ends_at",
        ),
    ],
)  # fmt: skip
def test_a_coupon_that_makes_no_sense_is_refused_beside_the_field(boss, changes, field):
    assert field in write(boss, "coupon", COUPON, **changes)
    assert not Coupon.objects.exists()


def test_a_coupon_is_shown_as_it_was_written(boss):
    percent = Coupon.objects.create(code="P", kind="percent", value=1250)
    amount = Coupon.objects.create(code="A", kind="amount", value=550)

    shown = [
        boss.get(f"/admin/orders/coupon/{coupon.pk}/change/").context["adminform"].form.initial
        for coupon in (percent, amount)
    ]

    assert [str(initial["value"]) for initial in shown] == ["12.5", "5.50"]


def test_a_limit_below_the_uses_is_refused(boss):
    coupon = Coupon.objects.create(code="P", kind="percent", value=1000, used_count=3)

    answer = boss.post(f"/admin/orders/coupon/{coupon.pk}/change/", {**COUPON, "usage_limit": "2"})

    coupon.refresh_from_db()
    assert answer.context["adminform"].form.errors["usage_limit"]
    assert coupon.usage_limit is None


def test_a_coupon_goes_back_to_what_it_was(boss):
    coupon = Coupon.objects.create(code="P", kind="percent", value=1000)
    Coupon.objects.filter(pk=coupon.pk).update(value=2000)
    before = coupon.events.last().pk

    boss.post(f"/admin/orders/coupon/{coupon.pk}/history/{before}/")

    coupon.refresh_from_db()
    assert coupon.value == 1000


@pytest.mark.parametrize(
    ("percent", "kept"), [("25", 2500), ("5.5", 550), ("0", 0), ("100", 10_000)]
)
def test_a_tax_rate_is_written_in_percent(boss, percent, kept):
    assert write(boss, "taxrate", RATE, rate_basis_points=percent) == {}

    assert TaxRate.objects.get(country="NO").rate_basis_points == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("rate_basis_points", "100.01"),
        ("rate_basis_points", "-1"),
        ("rate_basis_points", "5.555"),
        ("country", "ZZ"),
        ("country", "N"),
        ("tax_class", "luxury"),
        ("valid_from", "someday"),
    ],
)
def test_a_tax_rate_that_makes_no_sense_is_refused_beside_the_field(boss, field, typed):
    assert list(write(boss, "taxrate", RATE, **{field: typed})) == [field]
    assert not TaxRate.objects.exists()


def test_the_same_rate_typed_another_way_is_no_change(boss):
    write(boss, "taxrate", RATE)
    rate = TaxRate.objects.get()

    form = {**RATE, "rate_basis_points": "25.00"}
    boss.post(f"/admin/orders/taxrate/{rate.pk}/change/", form)
    page = boss.get(f"/admin/orders/taxrate/{rate.pk}/change/")

    assert page.context["adminform"].form["rate_basis_points"].value() == "25"
