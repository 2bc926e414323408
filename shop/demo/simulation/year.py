"""The whole year, from a seed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from shop.demo.simulation.browsing import make_happenings
from shop.demo.simulation.facts import Goods, Year
from shop.demo.simulation.people import make_shoppers
from shop.demo.simulation.shopping import Shelves, make_purchases

ORDERS_DAYS = 365
ACTIVITY_DAYS = 90


def simulate(
    goods: Sequence[Goods], searches: Sequence[str], *, people: int, now: datetime, seed: int
) -> Year:
    """Twelve months of orders and ninety days of activity up to ``now``. The same input gives the same year."""
    rng = Random(seed)
    shelves = Shelves(goods)
    departments = sorted({item.department for item in goods})
    shoppers = make_shoppers(people, departments, now, rng)
    purchases = make_purchases(shoppers, shelves, now - timedelta(days=ORDERS_DAYS), now, rng)
    goods_of_variant = {variant: item for item in goods for variant in item.variants}
    happenings = make_happenings(
        shoppers,
        purchases,
        shelves,
        goods_of_variant,
        searches,
        now - timedelta(days=ACTIVITY_DAYS),
        now,
        rng,
    )
    return Year(shoppers, purchases, happenings)
