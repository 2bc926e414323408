"""Records that every room builds on, and the three tables of the ground floor: outbox, jobs, idempotency keys."""

from shop.base.models.idempotency import IdempotencyKey
from shop.base.models.jobs import JobRun
from shop.base.models.outbox import OutboxMessage
from shop.base.models.records import (
    Living,
    Record,
    SoftDeleteQuerySet,
    SoftRecord,
    keep_history,
)

__all__ = [
    "IdempotencyKey",
    "JobRun",
    "Living",
    "OutboxMessage",
    "Record",
    "SoftDeleteQuerySet",
    "SoftRecord",
    "keep_history",
]
