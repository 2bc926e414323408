"""The shape of what is said about a kind of good."""

from dataclasses import dataclass

from shop.demo.range.recipes import Fact


@dataclass(frozen=True, slots=True)
class Talk:
    """Sentences about it, sentences about its use, and the facts it is sold with.

    Facts of None leave those of the shelf.
    """

    about: tuple[str, ...]
    using: tuple[str, ...]
    facts: tuple[Fact, ...] | None = None


def talk(about: str, using: str, *facts: Fact) -> Talk:
    """Sentences one a line."""
    return Talk(_lines(about), _lines(using), facts or None)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())
