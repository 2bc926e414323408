"""The cache, for a shop that goes on selling when Redis is away: a miss instead of an error, and no waiting."""

import logging
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")

REST_SECONDS = 2.0


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache where a server that is away reads as an empty cache.

    After a failure the server is left alone for two seconds, so a dead Redis costs one short wait and not one per
    request. Counters read as their first value then: what must be counted exactly is counted in the database.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._resting_until = 0.0

    @property
    def is_away(self) -> bool:
        return time.monotonic() < self._resting_until

    def _try(self, call: Callable[[], R], otherwise: R) -> R:
        if self.is_away:
            return otherwise
        try:
            return call()
        except RedisError as error:
            self._resting_until = time.monotonic() + REST_SECONDS
            logger.warning("The cache does not answer; going on without it. %s", error)
            return otherwise

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._try(
            lambda: super(ForgivingRedisCache, self).add(*args, **kwargs), otherwise=True
        )

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._try(
            lambda: super(ForgivingRedisCache, self).get(key, default, version), default
        )

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._try(lambda: super(ForgivingRedisCache, self).set(*args, **kwargs), None)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return self._try(
            lambda: super(ForgivingRedisCache, self).touch(*args, **kwargs), otherwise=False
        )

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._try(
            lambda: super(ForgivingRedisCache, self).delete(*args, **kwargs), otherwise=False
        )

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        return self._try(lambda: super(ForgivingRedisCache, self).get_many(*args, **kwargs), {})

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return self._try(
            lambda: super(ForgivingRedisCache, self).has_key(*args, **kwargs), otherwise=False
        )

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return self._try(lambda: super(ForgivingRedisCache, self).incr(key, delta, version), delta)

    def set_many(self, *args: Any, **kwargs: Any) -> list[Any]:
        return self._try(lambda: super(ForgivingRedisCache, self).set_many(*args, **kwargs), [])

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        self._try(lambda: super(ForgivingRedisCache, self).delete_many(*args, **kwargs), None)

    def clear(self) -> None:
        self._try(lambda: super(ForgivingRedisCache, self).clear(), None)
