"""An isolation forest as plain arrays: grown by scikit-learn, kept without pickle, scored by numpy alone.

What is isolated by few random cuts is unlike the rest. Scores lie between 0 and 1; 0.5 is ordinary.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlbridge.engine.histories import Floats, Ints

LEAF = -1
EULER = 0.5772156649015329
LARGEST_BLOCK = 20_000


@dataclass(frozen=True)
class ForestRecipe:
    """``trees`` trees over ``sample`` rows each; the cuts follow ``seed``.

    To the real rows come ``imagined`` times as many of which some features (``strange``) are drawn from up to
    ``beyond`` times the range that was seen. Without them a forest is blind to what it has never seen: it makes no cut
    outside the range of a feature, and none at all in a feature that was always the same.
    """

    trees: int = 100
    sample: int = 256
    seed: int = 0
    imagined: float = 0.1
    strange: float = 0.3
    beyond: float = 0.5


@dataclass(frozen=True)
class Forest:
    """All trees side by side: ``roots`` says where each begins; a node with feature -1 is a leaf.

    ``depth`` of a leaf is the number of cuts that lead to it, plus what its remaining rows would still need.
    ``typical`` is the mean depth at which a row of ``sample`` rows is isolated.
    """

    roots: Ints
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    depth: Floats
    typical: float
    deepest: int

    def score(self, rows: Floats) -> Floats:
        """How unlike the training rows each row is, 0 to 1."""
        blocks = [
            self._score_block(rows[start : start + LARGEST_BLOCK])
            for start in range(0, len(rows), LARGEST_BLOCK)
        ]
        return np.concatenate(blocks) if blocks else np.zeros(0)

    def _score_block(self, rows: Floats) -> Floats:
        total = np.zeros(len(rows))
        number = np.arange(len(rows))
        for root in self.roots:
            node = np.full(len(rows), root)
            for _cut in range(self.deepest):
                feature = self.feature[node]
                goes_left = rows[number, np.maximum(feature, 0)] <= self.threshold[node]
                step = np.where(goes_left, self.left[node], self.right[node])
                node = np.where(feature == LEAF, node, step)
            total += self.depth[node]
        unlike: Floats = np.exp2(-total / len(self.roots) / self.typical)
        return unlike

    def arrays(self) -> dict[str, Ints | Floats]:
        """The forest as it is stored."""
        return {
            "roots": self.roots,
            "feature": self.feature,
            "threshold": self.threshold,
            "left": self.left,
            "right": self.right,
            "depth": self.depth,
            "shape": np.array([self.typical, self.deepest]),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Ints | Floats]) -> "Forest":
        """The forest from what was stored."""
        return cls(
            arrays["roots"].astype(np.int64),
            arrays["feature"].astype(np.int64),
            arrays["threshold"].astype(np.float64),
            arrays["left"].astype(np.int64),
            arrays["right"].astype(np.int64),
            arrays["depth"].astype(np.float64),
            float(arrays["shape"][0]),
            int(arrays["shape"][1]),
        )


def fit(rows: Floats, recipe: ForestRecipe) -> Forest:
    """Grow a forest over rows of features."""
    from sklearn.ensemble import IsolationForest  # a second of import that scoring does without

    everything = np.vstack([rows, _imagined(rows, recipe)])
    grown = IsolationForest(
        n_estimators=recipe.trees,
        max_samples=min(recipe.sample, len(everything)),
        random_state=recipe.seed,
    ).fit(np.asarray(everything, dtype=np.float32))
    trees = [
        _flatten(tree.tree_, columns)
        for tree, columns in zip(grown.estimators_, grown.estimators_features_, strict=True)
    ]
    return _side_by_side(trees, typical=float(average_depth(np.array([grown.max_samples_]))[0]))


def _imagined(rows: Floats, recipe: ForestRecipe) -> Floats:
    """Real rows with some of their features replaced by values around and beyond what was seen."""
    chance = np.random.default_rng(recipe.seed)
    low, high = rows.min(axis=0), rows.max(axis=0)
    span = np.maximum(high - low, 0.1 * np.maximum(np.abs(high), 1.0))
    real = rows[chance.integers(0, len(rows), int(len(rows) * recipe.imagined))]
    # No feature is counted below zero unless it was seen there.
    drawn = chance.uniform(
        low - np.where(low > 0, span / 4, 0.0), high + recipe.beyond * span, real.shape
    )
    made: Floats = np.where(chance.random(real.shape) < recipe.strange, drawn, real)
    return made


def average_depth(rows: Ints) -> Floats:
    """How many random cuts isolate one of so many rows, on average."""
    count = rows.astype(np.float64)
    depth = np.zeros(len(count))
    depth[count == 2] = 1.0
    many = count > 2
    depth[many] = 2 * (np.log(count[many] - 1) + EULER) - 2 * (count[many] - 1) / count[many]
    return depth


def _flatten(tree: Any, columns: Ints) -> dict[str, Any]:
    """One tree's nodes with the depth of every node; children always stand behind their parent."""
    level = np.zeros(tree.node_count)
    for node in range(tree.node_count):
        for child in (tree.children_left[node], tree.children_right[node]):
            if child != LEAF:
                level[child] = level[node] + 1
    is_leaf = tree.children_left == LEAF
    return {
        "feature": np.where(is_leaf, LEAF, columns[np.maximum(tree.feature, 0)]),
        "threshold": np.where(is_leaf, 0.0, tree.threshold),
        "left": tree.children_left,
        "right": tree.children_right,
        "depth": np.where(is_leaf, level + average_depth(tree.n_node_samples), 0.0),
        "levels": int(level.max(initial=0)),
    }


def _side_by_side(trees: list[dict[str, Any]], *, typical: float) -> Forest:
    sizes = np.array([len(tree["feature"]) for tree in trees])
    roots = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)

    def joined(name: str) -> Any:
        return np.concatenate([tree[name] for tree in trees])

    shift = np.repeat(roots, sizes)
    return Forest(
        roots,
        joined("feature").astype(np.int64),
        joined("threshold").astype(np.float64),
        np.where(joined("left") == LEAF, LEAF, joined("left") + shift).astype(np.int64),
        np.where(joined("right") == LEAF, LEAF, joined("right") + shift).astype(np.int64),
        joined("depth").astype(np.float64),
        typical,
        max((tree["levels"] for tree in trees), default=0),
    )
