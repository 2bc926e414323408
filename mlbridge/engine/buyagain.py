"""What customers will buy once more: their own purchases, decayed, with each item's own rhythm of repurchase."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from mlbridge.engine.histories import Floats, Histories, Ints, Matrix

# How many repurchases of an item weigh as much as the habit of the whole shop.
PRIOR = 5.0


@dataclass(frozen=True)
class BuyAgainRecipe:
    """A purchase fades by exp(-age / ``fade_days``).

    An item that is usually bought again after g days waits until it is due: while the last purchase is younger than
    g, it counts (age / g) ** ``rhythm``. ``popular`` mixes in what everybody buys.
    """

    fade_days: float = 180.0
    rhythm: float = 0.0
    popular: float = 0.01


# The backtest of each shop chooses: consumables have a rhythm, presents have none.
PLAIN = BuyAgainRecipe()
SOME_RHYTHM = BuyAgainRecipe(rhythm=0.3)
STRONG_RHYTHM = BuyAgainRecipe(rhythm=1.0)
CHOICES = (PLAIN, SOME_RHYTHM, STRONG_RHYTHM)


@dataclass(frozen=True)
class OwnPurchases:
    """Customers by items: how due each is (``scores``).

    The pairs stand in ``person`` and ``item`` in the order of the matrix, with the day of the last purchase and the
    number of days on which the item was bought; ``gaps`` and ``popularity`` are by item.
    """

    scores: Matrix
    person: Ints
    item: Ints
    last_day: Floats
    times: Ints
    gaps: Floats
    popularity: Floats

    def ranked(self, person: int, limit: int) -> Ints:
        """Which of the pairs are a customer's, most due first: places in ``item``, ``last_day`` and ``times``."""
        begin, end = self.scores.indptr[person], self.scores.indptr[person + 1]
        order = np.lexsort((self.item[begin:end], -self.scores.data[begin:end]))[:limit]
        chosen: Ints = (begin + order).astype(np.int64)
        return chosen

    def best(self, person: int, limit: int) -> tuple[Ints, Floats]:
        """The items that a customer has bought, most due first, with their scores."""
        chosen = self.ranked(person, limit)
        return self.item[chosen], self.scores.data[chosen]


def fit(purchases: Histories, recipe: BuyAgainRecipe, *, now: float | None = None) -> OwnPurchases:
    """Score every customer's own purchases at a moment (the newest purchase's, unless given)."""
    moment = purchases.newest_day if now is None else now
    once_a_day = _one_a_day(purchases)
    gaps = repurchase_gaps(once_a_day)
    age = moment - once_a_day.day
    person, item, first = _pairs(once_a_day)
    faded = np.bincount(first, weights=np.exp(-age / recipe.fade_days), minlength=len(person))
    last = np.full(len(person), -np.inf)
    np.maximum.at(last, first, once_a_day.day)
    popularity = np.bincount(
        once_a_day.item, weights=(age <= 28.0).astype(np.float64), minlength=len(purchases.items)
    ).astype(np.float64)
    due = faded * _readiness(moment - last, gaps[item], recipe.rhythm)
    due += recipe.popular * popularity[item] / max(float(popularity.max(initial=0.0)), 1.0)
    return OwnPurchases(
        sparse.csr_matrix((due, (person, item)), shape=(purchases.people, len(purchases.items))),
        person,
        item,
        last,
        np.bincount(first, minlength=len(person)).astype(np.int64),
        gaps,
        popularity,
    )


def repurchase_gaps(purchases: Histories) -> Floats:
    """Days between two purchases of the same item by the same customer: each item's mean, drawn to the shop's."""
    order = np.lexsort((purchases.day, purchases.item, purchases.person))
    person, item, day = purchases.person[order], purchases.item[order], purchases.day[order]
    again = (person[1:] == person[:-1]) & (item[1:] == item[:-1])
    pause, which = (day[1:] - day[:-1])[again], item[1:][again]
    usual = float(np.median(pause)) if len(pause) else 60.0
    size = len(purchases.items)
    total = np.bincount(which, weights=pause, minlength=size)
    count = np.bincount(which, minlength=size)
    gaps: Floats = (total + PRIOR * usual) / (count + PRIOR)
    return gaps


def _readiness(since: Floats, gap: Floats, rhythm: float) -> Floats:
    if rhythm <= 0:
        return np.ones_like(since)
    ready: Floats = np.clip(since / np.maximum(gap, 1.0), 0.02, 1.0) ** rhythm
    return ready


def _one_a_day(purchases: Histories) -> Histories:
    """Several purchases of an item by a customer on one day count as one."""
    day = np.floor(purchases.day).astype(np.int64)
    day -= day.min(initial=0)
    pair = purchases.person * max(len(purchases.items), 1) + purchases.item
    _unique, first = np.unique(pair * (day.max(initial=0) + 1) + day, return_index=True)
    chosen = np.zeros(len(purchases), dtype=np.bool_)
    chosen[first] = True
    return purchases.where(chosen)


def _pairs(purchases: Histories) -> tuple[Ints, Ints, Ints]:
    """Each pair of customer and item once, and for every purchase the number of its pair."""
    size = max(len(purchases.items), 1)
    keys, first = np.unique(purchases.person * size + purchases.item, return_inverse=True)
    return keys // size, keys % size, first.astype(np.int64)
