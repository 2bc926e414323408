"""Sales as a series: level, trend, season, forecast, and what moves most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from activity import queries as activity
from catalog.models import Product
from mlbridge import queries
from mlbridge.domain import forecast
from mlbridge.domain.forecast import Trend
from shop.base.errors import InvalidInput

LONGEST_DAYS = 730
MOVERS = 5
# Fewer pieces than this in both periods are chance, not a movement.
FEWEST_PIECES = 5


@dataclass(frozen=True)
class Point:
    """What was sold in one period that begins on ``day``: money in minor units, and pieces."""

    day: date
    revenue_minor: int
    units: int


@dataclass(frozen=True)
class Mover:
    """A product that sells much more or less than before: pieces in the last four weeks and in the four before."""

    product_id: int
    name: str
    units: int
    units_before: int

    @property
    def change(self) -> int:
        return self.units - self.units_before


@dataclass(frozen=True)
class SalesTrend:
    """The sales of the shop, a category or a product up to yesterday, as the answer to "how is it going?"."""

    points: Sequence[Point]
    trend: Trend
    forecast_from: date
    up: Sequence[Mover]
    down: Sequence[Mover]


def analyse(
    *,
    days: int = 365,
    grain: str = "day",
    horizon: int = forecast.LONGEST_HORIZON,
    product_id: int | None = None,
    category_id: int | None = None,
) -> SalesTrend:
    """The trend of the last ``days`` whole days. Raises InvalidInput for a grain other than day or week."""
    if grain not in {"day", "week"}:
        raise InvalidInput(_("Ask for the grain day or week."), field="grain")
    today = timezone.now().date()
    since = today - timedelta(days=days)
    products = queries.products_of(product_id=product_id, category_id=category_id)
    points = _gapless(queries.revenue_by_day(since, product_ids=products), since, today)
    trend = forecast.describe(
        [float(point.revenue_minor) for point in points],
        first_weekday=points[0].day.weekday() if points else 0,
        horizon=horizon,
    )
    up, down = _movers(today) if products is None else ([], [])
    return SalesTrend(_weekly(points) if grain == "week" else points, trend, today, up, down)


def _gapless(found: dict[date, tuple[int, int]], since: date, until: date) -> list[Point]:
    """Every day from the first sale on, empty ones too."""
    if not found:
        return []
    begin = max(min(found), since)
    days = (begin + timedelta(days=step) for step in range((until - begin).days))
    return [Point(day, *found.get(day, (0, 0))) for day in days]


def _weekly(points: Sequence[Point]) -> list[Point]:
    """Whole weeks that end with the last day."""
    begin = len(points) % forecast.WEEK
    weeks = [points[at : at + forecast.WEEK] for at in range(begin, len(points), forecast.WEEK)]
    return [
        Point(week[0].day, sum(one.revenue_minor for one in week), sum(one.units for one in week))
        for week in weeks
    ]


def _movers(today: date) -> tuple[list[Mover], list[Mover]]:
    """The products whose sales rose and fell most between the last four weeks and the four before."""
    window = timedelta(weeks=4)
    last_day = today - timedelta(days=1)
    now = activity.product_figures(since=today - window, until=last_day)
    before = activity.product_figures(since=today - 2 * window, until=last_day - window)
    pieces = {
        product_id: (_units(now, product_id), _units(before, product_id))
        for product_id in now.keys() | before.keys()
    }
    moved = {product_id: both for product_id, both in pieces.items() if sum(both) >= FEWEST_PIECES}
    ranked = sorted(
        moved, key=lambda product_id: (moved[product_id][1] - moved[product_id][0], product_id)
    )
    rising = [one for one in ranked[:MOVERS] if moved[one][0] > moved[one][1]]
    falling = [one for one in ranked[::-1][:MOVERS] if moved[one][0] < moved[one][1]]
    names = dict(Product.everything.filter(pk__in=[*rising, *falling]).values_list("pk", "name"))

    def movers(ids: Sequence[int]) -> list[Mover]:
        return [Mover(pk, names[pk], *moved[pk]) for pk in ids if pk in names]

    return movers(rising), movers(falling)


def _units(figures: dict[int, activity.ProductFigures], product_id: int) -> int:
    return figures[product_id].units_sold if product_id in figures else 0
