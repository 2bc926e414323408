"""What every API of the shop shares: problem documents, pagination, ordering, bounded JSON, idempotency."""
