"""Makes the purchases: seasons, weekdays, favourite departments, things used up and bought again."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from shop.demo.simulation.facts import Goods, Persona, Purchase, Shopper

# January first. Christmas makes the year; summer is slow.
MONTHS = (0.82, 0.80, 0.92, 0.95, 0.97, 0.88, 0.80, 0.82, 0.98, 1.08, 1.45, 1.75)
# Monday first. Sunday evening is for shopping.
WEEKDAYS = (1.02, 0.96, 0.95, 0.98, 1.0, 0.97, 1.18)
HOURS = (
    1,
    1,
    0.5,
    0.3,
    0.3,
    0.6,
    1.5,
    3,
    4.5,
    5.5,
    6,
    6.2,
    6.8,
    6.2,
    5.6,
    5.4,
    5.6,
    6.2,
    7,
    8.2,
    9,
    8.4,
    5.5,
    2.5,
)
BUSIEST = max(MONTHS) * max(WEEKDAYS)
FRAUD_SHARE = 0.006


class Shelves:
    """The goods by department and shelf, ready to be drawn from by popularity."""

    def __init__(self, goods: Sequence[Goods]) -> None:
        self.goods = goods
        self._by_department: dict[str, list[Goods]] = defaultdict(list)
        self._by_shelf: dict[str, list[Goods]] = defaultdict(list)
        for item in goods:
            self._by_department[item.department].append(item)
            self._by_shelf[item.shelf].append(item)
        self._sums = {
            key: list(accumulate(item.popularity for item in items))
            for source in (self._by_department, self._by_shelf)
            for key, items in source.items()
        }

    def from_department(self, department: str, at: datetime, rng: Random) -> Goods:
        """A product of a department: popular, in season, already launched."""
        return self._draw(self._by_department[department], self._sums[department], at, rng)

    def beside(self, item: Goods, at: datetime, rng: Random) -> Goods:
        """Something that goes with it: from the same shelf or, more often, two fixed companions elsewhere."""
        if rng.random() < 0.55:
            department = self._by_department[item.department]
            step = 7 if rng.random() < 0.6 else 13
            return department[(item.index * step + 3) % len(department)]
        return self._draw(self._by_shelf[item.shelf], self._sums[item.shelf], at, rng)

    @staticmethod
    def _draw(items: Sequence[Goods], sums: Sequence[float], at: datetime, rng: Random) -> Goods:
        item = items[0]
        for _attempt in range(6):
            item = items[min(bisect(sums, rng.random() * sums[-1]), len(items) - 1)]
            if item.launched_at <= at and rng.random() < item.season[at.month - 1] / 2:
                return item
        return item


def make_purchases(
    shoppers: Sequence[Shopper], shelves: Shelves, since: datetime, now: datetime, rng: Random
) -> tuple[Purchase, ...]:
    """Every purchase between the two moments, oldest first."""
    made = [
        purchase for shopper in shoppers for purchase in _life_of(shopper, shelves, since, now, rng)
    ]
    return tuple(sorted(made, key=lambda purchase: purchase.at))


def _life_of(
    shopper: Shopper, shelves: Shelves, since: datetime, now: datetime, rng: Random
) -> Iterator[Purchase]:
    """One customer's purchases: visits thinned by season and weekday, then refills of what was used up."""
    rate_per_day = shopper.orders_a_year / 365 * BUSIEST
    at = max(shopper.joined_at, since)
    end = min(shopper.left_at or now, now)
    refills: list[tuple[datetime, int]] = []
    while True:
        at += timedelta(days=rng.expovariate(rate_per_day))
        if at >= end:
            return
        if rng.random() > _busyness(shopper, at) / BUSIEST:
            continue
        moment = _at_a_likely_hour(at, rng)
        if moment >= now:
            return
        purchase = _fill_basket(shopper, shelves, moment, now, refills, rng)
        yield purchase
        if shopper.persona is Persona.ONE_TIMER and rng.random() < 0.9:
            return


def _busyness(shopper: Shopper, at: datetime) -> float:
    busy = MONTHS[at.month - 1] * WEEKDAYS[at.weekday()]
    if shopper.persona is Persona.GIFT_GIVER:
        return busy if at.month in {11, 12, 2, 3} else busy * 0.25
    return busy


def _at_a_likely_hour(day: datetime, rng: Random) -> datetime:
    hour = rng.choices(range(24), HOURS)[0]
    return day.replace(hour=hour, minute=rng.randrange(60), second=rng.randrange(60), microsecond=0)


def _fill_basket(
    shopper: Shopper,
    shelves: Shelves,
    at: datetime,
    now: datetime,
    refills: list[tuple[datetime, int]],
    rng: Random,
) -> Purchase:
    chosen: dict[int, int] = {}
    for due, variant in list(refills):
        if due <= at and rng.random() < 0.7:
            chosen[variant] = 1
            refills.remove((due, variant))
    item: Goods | None = None
    for _line in range(rng.choices((1, 2, 3, 4, 5), (42, 28, 16, 9, 5))[0]):
        nearby = item is not None and rng.random() < 0.6
        item = (
            shelves.beside(item, at, rng)
            if nearby and item
            else shelves.from_department(rng.choice(shopper.departments), at, rng)
        )
        variant = rng.choices(item.variants, [2.0**-place for place in range(len(item.variants))])[
            0
        ]
        chosen[variant] = chosen.get(variant, 0) + rng.choices((1, 2, 3, 6), (80, 13, 4, 3))[0]
        if item.used_up_days:
            refills.append(
                (at + timedelta(days=item.used_up_days * rng.uniform(0.8, 1.3)), variant)
            )
    is_fraud = rng.random() < FRAUD_SHARE
    if is_fraud:
        chosen = {variant: quantity * rng.randint(4, 9) for variant, quantity in chosen.items()}
    return Purchase(
        shopper=shopper.index,
        at=at,
        lines=tuple(sorted(chosen.items())),
        ending=_ending(at, now, is_fraud, rng),
        uses_coupon=rng.random() < (0.5 if shopper.persona is Persona.BARGAIN_HUNTER else 0.06),
        is_fraud=is_fraud,
    )


def _ending(at: datetime, now: datetime, is_fraud: bool, rng: Random) -> str:
    age = now - at
    if is_fraud:
        return "refunded" if age > timedelta(days=5) else "paid"
    fate = rng.random()
    if fate < 0.025:
        return "cancelled"
    if fate < 0.05 and age > timedelta(days=6):
        return "refunded"
    if age < timedelta(hours=rng.uniform(6, 40)):
        return "paid"
    return "shipped" if age < timedelta(days=rng.uniform(2, 6)) else "delivered"
