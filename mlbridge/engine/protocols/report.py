"""What an evaluation prints: data, split, baseline, model, ratio, and what it cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One method with its measures, in the order in which they are shown."""

    method: str
    measures: Mapping[str, float]
    fit_seconds: float = 0.0


@dataclass(frozen=True)
class Report:
    """One evaluation. The first line is the baseline; ``decisive`` names the measure by which methods are compared."""

    task: str
    data: str
    split: str
    lines: tuple[Line, ...]
    decisive: str
    peak_mib: float
    milliseconds_each: float
    notes: tuple[str, ...] = field(default=())

    @property
    def baseline(self) -> Line:
        return self.lines[0]

    @property
    def model(self) -> Line:
        """The method that ships: the last line."""
        return self.lines[-1]

    @property
    def ratio(self) -> float:
        """How many times the baseline's decisive measure the model has."""
        base = self.baseline.measures[self.decisive]
        return self.model.measures[self.decisive] / base if base else float("inf")

    def __str__(self) -> str:
        width = max(len(line.method) for line in self.lines) + 2
        rows = [
            f"  {line.method:<{width}}"
            + "  ".join(f"{name} {value:.4f}" for name, value in line.measures.items())
            + f"  fit {line.fit_seconds:.2f} s"
            for line in self.lines
        ]
        return "\n".join(
            [
                f"{self.task}: {self.data}",
                f"  split: {self.split}",
                *rows,
                f"  {self.model.method} / {self.baseline.method}: {self.ratio:.2f} x {self.decisive}",
                f"  peak {self.peak_mib:.0f} MiB; {self.milliseconds_each:.3f} ms a prediction",
                *(f"  {note}" for note in self.notes),
            ]
        )
