"""The trade's rules as the pricing functions take them: rows turned into frozen terms."""

from orders.domain.pricing import CouponTerms, RateTerms, options_for
from orders.models import Coupon, ShippingRate, ShippingZone

REST_OF_THE_WORLD = "*"


def coupon_terms(coupon: Coupon) -> CouponTerms:
    """A coupon as it stands now."""
    return CouponTerms(
        code=coupon.code,
        kind=coupon.kind,
        value=coupon.value,
        currency=coupon.currency,
        minimum_minor=coupon.minimum_minor,
        starts_at=coupon.starts_at,
        ends_at=coupon.ends_at,
        is_active=coupon.is_active,
        is_used_up=coupon.usage_limit is not None and coupon.used_count >= coupon.usage_limit,
    )


def rate_terms(rate: ShippingRate) -> RateTerms:
    """A delivery rate as it stands now."""
    return RateTerms(
        code=rate.code,
        name=rate.name,
        price_minor=rate.price_minor,
        free_from_minor=rate.free_from_minor,
        heaviest_grams=rate.heaviest_grams,
        days_least=rate.days_least,
        days_most=rate.days_most,
    )


def rates_to(country: str, weight_grams: int) -> list[RateTerms]:
    """The ways to send a parcel of this weight to a country, in their order; empty when the shop does not."""
    zones: dict[ShippingZone, list[RateTerms]] = {}
    offered = ShippingRate.objects.filter(is_active=True).select_related("zone")
    for rate in offered.order_by("zone__priority", "zone_id", "position", "pk"):
        zones.setdefault(rate.zone, []).append(rate_terms(rate))
    named = [zone for zone in zones if country in zone.countries]
    rest = [zone for zone in zones if REST_OF_THE_WORLD in zone.countries]
    for zone in (*named, *rest):
        options = options_for(zones[zone], weight_grams)
        if options:
            return options
    return []


def countries_served() -> tuple[set[str], bool]:
    """The countries that are named in a zone, and whether the rest of the world is served too."""
    named: set[str] = set()
    for countries in ShippingZone.objects.values_list("countries", flat=True):
        named.update(countries)
    return named - {REST_OF_THE_WORLD}, REST_OF_THE_WORLD in named
