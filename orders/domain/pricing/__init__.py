"""What a cart costs and why: pure functions of a snapshot. The same snapshot always gives the same answer."""

from orders.domain.pricing.coupons import objection_to, refusal_in
from orders.domain.pricing.shipping import cost_of, options_for
from orders.domain.pricing.snapshot import (
    CouponTerms,
    Item,
    Priced,
    PricedLine,
    RateTerms,
    Snapshot,
    TraceStep,
)
from orders.domain.pricing.totals import price

__all__ = [
    "CouponTerms",
    "Item",
    "Priced",
    "PricedLine",
    "RateTerms",
    "Snapshot",
    "TraceStep",
    "cost_of",
    "objection_to",
    "options_for",
    "price",
    "refusal_in",
]
