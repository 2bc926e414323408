"""Rates in forms: staff read and type 20 where the database keeps 2000 basis points."""

from decimal import Decimal
from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminDecimalFieldWidget

BASIS_POINTS_OF_A_PERCENT = 100


class PercentField(forms.DecimalField):
    """A form field of a rate: shown and typed in percent, cleaned to whole basis points."""

    widget = UnfoldAdminDecimalFieldWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 100, "decimal_places": 2, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """What was kept as 2000 is shown as 20; what somebody typed stays as it was typed."""
        return as_percent(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """The rate in basis points."""
        percent: Decimal | None = super().clean(value)
        return None if percent is None else int(percent * BASIS_POINTS_OF_A_PERCENT)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another rate was typed; 20 and 20.0 are the same."""
        return super().has_changed(self.prepare_value(initial), data)


def as_percent(basis_points: int) -> str:
    """2000 as 20, 550 as 5.5."""
    return f"{Decimal(basis_points) / BASIS_POINTS_OF_A_PERCENT:f}"
