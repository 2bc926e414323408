"""The door's knowledge: how this shop's honest requests look, and what tells hostile ones from them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mlbridge.domain import facts
from mlbridge.domain.guard import Measured
from mlbridge.domain.lessons.probes import PROBES
from mlbridge.domain.registry import Learned, Snapshot
from mlbridge.errors import TooLittleData
from security import queries as security
from security.domain.reading import parameters_of
from security.models import HIGH, RAISED

if TYPE_CHECKING:
    from mlbridge.engine.door import Asked
    from mlbridge.engine.histories import Floats

DAYS = 30
FEWEST_REQUESTS = 300
MOST_REQUESTS = 30_000
NEWEST_SHARE = 0.2
# Odd and honest: what people write. Attacks share these characters, and must not be known by them alone.
HONEST_TEXTS = (
    "O'Brien & Sons", "rock 'n' roll mug", "50% off (sale)", "mug; blue, large", "C++ <3 mugs", "select a gift",
    "drop-leaf table", "union jack cushion", "10 x 15 cm / 4 x 6 in", "Rue de l'Église 5", "Müller's \"best\" tea",
    "who are you -- really?", "a=b", "price < 20", "tom@example.com", "https://example.com/a?b=c", "Scripts & fonts",
    "order by post", "and/or", "let's eat, grandma", "naïve café", "#1 dad", "$5 & up", "(1/2) pint", "100% wool!",
    "delete my account", "where is my order", "insert for cutlery", "table from oak", "image frame 30*40", "日本茶碗",
)  # fmt: skip


def learn(champion: Mapping[str, Any] | None) -> Learned:
    """Habits and weights from the newest distinct honest requests, against the length of the request alone.

    Hostile is what the rules are sure of, and a list of known probes. Each half of that is judged by what was learned
    from the other half and from the earlier four fifths of the honest requests.
    """
    from mlbridge.engine import door, measures

    read = _read()
    cut = int(len(read.honest) * (1 - NEWEST_SHARE))
    recipe = door.DoorRecipe()
    earlier, later, halves = (
        read.honest[:cut],
        read.honest[cut:],
        (read.hostile[::2], read.hostile[1::2]),
    )
    areas = []
    for taught, unseen in (halves, halves[::-1]):
        trial = door.fit(earlier, taught, recipe)
        areas.append(_area(door.scores(trial, later), door.scores(trial, unseen)))
    with measures.measured() as cost:
        learned = door.fit(read.honest, read.hostile, recipe)
    return Learned(
        read.snapshot(),
        asdict(recipe),
        Measured(
            "AUC",
            _("hostile requests kept apart, against the newest fifth of the honest ones"),
            min(len(later), len(read.hostile)),
            sum(areas) / len(areas),
            _area(_lengths(later), _lengths(read.hostile)),
            _("length of the request"),
            fit_seconds=cost.seconds,
            peak_mib=measures.peak_mib(),
        ),
        learned.packed(),
    )


class _Read:
    """Distinct requests in the order of time, parted by what the rules say."""

    def __init__(self, asked: "type[Asked]") -> None:
        self._asked = asked
        self._honest: dict[tuple[str, str, str], Asked] = {}
        self._hostile: dict[tuple[str, str, str], Asked] = {}
        self.first_at: datetime | None = None
        self.last_at: datetime | None = None
        self._digest = sha256()
        for method, path, query in PROBES:
            self._hostile[method, path, query] = asked(method, path, parameters_of(query))

    def add(self, request: security.TrainingRequest) -> None:
        """Take a request; what was refused or is merely suspect teaches nothing."""
        key = request.method, request.path, request.query
        if request.rule_score >= HIGH:
            self._hostile[key] = self._decoded(request)
        elif request.rule_score < RAISED and request.status < 400:
            self._honest[key] = self._decoded(request)
        else:
            return
        self.first_at, self.last_at = self.first_at or request.at, request.at
        self._digest.update(repr((request.record_id, key)).encode())

    @property
    def honest(self) -> "list[Asked]":
        texts = [self._asked("GET", "/search/", [("q", text)]) for text in HONEST_TEXTS]
        return texts + list(self._honest.values())[-MOST_REQUESTS:]

    @property
    def hostile(self) -> "list[Asked]":
        return list(self._hostile.values())[-MOST_REQUESTS:]

    def snapshot(self) -> Snapshot:
        rows = {"honest": len(self._honest), "hostile": len(self._hostile)}
        return Snapshot(rows, self.first_at, self.last_at, self._digest.hexdigest())

    def _decoded(self, request: security.TrainingRequest) -> "Asked":
        """A record keeps its query decoded: it is only cut at the signs."""
        pairs = [pair.partition("=") for pair in request.query.split("&")] if request.query else []
        return self._asked(
            request.method, request.path, [(name, value) for name, _equals, value in pairs]
        )


def _read() -> _Read:
    from mlbridge.engine.door import Asked

    read = _Read(Asked)
    for portion in security.training_requests(since=facts.days_ago(timezone.now(), DAYS)):
        for request in portion:
            read.add(request)
    if len(read.honest) < FEWEST_REQUESTS:
        raise TooLittleData(
            _("Fewer than %(fewest)s different honest requests on record.")
            % {"fewest": FEWEST_REQUESTS}
        )
    return read


def _lengths(requests: "Sequence[Asked]") -> "Floats":
    import numpy as np

    return np.array(
        [len(one.path) + sum(len(value) for _name, value in one.parameters) for one in requests],
        dtype=np.float64,
    )


def _area(honest: "Floats", hostile: "Floats") -> float:
    import numpy as np

    from mlbridge.engine.measures import area

    scores = np.concatenate([honest, hostile])
    return area(scores, np.arange(len(scores)) >= len(honest))
