"""Making the next items while the caller still waits for something to become of the last ones."""

import threading
from collections.abc import Iterable, Iterator
from queue import Full, Queue
from typing import TypeVar

Item = TypeVar("Item")
# How often a maker looks whether anybody still wants what it has made, in seconds.
PATIENCE = 0.2


class _End:
    """Comes after the last item, with what stopped the making before its time."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def made_ahead(items: Iterable[Item], *, most: int = 1) -> Iterator[Item]:
    """The same items, made by a thread of its own, at most so many ahead of the caller.

    What making one raises is raised here, in its turn. The making must not use the database: a connection belongs to
    one thread.
    """
    shelf: Queue[Item | _End] = Queue(maxsize=most)
    is_over = threading.Event()
    maker = threading.Thread(target=_make, args=(iter(items), shelf, is_over), daemon=True)
    maker.start()
    try:
        while not isinstance(item := shelf.get(), _End):
            yield item
        if item.error:
            raise item.error
    finally:
        is_over.set()
        maker.join()


def _make(items: Iterator[Item], shelf: "Queue[Item | _End]", is_over: threading.Event) -> None:
    try:
        for item in items:
            if not _put(shelf, item, is_over):
                return
    except BaseException as error:  # noqa: BLE001 # the caller's thread raises it
        _put(shelf, _End(error), is_over)
    else:
        _put(shelf, _End(), is_over)


def _put(shelf: "Queue[Item | _End]", item: Item | _End, is_over: threading.Event) -> bool:
    """Put something on the shelf as soon as there is room. False when nobody takes anything any more."""
    while not is_over.is_set():
        try:
            shelf.put(item, timeout=PATIENCE)
        except Full:
            continue
        return True
    return False
