"""The post, for tests of this room."""

from collections.abc import Iterator

import pytest

from tests.mail_server import MailServer


@pytest.fixture
def post(settings) -> Iterator[MailServer]:
    """A real mail server that the shop hands its mails to."""
    server = MailServer()
    server.open()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 2
    yield server
    server.end()
