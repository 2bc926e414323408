"""How unlike the shop's usual requests a request is, from 0 to 100, and which of its features make it so.

The forest's raw score says little by itself; what counts is how rare such a score is among the usual ones. One in a
hundred scores 40, one in a thousand 60, one in ten thousand 80.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mlbridge.engine import forest
from mlbridge.engine.forest import Forest, ForestRecipe
from mlbridge.engine.histories import Floats, Ints

POINTS_A_TENTH = 20.0
# Beyond the oddest usual request a score still rises, by this much for each further hundredth of the raw scale.
POINTS_BEYOND = 2.0
NAMED = 3
# A feature is named when it lies so many spreads from its middle.
FAR = 3.0


@dataclass(frozen=True)
class Anomalies:
    """A forest with what is usual: sorted raw scores of the usual requests, and middle and spread of each feature."""

    forest: Forest
    usual: Floats
    middle: Floats
    spread: Floats

    def score(self, rows: Floats) -> Floats:
        """How unlike the usual each row is, 0 to 100."""
        raw = self.forest.score(rows)
        rarer = len(self.usual) - np.searchsorted(self.usual, raw, side="left")
        share = (rarer + 1) / (len(self.usual) + 1)
        beyond = np.maximum(raw - self.usual[-1], 0.0) * 100 * POINTS_BEYOND
        scored: Floats = np.clip(-np.log10(share) * POINTS_A_TENTH + beyond, 0.0, 100.0)
        return scored

    def oddest_features(self, row: Floats) -> list[int]:
        """The places of the features that lie farthest from their middle, farthest first."""
        distance = np.abs(row - self.middle) / self.spread
        order = np.argsort(-distance, kind="stable")[:NAMED]
        return [int(place) for place in order if distance[place] >= FAR]

    def arrays(self) -> dict[str, Ints | Floats]:
        """The model as it is stored."""
        return {
            **self.forest.arrays(),
            "usual": self.usual,
            "middle": self.middle,
            "spread": self.spread,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Ints | Floats]) -> "Anomalies":
        """The model from what was stored."""
        return cls(
            Forest.from_arrays(arrays),
            arrays["usual"].astype(np.float64),
            arrays["middle"].astype(np.float64),
            arrays["spread"].astype(np.float64),
        )


def fit(rows: Floats, recipe: ForestRecipe) -> Anomalies:
    """Learn what is usual from usual requests."""
    grown = forest.fit(rows, recipe)
    usual = np.sort(grown.score(rows))
    middle = np.median(rows, axis=0)
    low, high = np.percentile(rows, [5, 95], axis=0)
    # A feature that is nearly always the same would otherwise have no spread at all.
    spread = np.maximum((high - low) / 3.29, np.maximum(np.abs(middle) * 0.05, 0.05))
    return Anomalies(grown, usual, middle, spread)


def matrix(rows: Sequence[Sequence[float]], features: int) -> Floats:
    """Rows as a table. Raises ValueError when one has another number of features."""
    if any(len(row) != features for row in rows):
        raise ValueError(f"A request does not have the {features} features that the model knows.")
    return np.array(rows, dtype=np.float64).reshape(len(rows), features)
