"""Training: each model learns, is judged against its baseline and the serving version, and serves if it deserves it."""

import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from mlbridge.domain import guard, registry
from mlbridge.domain.lessons import again, door, requests, together, trends, viewed
from mlbridge.domain.registry import Learned
from mlbridge.errors import TooLittleData, UnknownModel
from mlbridge.models import ModelVersion
from shop.base.models import JobRun

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lesson:
    """One model: what staff call it, and the function that learns it from the shop's own records."""

    name: str
    says: StrPromise
    learn: Callable[[Mapping[str, Any] | None], Learned]
    is_baseline: bool = False


# In the order of training: the fallback of all shelves first.
LESSONS = {
    lesson.name: lesson
    for lesson in (
        Lesson("trending", gettext_lazy("Popular now"), trends.learn, is_baseline=True),
        Lesson("because_viewed", gettext_lazy("Because you viewed"), viewed.learn),
        Lesson("bought_together", gettext_lazy("Often bought together"), together.learn),
        Lesson("buy_again", gettext_lazy("Buy again"), again.learn),
        Lesson("request_anomalies", gettext_lazy("Odd requests"), requests.learn),
        Lesson("door", gettext_lazy("Hostile requests"), door.learn),
    )
}


@dataclass(frozen=True)
class Outcome:
    """How the training of one model ended."""

    name: str
    version: int
    is_serving: bool
    reason: str
    seconds: float
    has_failed: bool = False


class TrainingFailed(Exception):
    """Some models could not be trained. The others were; what served before goes on serving."""


def names_of(asked: Collection[str]) -> list[str]:
    """The models that are meant, all when none is named. Raises UnknownModel."""
    unknown = sorted(set(asked) - set(LESSONS))
    if unknown:
        raise UnknownModel(
            _("There is no model %(unknown)s. There are: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(LESSONS)},
            field="names",
        )
    return [name for name in LESSONS if not asked or name in asked]


def without_serving_version() -> list[str]:
    """The models of which nothing serves yet."""
    serving = set(ModelVersion.objects.serving().values_list("name", flat=True))
    return [name for name in LESSONS if name not in serving]


def retrain(names: Collection[str], *, run: JobRun | None = None) -> Iterator[Outcome]:
    """Train models one after the other and say how each went. One that fails does not keep the others from it."""
    for name in names_of(names):
        yield train(LESSONS[name], run=run)


def train(lesson: Lesson, *, run: JobRun | None = None) -> Outcome:
    """Train one model and let it serve when it deserves to."""
    begun = time.monotonic()
    version = registry.begin(lesson.name, run=run)
    champion = registry.serving(lesson.name)
    try:
        learned = lesson.learn(champion.parameters if champion else None)
        registry.complete(version, _beside(learned, champion))
    except TooLittleData as reason:
        registry.give_up(version, reason.message)
        return _outcome(version, begun)
    except Exception as error:
        logger.exception("The training of %s failed.", version)
        registry.give_up(version, f"{type(error).__name__}: {error}")
        return _outcome(version, begun, has_failed=True)
    registry.settle(
        version, guard.judge(guard.Measured(**version.metrics), is_baseline=lesson.is_baseline)
    )
    return _outcome(version, begun)


def _beside(learned: Learned, champion: ModelVersion | None) -> Learned:
    """What was learned, with the number of the version that it was compared with."""
    if champion is None:
        return learned
    measured = replace(learned.measured, champion_version=champion.number)
    return replace(learned, measured=measured)


def _outcome(version: ModelVersion, begun: float, *, has_failed: bool = False) -> Outcome:
    version.refresh_from_db()
    return Outcome(
        version.name,
        version.number,
        version.is_serving,
        version.reason,
        time.monotonic() - begun,
        has_failed,
    )
