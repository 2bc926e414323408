"""Other sessions of the test's database: a second connection, threads that start together, a process to kill."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from django.conf import settings
from django.db import connection, connections


def second_connection() -> psycopg.Connection:
    """A connection of its own to the test's database, in a transaction until it commits."""
    parameters = connection.get_connection_params()
    wanted = {
        name: parameters[name]
        for name in ("dbname", "user", "password", "host", "port")
        if parameters.get(name)
    }
    return psycopg.connect(**wanted)


def database_url() -> str:
    """The test's database as a DATABASE_URL."""
    parts = connection.settings_dict
    login = quote(parts["USER"]) + (f":{quote(parts['PASSWORD'])}" if parts["PASSWORD"] else "")
    query = urlencode({"host": parts["HOST"], "user": parts["USER"], "port": parts["PORT"]})
    if parts["HOST"].startswith("/"):
        return f"postgresql:///{parts['NAME']}?{query}"
    return f"postgresql://{login}@{parts['HOST']}:{parts['PORT'] or 5432}/{parts['NAME']}"


def run_process(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, with Django ready and on the test's database."""
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "shop.settings",
            "DATABASE_URL": database_url(),
            "REDIS_URL": settings.REDIS_URL,
        },
    )


def together(*calls: Callable[[], object]) -> list[Any]:
    """Call every function on a thread of its own, all at once. Returns what each returned or raised."""
    start = threading.Barrier(len(calls))
    results: list[Any] = [None] * len(calls)

    def call(index: int) -> None:
        start.wait(timeout=10)
        try:
            results[index] = calls[index]()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=call, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results
