"""Amounts in forms: staff read and type 12.50 where the database keeps 1250."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminDecimalFieldWidget

from shop.base.money import minor_units, to_major, to_minor

# More than any amount of a shop, less than what a database number holds.
MOST_DIGITS = 15


class MinorUnitsField(forms.DecimalField):
    """A form field of an amount: shown and typed in major units, cleaned to whole minor units of ``currency``."""

    widget = UnfoldAdminDecimalFieldWidget

    def __init__(self, *, currency: str = "", **kwargs: Any) -> None:
        self.currency = currency or settings.SHOP_CURRENCY
        super().__init__(max_digits=MOST_DIGITS, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What was kept as 1250 is shown as 12.50; what somebody typed stays as it was typed."""
        return to_major(value, self.currency) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """The amount in minor units. Raises ValidationError for more decimals than the currency has."""
        amount: Decimal | None = super().clean(value)
        if amount is None:
            return None
        try:
            return to_minor(amount, self.currency)
        except ValueError:
            raise ValidationError(
                _("%(currency)s has %(places)s decimals; write the amount with no more than that.")
                % {"currency": self.currency, "places": minor_units(self.currency)}
            ) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another amount was typed; 12.5 and 12.50 are the same."""
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True


class AmountsForm(forms.ModelForm[Any]):
    """A form of a row that names its currency: its amounts have the decimals of that one, not of the shop's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        currency = getattr(self.instance, "currency", "")
        for field in self.fields.values():
            if isinstance(field, MinorUnitsField) and currency:
                field.currency = currency


def field_of_amount(column: models.Field[Any, Any]) -> forms.Field | None:
    """The form field of a column that keeps minor units; None for every other column."""
    if not column.name.endswith("_minor") or not isinstance(column, models.IntegerField):
        return None
    return MinorUnitsField(
        label=capfirst(column.verbose_name),
        required=not column.blank and not column.null,
        initial=column.default if column.has_default() else None,
        help_text=str(column.help_text),
    )
