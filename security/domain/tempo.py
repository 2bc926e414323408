"""How much a client may ask for in a minute: counted where it is cheap, shared where it matters.

Each process counts by itself. Only a client that has used an eighth of its measure in one process is counted in the
cache server too, and then after each sixty-fourth, so honest shoppers never cost a round trip; with N processes a client gets at most N/8 of its
measure more. The window slides: the last minute's count fades as the present minute passes. While the cache server
is away each process goes by its own counts.
"""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.core.cache import cache

if TYPE_CHECKING:
    from shop.base.cache import ForgivingRedisCache

WINDOW_SECONDS = 60
SHARED_FROM = 8
SHARED_AGAIN = 64
MOST_CLIENTS = 50_000


@dataclass(frozen=True, slots=True)
class Tier:
    """So much cost a minute for one kind of client."""

    name: str
    quota: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How a client stands against its tier: what is left, and seconds until the window turns."""

    tier: Tier
    quota: int
    left: int
    reset_seconds: int

    @property
    def is_over(self) -> bool:
        return self.left < 0


@dataclass(slots=True)
class _Count:
    """What a client cost in this window and the one before: in this process, and of that already told to all."""

    window: int
    own: int = 0
    told: int = 0
    everywhere: int = 0
    before: int = 0


class Tempo:
    """The counters of this process."""

    def __init__(self) -> None:
        self._counts: dict[str, _Count] = {}

    def spend(self, tier: Tier, client: str, cost: int, *, share: float = 1.0) -> Pace:
        """Count a request of a client. ``share`` shrinks the quota while the shop is under load."""
        now = time.time()
        window = int(now) // WINDOW_SECONDS
        quota = max(1, int(tier.quota * share))
        count = self._count_of(f"{tier.name}:{client}", window)
        count.own += cost
        if count.own - count.told >= max(
            1, tier.quota // (SHARED_AGAIN if count.told else SHARED_FROM)
        ):
            self._share(f"{tier.name}:{client}", count)
        passed = (now % WINDOW_SECONDS) / WINDOW_SECONDS
        used = max(count.own, count.everywhere) + count.before * (1 - passed)
        reset = WINDOW_SECONDS - int(now) % WINDOW_SECONDS
        return Pace(tier, quota, quota - int(used), reset)

    def forget(self) -> None:
        """Begin anew."""
        self._counts.clear()

    def _count_of(self, key: str, window: int) -> _Count:
        count = self._counts.get(key)
        if count is None or count.window != window:
            if len(self._counts) >= MOST_CLIENTS:
                self._counts.clear()
            spent = max(count.own, count.everywhere) if count and count.window == window - 1 else 0
            count = self._counts[key] = _Count(window, before=spent)
        return count

    def _share(self, key: str, count: _Count) -> None:
        """Tell all processes what was spent here since the last time, and hear what was spent everywhere."""
        server = cast("ForgivingRedisCache", cache)
        address = server.make_key(f"tempo:{key}:{count.window}")
        former = server.make_key(f"tempo:{key}:{count.window - 1}")
        news = count.own - count.told

        def commands(pipeline: Any) -> None:
            pipeline.incrby(address, news)
            pipeline.expire(address, 2 * WINDOW_SECONDS)
            pipeline.get(former)

        answers = server.together(commands)
        if answers is not None:
            count.everywhere, count.told = int(answers[0]), count.own
            count.before = max(count.before, int(answers[2] or 0))


class Strain:
    """How slowly this process answers: a mean of the last answers' seconds, fading."""

    WEIGHT = 0.02
    SLOW_SECONDS = 2.0
    VERY_SLOW_SECONDS = 5.0

    def __init__(self) -> None:
        self.mean_seconds = 0.0

    def took(self, seconds: float) -> None:
        """An answer took so long."""
        self.mean_seconds += self.WEIGHT * (seconds - self.mean_seconds)

    @property
    def share(self) -> float:
        """The share of their quota that clients get now."""
        if self.mean_seconds > self.VERY_SLOW_SECONDS:
            return 0.25
        return 0.5 if self.mean_seconds > self.SLOW_SECONDS else 1.0


tempo = Tempo()
strain = Strain()
