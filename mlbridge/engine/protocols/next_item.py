"""Protocol 1: the last item of each person is the test, everything before it trains."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse

from mlbridge.engine import covisits, files, measures, popularity
from mlbridge.engine.histories import Histories
from mlbridge.engine.protocols.report import Line, Report


def measure(path: Path) -> Sequence[Report]:
    """Co-visits against popularity. The file holds one line of item numbers per person, oldest first."""
    listed = files.sequences(path)
    # Numbered over the whole file: every item is a candidate, also one that training never saw.
    everything = Histories.of_sequences(listed)
    is_last = everything.steps_back() == 0
    past = everything.where(~is_last)
    targets = everything.item[is_last]
    past_items = sparse.csr_matrix(
        (np.ones(len(past)), (past.person, past.item)), shape=(past.people, len(past.items))
    )
    popular = popularity.score(past, popularity.PopularityRecipe(window_days=0.0))
    nothing = sparse.csr_matrix(past_items.shape)
    base = measures.rank_targets(nothing, targets, otherwise=popular, hidden=past_items)
    with measures.measured() as cost:
        table = covisits.fit(past, covisits.PERSON)
    scores = (covisits.freshness(past, covisits.PERSON) @ table.matrix).tocsr()
    model = measures.rank_targets(scores, targets, otherwise=popular, hidden=past_items)
    return [
        Report(
            "next-item",
            f"{path.name}: {past.people} people, {len(past.items)} items, {len(everything)} deeds",
            "the last item of each person is the test; items of the own past are no candidates",
            (
                Line("popular", _figures(base)),
                Line("directed co-visits", _figures(model), cost.seconds),
            ),
            "HR@10",
            measures.peak_mib(),
            _one_by_one(past, table),
        )
    ]


def _figures(ranks: measures.Ranks) -> dict[str, float]:
    return {
        "HR@10": ranks.hit_rate(10),
        "NDCG@10": ranks.gain(10),
        "HR@20": ranks.hit_rate(20),
    }


def _one_by_one(past: Histories, table: covisits.CoVisits) -> float:
    """Milliseconds for one person's list, from the table."""
    fresh = covisits.freshness(past, covisits.PERSON)

    def predict(number: int) -> object:
        row = slice(fresh.indptr[number], fresh.indptr[number + 1])
        recent = dict(zip(fresh.indices[row], fresh.data[row], strict=True))
        found, scores = covisits.fold(recent, table)
        return found[np.argsort(-scores)[:20]]

    return measures.milliseconds_each(predict, min(200, past.people))
