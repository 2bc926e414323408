"""Amounts in forms: people type 12.50 where 1250 is kept."""

import pytest
from django.core.exceptions import ValidationError

from shop.base.back_office import MinorUnitsField


@pytest.mark.parametrize(
    ("currency", "typed", "kept"),
    [("GBP", "12.50", 1250), ("GBP", "12.5", 1250), ("JPY", "500", 500), ("KWD", "1.234", 1234)],
)
def test_an_amount_is_kept_in_minor_units_of_its_currency(currency, typed, kept):
    field = MinorUnitsField(currency=currency)

    assert field.clean(typed) == kept
    assert field.clean(str(field.prepare_value(kept))) == kept


@pytest.mark.parametrize("typed", ["12.345", "a lot", "NaN", "1e400"])
def test_what_is_no_amount_of_the_currency_is_refused(typed):
    with pytest.raises(ValidationError):
        MinorUnitsField(currency="GBP").clean(typed)


def test_the_same_amount_written_otherwise_is_no_change():
    field = MinorUnitsField(currency="GBP")

    assert not field.has_changed(1250, "12.5")
    assert field.has_changed(1250, "12.51")


def test_what_somebody_typed_wrongly_is_shown_again_as_it_was_typed():
    assert MinorUnitsField(currency="GBP").prepare_value("12,5x") == "12,5x"
