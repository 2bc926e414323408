"""Popular now: in the whole shop and in each category; the fallback of every other shelf."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mlbridge.domain import facts
from mlbridge.domain.guard import Measured
from mlbridge.domain.reasons import POPULAR, POPULAR_IN
from mlbridge.domain.registry import Learned
from mlbridge.domain.shelves import DEPTH, Place
from mlbridge.errors import TooLittleData
from mlbridge.models import KeyKind, Shelf

if TYPE_CHECKING:
    from mlbridge.engine.histories import Floats, Histories

FORM = "trends/1"
DAYS = 60


def learn(champion: Mapping[str, Any] | None) -> Learned:
    """Of three ways of counting what is popular, the one that would have foretold the last week best."""
    from mlbridge.engine import arrays, backtests, measures, popularity

    now = timezone.now()
    deeds = facts.interest(since=facts.days_ago(now, DAYS))
    if not len(deeds):
        raise TooLittleData(_("Nothing in the log yet."))
    outcomes = {
        recipe: backtests.trend(deeds, recipe, popularity.FLAT)
        for recipe in (popularity.RECENT, popularity.STEADY, popularity.FLAT)
    }
    recipe = max(outcomes, key=lambda one: outcomes[one].model)
    with measures.measured() as cost:
        scores = popularity.score(deeds, recipe, now=now.timestamp() / facts.SECONDS_A_DAY)
    return Learned(
        facts.snapshot_of(deeds, "deeds"),
        asdict(recipe),
        Measured(
            _("share of the interest in 24 products"),
            _("the last week of the log"),
            outcomes[recipe].cases,
            outcomes[recipe].model,
            outcomes[recipe].baseline,
            _("popular in 28 days"),
            fit_seconds=cost.seconds,
            peak_mib=measures.peak_mib(),
        ),
        arrays.pack(FORM, {"items": deeds.items, "scores": scores}),
        _places(deeds, scores),
    )


def _places(deeds: "Histories", scores: "Floats") -> Iterator[Place]:
    """The most popular of the shop and of each category with everything below it."""
    range_ = facts.on_sale()
    ranked = sorted(
        (
            (float(score), int(product_id))
            for product_id, score in zip(deeds.items, scores, strict=True)
            if score > 0 and int(product_id) in range_.names
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    filled: dict[tuple[KeyKind, int], int] = {}
    for score, product_id in ranked:
        category = range_.category_of[product_id]
        keys = [(KeyKind.SHOP, 0), *((KeyKind.CATEGORY, pk) for pk in range_.above[category])]
        for kind, key_id in keys:
            rank = filled.get((kind, key_id), 0) + 1
            if rank > DEPTH:
                continue
            filled[kind, key_id] = rank
            name = range_.category_names.get(key_id, "")
            yield Place(
                Shelf.TRENDING,
                kind,
                key_id,
                rank,
                product_id,
                score,
                POPULAR_IN if name else POPULAR,
                {"category": name} if name else {},
            )
