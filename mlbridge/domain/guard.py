"""The rule that decides whether a freshly trained version may serve."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

# Fewer held-out cases than this say nothing.
FEWEST_CASES = 30


@dataclass(frozen=True)
class Measured:
    """Quality on the newest slice of time, from which nothing was learned for the measurement.

    ``measure`` says what the numbers are (more is better); ``champion`` is the serving version's method on the same
    slice, None when nothing serves.
    """

    measure: str
    split: str
    cases: int
    model: float
    baseline: float
    baseline_name: str
    champion: float | None = None
    champion_version: int | None = None
    fit_seconds: float = 0.0
    peak_mib: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """Whether a version may serve, and why, for staff to read."""

    is_better: bool
    reason: str


def judge(measured: Measured, *, is_baseline: bool = False) -> Verdict:
    """Better than the baseline and no worse than what serves: then it serves; equal methods on fresher data do.

    A model that is the baseline of the others (``is_baseline``) only has to be no worse than it was.
    """
    figures = {
        "model": f"{measured.model:.4f}",
        "baseline": f"{measured.baseline:.4f}",
        "name": measured.baseline_name,
        "measure": measured.measure,
        "cases": measured.cases,
        "champion": "" if measured.champion is None else f"{measured.champion:.4f}",
        "version": measured.champion_version,
        "fewest": FEWEST_CASES,
    }
    if is_baseline:
        return Verdict(True, _("%(measure)s %(model)s; the fallback of every shelf.") % figures)
    if measured.cases < FEWEST_CASES:
        return Verdict(
            False, _("Only %(cases)s cases to judge by; %(fewest)s are needed.") % figures
        )
    if measured.model <= measured.baseline:
        return Verdict(
            False,
            _("Not better than %(name)s: %(measure)s %(model)s against %(baseline)s.") % figures,
        )
    if measured.champion is not None and measured.model < measured.champion:
        return Verdict(
            False,
            _("Worse than version %(version)s: %(measure)s %(model)s against %(champion)s.")
            % figures,
        )
    return Verdict(
        True,
        _("%(measure)s %(model)s against %(baseline)s for %(name)s, on %(cases)s cases.") % figures,
    )
