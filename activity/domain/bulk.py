"""Fill the log from elsewhere: the demo shop, an import, a move from another system."""

from collections.abc import Iterable
from itertools import islice

from django.db import transaction

from activity.domain.events import Fact, write

ROWS_PER_TRANSACTION = 100_000


def load_events(rows: Iterable[Fact]) -> int:
    """Append any number of facts with flat memory, a hundred thousand to a transaction. Returns how many.

    Nothing is counted here; the next roll-up does it. Raises the database's error for a row that breaks a rule of
    the log; the rows of its transaction are not kept then.
    """
    source = iter(rows)
    written = 0
    while True:
        with transaction.atomic():
            portion = write(islice(source, ROWS_PER_TRANSACTION))
        written += portion
        if portion < ROWS_PER_TRANSACTION:
            return written
