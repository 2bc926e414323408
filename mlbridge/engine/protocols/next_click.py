"""Protocol 2: the next click of a session, with the test steps of the neighbouring file or the newest sessions."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse

from mlbridge.engine import covisits, files, measures, popularity
from mlbridge.engine.histories import Histories, Ints, Matrix
from mlbridge.engine.protocols.report import Line, Report

TEST_FILE = "test_steps_last_is_target.txt.gz"
# The sessions stand in the order of time; the set covers about five months.
DAYS = 150.0
HELD_OUT = 0.1


def measure(path: Path) -> Sequence[Report]:
    """Co-visits within sessions against popularity. Items seen in the session stay candidates."""
    sessions = files.sequences(path)
    test = path.with_name(TEST_FILE)
    if test.exists():
        steps = files.sequences(test)
        split = f"the steps of {test.name}"
    else:
        cut = int(len(sessions) * (1 - HELD_OUT))
        steps = [one[: end + 1] for one in sessions[cut:] for end in range(1, len(one))]
        sessions, split = sessions[:cut], "every step of the newest tenth of the sessions"
    with measures.measured() as cost:
        train = Histories.of_sequences(sessions, days=DAYS)
        table = covisits.fit(train, covisits.SESSION)
    base, model = _ranks(train, table, steps)
    return [
        Report(
            "next-click",
            f"{path.name}: {len(sessions)} sessions, {len(train.items)} items, {len(train)} clicks",
            split,
            (
                Line("popular", _figures(base)),
                Line("directed co-visits", _figures(model), cost.seconds),
            ),
            "HR@20",
            measures.peak_mib(),
            _one_by_one(train, table, steps),
        )
    ]


def _figures(ranks: measures.Ranks) -> dict[str, float]:
    return {"HR@20": ranks.hit_rate(20), "MRR@20": ranks.reciprocal(20)}


def _ranks(
    train: Histories, table: covisits.CoVisits, steps: Sequence[Sequence[int]]
) -> tuple[measures.Ranks, measures.Ranks]:
    place_of = {int(item): place for place, item in enumerate(train.items)}
    # A target that training never saw is found by no method: it counts as missed.
    known = [step for step in steps if step[-1] in place_of]
    unknown = np.full(len(steps) - len(known), np.inf)
    targets = np.array([place_of[step[-1]] for step in known], dtype=np.int64)
    popular = popularity.score(train, popularity.PopularityRecipe(window_days=0.0))
    fresh = _freshness([[place_of.get(item, -1) for item in step[:-1]] for step in known], table)
    model = _places(fresh @ table.matrix, targets)
    order = np.empty(len(popular))
    order[np.lexsort((np.arange(len(popular)), -popular))] = np.arange(1, len(popular) + 1)
    return (
        measures.Ranks(np.concatenate([order[targets], unknown])),
        measures.Ranks(np.concatenate([model, unknown])),
    )


def _freshness(pasts: Sequence[Sequence[int]], table: covisits.CoVisits) -> Matrix:
    step = np.repeat(np.arange(len(pasts)), [len(past) for past in pasts])
    place = np.concatenate([np.asarray(past, dtype=np.int64) for past in pasts])
    back = np.concatenate([np.arange(len(past))[::-1] for past in pasts])
    known = place >= 0
    return sparse.csr_matrix(
        (covisits.SESSION.recency ** back[known].astype(float), (step[known], place[known])),
        shape=(len(pasts), len(table.items)),
    )


def _places(scores: Matrix, targets: Ints) -> np.ndarray:
    """The place of each target among the items that have a score; infinity for one without."""
    scores = scores.tocsr()
    row = np.repeat(np.arange(len(targets)), np.diff(scores.indptr))
    wanted = np.asarray(scores[np.arange(len(targets)), targets]).ravel()
    above = np.bincount(row[scores.data > wanted[row]], minlength=len(targets))
    level = np.bincount(row[scores.data == wanted[row]], minlength=len(targets))
    return np.where(wanted > 0, above + (level - 1) / 2 + 1, np.inf)


def _one_by_one(
    train: Histories, table: covisits.CoVisits, steps: Sequence[Sequence[int]]
) -> float:
    place_of = {int(item): place for place, item in enumerate(train.items)}

    def predict(number: int) -> object:
        past = [place_of[item] for item in steps[number][:-1] if item in place_of]
        recent: dict[int, float] = {}
        for back, place in enumerate(reversed(past)):
            recent[place] = recent.get(place, 0.0) + covisits.SESSION.recency**back
        found, scores = covisits.fold(recent, table)
        return found[np.argsort(-scores)[:20]]

    return measures.milliseconds_each(predict, min(200, len(steps)))
