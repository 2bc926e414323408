"""Makes ninety days of activity: looking, searching, putting into carts, buying; and crawlers that do neither."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from shop.demo.simulation.facts import Goods, Happening, Purchase, Shopper
from shop.demo.simulation.shopping import HOURS, MONTHS, WEEKDAYS, Shelves

SESSIONS_A_DAY = 240
SEARCHES_SHARE = 0.28


def make_happenings(
    shoppers: Sequence[Shopper],
    purchases: Sequence[Purchase],
    shelves: Shelves,
    goods_of_variant: Mapping[int, Goods],
    searches: Sequence[str],
    since: datetime,
    now: datetime,
    rng: Random,
) -> tuple[Happening, ...]:
    """Every event between the two moments, oldest first."""
    made: list[Happening] = []
    for purchase in purchases:
        if purchase.at >= since:
            made += _session_that_bought(
                shoppers[purchase.shopper], purchase, shelves, goods_of_variant, searches, rng
            )
    made += _sessions_that_looked(shoppers, shelves, searches, since, now, rng)
    made += _crawlers(shelves.goods, since, now, rng)
    return tuple(sorted(made, key=lambda happening: happening.at))


def _session_that_bought(
    shopper: Shopper,
    purchase: Purchase,
    shelves: Shelves,
    goods_of_variant: Mapping[int, Goods],
    searches: Sequence[str],
    rng: Random,
) -> Iterator[Happening]:
    at = purchase.at - timedelta(minutes=rng.uniform(4, 35))
    who = {"visitor": shopper.visitor, "shopper": shopper.index}
    if rng.random() < SEARCHES_SHARE:
        yield Happening("search", at, query=rng.choice(searches), **who)  # type: ignore[arg-type] # visitor and shopper
    for variant, quantity in purchase.lines:
        item = goods_of_variant[variant]
        for looked in (
            *(shelves.beside(item, at, rng) for _ in range(rng.choice((0, 1, 2)))),
            item,
        ):
            at += timedelta(seconds=rng.uniform(8, 70))
            yield Happening("view", at, shopper.visitor, shopper.index, looked.index)
        at += timedelta(seconds=rng.uniform(5, 40))
        yield Happening(
            "add_to_cart",
            at,
            shopper.visitor,
            shopper.index,
            item.index,
            variant,
            quantity=quantity,
        )
    yield Happening("checkout", purchase.at - timedelta(seconds=90), shopper.visitor, shopper.index)
    for variant, quantity in purchase.lines:
        yield Happening(
            "purchase",
            purchase.at,
            shopper.visitor,
            shopper.index,
            goods_of_variant[variant].index,
            variant,
            quantity=quantity,
        )


def _sessions_that_looked(
    shoppers: Sequence[Shopper],
    shelves: Shelves,
    searches: Sequence[str],
    since: datetime,
    now: datetime,
    rng: Random,
) -> Iterator[Happening]:
    departments = sorted({item.department for item in shelves.goods})
    for day in range((now - since).days + 1):
        morning = (since + timedelta(days=day)).replace(hour=0, minute=0, second=0, microsecond=0)
        busy = MONTHS[morning.month - 1] * WEEKDAYS[morning.weekday()]
        for _session in range(int(SESSIONS_A_DAY * busy * rng.uniform(0.9, 1.1))):
            at = morning + timedelta(
                hours=rng.choices(range(24), HOURS)[0], seconds=rng.uniform(0, 3600)
            )
            known = rng.choice(shoppers) if rng.random() < 0.35 else None
            visitor = known.visitor if known else UUID(int=rng.getrandbits(128), version=4)
            likes = known.departments if known else (rng.choice(departments),)
            yield from _looking(at, now, visitor, known, likes, shelves, searches, rng)


def _looking(
    at: datetime,
    now: datetime,
    visitor: UUID,
    known: Shopper | None,
    likes: Sequence[str],
    shelves: Shelves,
    searches: Sequence[str],
    rng: Random,
) -> Iterator[Happening]:
    shopper = known.index if known else None
    if at < now and rng.random() < SEARCHES_SHARE:
        yield Happening("search", at, visitor, shopper, query=rng.choice(searches))
    item = shelves.from_department(rng.choice(likes), at, rng)
    for _view in range(min(int(rng.expovariate(1 / 3.2)) + 1, 18)):
        at += timedelta(seconds=rng.uniform(6, 120))
        if at >= now:
            return
        yield Happening("view", at, visitor, shopper, item.index)
        if rng.random() < 0.045:
            at += timedelta(seconds=rng.uniform(4, 30))
            yield Happening("add_to_cart", at, visitor, shopper, item.index, item.variants[0])
        item = (
            shelves.beside(item, at, rng)
            if rng.random() < 0.7
            else shelves.from_department(rng.choice(likes), at, rng)
        )


def _crawlers(
    goods: Sequence[Goods], since: datetime, now: datetime, rng: Random
) -> Iterator[Happening]:
    """Three crawlers that walk the whole range once a week, at an even pace that no person has."""
    for _crawler in range(3):
        visitor = UUID(int=rng.getrandbits(128), version=4)
        start = since + timedelta(hours=rng.uniform(0, 160))
        while start < now:
            for place, item in enumerate(goods):
                at = start + timedelta(seconds=4 * place)
                if at < now:
                    yield Happening("view", at, visitor, None, item.index, is_bot=True)
            start += timedelta(days=7)
