"""Views whose POST may be sent twice: the Idempotency-Key header, and the stored answer to a repeat."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from shop.base.errors import InvalidInput
from shop.base.idempotency import Answer, once

HEADER = "Idempotency-Key"


def idempotent(
    request: Request,
    operation: str,
    caller: str,
    asked: Mapping[str, Any],
    effect: Callable[[], Answer],
) -> Response:
    """Answer a request whose effect must happen once. A replay says so in ``Idempotent-Replayed``.

    Raises InvalidInput without the header, IdempotencyConflict when its key came with another request.
    """
    answer = once(
        caller=caller, operation=operation, key=key_of(request), request=asked, effect=effect
    )
    headers = {"Idempotent-Replayed": "true"} if answer.is_replay else {}
    return Response(answer.body, status=answer.status, headers=headers)


def key_of(request: Request) -> str:
    """The request's key. Raises InvalidInput when it has none."""
    key = request.headers.get(HEADER, "")
    if not key:
        raise InvalidInput(
            _(
                "Send an Idempotency-Key header, so that a repeat of the request does nothing twice."
            ),
            field=HEADER,
        )
    return key
