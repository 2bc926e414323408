"""Read what a request asks for: names and values of its query and body, decoded, with the rules' verdict."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from security import ports
from security.domain import bots, detectors, rules

LONGEST_READ_PATH = 2000
LONGEST_READ_QUERY = 4000
LONGEST_READ_BODY = 16_000
MOST_READ_PARAMETERS = 100
# A name that says nothing. Others are judged as values are: attacks hide in names too.
_PLAIN_NAME = re.compile(r"[\w.-]{1,40}")
JSON = "application/json"
Parameters = list[tuple[str, str]]


class Reading(NamedTuple):
    """Names and values that came, and what the rules say of them."""

    parameters: Parameters
    body: Parameters
    values: list[str]
    verdict: rules.Verdict


def read(
    method: str,
    path: str,
    query: str,
    agent: str,
    body: tuple[str, bytes] = ("", b""),
    header_names: tuple[str, ...] | None = None,
) -> Reading:
    """Read and judge a request. ``body`` is its type and content, empty when nobody may look into it.

    Without ``header_names`` nothing is said of whether a browser behaves as one.
    """
    parameters = parameters_of(query)
    fields = _fields(*body) if body[1] else []
    values = _judged_values(parameters)
    in_body = _judged_values(fields) if fields else []
    signs = bots.signs(path, agent, header_names) if header_names is not None else ()
    seen = rules.Seen(method, path[:LONGEST_READ_PATH], query, values, agent, in_body, signs)
    verdict = rules.judge(seen)
    finding = ports.judge().judge(method, seen.path, parameters + fields if fields else parameters)
    return Reading(parameters, fields, values, detectors.in_force(verdict, finding))


def parameters_of(query: str) -> Parameters:
    """Names and values of a query, decoded; forgiving, because attackers do not write well-formed ones."""
    if not query:
        return []
    pairs = query[:LONGEST_READ_QUERY].split("&", MOST_READ_PARAMETERS)
    return [
        (unquote_plus(name), unquote_plus(value))
        for name, _equals, value in (pair.partition("=") for pair in pairs)
    ]


def _judged_values(parameters: Parameters) -> list[str]:
    values = [value or name for name, value in parameters]
    return values + [
        name for name, value in parameters if value and not _PLAIN_NAME.fullmatch(name)
    ]


def _fields(kind: str, content: bytes) -> Parameters:
    text = content[:LONGEST_READ_BODY].decode("utf-8", "replace")
    if kind != JSON:
        return parameters_of(text)
    try:
        return list(_leaves(json.loads(content), ""))[:MOST_READ_PARAMETERS]
    except (ValueError, RecursionError):
        return [("", text)]


def _leaves(node: Any, name: str) -> Iterator[tuple[str, str]]:
    """Every text and number of a JSON document with the name that it stands under."""
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from _leaves(inner, key)
    elif isinstance(node, list):
        for inner in node:
            yield from _leaves(inner, name)
    elif isinstance(node, str):
        yield name, node
    elif isinstance(node, int | float) and not isinstance(node, bool):
        yield name, str(node)
