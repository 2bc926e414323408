"""The door for WebSockets: a small process of its own beside the web processes. Pages are not served here."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")

import django
from channels.routing import ProtocolTypeRouter

django.setup()

Send = Callable[[dict[str, Any]], Awaitable[None]]


async def plain_http(scope: dict[str, Any], receive: Any, send: Send) -> None:
    """200 on /healthz, for whoever watches the process; 404 on everything else."""
    is_alive = scope["path"] == "/healthz" and scope["method"] in {"GET", "HEAD"}
    status, body = (200, b'{"status": "ok"}') if is_alive else (404, b'{"status": "not here"}')
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _live_channels() -> Any:
    """The addresses of the live channels, for browsers that come from our own pages and are signed in."""
    # Consumers know models, and those need the app registry that setup() has just filled.
    from channels.auth import AuthMiddlewareStack
    from channels.routing import URLRouter
    from channels.security.websocket import AllowedHostsOriginValidator
    from django.urls import path

    from analytics.consumers import SalesCounter

    channels = URLRouter([path("live/sales", SalesCounter.as_asgi())])
    return AllowedHostsOriginValidator(AuthMiddlewareStack(channels))


application = ProtocolTypeRouter({"http": plain_http, "websocket": _live_channels()})
