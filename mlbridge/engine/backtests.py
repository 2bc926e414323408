"""Time-ordered backtests: what a method trained on the past would have got right in the newest slice of time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from mlbridge.engine import baskets, buyagain, covisits, measures, popularity
from mlbridge.engine.histories import Floats, Histories, Ints, Matrix

MOST_CASES = 4_000
RECENT_DEEDS = 10


@dataclass(frozen=True)
class Outcome:
    """How often each method was right, over how many cases. ``champion`` is the serving version's recipe."""

    cases: int
    model: float
    baseline: float
    champion: float | None = None


def cut_of(histories: Histories, share: float = 0.15, most_days: float = 28.0) -> float:
    """Where the newest slice begins: the last part of the time covered, at most so many days."""
    if not len(histories):
        return 0.0
    span = histories.newest_day - float(histories.day.min())
    return histories.newest_day - min(span * share, most_days)


def next_item(
    histories: Histories,
    recipe: covisits.CoVisitRecipe,
    champion: covisits.CoVisitRecipe | None,
    *,
    first: int = 8,
) -> Outcome:
    """Steps from one item to another in the newest slice: is the next one on the shelf of ``first``?"""
    cut = cut_of(histories)
    past = histories.before(cut)
    fresh, targets = _steps(histories, cut, recipe.recency)
    popular = popularity.score(past, popularity.PopularityRecipe(window_days=28.0))
    nothing = sparse.csr_matrix(fresh.shape)
    hidden = (fresh > 0).astype(np.float64)
    # The target itself may have been seen before the step; then it is no candidate and the step no case.
    base = measures.rank_targets(nothing, targets, otherwise=popular, hidden=hidden)
    return Outcome(
        len(targets),
        _next_item_rate(past, recipe, fresh, targets, popular, first),
        base.hit_rate(first),
        None
        if champion is None
        else _next_item_rate(past, champion, fresh, targets, popular, first),
    )


def together(
    orders: Histories,
    recipe: baskets.BasketRecipe,
    champion: baskets.BasketRecipe | None,
    *,
    first: int = 8,
) -> Outcome:
    """Orders of the newest slice: from one product of the order, is another of it on the shelf?"""
    cut = cut_of(orders)
    past = orders.before(cut)
    origins, targets = _pairs_of_orders(orders, cut)
    size = len(orders.items)
    cases = np.arange(len(targets))
    at = sparse.csr_matrix((np.ones(len(targets)), (cases, origins)), shape=(len(targets), size))
    popular = popularity.score(past, popularity.FLAT)
    nothing = sparse.csr_matrix(at.shape)

    def rate(chosen: baskets.BasketRecipe) -> float:
        scores = (at @ baskets.fit(past, chosen).matrix).tocsr()
        return measures.rank_targets(scores, targets, otherwise=popular, hidden=at).hit_rate(first)

    base = measures.rank_targets(nothing, targets, otherwise=popular, hidden=at)
    return Outcome(
        len(targets),
        rate(recipe),
        base.hit_rate(first),
        None if champion is None else rate(champion),
    )


def repurchase(
    purchases: Histories,
    recipe: buyagain.BuyAgainRecipe,
    champion: buyagain.BuyAgainRecipe | None,
    *,
    first: int = 8,
) -> Outcome:
    """Customers of the newest slice who had bought before: how much of what they buy is on their shelf?"""
    cut = cut_of(purchases)
    past = purchases.before(cut)
    people, wanted = _wanted(purchases, past, cut)
    popular = popularity.best(popularity.score(past, popularity.FLAT, now=cut), first)

    def rate(chosen: buyagain.BuyAgainRecipe) -> float:
        own = buyagain.fit(past, chosen, now=cut)
        return measures.recall(lists_of_own(own, people, first), wanted, first)

    return Outcome(
        len(people),
        rate(recipe),
        measures.recall([popular] * len(people), wanted, first),
        None if champion is None else rate(champion),
    )


