"""What was asked for on the command line."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """How long and how often to measure, and where data is that is not in the repository."""

    quick: bool
    data: Path | None

    @property
    def seconds(self) -> float:
        """How long each kind of request is sent at a time."""
        return 1.0 if self.quick else 4.0

    @property
    def rounds(self) -> int:
        """How often each kind of request has its turn."""
        return 2 if self.quick else 5
