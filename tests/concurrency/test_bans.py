"""A ban reaches every process before its next request."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from security.domain import bans, book
from security.models import Standing, Step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]

# Another process of the same shop: it answers each line with what it knows of the subject.
OTHER = """
import sys
import django
from django.conf import settings
django.setup()
settings.CACHES["default"]["KEY_PREFIX"] = sys.argv[1]
from security.domain import book
for line in sys.stdin:
    entry = book.find([line.strip()])
    print(entry.step if entry else 0, flush=True)
"""


@pytest.fixture
def other_process():
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, settings.KEY_PREFIX],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "shop.settings",
            "DATABASE_URL": settings.DATABASE_URL.rsplit("/", 1)[0]
            + f"/{connection.settings_dict['NAME']}",
        },
    ) as process:

        def ask(subject: str) -> int:
            process.stdin.write(f"{subject}\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield ask
        process.stdin.close()
        process.wait(10)


def ban(number: int) -> Standing:
    standing = Standing.objects.create(kind="a", subject=f"a:203.0.113.{number}")
    bans.impose(standing, Step.SHORT)
    return standing


def test_another_process_knows_of_each_ban_at_once_and_of_its_end(other_process):
    book.rebuild()
    assert other_process("a:203.0.113.1") == 0

    standings, known = [], []
    for number in range(50):
        standings.append(ban(number))
        known.append(other_process(standings[-1].subject))
    bans.lift(standings[-1])

    assert known == [Step.SHORT] * 50
    assert other_process(standings[-1].subject) == 0


def test_without_the_bell_another_process_hears_of_it_late(other_process, monkeypatch):
    """The control: what the test above shows is the bell's work."""
    book.rebuild()
    other_process("a:203.0.113.1")
    monkeypatch.setattr(book, "_bell", type("Silent", (), {"ring": int, "heard": bytes})())

    known = [other_process(ban(number).subject) for number in range(20)]
    time.sleep(book.FRESH_SECONDS)

    assert 0 in known
    assert other_process("a:203.0.113.19") == Step.SHORT


def test_a_process_that_starts_later_knows_the_bans(other_process):
    book.rebuild()
    ban(1)

    assert other_process("a:203.0.113.1") == Step.SHORT
