"""The price of a cart: goods, discount, delivery, tax, total, each with its reason."""

from django.utils.translation import gettext as _

from orders.domain.pricing.coupons import discounts
from orders.domain.pricing.shipping import shipping_cost
from orders.domain.pricing.snapshot import Priced, PricedLine, Snapshot, TraceStep
from shop.base.money import share_of, tax_within

SHIPPING_TAX_CLASS = "standard"


def price(snapshot: Snapshot) -> Priced:
    """What the cart costs and why. Tax is rounded once per line, half up; the parts add up to the total."""
    reductions = discounts(snapshot)
    lines = tuple(
        _line(snapshot, place, discount_minor)
        for place, discount_minor in enumerate(reductions.parts)
    )
    subtotal = sum(line.item.gross_minor for line in lines)
    discount = sum(line.discount_minor for line in lines)
    shipping, shipping_steps = shipping_cost(
        snapshot, subtotal - discount, reductions.free_delivery
    )
    tax = sum(line.tax_minor for line in lines) + _tax_on(
        snapshot, shipping, _rate(snapshot, SHIPPING_TAX_CLASS)
    )
    before_tax = subtotal - discount + shipping
    return Priced(
        lines=lines,
        subtotal_minor=subtotal,
        discount_minor=discount,
        shipping_minor=shipping,
        tax_minor=tax,
        total_minor=before_tax if snapshot.prices_include_tax else before_tax + tax,
        trace=(
            TraceStep("goods", _("Goods"), subtotal),
            *reductions.steps,
            *shipping_steps,
            _tax_step(snapshot, tax),
        ),
    )


def _line(snapshot: Snapshot, place: int, discount_minor: int) -> PricedLine:
    item = snapshot.items[place]
    rate = _rate(snapshot, item.tax_class)
    tax = _tax_on(snapshot, item.gross_minor - discount_minor, rate)
    return PricedLine(item, discount_minor, rate, tax)


def _rate(snapshot: Snapshot, tax_class: str) -> int:
    return (snapshot.tax_rates or {}).get(tax_class, 0)


def _tax_on(snapshot: Snapshot, amount_minor: int, rate: int) -> int:
    if snapshot.prices_include_tax:
        return tax_within(amount_minor, rate)
    return share_of(amount_minor, rate)


def _tax_step(snapshot: Snapshot, tax_minor: int) -> TraceStep:
    if snapshot.prices_include_tax:
        return TraceStep("tax_included", _("Tax included"), tax_minor)
    return TraceStep("tax_added", _("Tax"), tax_minor)
