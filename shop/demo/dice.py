"""Seeded chance: the same seed always throws the same numbers, on every machine."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice(Random):
    """A seeded source of choices. Never use it for secrets.

    Made by ``Dice(seed)``; a text seed is hashed by value, so it does not change between runs.
    """

    def maybe(self, chance: float) -> bool:
        """Say yes with the given chance, 0 to 1."""
        return self.random() < chance

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely as the others."""
        return options[int(self.random() * len(options))]

    def weighted(self, options: Sequence[tuple[T, float]]) -> T:
        """One of ``(option, weight)`` pairs, as often as its weight says."""
        mark = self.random() * sum(weight for _, weight in options)
        for option, weight in options:
            mark -= weight
            if mark < 0:
                return option
        return options[-1][0]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """``count`` different options in a random order, or all when there are fewer."""
        return self.sample(options, min(count, len(options)))
