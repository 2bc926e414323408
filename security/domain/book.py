"""What the door knows by heart: who is warned, slowed or banned, and who is always let in.

The database is the truth. Every change goes from there into the cache server, as a line of a log and in the whole
book beside it; every process keeps a copy in memory and reads the new lines when the bell has rung, at the latest
after a second. Looking somebody up asks no server at all. A cache server that has lost the book is given it anew
from the database, outside any request; meanwhile each process goes by its own copy.
"""

import json
import logging
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache
from django.db import close_old_connections, connection, transaction
from django.db.models import Max, Q
from django.utils import timezone

from security.domain.bell import Bell
from security.domain.bots import SIGNS
from security.models import AllowedNetwork, Detector, Incident, Indicator, Standing
from security.networks import NetworkTable
from shop.base.cache import ForgivingRedisCache

logger = logging.getLogger(__name__)

FRESH_SECONDS = 1.0
LONGEST_LOG = 5_000
REBUILD_PAUSE_SECONDS = 2.0
MARK = "!book"
ALLOWED = "!allowed"
SHADOWS = "!shadows"
FEEDS = "!feeds"
LIMITS = "!limits"
# What was not measured yet must not count: the learned judge and the signs of a program begin in the shadow.
BORN_IN_THE_SHADOW = frozenset({"learned_judge", *SIGNS})


@dataclass(frozen=True, slots=True)
class Entry:
    """What is done about a subject until a moment (seconds since 1970)."""

    step: int
    until: float
    standing_id: int = 0


@dataclass
class _Copy:
    """This process's copy."""

    entries: dict[str, Entry] = field(default_factory=dict)
    allowed: NetworkTable = field(default_factory=NetworkTable)
    feeds: NetworkTable = field(default_factory=NetworkTable)
    shadows: frozenset[str] = BORN_IN_THE_SHADOW
    limits_tight_until: float = 0.0
    line: str = "0-0"
    heard: bytes = b""
    read_at: float = -FRESH_SECONDS
    rebuilt_at: float = -REBUILD_PAUSE_SECONDS
    lock: threading.Lock = field(default_factory=threading.Lock)


_copy = _Copy()
_bell = Bell(settings.DOOR_BELL)


def find(subjects: Iterable[str]) -> Entry | None:
    """The hardest measure in force against any of the subjects. Never raises, never asks the database."""
    _listen()
    entries, now = _copy.entries, time.time()
    hardest: Entry | None = None
    for subject in subjects:
        entry = entries.get(subject)
        if entry and entry.until > now and (hardest is None or entry.step > hardest.step):
            hardest = entry
    return hardest


def is_allowed(address: str | None) -> bool:
    """Whether an address is always let in."""
    return address is not None and _copy.allowed.label_of(address) is not None


def named_by_a_feed(address: str | None) -> int:
    """The step that feeds call for against an address; 0 for whoever stands in none."""
    if address is None or not len(_copy.feeds):
        return 0
    return int(_copy.feeds.label_of(address) or 0)


def shadows() -> frozenset[str]:
    """The names of the detectors from which nothing may follow."""
    return _copy.shadows


def limits_are_tight() -> bool:
    """Whether an incident has made the limits tighter for a while."""
    return _copy.limits_tight_until > time.time()


def publish(standings: Iterable[Standing]) -> None:
    """Make every process act by these standings, once the running transaction has committed."""
    lines = {standing.subject: _line_of(standing) for standing in standings}
    transaction.on_commit(lambda: _write(lines), robust=True)


def publish_allowed() -> None:
    """Make every process let in who is allowed now, once the running transaction has committed."""
    transaction.on_commit(lambda: _write({ALLOWED: _allowed_lines()}), robust=True)


def publish_shadows() -> None:
    """Make every process hear only the detectors that are in force, once the running transaction has committed."""
    transaction.on_commit(lambda: _write({SHADOWS: _shadow_lines()}), robust=True)


def publish_feeds() -> None:
    """Make every process know what the feeds name now, once the running transaction has committed."""
    transaction.on_commit(lambda: _write({FEEDS: _feed_lines()}), robust=True)


def publish_limits() -> None:
    """Make every process keep to tight limits, or no longer, once the running transaction has committed."""
    transaction.on_commit(lambda: _write({LIMITS: _limits_line()}), robust=True)


def rebuild() -> int:
    """Write the whole book anew from the database. Returns how many subjects stand in it."""
    standings = Standing.objects.in_force(timezone.now())
    book = {standing.subject: _line_of(standing) for standing in standings}
    fresh = {
        MARK: "1",
        ALLOWED: _allowed_lines(),
        SHADOWS: _shadow_lines(),
        FEEDS: _feed_lines(),
        LIMITS: _limits_line(),
        **book,
    }

    def commands(pipeline: Any) -> None:
        pipeline.delete(_key("book"))
        pipeline.hset(_key("book"), mapping=fresh)
        pipeline.xadd(_key("log"), {"k": MARK, "v": "1"}, maxlen=LONGEST_LOG)

    _server().together(commands)
    _take_over(fresh)
    _bell.ring()
    return len(book)


def forget() -> None:
    """Know nothing any more in this process; the next look-up reads everything."""
    global _copy  # noqa: PLW0603 - the process has one copy
    _copy = _Copy()


