"""Floods of requests from one client, as one process sees them: what even kept pages are too good for."""

import time

WINDOW_SECONDS = 10
MOST_IN_A_WINDOW = 600
MOST_CLIENTS = 50_000


class Floods:
    """Requests per client in the present window of ten seconds; the counts begin anew with each."""

    def __init__(self) -> None:
        self._window = 0
        self._counts: dict[str | None, int] = {}

    def is_flooding(self, client: str | None, *, most: int = MOST_IN_A_WINDOW) -> bool:
        """Count a request; whether its client sends more than a person's browser ever would."""
        window = int(time.monotonic()) // WINDOW_SECONDS
        if window != self._window or len(self._counts) > MOST_CLIENTS:
            self._window, self._counts = window, {}
        count = self._counts[client] = self._counts.get(client, 0) + 1
        return count > most

    def forget(self) -> None:
        """Begin anew."""
        self._counts = {}


floods = Floods()
