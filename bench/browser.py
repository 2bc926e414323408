"""A browser that costs the machine as little as it can: one connection that is kept, and its cookies."""

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from django.test import Client

COOKIE = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r]*)", re.IGNORECASE)
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
# Any text that is 32 letters long will do: the form brings the same as the cookie.
CSRF = "a" * 32
NONE: Mapping[str, str] = MappingProxyType({})
FORM = "application/x-www-form-urlencoded"
# What Firefox sends, so that the shop sees a person.
HEADERS = {
    "Host": "127.0.0.1",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Language": "en-GB,en;q=0.9",
    "Accept-Encoding": "gzip",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said. The body stays compressed."""

    status: int
    location: str
    body: bytes


class Browser:
    """One shopper's browser. Not for several threads."""

    def __init__(self, port: int = 0) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self._socket: socket.socket | None = None
        self._rest = b""

    def get(self, path: str, headers: Mapping[str, str] = NONE) -> Answer:
        """Open a page."""
        return self._sent("GET", path, headers, b"")

    def post(
        self, path: str, data: Mapping[str, object], headers: Mapping[str, str] = NONE
    ) -> Answer:
        """Send a form of the shop's. Redirects are not followed."""
        self.cookies["csrftoken"] = CSRF
        return self.send(path, urlencode({**data, "csrfmiddlewaretoken": CSRF}), headers)

    def send(self, path: str, body: str, headers: Mapping[str, str] = NONE) -> Answer:
        """Send a body as it is."""
        data = body.encode()
        more = {"Content-Type": FORM, "Content-Length": str(len(data)), **headers}
        return self._sent("POST", path, more, data)

    def close(self) -> None:
        """Hang up."""
        if self._socket:
            self._socket.close()
            self._socket = None

    def _sent(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        every = {**HEADERS, **headers}
        if self.cookies:
            every["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return self._answered(method, path, every, body)

    def _answered(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._socket.sendall(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        head = self._until(b"\r\n\r\n")
        for name, value in COOKIE.findall(head):
            self._keep(name.decode().strip(), value.decode().strip('"'))
        location = LOCATION.search(head)
        return Answer(
            int(head[9:12]), location[1].decode() if location else "", self._body_after(head)
        )

    def _keep(self, name: str, value: str) -> None:
        if value:
            self.cookies[name] = value
        else:
            self.cookies.pop(name, None)

    def _body_after(self, head: bytes) -> bytes:
        if CHUNKED.search(head):
            parts = []
            while size := int(self._until(b"\r\n"), 16):
                parts.append(self._exactly(size + 2)[:-2])
            self._until(b"\r\n")
            return b"".join(parts)
        length = LENGTH.search(head)
        return self._exactly(int(length[1])) if length else b""

    def _until(self, end: bytes) -> bytes:
        while (at := self._rest.find(end)) < 0:
            self._read()
        at += len(end)
        found, self._rest = self._rest[:at], self._rest[at:]
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self._rest) < size:
            self._read()
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def _read(self) -> None:
        assert self._socket
        if not (more := self._socket.recv(1 << 18)):
            raise ConnectionError("The server hung up.")
        self._rest += more


class InProcess(Browser):
    """A browser whose requests this very process answers, so that its statements can be counted."""

    def __init__(self) -> None:
        super().__init__()
        self._client = Client()

    def _answered(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        self._client.cookies.clear()
        answer = self._client.generic(
            method, path, body, headers.get("Content-Type", FORM), headers=dict(headers)
        )
        for name, morsel in answer.cookies.items():
            self._keep(name, morsel.value)
        return Answer(answer.status_code, answer.headers.get("Location", ""), answer.content)