def _listen() -> None:
    """Read what is new, if the bell has rung or the copy is a second old."""
    now, heard = time.monotonic(), _bell.heard()
    if heard == _copy.heard and now - _copy.read_at < FRESH_SECONDS:
        return
    with _copy.lock:
        _copy.heard, _copy.read_at = heard, now
        _catch_up()


def _catch_up() -> None:
    copy = _copy
    answers = _server().together(
        lambda pipeline: (
            pipeline.hexists(_key("book"), MARK),
            pipeline.xrange(_key("log"), f"({copy.line}", "+", LONGEST_LOG),
        )
    )
    if answers is None:
        return
    has_book, news = answers
    if not has_book:
        _ask_for_the_book()
    elif copy.line == "0-0" or len(news) >= LONGEST_LOG or _was_rewritten(news):
        _read_whole()
    else:
        for number, fields in news:
            _take(_decoded(fields[b"k"]), _decoded(fields[b"v"]))
            copy.line = _decoded(number)


def _was_rewritten(news: list[Any]) -> bool:
    return any(fields[b"k"] == MARK.encode() for _number, fields in news)


def _read_whole() -> None:
    answers = _server().together(
        lambda pipeline: (
            pipeline.xrevrange(_key("log"), "+", "-", 1),
            pipeline.hgetall(_key("book")),
        )
    )
    if answers is None:
        return
    newest, book = answers
    _take_over({_decoded(key): _decoded(value) for key, value in book.items()})
    _copy.line = _decoded(newest[0][0]) if newest else "0-1"


def _take_over(book: Mapping[str, str]) -> None:
    _copy.entries = {
        key: entry
        for key, value in book.items()
        if not key.startswith("!") and (entry := _entry(value)).step
    }
    _copy.allowed = NetworkTable(json.loads(book.get(ALLOWED, "[]")))
    _copy.feeds = NetworkTable(json.loads(book.get(FEEDS, "[]")))
    _copy.limits_tight_until = float(book.get(LIMITS, "0"))
    if SHADOWS in book:
        _copy.shadows = frozenset(json.loads(book[SHADOWS]))


def _take(key: str, value: str) -> None:
    if key == ALLOWED:
        _copy.allowed = NetworkTable(json.loads(value))
    elif key == FEEDS:
        _copy.feeds = NetworkTable(json.loads(value))
    elif key == LIMITS:
        _copy.limits_tight_until = float(value)
    elif key == SHADOWS:
        _copy.shadows = frozenset(json.loads(value))
    elif not key.startswith("!"):
        entry = _entry(value)
        if entry.step:
            _copy.entries[key] = entry
        else:
            _copy.entries.pop(key, None)


def _write(lines: Mapping[str, str]) -> None:
    """Into this process's copy first: it holds also while the cache server is away."""
    for key, value in lines.items():
        _take(key, value)

    def commands(pipeline: Any) -> None:
        pipeline.hset(_key("book"), mapping=dict(lines))
        for key, value in lines.items():
            pipeline.xadd(_key("log"), {"k": key, "v": value}, maxlen=LONGEST_LOG)

    _server().together(commands)
    _bell.ring()


def _ask_for_the_book() -> None:
    """The cache server has no book: give it one, on a thread of its own, at most every other second."""
    now = time.monotonic()
    if not settings.BUFFERS_IN_BACKGROUND or now - _copy.rebuilt_at < REBUILD_PAUSE_SECONDS:
        return
    _copy.rebuilt_at = now
    threading.Thread(target=_rebuild_aside, name="the door's book", daemon=True).start()


def _rebuild_aside() -> None:
    try:
        close_old_connections()
        rebuild()
    except Exception as error:  # noqa: BLE001 - the next listener tries again
        logger.warning("The door's book could not be rebuilt: %s", error)
    finally:
        connection.close()


def _line_of(standing: Standing) -> str:
    until = standing.until.timestamp() if standing.until else 0.0
    return f"{standing.step}|{until:.3f}|{standing.pk}"


def _entry(line: str) -> Entry:
    step, until, number = line.split("|")
    return Entry(int(step), float(until), int(number))


def _allowed_lines() -> str:
    living = AllowedNetwork.objects.filter(Q(until__isnull=True) | Q(until__gt=timezone.now()))
    return json.dumps([*living.values_list("network", "note")])


def _shadow_lines() -> str:
    modes = dict(Detector.objects.values_list("name", "mode"))
    unknown = BORN_IN_THE_SHADOW - modes.keys()
    return json.dumps(
        sorted(unknown | {name for name, mode in modes.items() if mode == Detector.Mode.SHADOW})
    )


def _limits_line() -> str:
    """The moment until which limits are tight, in seconds since 1970."""
    latest = Incident.objects.unfinished().aggregate(until=Max("limits_tight_until"))["until"]
    return f"{latest.timestamp():.3f}" if latest else "0"


def _feed_lines() -> str:
    """Networks with the step that their feeds call for; where several name one, the hardest."""
    living = Indicator.objects.filter(expires_at__gt=timezone.now(), feed__is_on=True)
    rows = living.order_by("feed__measure").values_list("network", "feed__measure")
    return json.dumps([[network, str(step)] for network, step in rows.iterator(chunk_size=5_000)])


def _key(name: str) -> str:
    return _server().make_key(f"door-{name}")


def _server() -> ForgivingRedisCache:
    return cast("ForgivingRedisCache", cache)


def _decoded(raw: bytes) -> str:
    return raw.decode()
