"""The shape of a material."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Material:
    """A material in words: ``making`` with ``{maker}`` and ``{place}``, ``care`` as advice."""

    name: str
    making: tuple[str, ...]
    care: tuple[str, ...]
