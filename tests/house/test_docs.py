"""The docs say what the code does."""

from shop.base.management.commands.settings_reference import REFERENCE, reference


def test_the_reference_of_settings_is_up_to_date():
    assert REFERENCE.read_text(encoding="utf-8") == reference()
