"""The live process's own server on a real port, in a thread, so that tests can announce sales to it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie

import pytest
import uvicorn
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import Client
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

PATIENCE_SECONDS = 10


class _Server(uvicorn.Server):
    """Says when it listens, and reads through the test's own connection, which alone sees the test's rows."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = threading.Event()
        self.tests_own = connections["default"]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.tests_own.inc_thread_sharing()
        await sync_to_async(connections.__setitem__)("default", self.tests_own)
        await super().startup(sockets)
        self.listens.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        await sync_to_async(connections.__delitem__)("default")
        self.tests_own.dec_thread_sharing()


@contextmanager
def live_server() -> Iterator[int]:
    """The port on which ``shop.asgi`` answers."""
    from shop.asgi import application  # sets Django up, which must have happened before

    with socket.create_server(("127.0.0.1", 0)) as door, pytest.MonkeyPatch.context() as patch:
        server = _Server(
            uvicorn.Config(application, lifespan="off", log_config=None, ws_max_size=16384)
        )
        thread = threading.Thread(target=server.run, args=([door],))
        # Channels closes connections that are in a transaction, as the test's own is.
        patch.setattr(server.tests_own, "close_if_unusable_or_obsolete", lambda: None)
        thread.start()
        try:
            assert server.listens.wait(PATIENCE_SECONDS)
            yield door.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()


def watch(port: int, browser: Client | None = None, origin: str = "") -> ClientConnection:
    """A socket to the counter of sales, with the cookies of a browser."""
    headers = (
        {"Cookie": SimpleCookie(browser.cookies).output(header="", sep=";", attrs=[])}
        if browser
        else {}
    )
    return connect(
        f"ws://127.0.0.1:{port}/live/sales",
        origin=Origin(origin or f"http://127.0.0.1:{port}"),
        additional_headers=headers,
        open_timeout=PATIENCE_SECONDS,
        close_timeout=PATIENCE_SECONDS,
    )
