"""The questions and the mending of docs/STOCK.md do what they say."""

import re
from datetime import timedelta
from pathlib import Path

import pgtrigger
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from catalog.domain import stock
from catalog.models import StockLevel
from tests.factories.catalog import make_variant

pytestmark = pytest.mark.django_db
TEXT = (Path(settings.BASE_DIR) / "docs" / "STOCK.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL)
MENDING = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def level() -> StockLevel:
    """Five mugs of which two are promised."""
    mug = make_variant(on_hand=5)
    stock.reserve("A1", {mug.pk: 2}, until=timezone.now() + timedelta(hours=1))
    return StockLevel.objects.get(variant=mug)


def answers() -> list[list]:
    found = []
    with connection.cursor() as cursor:
        for question in QUESTIONS:
            cursor.execute(question)
            found.append(cursor.fetchall())
    return found


def break_it(level) -> None:
    with pgtrigger.ignore("catalog.StockLevel:only_by_movement"):
        StockLevel.objects.filter(pk=level.pk).update(on_hand=9, reserved=1)


def test_nothing_disagrees_while_the_triggers_are_on(level):
    assert answers() == [[], []]


def test_what_disagrees_is_found(level):
    break_it(level)

    assert answers() == [[(level.pk, 9, 5)], [(level.pk, 1, 2)]]


def test_mending_believes_the_ledger_and_the_reservations(level):
    break_it(level)

    exec(MENDING[0], {})

    level.refresh_from_db()
    assert (level.on_hand, level.reserved, answers()) == (5, 2, [[], []])
