"""Buy again: each customer's own purchases, by how due they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mlbridge.domain import facts
from mlbridge.domain.guard import Measured
from mlbridge.domain.reasons import BOUGHT_BEFORE, BOUGHT_OFTEN
from mlbridge.domain.registry import Learned
from mlbridge.domain.shelves import DEPTH, Place
from mlbridge.errors import TooLittleData
from mlbridge.models import KeyKind, Shelf

if TYPE_CHECKING:
    from mlbridge.engine.buyagain import OwnPurchases
    from mlbridge.engine.histories import Histories

FORM = "own-purchases/1"
DAYS = 2 * 365
LEAST_LINES = 20
OFTEN = 3
BACKTEST_DAYS = 28


def learn(champion: Mapping[str, Any] | None) -> Learned:
    """Own purchases decayed, with the rhythm that would have been best in the last four weeks."""
    from mlbridge.engine import arrays, backtests, buyagain, measures
    from mlbridge.engine.histories import recipe_from

    now = timezone.now()
    bought, accounts = facts.purchases(since=facts.days_ago(now, DAYS))
    if len(bought) < LEAST_LINES:
        raise TooLittleData(_("Fewer than %(least)s lines sold.") % {"least": LEAST_LINES})
    # Chosen before the slice by which the choice is judged.
    earlier = bought.before(backtests.cut_of(bought))
    recipe = backtests.choose_rhythm(earlier, days=BACKTEST_DAYS)
    former = recipe_from(buyagain.BuyAgainRecipe, champion) if champion is not None else None
    outcome = backtests.repurchase(bought, recipe, former)
    with measures.measured() as cost:
        own = buyagain.fit(bought, recipe, now=now.timestamp() / facts.SECONDS_A_DAY)
    return Learned(
        facts.snapshot_of(bought, "lines"),
        asdict(recipe),
        Measured(
            "R@8",
            _("what known customers bought in the newest part of the orders"),
            outcome.cases,
            outcome.model,
            outcome.baseline,
            _("popular in 28 days"),
            champion=outcome.champion,
            fit_seconds=cost.seconds,
            peak_mib=measures.peak_mib(),
        ),
        arrays.pack(FORM, {"items": bought.items, "gaps": own.gaps}),
        _places(own, bought, accounts),
    )


def _places(own: "OwnPurchases", bought: "Histories", accounts: Sequence[int]) -> Iterator[Place]:
    """The shelf of each customer: what they bought and is still on sale."""
    names = facts.on_sale().names
    for person, user_id in enumerate(accounts):
        on_sale = [
            pair
            for pair in own.ranked(person, DEPTH * 2)
            if int(bought.items[own.item[pair]]) in names and own.scores.data[pair] > 0
        ]
        for rank, pair in enumerate(on_sale[:DEPTH], start=1):
            times = int(own.times[pair])
            yield Place(
                Shelf.BUY_AGAIN,
                KeyKind.USER,
                user_id,
                rank,
                int(bought.items[own.item[pair]]),
                float(own.scores.data[pair]),
                BOUGHT_OFTEN if times >= OFTEN else BOUGHT_BEFORE,
                {"on": _date(float(own.last_day[pair])), "times": times},
            )


def _date(day: float) -> str:
    return datetime.fromtimestamp(day * facts.SECONDS_A_DAY, tz=UTC).date().isoformat()
