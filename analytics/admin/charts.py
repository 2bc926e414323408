"""A bar chart as plain SVG: readable without scripts, without colour, and as a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from activity.queries import DayFigures
from shop.base.money import format_minor

WIDTH, HEIGHT, GAP = 840, 160, 4


@dataclass(frozen=True)
class Bar:
    """One day: where its bar stands, in the chart's own units, and what it says."""

    day: date
    orders: int
    amount: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """Bars over a common scale, whose top is ``highest``."""

    bars: Sequence[Bar]
    highest: str
    total: str
    width: int = WIDTH
    height: int = HEIGHT


def bars(days: Sequence[DayFigures]) -> Chart:
    """Revenue by day; the highest day fills the height."""
    highest = max((day.revenue_minor for day in days), default=0)
    step = WIDTH / max(len(days), 1)
    drawn = []
    for number, day in enumerate(days):
        height = round(HEIGHT * day.revenue_minor / highest, 1) if highest else 0.0
        drawn.append(
            Bar(
                day.day,
                day.orders,
                _money(day.revenue_minor),
                round(number * step + GAP / 2, 1),
                round(HEIGHT - height, 1),
                round(step - GAP, 1),
                height,
            )
        )
    return Chart(drawn, _money(highest), _money(sum(day.revenue_minor for day in days)))


def _money(minor: int) -> str:
    return format_minor(minor, settings.SHOP_CURRENCY)
