"""Whether the counts say what the log says."""

from activity.domain.rollups import Difference, differences


def check() -> list[Difference]:
    """Every difference between the rollups and the log; empty when all is well. ``rebuild()`` mends them."""
    return differences()
