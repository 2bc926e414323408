"""The docs say what the code does."""

from itertools import takewhile

import pytest
from django.conf import settings

from orders import states
from shop.base.management.commands.settings_reference import REFERENCE, reference


def test_the_reference_of_settings_is_up_to_date():
    assert REFERENCE.read_text(encoding="utf-8") == reference()


def rows_under(heading: str) -> dict[str, tuple[set[str], str]]:
    """The table of steps that follows a line of the page about money: step, where from, where to."""
    lines = (settings.BASE_DIR / "docs" / "MONEY.md").read_text(encoding="utf-8").splitlines()
    begin = next(number for number, line in enumerate(lines) if heading in line) + 4
    rows = takewhile(lambda line: line.startswith("|"), lines[begin:])
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {step: (set(sources.split(", ")), target) for step, sources, target in cells}


@pytest.mark.parametrize("name", ["ORDER_STEPS", "PAYMENT_STEPS"])
def test_the_state_machines_are_told_as_they_are(name):
    machine = getattr(states, name)

    assert rows_under(name) == {
        step: ({str(source) for source in row.sources}, str(row.target))
        for step, row in machine.items()
    }
