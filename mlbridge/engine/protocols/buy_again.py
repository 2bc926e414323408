"""Protocol 3, task "any": what customers buy in the last month of the file, bought before or not."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from mlbridge.engine import buyagain, files, measures, popularity
from mlbridge.engine.backtests import choose_rhythm, lists_of_own
from mlbridge.engine.histories import Histories, Ints
from mlbridge.engine.protocols.report import Line, Report

FIRST = 20
EPOCH = date(1970, 1, 1).toordinal()


def measure(path: Path) -> Sequence[Report]:
    """Own purchases against popularity, for customers and items known before the last calendar month."""
    sales = files.retail(path).histories()
    cut = _month_begin(sales.newest_day)
    train = sales.before(cut)
    customers, wanted = _targets(sales, train, cut)
    popular = popularity.score(train, popularity.FLAT, now=cut)
    base_lists: list[Ints] = [popularity.best(popular, FIRST)] * len(customers)
    with measures.measured() as cost:
        recipe = choose_rhythm(train, days=cut - _month_begin(cut - 1))
        own = buyagain.fit(train, recipe, now=cut)
    lists = lists_of_own(own, customers, FIRST)
    return [
        Report(
            "buy-again",
            f"{path.name}: {len(train)} clean lines, {train.people} customers, {len(train.items)} items",
            f"before and after {date.fromordinal(int(cut) + EPOCH)}; {len(customers)} customers in the test",
            (
                Line("popular, 28 days", _figures(base_lists, wanted)),
                Line("own purchases, decayed", _figures(lists, wanted), cost.seconds),
            ),
            f"R@{FIRST}",
            measures.peak_mib(),
            measures.milliseconds_each(
                lambda number: own.best(int(customers[number]), FIRST), min(200, len(customers))
            ),
            (f"chosen on the month before: rhythm {recipe.rhythm}",),
        )
    ]


def _figures(lists: Sequence[Ints], wanted: Sequence[set[int]]) -> dict[str, float]:
    return {
        f"R@{FIRST}": measures.recall(lists, wanted, FIRST),
        f"NDCG@{FIRST}": measures.gain_of_lists(lists, wanted, FIRST),
    }


def _targets(sales: Histories, train: Histories, cut: float) -> tuple[Ints, list[set[int]]]:
    """The customers who bought before and after, and the known items that they bought after."""
    known_person = np.zeros(sales.people, dtype=np.bool_)
    known_person[train.person] = True
    known_item = np.zeros(len(sales.items), dtype=np.bool_)
    known_item[train.item] = True
    after = sales.where((sales.day >= cut) & known_person[sales.person] & known_item[sales.item])
    customers = np.unique(after.person)
    wanted: dict[int, set[int]] = {int(customer): set() for customer in customers}
    for person, item in zip(after.person, after.item, strict=True):
        wanted[int(person)].add(int(item))
    return customers, list(wanted.values())


def _month_begin(day: float) -> float:
    """The first day of the month of a day; both count from 1970-01-01."""
    return float((date(1970, 1, 1) + timedelta(days=int(day))).replace(day=1).toordinal() - EPOCH)
