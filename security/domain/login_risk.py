"""What the door knows of an address, for whoever weighs a sign-in."""

from security.domain import book
from security.networks import client_of

# Of a hundred: alone enough that the owner hears of it, not enough that the sign-in is held.
POINTS_BY_STEP = {0: 0, 1: 15, 2: 40, 3: 50, 4: 60}


def reputation_of(address: str | None) -> int:
    """Points for an address that is warned, slowed or banned, or that a feed names; 0 for one that is always let in."""
    if address is None or book.is_allowed(address):
        return 0
    entry = book.find([f"a:{client_of(address)}"])
    step = max(entry.step if entry else 0, book.named_by_a_feed(address))
    return POINTS_BY_STEP.get(step, max(POINTS_BY_STEP.values()))
