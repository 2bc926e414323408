"""The catalogue's generation: a number that moves whenever something that shoppers see has changed.

Whole cached pages carry the number they were made under and are thrown away when it has moved. It lives in the cache
server and is read at most once a second per process; without the cache server nothing is cached that could go stale.
"""

import threading
import time

from django.core.cache import cache
from django.db import transaction

KEY = "catalogue-generation"
FRESH_SECONDS = 1.0


class _Known:
    """What this process last read, and when."""

    lock = threading.Lock()
    value: int | None = None
    read_at = 0.0


def current() -> int | None:
    """The generation, at most a second old; None when the cache server does not answer."""
    if time.monotonic() - _Known.read_at > FRESH_SECONDS:
        with _Known.lock:
            cache.add(KEY, time.time_ns(), timeout=None)
            _Known.value = cache.get(KEY)
            _Known.read_at = time.monotonic()
    return _Known.value


def bump() -> None:
    """Say that shoppers see something new, once the running transaction has committed."""
    transaction.on_commit(_move, robust=True)


def _move() -> None:
    cache.set(KEY, time.time_ns(), timeout=None)
    _Known.read_at = 0.0
