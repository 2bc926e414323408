"""What pages show to everybody, remembered in this process: as fresh as kept pages are, also for shoppers with a cart.

Everything is of one generation of the catalogue and at most fifteen seconds old: a page that is kept for a minute may
be made of it. Without a generation nothing is remembered.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ClassVar, ParamSpec, TypeVar, cast

from django.utils.translation import get_language

from catalog.domain import generation

KEPT_FOR_SECONDS = 15
MOST = 300

P = ParamSpec("P")
R = TypeVar("R")


class _Known:
    """What was found, by question, and until when it is good; all of one generation."""

    generation: int | None = None
    answers: ClassVar[OrderedDict[Hashable, tuple[float, Any]]] = OrderedDict()


def remembered(find: Callable[P, R]) -> Callable[P, R]:
    """Ask once and remember the answer. The arguments must be hashable, and nobody may change the answer."""

    @wraps(find)
    def ask(*args: P.args, **kwargs: P.kwargs) -> R:
        now = generation.current()
        if now is None:
            return find(*args, **kwargs)
        _turn_to(now)
        key = (find, get_language(), args, tuple(kwargs.items()))
        until, known = _Known.answers.get(key, (0.0, None))
        if until > time.time():
            return cast("R", known)
        answer = find(*args, **kwargs)
        if generation.current() == now:
            _keep(key, answer)
        return answer

    return ask


def forget() -> None:
    """Ask everything again."""
    _Known.answers.clear()


def _turn_to(now: int) -> None:
    if now != _Known.generation:
        _Known.answers.clear()
        _Known.generation = now


def _keep(key: Hashable, answer: Any) -> None:
    _Known.answers[key] = (time.time() + KEPT_FOR_SECONDS, answer)
    _Known.answers.move_to_end(key)
    if len(_Known.answers) > MOST:
        _Known.answers.popitem(last=False)
