"""What every test may use. The database and the cache are real servers; the header says which."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.test import Client
from rest_framework.test import APIClient

from security.domain.floods import floods
from security.domain.tempo import tempo
from shop.base.buffers import discard_all


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say which servers the suite runs on."""
    from shop.base.diagnosis import servers_in_use  # models can be imported only now

    return [servers_in_use()]


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    """Each test begins with an empty cache; nothing outside the process's own prefix is touched."""
    forget_own_keys()
    yield


def forget_own_keys() -> None:
    """Delete every key of this test process."""
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        own = list(server.scan_iter(match=f"{settings.KEY_PREFIX}:*", count=1000))
        if own:
            server.delete(*own)


def pytest_sessionfinish() -> None:
    """Leave nothing behind on a server that may be somebody's."""
    forget_own_keys()


@pytest.fixture(autouse=True)
def nobody_known_at_the_door(clean_cache) -> None:
    """No ban and no count of a test is the next test's."""
    from security.domain import book  # its models can be imported only now

    book.forget()
    tempo.forget()
    floods.forget()


@pytest.fixture(autouse=True)
def nothing_known_of_searching() -> None:
    """No synonym and no redirect of a test is the next test's."""
    from catalog.domain.search import rules  # its models can be imported only now

    rules.forget()


@pytest.fixture(autouse=True)
def no_automatic_promotions() -> None:
    """No promotion of a test is the next test's; one that makes some forgets that there were none."""
    from orders.domain import terms  # its models can be imported only now

    terms.remember_automatic(())


@pytest.fixture(autouse=True)
def nothing_buffered() -> Iterator[None]:
    """What a test left in the buffers (events, request records) is not the next test's."""
    yield
    discard_all()


@pytest.fixture(autouse=True)
def cheap_passwords(settings) -> None:
    """Hash passwords fast; how well they are hashed has its own test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def folder_of_static_files() -> None:
    """A server that outlives single tests looks for the folder where a shop collects its static files."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path) -> None:
    """Pictures, mails and collected files of a test stay in the test's folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path  # exists, so that nothing warns; files come from the sources
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")


@pytest.fixture
def api() -> APIClient:
    """A program that is not signed in."""
    return APIClient()


@pytest.fixture
def browser_client() -> Client:
    """A shopper's browser, with CSRF checks on."""
    return Client(enforce_csrf_checks=True)
