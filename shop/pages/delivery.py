"""What delivery at home costs, as promised on pages. The checkout reckons exactly; this is the usual case."""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from orders.models import ShippingRate

REMEMBERED_SECONDS = 30
SATURDAY = 5


@dataclass(frozen=True)
class Delivery:
    """The first delivery offered in the shop's own country."""

    name: str
    price_minor: int
    free_from_minor: int | None
    currency: str
    days_least: int
    days_most: int


@dataclass(frozen=True)
class FreeDelivery:
    """How far a cart is on the way to free delivery."""

    from_minor: int
    goods_minor: int

    @property
    def missing_minor(self) -> int:
        return max(0, self.from_minor - self.goods_minor)


_remembered: dict[str, tuple[float, Delivery | None]] = {}


def usual_delivery() -> Delivery | None:
    """The usual delivery at home, at most half a minute old; None when nothing is set up."""
    country = settings.SHOP_COUNTRY
    until, delivery = _remembered.get(country, (0.0, None))
    if time.monotonic() >= until:
        delivery = _usual_delivery(country)
        _remembered[country] = (time.monotonic() + REMEMBERED_SECONDS, delivery)
    return delivery


def arrival(today: date, days_least: int, days_most: int) -> tuple[date, date]:
    """Between which days a parcel comes that takes so many working days. Saturdays and Sundays do not count."""
    return _working_day(today, days_least), _working_day(today, days_most)


def _working_day(today: date, days: int) -> date:
    day = today
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day


def forget() -> None:
    """Ask the database again next time."""
    _remembered.clear()


def _usual_delivery(country: str) -> Delivery | None:
    rates = ShippingRate.objects.filter(is_active=True, zone__countries__contains=[country])
    row = rates.order_by("zone__priority", "position", "pk").values(
        "name", "price_minor", "free_from_minor", "currency", "days_least", "days_most"
    )
    return next((Delivery(**rate) for rate in row[:1]), None)


def on_the_way(goods_minor: int) -> FreeDelivery | None:
    """How far goods of this worth are from free delivery at home; None where it is never free."""
    delivery = usual_delivery()
    if delivery is None or delivery.free_from_minor is None:
        return None
    return FreeDelivery(delivery.free_from_minor, goods_minor)
