"""How the shop is: a list of named checks that rooms add to, asked by the doctor and by the health addresses.

A room registers its own in ``ready()``::

    register_check("search index", search_index_is_fresh)

A check returns a Finding and may raise anything: that counts as wrong.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

logger = logging.getLogger(__name__)


class State(StrEnum):
    """What a check found. A warning needs a look; wrong means that something does not work."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """What a check found, in a sentence, and how to mend it."""

    state: State
    says: str
    mend: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "state": str(self.state)}


Check = Callable[[], Finding]
_checks: dict[str, Check] = {}
_for_readiness: set[str] = set()


def ok(says: str, **facts: Any) -> Finding:
    return Finding(State.OK, says, facts=facts)


def warning(says: str, mend: str, **facts: Any) -> Finding:
    return Finding(State.WARNING, says, mend, facts)


def wrong(says: str, mend: str, **facts: Any) -> Finding:
    return Finding(State.WRONG, says, mend, facts)


def register_check(name: str, check: Check, *, readiness: bool = False) -> None:
    """Add a check. With ``readiness`` the process takes no visitors while it is wrong: only what selling needs."""
    _checks[name] = check
    if readiness:
        _for_readiness.add(name)


def examine(*, readiness_only: bool = False) -> dict[str, Finding]:
    """Ask the checks, in the order in which they were registered."""
    names = [name for name in _checks if not readiness_only or name in _for_readiness]
    return {name: _ask(_checks[name]) for name in names}


def is_wrong(findings: Mapping[str, Finding]) -> bool:
    """Whether anything does not work."""
    return any(finding.state is State.WRONG for finding in findings.values())


def _ask(check: Check) -> Finding:
    try:
        return check()
    except Exception as error:
        logger.debug("A health check failed.", exc_info=True)
        reason = str(error).strip().split("\n")[0]
        return wrong(f"{type(error).__name__}: {reason}", "The logs have more.")
