"""Delivery: which ways there are for a parcel, and what each costs."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

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


def shipping_cost(
    snapshot: Snapshot, goods_minor: int, paid_by: str
) -> tuple[int, list[TraceStep]]:
    """The cost of the chosen delivery and the reason; nothing while none is chosen.

    ``paid_by`` names the promotion that makes it free; empty for none.
    """
    rate = snapshot.rate
    if rate is None:
        return 0, []
    if paid_by:
        words = _("Free delivery: %(name)s") % {"name": paid_by}
        return 0, [TraceStep("coupon_free_shipping", words)]
    cost = cost_of(rate, goods_minor)
    if cost == 0 and rate.price_minor:
        return 0, [
            TraceStep(
                "free_shipping", _("%(name)s: free from this amount on") % {"name": rate.name}
            )
        ]
    return cost, [TraceStep("shipping", rate.name, cost)]
