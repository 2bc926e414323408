"""What the room shows and others may add to: tiles of the dashboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

May = Callable[[str], bool]


class Direction(StrEnum):
    """Where a figure went since the time that it is compared with."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True)
class TileRow:
    """One line of a tile's list."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class Tile:
    """One figure or short list of the dashboard, in words for people; ``url`` leads to the list behind it.

    ``note`` says what the figure is compared with or when it was counted. ``is_alarming`` asks for attention.
    """

    key: str
    title: str
    value: str = ""
    note: str = ""
    direction: Direction | None = None
    is_alarming: bool = False
    url: str = ""
    rows: Sequence[TileRow] = ()
    when_empty: str = ""

    @property
    def is_list(self) -> bool:
        """Whether it has, or would have, lines."""
        return bool(self.rows or self.when_empty)


class DataSource(Protocol):
    """Adds tiles to the dashboard: advice and predictions from a room above."""

    def tiles(self, may: May) -> Sequence[Tile]:
        """The tiles for somebody who ``may("room.permission")``; quick, because the dashboard waits for it."""
        ...


_sources: list[DataSource] = []


def plug_data_source(source: DataSource) -> None:
    """Let another room's tiles follow ours, in this process."""
    if source not in _sources:
        _sources.append(source)


def data_sources() -> Sequence[DataSource]:
    """Every plugged-in source."""
    return tuple(_sources)
