"""A series of days in words and numbers: level, trend, season of the week, and a forecast with an interval.

Plain Python: a page of staff asks for it, and a year of days takes milliseconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, quantiles

WEEK = 7
# The mean of the same weekday over this many weeks: hard to beat for a shop's daily sales (protocol 9).
SEASON_WEEKS = 4
LONGEST_HORIZON = 28
TRIALS = 8
FEWEST_DAYS = 2 * WEEK


@dataclass(frozen=True)
class Expected:
    """One day ahead: what to expect, and the bounds between which four of five days fell in the backtest."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Trend:
    """What a series looks like. ``level`` is the mean of the last four weeks a day; ``weekdays`` factors, Monday first.

    ``change_percent`` compares the last four weeks with the four before; None when those were empty.
    ``error_percent`` is the forecast's mean error in the backtest, as a share of the true sum (WAPE); None when the
    series is too short to try.
    """

    level: float
    change_percent: float | None
    weekdays: tuple[float, ...]
    forecast: tuple[Expected, ...]
    error_percent: float | None


def describe(days: Sequence[float], *, first_weekday: int, horizon: int = LONGEST_HORIZON) -> Trend:
    """The trend of a series without gaps. ``first_weekday`` is that of the first day, Monday is 0."""
    window = SEASON_WEEKS * WEEK
    recent, before = days[-window:], days[-2 * window : -window]
    ratios, error = _backtest(days, horizon)
    low, high = _bounds(ratios)
    ahead = forecast(days, horizon)
    return Trend(
        level=mean(recent) if recent else 0.0,
        change_percent=_change(recent, before),
        weekdays=_weekdays(recent, (first_weekday + max(len(days) - window, 0)) % WEEK),
        forecast=tuple(Expected(value, value * low, value * high) for value in ahead),
        error_percent=error,
    )


def forecast(days: Sequence[float], horizon: int) -> list[float]:
    """The mean of the same weekday in the last four weeks, for each of the days ahead."""
    if not days:
        return [0.0] * horizon
    if len(days) < WEEK:
        return [mean(days)] * horizon
    ahead = []
    for step in range(horizon):
        back = len(days) - WEEK + step % WEEK
        same = [days[at] for at in range(back, -1, -WEEK)][:SEASON_WEEKS]
        ahead.append(mean(same))
    return ahead


def weeks_of(days: Sequence[float]) -> list[float]:
    """Sums of whole weeks that end with the last day, oldest first; a broken week at the beginning is left out."""
    begin = len(days) % WEEK
    return [sum(days[at : at + WEEK]) for at in range(begin, len(days), WEEK)]


def _backtest(days: Sequence[float], horizon: int) -> tuple[list[float], float | None]:
    """What was over what had been expected, day by day, from several past moments; and the mean error in percent."""
    ratios: list[float] = []
    missed = total = 0.0
    for trial in range(1, TRIALS + 1):
        cut = len(days) - trial * WEEK
        if cut < FEWEST_DAYS:
            break
        truth = days[cut : cut + horizon]
        for value, expected in zip(truth, forecast(days[:cut], len(truth)), strict=True):
            missed += abs(value - expected)
            total += value
            if expected > 0:
                ratios.append(value / expected)
    return ratios, 100 * missed / total if total else None


def _bounds(ratios: Sequence[float]) -> tuple[float, float]:
    """Between which factors of the expected value the middle four fifths of the days lay."""
    if len(ratios) < 2 * WEEK:
        return 0.5, 1.5
    tenths = quantiles(ratios, n=10, method="inclusive")
    return min(tenths[0], 1.0), max(tenths[-1], 1.0)


def _change(recent: Sequence[float], before: Sequence[float]) -> float | None:
    if not before or sum(before) == 0:
        return None
    return 100 * (mean(recent) / mean(before) - 1)


def _weekdays(recent: Sequence[float], first_weekday: int) -> tuple[float, ...]:
    """How each weekday compares with the mean day, Monday first."""
    overall = mean(recent) if recent else 0.0
    if overall == 0:
        return (1.0,) * WEEK
    by_day: list[list[float]] = [[] for _ in range(WEEK)]
    for at, value in enumerate(recent):
        by_day[(first_weekday + at) % WEEK].append(value)
    return tuple(mean(values) / overall if values else 1.0 for values in by_day)
