"""The tasks of ``manage.py evaluate``: which files each looks for, and the function that measures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mlbridge.engine.protocols import buy_again, next_click, next_item, requests
from mlbridge.engine.protocols.report import Report


@dataclass(frozen=True)
class Task:
    """``files`` are looked for below the data folder; ``--path`` names another file of the same form."""

    name: str
    says: str
    files: tuple[str, ...]
    measure: Callable[[Path], Sequence[Report]]


TASKS = {
    task.name: task
    for task in (
        Task(
            "next-item",
            "the next item of a known person",
            (
                "amazon_reviews_sequences/beauty.txt.gz",
                "amazon_reviews_sequences/toys_and_games.txt.gz",
            ),
            next_item.measure,
        ),
        Task(
            "next-click",
            "the next click in a session",
            ("sessions_diginetica/train_sessions.txt.gz",),
            next_click.measure,
        ),
        Task(
            "buy-again",
            "next month's purchases",
            ("online_retail/online_retail_until_2011-09-30.csv.gz",),
            buy_again.measure,
        ),
        Task(
            "requests",
            "attacks among requests",
            ("http_requests/csic2010_unique_requests.csv.gz",),
            requests.measure,
        ),
    )
}
