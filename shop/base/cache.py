"""The cache, for a shop that goes on selling when Redis is away: a miss instead of an error, and no waiting."""

import logging
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")

REST_SECONDS = 2.0


class OneClientPerPool(RedisCacheClient):
    """Django makes a new redis-py client for every call, with its table of some two hundred commands; one will do."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        self._clients: dict[int, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The client of the pool that the key belongs to. Clients may be shared by threads."""
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined] # not in the stubs
        if id(pool) not in self._clients:
            self._clients[id(pool)] = self._client(  # type: ignore[attr-defined] # likewise
                connection_pool=pool
            )
        return self._clients[id(pool)]


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache where a server that is away reads as an empty cache.

    After a failure the server is left alone for two seconds, so a dead Redis costs one short wait and not one per
    request. Counters read as their first value then: what must be counted exactly is counted in the database.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClientPerPool
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

    def together(self, build: Callable[[Any], object]) -> list[Any] | None:
        """Several commands in one round trip, all or none; None while the server is away.

        ``build`` puts commands on redis-py's pipeline; its keys come from ``make_key()``.
        """

        def run() -> list[Any]:
            client = self._cache.get_client(None, write=True)
            with client.pipeline(transaction=True) as pipeline:
                build(pipeline)
                answers: list[Any] = pipeline.execute()
            return answers

        return self._try(run, None)

    def clear(self) -> None:
        self._try(lambda: super(ForgivingRedisCache, self).clear(), None)
