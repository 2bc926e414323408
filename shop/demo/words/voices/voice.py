"""The shape of what people say about a kind of thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """Sentences that praise and sentences that grumble.

    The slots: {noun} {collection} {colour} {person} {time} {room} {size} {price}.
    """

    praise: tuple[str, ...]
    grumble: tuple[str, ...]


def voice(praise: str, grumble: str) -> Voice:
    """Sentences one a line."""
    return Voice(_lines(praise), _lines(grumble))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())
