"""The web process's door: reads what a client sends while others are served, then lets Django answer.

A WSGI server gives a thread to each request before its body has come, so a few clients that send slowly keep everybody
waiting. Here a body is read by the event loop, within a deadline, and Django answers on the one thread of the process once
all of it is there. Granian calls this (its RSGI interface); behind it stands the ordinary WSGI application.
"""

import asyncio
import io
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any

READ_SECONDS = 60.0
PAUSE_SECONDS = 10.0
MOST_IN_MEMORY = 1024 * 1024
CHUNK = 256 * 1024
WITHOUT_BODY = frozenset({"GET", "HEAD"})
NOT_PREFIXED = frozenset({"CONTENT_TYPE", "CONTENT_LENGTH"})
NO_HOST = (400, "Name the host.")
TOO_SLOW = (408, "The rest of the request did not come in time.")
TOO_LARGE = (413, "The body is too large.")
WsgiApplication = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Refused(Exception):
    """A body that is not waited for: the status and words of the answer."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


class Door:
    """A WSGI application as Granian's RSGI calls it. ``largest_body`` is in bytes."""

    def __init__(self, application: WsgiApplication, *, largest_body: int) -> None:
        self._application = application
        self._largest_body = largest_body
        # One, so that Django has one database connection, and requests do not take turns in the middle of their work. Not
        # the loop's own: Django refuses the database there, and Python 3.11 pays for the loop's deeper stack.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pages")

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        try:
            body = await self._body(scope, protocol)
        except Refused as refusal:
            headers = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
            protocol.response_str(refusal.status, headers, refusal.words)
            return
        status, headers, content = await asyncio.get_running_loop().run_in_executor(
            self._thread, self._answer, environ_of(scope, body)
        )
        if isinstance(content, bytes):
            protocol.response_bytes(status, headers, content)
            return
        transport = protocol.response_stream(status, headers)
        with content:
            while chunk := content.read(CHUNK):
                await transport.send_bytes(chunk)

    async def _body(self, scope: Any, protocol: Any) -> IO[bytes]:
        """What the client sends, whole. Raises Refused for what is too large, too slow, or meant for nobody."""
        headers = scope.headers
        if "host" not in headers:
            raise Refused(*NO_HOST)
        if scope.method in WITHOUT_BODY and not (
            "content-length" in headers or "transfer-encoding" in headers
        ):
            return io.BytesIO()
        announced = headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > self._largest_body:
            raise Refused(*TOO_LARGE)
        body = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115 # closed with the request
        try:
            async with asyncio.timeout(READ_SECONDS):
                await self._read(protocol, body)
        except TimeoutError:
            body.close()
            raise Refused(*TOO_SLOW) from None
        except Refused:
            body.close()
            raise
        body.seek(0)
        return body

    async def _read(self, protocol: Any, body: Any) -> None:
        chunks, size = aiter(protocol), 0
        while True:
            try:
                async with asyncio.timeout(PAUSE_SECONDS):
                    chunk = await anext(chunks)
            except StopAsyncIteration:
                return
            size += len(chunk)
            if size > self._largest_body:
                raise Refused(*TOO_LARGE)
            body.write(chunk)

    def _answer(
        self, environ: dict[str, Any]
    ) -> tuple[int, list[tuple[str, str]], bytes | IO[bytes]]:
        """Django's whole answer. A stream is read to its end here, into a file when it is long: it may ask the database."""
        said: list[tuple[int, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _info: Any = None) -> None:
            said[:] = [(int(status[:3]), [(name.lower(), value) for name, value in headers])]

        answer: Any = self._application(environ, start_response)
        try:
            content = _spooled(answer) if getattr(answer, "streaming", False) else b"".join(answer)
        finally:
            answer.close()
            environ["wsgi.input"].close()
        return (*said[0], content)


def environ_of(scope: Any, body: IO[bytes]) -> dict[str, Any]:
    """What WSGI calls the environment.

    A header with an underscore in its name is left out: WSGI could not tell it from the one with a dash, which a proxy
    may have set.
    """
    server, _colon, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        if key not in NOT_PREFIXED:
            key = f"HTTP_{key}"
        before = environ.get(key)
        between = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = value if before is None else f"{before}{between}{value}"
    return environ


def _spooled(chunks: Iterable[bytes]) -> IO[bytes]:
    content: Any = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115 # closed when it was sent
    for chunk in chunks:
        content.write(chunk)
    content.seek(0)
    found: IO[bytes] = content
    return found
