"""What a customer is like: recency, frequency and money, in fifths of all customers, and a name for it."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.models import User
from activity.models import Event
from mlbridge import queries
from mlbridge.queries import Cuts, Spending
from shop.base.errors import NotFound

CUTS_KEY = "mlbridge.spending-cuts"
CUTS_KEPT = timedelta(hours=1)
LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True)
class Segment:
    """A group of customers with a name that says what they are like."""

    code: str
    says: StrPromise
    means: StrPromise


BEST = Segment("best", _("Best customers"), _("Buy often, a lot, and lately."))
LOYAL = Segment("loyal", _("Loyal customers"), _("Buy often and come back."))
NEWCOMERS = Segment("new", _("Newcomers"), _("Bought lately for the first time."))
PROMISING = Segment("promising", _("Promising"), _("Bought lately, could buy more often."))
SLIPPING = Segment("slipping", _("Slipping away"), _("Used to buy often, not lately."))
RARE = Segment("rare", _("Now and then"), _("Buy seldom; the last time was a while ago."))
LOST = Segment("lost", _("Lost"), _("Bought seldom and long ago."))
LOOKING = Segment("looking", _("Only looking"), _("Have not bought anything yet."))
SEGMENTS = (BEST, LOYAL, NEWCOMERS, PROMISING, SLIPPING, RARE, LOST, LOOKING)


@dataclass(frozen=True)
class Place:
    """In which fifth of the customers somebody stands, 5 is best: latest, most often, most money."""

    recency: int
    frequency: int
    money: int


@dataclass(frozen=True)
class Behaviour:
    """What a customer did in the last 90 days and bought ever, and where that puts them."""

    user_id: int
    spending: Spending
    days_since_last_order: int | None
    average_order_minor: int
    events: dict[str, int]
    place: Place | None
    segment: Segment


def of_person(user_id: int) -> Behaviour:
    """The behaviour of a customer. Raises NotFound when there is no such user."""
    if not User.objects.filter(pk=user_id).exists():
        raise NotFound(str(_("There is no such customer.")))
    now = timezone.now()
    spending = queries.spending_of(user_id)
    place = place_among(spending, cuts()) if spending.orders else None
    return Behaviour(
        user_id,
        spending,
        (now - spending.last_at).days if spending.last_at else None,
        spending.spent_minor // spending.orders if spending.orders else 0,
        _recent_events(user_id, now),
        place,
        segment_of(place, spending),
    )


def cuts() -> Cuts:
    """Where the fifths of the customers lie, at most an hour old."""
    kept: Cuts | None = cache.get(CUTS_KEY)
    if kept is None:
        kept = queries.spending_cuts()
        cache.set(CUTS_KEY, kept, CUTS_KEPT.total_seconds())
    return kept


def place_among(spending: Spending, fifths: Cuts) -> Place:
    """The fifths in which somebody who has bought stands."""
    last = spending.last_at
    return Place(
        recency=1 + bisect_left(fifths.last_at, last) if last else 1,
        frequency=1 + bisect_left(fifths.orders, spending.orders),
        money=1 + bisect_left(fifths.spent_minor, spending.spent_minor),
    )


def segment_of(place: Place | None, spending: Spending) -> Segment:
    """The segment of somebody by their fifths; who bought once is not loyal, however few buy twice."""
    if place is None:
        return LOOKING
    value = max(place.frequency, place.money)
    if spending.orders == 1:
        return NEWCOMERS if place.recency >= 4 else RARE if place.recency == 3 else LOST
    if place.recency >= 4:
        return (
            BEST
            if place.frequency >= 4 and place.money >= 4
            else LOYAL
            if value >= 4
            else PROMISING
        )
    if place.recency == 3:
        return LOYAL if value >= 4 else RARE
    return SLIPPING if value >= 4 else LOST


def _recent_events(user_id: int, now: datetime) -> dict[str, int]:
    rows = (
        Event.objects.of_person(user_id)
        .filter(at__gte=now - LOOKED_BACK)
        .order_by()
        .values_list("kind")
        .annotate(times=Count("pk"))
    )
    return dict(rows)
