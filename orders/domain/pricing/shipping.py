"""Delivery: which ways there are for a parcel, and what each costs."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from orders.domain.pricing.coupons import frees_shipping
from orders.domain.pricing.snapshot import RateTerms, Snapshot, TraceStep


def options_for(rates: Iterable[RateTerms], weight_grams: int) -> list[RateTerms]:
    """The rates that take a parcel of this weight, in their order."""
    return [
        rate for rate in rates if rate.heaviest_grams is None or weight_grams <= rate.heaviest_grams
    ]


def cost_of(rate: RateTerms, goods_minor: int) -> int:
    """What the delivery of goods worth ``goods_minor`` (after discount) costs."""
    if rate.free_from_minor is not None and goods_minor >= rate.free_from_minor:
        return 0
    return rate.price_minor


def shipping_cost(snapshot: Snapshot, goods_minor: int) -> tuple[int, list[TraceStep]]:
    """The cost of the chosen delivery and the reason; nothing while none is chosen."""
    rate = snapshot.rate
    if rate is None:
        return 0, []
    if frees_shipping(snapshot):
        code = snapshot.coupon.code if snapshot.coupon else ""
        return 0, [
            TraceStep(
                "coupon_free_shipping", _("Free delivery with code %(code)s") % {"code": code}
            )
        ]
    cost = cost_of(rate, goods_minor)
    if cost == 0 and rate.price_minor:
        return 0, [
            TraceStep(
                "free_shipping", _("%(name)s: free from this amount on") % {"name": rate.name}
            )
        ]
    return cost, [TraceStep("shipping", rate.name, cost)]
