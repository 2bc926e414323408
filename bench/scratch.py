"""A database of the benchmark's own beside the configured one, removed afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

from django.db import connection


@contextmanager
def scratch_database() -> Iterator[str]:
    """An empty, migrated database; this process and the servers that it starts use it. Yields its DATABASE_URL."""
    configured = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    os.environ["DATABASE_URL"] = url = _url()
    try:
        yield url
    finally:
        connection.creation.destroy_test_db(configured, verbosity=0)


def _url() -> str:
    parts = connection.settings_dict
    query = {"host": parts["HOST"], "port": parts["PORT"], "user": parts["USER"]}
    if parts["HOST"].startswith("/"):
        return f"postgresql:///{parts['NAME']}?{urlencode(query)}"
    login = quote(parts["USER"]) + (f":{quote(parts['PASSWORD'])}" if parts["PASSWORD"] else "")
    return f"postgresql://{login}@{parts['HOST']}:{parts['PORT'] or 5432}/{parts['NAME']}"