def trend(
    histories: Histories,
    recipe: popularity.PopularityRecipe,
    baseline: popularity.PopularityRecipe,
    *,
    first: int = 24,
) -> Outcome:
    """The newest slice's deeds: what share of them is with the ``first`` items of the list made before it?"""
    cut = cut_of(histories, most_days=7.0)
    past, slice_ = histories.before(cut), histories.where(histories.day >= cut)

    def share(chosen: popularity.PopularityRecipe) -> float:
        listed = popularity.best(popularity.score(past, chosen, now=cut), first)
        return float(np.isin(slice_.item, listed).mean()) if len(slice_) else 0.0

    return Outcome(len(slice_), share(recipe), share(baseline))


def choose_rhythm(purchases: Histories, *, days: float) -> buyagain.BuyAgainRecipe:
    """The way of counting repurchases that would have been best over the last ``days`` days."""
    cut = purchases.newest_day - days
    past = purchases.before(cut)
    people, wanted = _wanted(purchases, past, cut)
    if not len(people):
        return buyagain.PLAIN

    def rate(recipe: buyagain.BuyAgainRecipe) -> float:
        own = buyagain.fit(past, recipe, now=cut)
        return measures.recall(lists_of_own(own, people, 20), wanted, 20)

    return max(buyagain.CHOICES, key=rate)


def lists_of_own(own: buyagain.OwnPurchases, people: Ints, first: int) -> list[Ints]:
    """Each customer's list: their own purchases, filled up with what everybody buys."""
    popular = popularity.best(own.popularity, first * 2)
    lists: list[Ints] = []
    for person in people:
        mine, _scores = own.best(int(person), first)
        rest = popular[~np.isin(popular, mine)]
        lists.append(np.concatenate([mine, rest])[:first])
    return lists


def _next_item_rate(
    past: Histories,
    recipe: covisits.CoVisitRecipe,
    fresh: Matrix,
    targets: Ints,
    popular: Floats,
    first: int,
) -> float:
    scores = (fresh @ covisits.fit(past, recipe).matrix).tocsr()
    hidden = (fresh > 0).astype(np.float64)
    ranks = measures.rank_targets(scores, targets, otherwise=popular, hidden=hidden)
    return ranks.hit_rate(first)


def _steps(histories: Histories, cut: float, recency: float) -> tuple[Matrix, Ints]:
    """The newest steps to an item not among the last ten: what was freshly seen before each, and the item."""
    rows: list[int] = []
    places: list[int] = []
    worths: list[float] = []
    targets: list[int] = []
    same = histories.person[1:] == histories.person[:-1]
    candidates = np.flatnonzero(same & (histories.day[1:] >= cut)) + 1
    for at in candidates[-MOST_CASES:]:
        begin = int(np.searchsorted(histories.person, histories.person[at]))
        recent = histories.item[max(begin, at - RECENT_DEEDS) : at][::-1]
        if histories.item[at] in recent:
            continue
        rows += [len(targets)] * len(recent)
        places += recent.tolist()
        worths += [recency**back for back in range(len(recent))]
        targets.append(int(histories.item[at]))
    shape = (len(targets), len(histories.items))
    return sparse.csr_matrix((worths, (rows, places)), shape=shape), np.array(targets, np.int64)


def _pairs_of_orders(orders: Histories, cut: float) -> tuple[Ints, Ints]:
    newest = orders.where(orders.day >= cut)
    same = (newest.person[1:] == newest.person[:-1]) & (newest.item[1:] != newest.item[:-1])
    origins = np.concatenate([newest.item[:-1][same], newest.item[1:][same]])
    targets = np.concatenate([newest.item[1:][same], newest.item[:-1][same]])
    return origins[-MOST_CASES:], targets[-MOST_CASES:]


def _wanted(purchases: Histories, past: Histories, cut: float) -> tuple[Ints, Sequence[set[int]]]:
    after = purchases.where(purchases.day >= cut)
    people = np.intersect1d(past.person, after.person)
    wanted: dict[int, set[int]] = {int(person): set() for person in people}
    for person, item in zip(after.person, after.item, strict=True):
        if int(person) in wanted:
            wanted[int(person)].add(int(item))
    return people, list(wanted.values())
