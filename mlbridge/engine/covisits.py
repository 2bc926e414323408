"""Where people go on from an item: a table of directed co-visits, decayed by gap, by time and by age.

The strongest plain method known for shops of this size; it fits in a second and serves as rows by key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from mlbridge.engine.histories import Floats, Histories, Ints, Matrix, half_life

# Pairs are added up in portions, so that memory stays flat at any number of deeds.
PAIRS_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class CoVisitRecipe:
    """How co-visits are counted.

    ``window`` deeds ahead are looked at; a pair counts 1 / gap ** ``gap_power``, halved for every
    ``pause_half_life_days`` between the two and every ``age_half_life_days`` since; ``backward`` is the worth of the
    way back. ``from_power`` and ``to_power`` damp the items that everybody sees. The ``neighbours`` best are kept.
    A person's last deed counts 1, the one before ``recency``, and so on. ``itself`` says whether coming back to the
    same item counts.
    """

    window: int = 50
    gap_power: float = 0.75
    pause_half_life_days: float = 0.0
    age_half_life_days: float = 0.0
    backward: float = 0.3
    from_power: float = 0.3
    to_power: float = 0.0
    neighbours: int = 100
    recency: float = 0.6
    itself: bool = False


# Over weeks and months: what somebody turns to next. Tuned on the validation items of protocol 1.
PERSON = CoVisitRecipe()
# Within one visit: nearer, and both ways alike. Tuned on the last tenth of the training sessions of protocol 2.
SESSION = CoVisitRecipe(
    window=20, backward=0.6, from_power=0.5, to_power=0.2, age_half_life_days=40.0, itself=True
)
# The shop's own log holds visits and returns: what lies a fortnight apart says half as much.
SHOP = CoVisitRecipe(pause_half_life_days=14.0, age_half_life_days=60.0)


@dataclass(frozen=True)
class CoVisits:
    """The table: row i lists the places of the items that followed item i, best first, with their scores."""

    items: Ints
    starts: Ints
    neighbours: Ints
    scores: Floats

    @property
    def matrix(self) -> Matrix:
        size = len(self.items)
        return sparse.csr_matrix((self.scores, self.neighbours, self.starts), shape=(size, size))

    def rows(self) -> Iterator[tuple[int, Ints, Floats]]:
        """Each item's number with the numbers and scores of what followed, best first."""
        for place, item in enumerate(self.items):
            row = slice(self.starts[place], self.starts[place + 1])
            yield int(item), self.items[self.neighbours[row]], self.scores[row]

    def arrays(self) -> dict[str, Ints | Floats]:
        """The table as it is stored."""
        return {
            "items": self.items,
            "starts": self.starts,
            "neighbours": self.neighbours,
            "scores": self.scores,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Ints | Floats]) -> "CoVisits":
        """The table from what was stored."""
        return cls(
            arrays["items"].astype(np.int64),
            arrays["starts"].astype(np.int64),
            arrays["neighbours"].astype(np.int64),
            arrays["scores"].astype(np.float64),
        )


def fit(histories: Histories, recipe: CoVisitRecipe) -> CoVisits:
    """Count co-visits over all histories."""
    size = len(histories.items)
    counted = _count_pairs(histories, recipe)
    seen = np.bincount(histories.item, minlength=size).astype(np.float64)
    rarity = 1.0 / np.maximum(seen, 1.0)
    damped = (
        sparse.diags(rarity**recipe.from_power) @ counted @ sparse.diags(rarity**recipe.to_power)
    ).tocsr()
    return keep_best(damped, histories.items, recipe.neighbours)


def fold(recent: Mapping[int, float], table: CoVisits) -> tuple[Ints, Floats]:
    """What one person may turn to next: numbers of items with scores, unordered.

    ``recent`` maps the places of the items that they were at to how fresh that is. The pages do the same sum over the
    published rows.
    """
    total = np.zeros(len(table.items))
    for place, freshness in recent.items():
        row = slice(table.starts[place], table.starts[place + 1])
        total[table.neighbours[row]] += freshness * table.scores[row]
    found = np.flatnonzero(total)
    return found, total[found]


def freshness(histories: Histories, recipe: CoVisitRecipe) -> Matrix:
    """People by items: how freshly each was at each item."""
    return sparse.csr_matrix(
        (
            recipe.recency ** histories.steps_back().astype(np.float64),
            (histories.person, histories.item),
        ),
        shape=(histories.people, len(histories.items)),
    )


def _count_pairs(histories: Histories, recipe: CoVisitRecipe) -> Matrix:
    size = len(histories.items)
    total = sparse.csr_matrix((size, size))
    waiting: list[tuple[Ints, Ints, Floats]] = []
    for gap in range(1, min(recipe.window, max(len(histories) - 1, 0)) + 1):
        waiting.append(_pairs_at(histories, recipe, gap))
        if sum(len(worth) for _origin, _target, worth in waiting) > PAIRS_AT_ONCE:
            total, waiting = total + _added_up(waiting, size), []
    total = total + _added_up(waiting, size) if waiting else total
    return (total + recipe.backward * total.T).tocsr()


def _pairs_at(histories: Histories, recipe: CoVisitRecipe, gap: int) -> tuple[Ints, Ints, Floats]:
    """Every pair of one person's deeds with so many steps between: from where, to where, what it counts."""
    chosen = histories.person[:-gap] == histories.person[gap:]
    if not recipe.itself:
        chosen &= histories.item[:-gap] != histories.item[gap:]
    origin, target = histories.item[:-gap][chosen], histories.item[gap:][chosen]
    pause = (histories.day[gap:] - histories.day[:-gap])[chosen]
    age = histories.newest_day - histories.day[gap:][chosen]
    worth = (
        gap**-recipe.gap_power
        * half_life(pause, recipe.pause_half_life_days)
        * half_life(age, recipe.age_half_life_days)
        * np.sqrt(histories.weight[:-gap][chosen] * histories.weight[gap:][chosen])
    )
    return origin, target, worth


def _added_up(pairs: list[tuple[Ints, Ints, Floats]], size: int) -> Matrix:
    origins, targets, worths = zip(*pairs, strict=True)
    return sparse.csr_matrix(
        (np.concatenate(worths), (np.concatenate(origins), np.concatenate(targets))),
        shape=(size, size),
    )


def keep_best(matrix: Matrix, items: Ints, neighbours: int) -> CoVisits:
    """The best of each row, in falling order; equals in the order of their numbers, so that a rerun is identical."""
    matrix.eliminate_zeros()
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, row))
    place = np.arange(len(order)) - matrix.indptr[row[order]]
    kept = order[place < neighbours]
    starts = np.concatenate([[0], np.cumsum(np.bincount(row[kept], minlength=matrix.shape[0]))])
    return CoVisits(
        items,
        starts.astype(np.int64),
        matrix.indices[kept].astype(np.int64),
        matrix.data[kept].astype(np.float64),
    )
