"""Protocol 6: attacks among requests; and, what counts, the false alarms on honest text of another source."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mlbridge.engine import files, forest, measures
from mlbridge.engine import requests as looks
from mlbridge.engine.histories import Bools, Floats
from mlbridge.engine.protocols.report import Line, Report

OTHER_FILE = "httpparams_train.csv.gz"
# The share of honest requests of training that the shipped threshold calls odd.
ALARMS = 0.01


def measure(path: Path) -> Sequence[Report]:
    """The forest against the length of the request alone. It learns from honest requests only."""
    data = files.requests(path)
    train, attack = data.is_train == 1, data.is_attack == 1
    rows = looks.features(data.text)
    with measures.measured() as cost:
        grown = forest.fit(rows[train & ~attack], forest.ForestRecipe())
    scores = grown.score(rows[~train])
    return [
        Report(
            "requests",
            f"{path.name}: {int(train.sum())} requests to learn from, {int((~train).sum())} to judge",
            "the file's own; the forest sees the honest half of the training part",
            (
                Line("length alone", _figures(rows[~train][:, 0], attack[~train])),
                Line(
                    f"isolation forest on {len(looks.FEATURES)} features",
                    _figures(scores, attack[~train]),
                    cost.seconds,
                ),
            ),
            "AUC",
            measures.peak_mib(),
            measures.milliseconds_each(lambda number: grown.score(rows[number : number + 1]), 50),
            (_speed(grown, rows), *_elsewhere(path, data, grown)),
        )
    ]


def _figures(scores: Floats, attack: Bools) -> dict[str, float]:
    honest = scores[~attack]
    return {
        "AUC": measures.area(scores, attack),
        "TPR@0.1%": float((scores[attack] > np.quantile(honest, 0.999)).mean()),
        "TPR@1%": float((scores[attack] > np.quantile(honest, 0.99)).mean()),
    }


def _speed(grown: forest.Forest, rows: Floats) -> str:
    with measures.measured() as cost:
        grown.score(rows)
    return f"in batches {len(rows) / max(cost.seconds, 1e-9):,.0f} requests a second"


def _elsewhere(path: Path, data: files.Requests, grown: forest.Forest) -> tuple[str, ...]:
    """What the threshold of this source does to values of another one, put into an honest request of this one."""
    other = path.with_name(OTHER_FILE)
    honest = [
        text for text, is_attack in zip(data.text, data.is_attack, strict=True) if not is_attack
    ]
    carrier = next((text.rpartition("=")[0] for text in honest if "=" in text), "")
    if not other.exists() or not carrier:
        return ()
    values = files.odd_values(other)
    scores = grown.score(looks.features([f"{carrier}={text}" for text in values.text]))
    attack = values.is_attack == 1
    limit = float(np.quantile(grown.score(looks.features(honest)), 1 - ALARMS))
    caught, alarms = (scores[attack] > limit).mean(), (scores[~attack] > limit).mean()
    at = f"at the threshold of {ALARMS:.0%} alarms here"
    return (f"on {other.name}, {at}: caught {caught:.3f}, false alarms {alarms:.3f}",)
