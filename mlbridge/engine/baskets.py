"""What is bought together: a symmetric table of pairs within one order, by cosine shrunk for rare pairs."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from mlbridge.engine.covisits import CoVisits, keep_best
from mlbridge.engine.histories import Histories, half_life


@dataclass(frozen=True)
class BasketRecipe:
    """A pair's score is count / (sqrt(a x b) + ``shrink``); an order halves in worth every ``age_half_life_days``."""

    shrink: float = 5.0
    age_half_life_days: float = 180.0
    neighbours: int = 50
    least: float = 2.0


DEFAULT = BasketRecipe()


def fit(baskets: Histories, recipe: BasketRecipe) -> CoVisits:
    """Count pairs over orders: each order is a "person" of the histories. Pairs met fewer than ``least`` times are out."""
    worth = half_life(baskets.newest_day - baskets.day, recipe.age_half_life_days)
    shape = (baskets.people, len(baskets.items))
    times = sparse.csr_matrix((np.ones(len(baskets)), (baskets.person, baskets.item)), shape=shape)
    times.data[:] = 1.0
    # Squared in the product below, so that one order counts its worth once.
    faded = times.multiply(_row_worth(baskets, worth)[:, None]).tocsr()
    pairs = (faded.T @ faded).tocsr()
    pairs.setdiag(0)
    pairs.eliminate_zeros()
    met = (times.T @ times).tocsr()
    enough = met.multiply(met >= recipe.least).astype(bool)
    total = np.asarray(faded.multiply(faded).sum(axis=0)).ravel()
    kept = pairs.multiply(enough).tocoo()
    kept.data = kept.data / (np.sqrt(total[kept.row] * total[kept.col]) + recipe.shrink)
    return keep_best(kept.tocsr(), baskets.items, recipe.neighbours)


def _row_worth(baskets: Histories, worth: np.ndarray) -> np.ndarray:
    row = np.ones(baskets.people)
    row[baskets.person] = np.sqrt(worth)
    return row
