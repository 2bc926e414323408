"""What people did, as columns sorted by person and time."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
# A sparse matrix of scipy, which has no types of its own.
Matrix: TypeAlias = Any


@dataclass(frozen=True)
class Histories:
    """Deeds of people with items, each person's in the order of time.

    ``person`` and ``item`` are places in ``people`` and ``items``, which give the names that the outside uses; ``day``
    is the moment in days (any origin; all zero when unknown); ``weight`` how much a deed says.
    """

    person: Ints
    item: Ints
    day: Floats
    weight: Floats
    people: int
    items: Ints

    @classmethod
    def of(
        cls,
        person: Ints,
        item: Ints,
        day: Floats | None = None,
        weight: Floats | None = None,
    ) -> Self:
        """Histories from columns in any order. ``item`` holds the outside's numbers."""
        names, places = np.unique(item, return_inverse=True)
        _people, who = np.unique(person, return_inverse=True)
        when = np.zeros(len(item)) if day is None else day.astype(np.float64)
        says = np.ones(len(item)) if weight is None else weight.astype(np.float64)
        order = np.lexsort((np.arange(len(item)), when, who))
        return cls(
            who[order].astype(np.int64),
            places[order].astype(np.int64),
            when[order],
            says[order],
            len(_people),
            names.astype(np.int64),
        )

    @classmethod
    def of_sequences(cls, sequences: Iterable[Sequence[int]], *, days: float = 0.0) -> Self:
        """Histories from one list of items per person. With ``days``, the lists are spread evenly over that time."""
        listed = [np.asarray(one, dtype=np.int64) for one in sequences]
        lengths = np.array([len(one) for one in listed], dtype=np.int64)
        person = np.repeat(np.arange(len(listed), dtype=np.int64), lengths)
        item = np.concatenate(listed) if listed else np.zeros(0, dtype=np.int64)
        day = person.astype(np.float64) * (days / max(len(listed), 1))
        return cls.of(person, item, day)

    def __len__(self) -> int:
        return len(self.item)

    @property
    def newest_day(self) -> float:
        return float(self.day.max()) if len(self) else 0.0

    def where(self, chosen: Bools) -> Self:
        """The deeds that are chosen, with the same people and items."""
        return type(self)(
            self.person[chosen],
            self.item[chosen],
            self.day[chosen],
            self.weight[chosen],
            self.people,
            self.items,
        )

    def before(self, day: float) -> Self:
        """What was done earlier than a moment."""
        return self.where(self.day < day)

    def without_repeats(self) -> Self:
        """Deeds with the same item in a row become one: the first, with the greatest weight among them."""
        if not len(self):
            return self
        again = (self.person[1:] == self.person[:-1]) & (self.item[1:] == self.item[:-1])
        is_first = np.concatenate([[True], ~again])
        best = np.maximum.reduceat(self.weight, np.flatnonzero(is_first))
        return replace(self.where(is_first), weight=best)

    def steps_back(self) -> Ints:
        """For each deed, how many deeds of the same person follow it."""
        ends = np.searchsorted(self.person, self.person, side="right")
        return (ends - 1 - np.arange(len(self))).astype(np.int64)

    def digest(self) -> str:
        """A SHA-256 of everything in it: two trainings with the same digest saw the same data."""
        mark = hashlib.sha256()
        for column in (self.person, self.items[self.item], self.day, self.weight):
            mark.update(np.ascontiguousarray(column).tobytes())
        return mark.hexdigest()


def half_life(age: Floats, days: float) -> Floats:
    """The worth of something so many days old, when it halves in ``days``; 1 for everything when ``days`` is 0."""
    if days <= 0:
        return np.ones_like(age)
    worth: Floats = np.exp2(-np.maximum(age, 0.0) / days)
    return worth


def recipe_from(kind: type[Any], parameters: Mapping[str, Any]) -> Any:
    """A recipe (frozen dataclass) from stored parameters; names that it does not know any more are left out."""
    known = {name: value for name, value in parameters.items() if name in kind.__dataclass_fields__}
    return kind(**known)
