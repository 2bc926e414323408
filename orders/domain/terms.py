"""The trade's rules as the pricing functions take them: rows turned into frozen terms."""

from collections.abc import Iterable
from dataclasses import fields
from time import monotonic

from orders.domain.pricing import CouponTerms, RateTerms, options_for
from orders.models import Coupon, CustomerGroup, ShippingRate, ShippingZone
from shop.base.prepared import Prepared, as_tuple

REST_OF_THE_WORLD = "*"
AUTOMATIC_KEPT_SECONDS = 5
RATE_COLUMNS = tuple(field.name for field in fields(RateTerms))


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
        name=coupon.name,
        is_automatic=coupon.is_automatic,
        priority=coupon.priority,
        exclusive_group=coupon.exclusive_group,
        combines=coupon.combines,
        buy_quantity=coupon.buy_quantity,
        get_quantity=coupon.get_quantity,
        tiers=tuple((least, points) for least, points in coupon.tiers),
        product_ids=frozenset(coupon.product_ids),
        category_ids=frozenset(coupon.category_ids),
        group_ids=frozenset(coupon.group_ids),
    )


class _Automatic:
    """The automatic promotions, read again after some seconds: every cart asks for them."""

    def __init__(self) -> None:
        self.known: tuple[CouponTerms, ...] = ()
        self.good_until = 0.0


_automatic = _Automatic()


def automatic_terms() -> tuple[CouponTerms, ...]:
    """The promotions that need no code, at most ``AUTOMATIC_KEPT_SECONDS`` old. Their dates are judged at each price."""
    if monotonic() >= _automatic.good_until:
        active = Coupon.objects.filter(is_automatic=True, is_active=True)
        remember_automatic(tuple(coupon_terms(coupon) for coupon in active))
    return _automatic.known


def remember_automatic(terms: tuple[CouponTerms, ...]) -> None:
    """These are the automatic promotions of now."""
    _automatic.known = terms
    _automatic.good_until = monotonic() + AUTOMATIC_KEPT_SECONDS


def forget_automatic() -> None:
    """Read them again for the next price in this process."""
    _automatic.good_until = 0.0


def groups_of(user_id: int | None, terms: Iterable[CouponTerms]) -> frozenset[int]:
    """The groups that a customer is in; asked for only when one of the promotions is for groups."""
    if user_id is None or not any(one.group_ids for one in terms):
        return frozenset()
    return frozenset(CustomerGroup.objects.filter(customers=user_id).values_list("pk", flat=True))


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
    zones: dict[int, tuple[list[str], list[RateTerms]]] = {}
    for zone, countries, *terms in _RATES.rows():
        zones.setdefault(zone, (countries, []))[1].append(RateTerms(*terms))
    named = [rates for countries, rates in zones.values() if country in countries]
    rest = [rates for countries, rates in zones.values() if REST_OF_THE_WORLD in countries]
    for rates in (*named, *rest):
        if options := options_for(rates, weight_grams):
            return options
    return []


_RATES = Prepared(
    lambda: (
        ShippingRate.objects.filter(is_active=True)
        .order_by("zone__priority", "zone_id", "position", "pk")
        .values_list("zone_id", "zone__countries", *RATE_COLUMNS)
    ),
    as_tuple,
)


def countries_served() -> tuple[set[str], bool]:
    """The countries that are named in a zone, and whether the rest of the world is served too."""
    named: set[str] = set()
    for (countries,) in _ZONES.rows():
        named.update(countries)
    return named - {REST_OF_THE_WORLD}, REST_OF_THE_WORLD in named


_ZONES = Prepared(lambda: ShippingZone.objects.values_list("countries"), as_tuple)
