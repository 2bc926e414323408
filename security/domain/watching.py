"""Turn a finished request into a record: features and rule score at once, secrets out, into the buffer."""

import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from security import ports
from security.domain import features, rules
from security.domain.reading import LONGEST_READ_PATH, Reading, read
from security.domain.redaction import cleaned, redacted_parameters, redacted_path
from shop.base.addresses import place_of
from shop.base.buffers import BulkBuffer
from shop.base.copying import copy_rows

LONGEST_SESSION_KEY = 64
LONGEST_AGENT = 300
LONGEST_BODY = 2000
REFRESH_SECONDS = 60.0


class Observation(NamedTuple):
    """What the middleware saw of a request and its answer, as it came. Nothing of it is stored unredacted."""

    request_id: UUID
    method: str
    path: str
    query: str
    route: str
    route_arguments: Mapping[str, Any]
    status: int
    duration_us: int
    bytes_in: int
    bytes_out: int
    address: str | None
    user_id: int | None
    session_key: str
    agent: str
    header_names: tuple[str, ...]
    reading: Reading | None = None
    stands_for: int = 1
    tls: str = ""


class Row(NamedTuple):
    """One row of the record's table, in the order of its columns."""

    at: datetime
    request_id: UUID
    method: str
    path: str
    query: str
    route: str
    status: int
    duration_us: int
    bytes_in: int
    bytes_out: int
    address: str | None
    country: str
    user_id: int | None
    session: str
    user_agent: str
    fingerprint: str
    features: list[float]
    rule_score: int
    reasons: list[str]
    model_reasons: list[str]
    model_version: str
    body: str = ""
    stands_for: int = 1
    city: str = ""
    tls: str = ""


def write(rows: Iterable[Row]) -> int:
    """Append rows to the table of requests in one statement. Returns how many."""
    _refresh_the_judge()
    return copy_rows("security_requestrecord", Row._fields, rows)


class _Refreshed:
    """When this process last asked whether there is something newer to judge by."""

    at = -REFRESH_SECONDS


def _refresh_the_judge() -> None:
    """Here, because the writer is the one thread of a web process that may ask the database."""
    now = time.monotonic()
    if now - _Refreshed.at >= REFRESH_SECONDS:
        _Refreshed.at = now
        ports.judge().refresh()


_buffer: BulkBuffer[Row] = BulkBuffer("request records", write)


def watch(seen: Observation) -> rules.Verdict:
    """Judge a request by the rules and leave its record in the buffer. Asks no database and no cache."""
    row, verdict = judged(seen, timezone.now())
    _buffer.add(row)
    return verdict


def judged(seen: Observation, at: datetime) -> tuple[Row, rules.Verdict]:
    """The record of a request that came at a time, and what the rules say of it."""
    reading = seen.reading or read(seen.method, seen.path, seen.query, seen.agent)
    return _row(seen, at, reading), reading.verdict


def flush() -> int:
    """Write what waits in this process now. Returns how many records were written."""
    return _buffer.flush()


def waiting() -> int:
    """How many records of this process have not been written yet."""
    return len(_buffer)


def discard() -> None:
    """Forget what waits in this process."""
    _buffer.discard()


def dropped() -> int:
    """How many records this process had to drop since it started."""
    return _buffer.dropped


def _row(seen: Observation, at: datetime, reading: Reading) -> Row:
    path, parameters, verdict = seen.path[:LONGEST_READ_PATH], reading.parameters, reading.verdict
    names, place = seen.header_names, place_of(seen.address)
    if seen.route_arguments:
        path = redacted_path(path, seen.route_arguments)
    return Row(
        at=at,
        request_id=seen.request_id,
        method=seen.method if seen.method in rules.ORDINARY_METHODS else cleaned(seen.method, 16),
        path=cleaned(path, 500),
        query=cleaned(redacted_parameters(parameters), 1000) if parameters else "",
        route=seen.route[:200],
        status=seen.status,
        duration_us=seen.duration_us,
        bytes_in=seen.bytes_in,
        bytes_out=seen.bytes_out,
        address=seen.address,
        country=place.country,
        user_id=seen.user_id,
        session=session_digest(seen.session_key[:LONGEST_SESSION_KEY]) if seen.session_key else "",
        user_agent=_cleaned_agent(seen.agent[:LONGEST_AGENT]),
        fingerprint=header_fingerprint(names, seen.tls),
        features=features.extract(
            method=seen.method,
            path=path,
            raw=seen.query,
            values=reading.values,
            agent=seen.agent,
            headers=len(names),
            has_cookie="HTTP_COOKIE" in names,
            has_language="HTTP_ACCEPT_LANGUAGE" in names,
            has_referer="HTTP_REFERER" in names,
            status=seen.status,
            duration_us=seen.duration_us,
            bytes_in=seen.bytes_in,
            bytes_out=seen.bytes_out,
        ),
        rule_score=verdict.score,
        reasons=list(verdict.reasons),
        model_reasons=[],
        model_version="",
        body=cleaned(redacted_parameters(reading.body), LONGEST_BODY) if reading.body else "",
        stands_for=seen.stands_for,
        city=place.city[:80],
        tls=seen.tls,
    )


@lru_cache(maxsize=2048)
def _cleaned_agent(agent: str) -> str:
    return cleaned(agent, LONGEST_AGENT)


@lru_cache(maxsize=4096)
def session_digest(session_key: str) -> str:
    """A digest that tells sessions apart; whoever reads it cannot sign in with it."""
    secret = settings.SECRET_KEY.encode()[:64]
    return blake2b(session_key.encode(), key=secret, digest_size=8).hexdigest()


# Whether these are sent depends on the page before, not on the program that sends them.
_CHANGING_HEADERS = frozenset(
    {
        "HTTP_COOKIE",
        "HTTP_REFERER",
        "HTTP_ORIGIN",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_AUTHORIZATION",
        "HTTP_X_CSRFTOKEN",
        "HTTP_X_FORWARDED_FOR",
        "HTTP_X_FORWARDED_PROTO",
    }
)


@lru_cache(maxsize=512)
def header_fingerprint(names: tuple[str, ...], tls: str = "") -> str:
    """A digest of which headers came and in which order, and of the TLS handshake when a proxy tells it.

    It is the same for the same program, whatever it claims to be.
    """
    lasting = "|".join(name for name in names if name not in _CHANGING_HEADERS)
    return blake2b(f"{lasting}{tls}".encode(), digest_size=8).hexdigest()
