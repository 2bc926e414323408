"""Protocol 6: attacks among requests; and, what counts, the false alarms on honest text of another source."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mlbridge.engine import door, files, forest, measures
from mlbridge.engine import requests as looks
from mlbridge.engine.door import Asked, DoorRecipe
from mlbridge.engine.histories import Bools, Floats
from mlbridge.engine.protocols.report import Line, Report
from security.domain import rules
from security.domain.knowledge import Knowledge
from security.models import RAISED

OTHER_FILE = "httpparams_train.csv.gz"
AGENT = "Mozilla/5.0"


def measure(path: Path) -> Sequence[Report]:
    """Rules, forest and habits, which see honest requests only, and the door's whole knowledge, which sees both."""
    data = files.requests(path)
    train, attack = data.is_train == 1, data.is_attack == 1
    rows, asked = looks.features(data.text), [_asked(text) for text in data.text]
    honest, hostile = _chosen(asked, train & ~attack), _chosen(asked, train & attack)
    judged, is_attack = _chosen(asked, ~train), attack[~train]
    with measures.measured() as cost_of_forest:
        grown = forest.fit(rows[train & ~attack], forest.ForestRecipe())
    with measures.measured() as cost_of_habits:
        habits = door.fit(honest, [], DoorRecipe())
    with measures.measured() as cost:
        learned = door.fit(honest, hostile, DoorRecipe())
    said = np.array([_said_by_rules(one) for one in judged], dtype=np.float64)
    scores = door.scores(learned, judged)
    return [
        Report(
            "requests",
            f"{path.name}: {int(train.sum())} requests to learn from, {int((~train).sum())} to judge",
            "the file's own; forest and habits see the honest half of the training part",
            (
                Line("length alone", _figures(rows[~train][:, 0], is_attack)),
                Line("rules about text", _figures(said, is_attack)),
                Line(
                    f"isolation forest on {len(looks.FEATURES)} features",
                    _figures(grown.score(rows[~train]), is_attack),
                    cost_of_forest.seconds,
                ),
                Line(
                    "habits (never saw an attack)",
                    _figures(door.scores(habits, judged), is_attack),
                    cost_of_habits.seconds,
                ),
                Line("habits and weights", _figures(scores, is_attack), cost.seconds),
            ),
            "AUC",
            measures.peak_mib(),
            measures.milliseconds_each(
                lambda number: door.scores(learned, judged[number : number + 1]), 50
            ),
            (
                _shipped("habits and weights", scores > learned.raised, is_attack),
                _shipped("rules about text", said >= RAISED, is_attack),
                _speed(grown, rows),
                *_elsewhere(path, learned, honest),
            ),
        )
    ]


def _asked(text: str) -> Asked:
    """A line "method path?query" (and body) as the door reads it."""
    method, _blank, target = text.partition(" ")
    path, _mark, query = target.partition("?")
    pairs = [pair.partition("=") for pair in query.split("&")] if query else []
    return Asked(method.upper(), path, [(name, value) for name, _equals, value in pairs])


def _chosen(asked: Sequence[Asked], wanted: Bools) -> list[Asked]:
    return [one for one, is_wanted in zip(asked, wanted, strict=True) if is_wanted]


def _said_by_rules(one: Asked) -> int:
    """The score of the rules about text. Those about paths know this shop, not the file's."""
    values = [value or name for name, value in one.parameters]
    return rules.judge(rules.Seen(one.method, "/", "", values, AGENT)).score


def _figures(scores: Floats, attack: Bools) -> dict[str, float]:
    honest = scores[~attack]
    return {
        "AUC": measures.area(scores, attack),
        "TPR@0.1%": float((scores[attack] > np.quantile(honest, 0.999)).mean()),
        "TPR@1%": float((scores[attack] > np.quantile(honest, 0.99)).mean()),
    }


def _shipped(method: str, alarmed: Bools, attack: Bools) -> str:
    caught, alarms = alarmed[attack].mean(), alarmed[~attack].mean()
    return f"{method} at the threshold that ships: caught {caught:.3f}, false alarms {alarms:.4f}"


def _speed(grown: forest.Forest, rows: Floats) -> str:
    with measures.measured() as cost:
        grown.score(rows)
    return f"the forest in batches {len(rows) / max(cost.seconds, 1e-9):,.0f} requests a second"


def _elsewhere(path: Path, learned: Knowledge, honest: Sequence[Asked]) -> tuple[str, ...]:
    """Values of another source, put into an honest request of this one: what rules and knowledge say of them."""
    other = path.with_name(OTHER_FILE)
    carrier = next((one for one in honest if one.parameters), None)
    if not other.exists() or carrier is None:
        return ()
    name, before = carrier.parameters[-1][0], carrier.parameters[:-1]
    values = files.odd_values(other)
    asked = [Asked(carrier.method, carrier.path, [*before, (name, text)]) for text in values.text]
    attack = values.is_attack == 1
    said = np.array([_said_by_rules(one) for one in asked]) >= RAISED
    return (
        f"{other.name}, never seen: {_shipped('rules about text', said, attack)}",
        f"{other.name}, never seen: {_shipped('taught on the other source', door.scores(learned, asked) > learned.raised, attack)}",
    )
