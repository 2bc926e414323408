"""Which requests leave a record when there are very many: all that could matter, and a sample of the rest."""

import time
from collections.abc import Callable


class Sample:
    """The first ``all_of`` requests of a second are kept, then one in ``one_in``, which stands for the others.

    For requests of which nothing will ever be asked one by one. A quiet shop keeps every one; a flood of page views
    cannot fill the disk or take the time of those who buy. Threads may race for a count: one record more or less.
    """

    def __init__(
        self, all_of: int, one_in: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._all_of = all_of
        self._one_in = one_in
        self._clock = clock
        self._second = 0
        self._seen = 0
        self._passed_over = 0

    def stands_for(self) -> int:
        """For how many requests the record of this one stands; 0 when it is to leave none."""
        second = int(self._clock())
        if second != self._second:
            self._second, self._seen = second, 0
        self._seen += 1
        if self._seen <= self._all_of:
            return 1
        self._passed_over += 1
        if self._passed_over < self._one_in:
            return 0
        self._passed_over = 0
        return self._one_in
