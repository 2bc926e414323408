"""Everything that a benchmark may spoil, made new beside what is there, and removed afterwards."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

# Read by the shop's settings. What a shop is configured to otherwise (https, hosts) would change what is measured.
PLAIN = {
    "DJANGO_SETTINGS_MODULE": "bench.settings",
    "ENVIRONMENT": "development",
    "DEBUG": "false",
    "HTTPS_ONLY": "false",
    "ALLOWED_HOSTS": "127.0.0.1,testserver",
    "PAYMENT_GATEWAYS": "test,manual",
    "SHOP_COUNTRY": "GB",
    "EMAIL_URL": "",
    "LOG_LEVEL": "ERROR",
}


@contextmanager
def surroundings() -> Iterator[None]:
    """A data folder, keys in Redis and a migrated database of the benchmark's own, on the servers of the shop.

    This process and those that it starts use them. Django is ready inside.
    """
    _find_servers()
    with tempfile.TemporaryDirectory(prefix="bench-") as home:
        keys = f"bench-{os.getpid()}"
        os.environ |= PLAIN | {
            "BENCH_KEYS": keys,
            "SHOPKEEPER_HOME": home,
            "SECRET_KEY": secrets.token_urlsafe(60),
        }
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        call_command("collectstatic", "--no-input", "--verbosity=0")
        # What this process leaves in buffers is written when a benchmark says so; servers write by themselves.
        settings.BUFFERS_IN_BACKGROUND = False
        try:
            with _template():
                yield
        finally:
            forget(keys)


@contextmanager
def fresh_database() -> Iterator[None]:
    """An empty, migrated database."""
    from django.db import connection

    template = connection.settings_dict["NAME"]
    name = f"{template}_run"
    _copy(template, name)
    try:
        _use(name)
        yield
    finally:
        _use(template)
        connection.close()
        _remove(name)


def _find_servers() -> None:
    """Name the servers of the shop to the processes to come: once the data folder is another, none would know them."""
    from shop import config

    configured = config.load()
    if not configured.database_url or not configured.redis_url:
        from shop.base.embedded import servers  # only an embedded shop needs them

        running = servers.ensure_running(
            configured.shopkeeper_home,
            postgresql=not configured.database_url,
            valkey=not configured.redis_url,
        )
        os.environ["DATABASE_URL"] = configured.database_url or running.database_url
        os.environ["REDIS_URL"] = configured.redis_url or running.redis_url
    config.load.cache_clear()


@contextmanager
def _template() -> Iterator[None]:
    """The migrated database that the others are copies of."""
    from django.db import connection

    configured = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}_{configured}"[:50]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(configured, verbosity=0)


def _copy(template: str, name: str) -> None:
    from django.db import connection

    connection.close()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 # as Django's own test runner does
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _remove(name: str) -> None:
    from django.db import connection

    with connection._nodb_cursor() as cursor:  # noqa: SLF001 # as Django's own test runner does
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _use(name: str) -> None:
    """Have this process and those that it starts use a database."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name
    os.environ["DATABASE_URL"] = _url()


def _url() -> str:
    from django.db import connection

    parts = connection.settings_dict
    query = {"host": parts["HOST"], "port": parts["PORT"], "user": parts["USER"]}
    if parts["HOST"].startswith("/"):
        return f"postgresql:///{parts['NAME']}?{urlencode(query)}"
    login = quote(parts["USER"]) + (f":{quote(parts['PASSWORD'])}" if parts["PASSWORD"] else "")
    return f"postgresql://{login}@{parts['HOST']}:{parts['PORT'] or 5432}/{parts['NAME']}"


def forget(keys: str) -> None:
    """Remove what lies in Redis under the benchmark's prefix."""
    import redis
    from django.conf import settings

    client = redis.Redis.from_url(settings.REDIS_URL)
    for key in client.scan_iter(f"{keys}:*", count=1000):
        client.delete(key)
    client.close()
