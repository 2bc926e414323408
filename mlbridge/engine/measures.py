"""How good a ranking is: hit rate, discounted gain, reciprocal rank, recall. Equal scores count half."""

import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from mlbridge.engine.histories import Bools, Floats, Ints, Matrix

BLOCK = 500


@dataclass
class Cost:
    """What a fit took."""

    seconds: float = 0.0


@contextmanager
def measured() -> Iterator[Cost]:
    """Time what happens inside."""
    cost = Cost()
    begun = time.perf_counter()
    try:
        yield cost
    finally:
        cost.seconds = time.perf_counter() - begun


def peak_mib() -> float:
    """The most memory that this process has held, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def milliseconds_each(call: Callable[[int], object], times: int = 200) -> float:
    """The median time of single calls with 0, 1, 2 …, in milliseconds."""
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        call(number)
        taken.append(time.perf_counter() - begun)
    return float(np.median(taken)) * 1000 if taken else 0.0


@dataclass(frozen=True)
class Ranks:
    """The place (1 is best, halves for ties) of each case's target among all candidates."""

    places: Floats = field(repr=False)

    def __len__(self) -> int:
        return len(self.places)

    def hit_rate(self, first: int) -> float:
        return float((self.places <= first).mean()) if len(self) else 0.0

    def gain(self, first: int) -> float:
        """NDCG with one target a case."""
        hit = self.places <= first
        return float((hit / np.log2(self.places + 1)).mean()) if len(self) else 0.0

    def reciprocal(self, first: int) -> float:
        """MRR."""
        hit = self.places <= first
        return float((hit / self.places).mean()) if len(self) else 0.0


def rank_targets(
    scores: Matrix,
    targets: Ints,
    *,
    otherwise: Floats,
    hidden: Matrix | None = None,
) -> Ranks:
    """The places of one target per row of ``scores``.

    What the model says nothing about is ordered by ``otherwise`` (popularity, say), below everything that it does
    speak of; ``hidden`` items are no candidates.
    """
    places = np.empty(len(targets))
    faint = otherwise / max(float(otherwise.max(initial=0.0)), 1e-300) * 1e-12
    for start in range(0, len(targets), BLOCK):
        stop = min(start + BLOCK, len(targets))
        dense = scores[start:stop].toarray() + faint
        if hidden is not None:
            dense[hidden[start:stop].toarray() > 0] = -1.0
        wanted = dense[np.arange(stop - start), targets[start:stop]][:, None]
        above, level = (dense > wanted).sum(axis=1), (dense == wanted).sum(axis=1)
        places[start:stop] = above + (level - 1) / 2 + 1
    return Ranks(places)


def area(scores: Floats, positive: Bools) -> float:
    """The probability that a positive case scores above a negative one (AUC); ties count half."""
    order = np.argsort(scores, kind="stable")
    values, first, count = np.unique(scores[order], return_index=True, return_counts=True)
    middle = first + (count + 1) / 2
    place = middle[np.searchsorted(values, scores)]
    yes, no = int(positive.sum()), int((~positive).sum())
    return float((place[positive].sum() - yes * (yes + 1) / 2) / max(yes * no, 1))


def recall(lists: Sequence[Ints], wanted: Sequence[set[int]], first: int = 20) -> float:
    """Hits among the first over min(first, wanted), averaged over people who wanted something."""
    shares = [
        len(set(map(int, listed[:first])) & targets) / min(first, len(targets))
        for listed, targets in zip(lists, wanted, strict=True)
        if targets
    ]
    return float(np.mean(shares)) if shares else 0.0


def gain_of_lists(lists: Sequence[Ints], wanted: Sequence[set[int]], first: int = 20) -> float:
    """NDCG with several targets a person."""
    discount = 1.0 / np.log2(np.arange(2, first + 2))
    shares = []
    for listed, targets in zip(lists, wanted, strict=True):
        if not targets:
            continue
        hit = np.array([int(item) in targets for item in listed[:first]], dtype=np.float64)
        shares.append(
            float((hit * discount[: len(hit)]).sum() / discount[: min(first, len(targets))].sum())
        )
    return float(np.mean(shares)) if shares else 0.0
