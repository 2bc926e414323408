"""The shop as a WSGI application that remembers nothing of its pages from one request to the next."""

from collections.abc import Iterable
from typing import Any

from shop.pages import remembering
from shop.wsgi import application as shop


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer a request, everything asked for again."""
    remembering.forget()
    return shop(environ, start_response)
