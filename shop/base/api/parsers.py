"""Bodies of requests, refused before they can hurt: too deep, not a number, not UTF-8."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

DEEPEST = 20


class BoundedJSONParser(BaseParser):
    """JSON of at most twenty levels, without NaN, infinity or repeated names."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The parsed body. Raises ParseError with a plain reason."""
        try:
            text = stream.read().decode("utf-8")
        except UnicodeDecodeError:
            raise ParseError(_("The body is not UTF-8.")) from None
        if _depth(text) > DEEPEST:
            raise ParseError(_("The JSON is nested too deeply."))
        try:
            return json.loads(
                text, parse_constant=_refuse_constant, object_pairs_hook=_unique_names
            )
        except (ValueError, RecursionError) as error:
            raise ParseError(
                _("The body is not valid JSON: %(reason)s") % {"reason": error}
            ) from None


def _depth(text: str) -> int:
    """How deep the arrays and objects of a JSON text go, without parsing it."""
    deepest = level = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            level += 1
            deepest = max(deepest, level)
        elif character in "]}":
            level -= 1
    return deepest


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) != len(pairs):
        raise ValueError("a name is given twice")
    return names
