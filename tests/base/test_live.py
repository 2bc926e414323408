"""Browsers find the live process by the host that they know the shop by."""

import pytest
from django.test import RequestFactory

from shop.base.live import live_url


@pytest.mark.parametrize(
    ("setting", "host", "expected"),
    [
        ("", "shop.example", ""),
        ("wss://live.example/x", "shop.example", "wss://live.example/x"),
        ("ws://:8001", "127.0.0.1:8000", "ws://127.0.0.1:8001"),
        ("ws://:8001", "[::1]:8000", "ws://[::1]:8001"),
        ("ws://:8001", "shop.local", "ws://shop.local:8001"),
    ],
)
def test_the_live_process_is_found(settings, setting, host, expected):
    settings.LIVE_URL = setting
    settings.ALLOWED_HOSTS = ["*"]

    assert live_url(RequestFactory().get("/", HTTP_HOST=host)) == expected
