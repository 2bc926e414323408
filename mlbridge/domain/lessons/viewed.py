"""Because you viewed: where people go on from a product."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mlbridge.domain import facts
from mlbridge.domain.guard import Measured
from mlbridge.domain.reasons import WENT_ON
from mlbridge.domain.registry import Learned
from mlbridge.domain.shelves import DEPTH, Place
from mlbridge.errors import TooLittleData
from mlbridge.models import KeyKind, Shelf

if TYPE_CHECKING:
    from mlbridge.engine.covisits import CoVisits

FORM = "co-visits/1"
DAYS = 180
LEAST_DEEDS = 20


def learn(champion: Mapping[str, Any] | None) -> Learned:
    """Directed co-visits of the last half year, against what is popular."""
    from mlbridge.engine import arrays, backtests, covisits, measures
    from mlbridge.engine.histories import recipe_from

    deeds = facts.interest(since=facts.days_ago(timezone.now(), DAYS)).without_repeats()
    if len(deeds) < LEAST_DEEDS:
        raise TooLittleData(_("Fewer than %(least)s deeds in the log.") % {"least": LEAST_DEEDS})
    recipe = covisits.SHOP
    former = recipe_from(covisits.CoVisitRecipe, champion) if champion is not None else None
    outcome = backtests.next_item(deeds, recipe, former)
    with measures.measured() as cost:
        table = covisits.fit(deeds, recipe)
    return Learned(
        facts.snapshot_of(deeds, "deeds"),
        asdict(recipe),
        Measured(
            "HR@8",
            _("steps to another product in the newest part of the log"),
            outcome.cases,
            outcome.model,
            outcome.baseline,
            _("popular in 28 days"),
            champion=outcome.champion,
            fit_seconds=cost.seconds,
            peak_mib=measures.peak_mib(),
        ),
        arrays.pack(FORM, table.arrays()),
        places(table, Shelf.BECAUSE_VIEWED, WENT_ON),
    )


def places(table: "CoVisits", shelf: Shelf, reason: str) -> Iterator[Place]:
    """The shelf of each product: the best of its row that are on sale."""
    range_ = facts.on_sale()
    for product_id, others, scores in table.rows():
        if product_id not in range_.names:
            continue
        on_sale = [
            (int(other), float(score))
            for other, score in zip(others, scores, strict=True)
            if int(other) in range_.names and int(other) != product_id
        ]
        for rank, (other, score) in enumerate(on_sale[:DEPTH], start=1):
            details = {"name": range_.names[product_id]}
            yield Place(shelf, KeyKind.PRODUCT, product_id, rank, other, score, reason, details)
