"""The same request twice has one effect and one answer: keys kept in the transaction of the effect itself."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from shop.base.errors import IdempotencyConflict, InvalidInput
from shop.base.models import IdempotencyKey

LONGEST_KEY = 128


@dataclass(frozen=True)
class Answer:
    """A stored or fresh answer: HTTP status and JSON body."""

    status: int
    body: Any
    is_replay: bool = False


def once(
    *,
    caller: str,
    operation: str,
    key: str,
    request: Mapping[str, Any],
    effect: Callable[[], Answer],
) -> Answer:
    """Perform ``effect`` once for this caller, operation and key; later calls get the stored answer.

    The key row and the effect commit together, so a crash leaves neither. A parallel call waits for the first.
    An effect that raises leaves no trace and may be tried again. Raises IdempotencyConflict when the key came with
    another request, InvalidInput for an unusable key.
    """
    if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        raise InvalidInput(
            _("Send an Idempotency-Key of 1 to 128 printable characters."), field="Idempotency-Key"
        )
    digest = hashlib.sha256(json.dumps(request, sort_keys=True, default=str).encode()).hexdigest()
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = IdempotencyKey.objects.create(
                    caller=caller, operation=operation, key=key, request_digest=digest
                )
        except IntegrityError:
            return _stored(caller, operation, key, digest)
        answer = effect()
        row.status, row.body = answer.status, answer.body
        row.save(update_fields=["status", "body"])
    return answer


def _stored(caller: str, operation: str, key: str, digest: str) -> Answer:
    row = IdempotencyKey.objects.get(caller=caller, operation=operation, key=key)
    if row.request_digest != digest:
        raise IdempotencyConflict(
            _("This Idempotency-Key was used for another request. Use a new key."),
            field="Idempotency-Key",
        )
    return Answer(status=row.status or 200, body=row.body, is_replay=True)
