"""Teach the door: habits of honest requests and weights of hostile ones, with a threshold on requests kept apart.

What comes out is ``security.domain.knowledge.Knowledge``: the code that judges within a request is the code that is
measured here.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from mlbridge.engine.histories import Floats
from security.domain import knowledge
from security.domain.knowledge import Knowledge, Parameters, Usual

LEAST_DEVIATION = 0.35
# Values of a parameter that must be kept apart to say what is usual for it.
FEWEST_APART = 5


@dataclass(frozen=True)
class Asked:
    """A request as the door reads it: method, path, decoded names and values."""

    method: str
    path: str
    parameters: Parameters


@dataclass(frozen=True)
class DoorRecipe:
    """``apart`` of the honest requests set the threshold: ``alarms`` of them may be above it."""

    apart: float = 0.2
    alarms: float = 0.001
    strength: float = 3.0
    rounds: int = 100
    seed: int = 0


def fit(honest: Sequence[Asked], hostile: Sequence[Asked], recipe: DoorRecipe) -> Knowledge:
    """Learn from honest and hostile requests. Without hostile ones, the weights are nothing and habits decide."""
    order = np.random.default_rng(recipe.seed).permutation(len(honest))
    cut = int(len(honest) * (1 - recipe.apart))
    near, apart = [honest[one] for one in order[:cut]], [honest[one] for one in order[cut:]]
    counts, totals = knowledge.counted([(one.path, one.parameters) for one in near])
    weights, bias = _weights(near, hostile, recipe)
    usual = _usual(counts, totals, apart)
    untold = Knowledge(weights, bias, counts, usual, raised=0.0, high=1.0)
    return with_threshold(untold, scores(untold, apart), recipe.alarms)


def with_threshold(learned: Knowledge, honest: Floats, alarms: float) -> Knowledge:
    """The same knowledge with the threshold that so large a share of honest requests is above."""
    raised = float(np.quantile(honest, 1 - alarms)) + 1e-6
    spread = max(float(np.quantile(honest, 1 - alarms) - np.median(honest)), 1.0)
    return replace(learned, raised=raised, high=raised + spread)


def scores(learned: Knowledge, requests: Sequence[Asked]) -> Floats:
    """The oddness of each request."""
    return np.array(
        [learned.judge(one.method, one.path, one.parameters).oddness for one in requests],
        dtype=np.float64,
    )


def _usual(
    counts: "array[int]", totals: dict[str, int], apart: Sequence[Asked]
) -> dict[str, Usual]:
    """Mean and deviation of the surprise of values that were not counted."""
    found: dict[str, list[float]] = {}
    for one in apart:
        for name, value in knowledge.pairs_of(one.path, one.parameters):
            if name in totals:
                surprise = knowledge.raw_surprise(counts, totals[name], name, value)
                found.setdefault(name, []).append(surprise)
    return {
        name: Usual(totals[name], float(np.mean(bits)), max(float(np.std(bits)), LEAST_DEVIATION))
        for name, bits in found.items()
        if len(bits) >= FEWEST_APART
    }


def _weights(
    honest: Sequence[Asked], hostile: Sequence[Asked], recipe: DoorRecipe
) -> tuple["array[float]", float]:
    if not hostile:
        return array("f", bytes(4 * knowledge.WEIGHTS)), 0.0
    texts = {_text(one): 0 for one in honest} | {_text(one): 1 for one in hostile}
    labels = np.array(list(texts.values()))
    model = LogisticRegression(
        C=recipe.strength, solver="liblinear", max_iter=recipe.rounds, class_weight="balanced"
    )
    model.fit(_matrix(list(texts)), labels)
    return array("f", model.coef_[0].astype(np.float32).tolist()), float(model.intercept_[0])


def _text(one: Asked) -> str:
    return knowledge.text_of(one.method, one.path, one.parameters)


def _matrix(texts: Sequence[str]) -> csr_matrix:
    ends = [0]
    columns: list[int] = []
    for text in texts:
        columns.extend(knowledge.places(text))
        ends.append(len(columns))
    shape = (len(texts), knowledge.WEIGHTS)
    return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=shape)
