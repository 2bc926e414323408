"""What is popular: the baseline of every other model, and the shelf of trends."""

from dataclasses import dataclass

import numpy as np

from mlbridge.engine.histories import Floats, Histories, Ints, half_life


@dataclass(frozen=True)
class PopularityRecipe:
    """Deeds of the last ``window_days`` (0: all), each halved in worth every ``half_life_days`` (0: never)."""

    window_days: float = 28.0
    half_life_days: float = 0.0


FLAT = PopularityRecipe()
RECENT = PopularityRecipe(window_days=0.0, half_life_days=3.5)
STEADY = PopularityRecipe(window_days=0.0, half_life_days=10.0)


def score(histories: Histories, recipe: PopularityRecipe, *, now: float | None = None) -> Floats:
    """The popularity of each item at a moment (the newest deed's, unless given)."""
    age = (histories.newest_day if now is None else now) - histories.day
    worth = histories.weight * half_life(age, recipe.half_life_days)
    if recipe.window_days > 0:
        worth = np.where(age <= recipe.window_days, worth, 0.0)
    total: Floats = np.bincount(
        histories.item, weights=worth, minlength=len(histories.items)
    ).astype(np.float64)
    return total


def best(scores: Floats, limit: int, among: Ints | None = None) -> Ints:
    """The places of the items with the highest scores above zero, best first."""
    places = np.arange(len(scores)) if among is None else among
    places = places[scores[places] > 0]
    order = np.lexsort((places, -scores[places]))
    chosen: Ints = places[order[:limit]]
    return chosen
