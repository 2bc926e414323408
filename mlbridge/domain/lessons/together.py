"""Often bought together: what stands in the same orders."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mlbridge.domain import facts
from mlbridge.domain.guard import Measured
from mlbridge.domain.lessons.viewed import places
from mlbridge.domain.reasons import TOGETHER
from mlbridge.domain.registry import Learned
from mlbridge.errors import TooLittleData
from mlbridge.models import Shelf

FORM = "pairs/1"
DAYS = 2 * 365
LEAST_LINES = 20


def learn(champion: Mapping[str, Any] | None) -> Learned:
    """Pairs of the orders of two years, against what is popular."""
    from mlbridge.engine import arrays, backtests, measures
    from mlbridge.engine import baskets as pairs
    from mlbridge.engine.histories import recipe_from

    orders = facts.baskets(since=facts.days_ago(timezone.now(), DAYS))
    if len(orders) < LEAST_LINES:
        raise TooLittleData(_("Fewer than %(least)s lines sold.") % {"least": LEAST_LINES})
    recipe = pairs.DEFAULT
    former = recipe_from(pairs.BasketRecipe, champion) if champion is not None else None
    outcome = backtests.together(orders, recipe, former)
    with measures.measured() as cost:
        table = pairs.fit(orders, recipe)
    return Learned(
        facts.snapshot_of(orders, "lines"),
        asdict(recipe),
        Measured(
            "HR@8",
            _("from one product to another of the newest orders"),
            outcome.cases,
            outcome.model,
            outcome.baseline,
            _("popular in 28 days"),
            champion=outcome.champion,
            fit_seconds=cost.seconds,
            peak_mib=measures.peak_mib(),
        ),
        arrays.pack(FORM, table.arrays()),
        places(table, Shelf.BOUGHT_TOGETHER, TOGETHER),
    )
