"""Turn a finished request into a record: features and rule score at once, secrets out, into the buffer."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple
from urllib.parse import unquote_plus
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from security.domain import features, rules
from security.domain.redaction import cleaned, redacted_parameters, redacted_path
from shop.base.addresses import country_of
from shop.base.buffers import BulkBuffer
from shop.base.copying import copy_rows

LONGEST_READ_PATH = 2000
LONGEST_READ_QUERY = 4000
MOST_READ_PARAMETERS = 100
LONGEST_SESSION_KEY = 64
LONGEST_AGENT = 300
# A name that says nothing. Others are judged as values are: attacks hide in names too.
_PLAIN_NAME = re.compile(r"[\w.-]{1,40}")


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


def write(rows: Iterable[Row]) -> int:
    """Append rows to the table of requests in one statement. Returns how many."""
    return copy_rows("security_requestrecord", Row._fields, rows)


_buffer: BulkBuffer[Row] = BulkBuffer("request records", write)


def watch(seen: Observation) -> rules.Verdict:
    """Judge a request by the rules and leave its record in the buffer. Asks no database and no cache."""
    row, verdict = judged(seen, timezone.now())
    _buffer.add(row)
    return verdict


def judged(seen: Observation, at: datetime) -> tuple[Row, rules.Verdict]:
    """The record of a request that came at a time, and what the rules say of it."""
    parameters = _parameters(seen.query)
    path = seen.path[:LONGEST_READ_PATH]
    values = [value or name for name, value in parameters]
    values += [name for name, value in parameters if value and not _PLAIN_NAME.fullmatch(name)]
    verdict = rules.judge(rules.Seen(seen.method, path, seen.query, values, seen.agent))
    return _row(seen, at, path, parameters, values, verdict), verdict


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


def _row(
    seen: Observation,
    at: datetime,
    path: str,
    parameters: list[tuple[str, str]],
    values: list[str],
    verdict: rules.Verdict,
) -> Row:
    names = seen.header_names
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
        country=country_of(seen.address),
        user_id=seen.user_id,
        session=session_digest(seen.session_key[:LONGEST_SESSION_KEY]) if seen.session_key else "",
        user_agent=_cleaned_agent(seen.agent[:LONGEST_AGENT]),
        fingerprint=header_fingerprint(names),
        features=features.extract(
            method=seen.method,
            path=path,
            raw=seen.query,
            values=values,
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
    )


def _parameters(query: str) -> list[tuple[str, str]]:
    """Names and values of a query, decoded; forgiving, because attackers do not write well-formed ones."""
    if not query:
        return []
    pairs = query[:LONGEST_READ_QUERY].split("&", MOST_READ_PARAMETERS)
    return [
        (unquote_plus(name), unquote_plus(value))
        for name, _equals, value in (pair.partition("=") for pair in pairs)
    ]


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
def header_fingerprint(names: tuple[str, ...]) -> str:
    """A digest of which headers came and in which order: the same for the same program, whatever it claims to be."""
    lasting = "|".join(name for name in names if name not in _CHANGING_HEADERS)
    return blake2b(lasting.encode(), digest_size=8).hexdigest()
