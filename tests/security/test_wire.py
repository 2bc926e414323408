"""What comes over the wire itself: smuggled, malformed and endless requests against the web process as the shop runs it."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop import config
from shop.run import web_process

HOST = b"Host: 127.0.0.1\r\n"
STATUS = re.compile(rb"HTTP/1\.[01] (\d\d\d)")
NOWHERE = "127.0.0.1:1"
PATIENCE_SECONDS = 10.0


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    """The port of a web process that has neither database nor cache: nothing here gets as far as that."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    settings = config.load().model_copy(
        update={"port": number, "host": "127.0.0.1", "web_workers": 1}
    )
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://nobody@{NOWHERE}/none",
        "REDIS_URL": f"redis://{NOWHERE}/0",
        "SHOPKEEPER_HOME": str(tmp_path_factory.mktemp("home")),
        "SECRET_KEY": "wire-" * 12,
        "ENVIRONMENT": "development",
        "ALLOWED_HOSTS": "127.0.0.1",
        "LOG_LEVEL": "ERROR",
        # Static files by their own names: none are collected here.
        "DEBUG": "true",
    }
    root = Path(__file__).resolve().parents[2]
    server = subprocess.Popen(web_process(settings).command, cwd=root, env=environment)
    try:
        _wait_for(number)
        yield number
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(number: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if said(number, b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n")[0] == [200]:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The web process does not answer.")


def said(number: int, message: bytes, *, then_wait: float = 0.5) -> tuple[list[int], bool]:
    """The statuses that come back, and whether the server hung up within some seconds after the first."""
    received, hung_up = b"", False
    with socket.create_connection(("127.0.0.1", number), timeout=PATIENCE_SECONDS) as wire:
        try:
            wire.sendall(message)
            while not hung_up:
                some = wire.recv(65536)
                received += some
                hung_up = not some
                if STATUS.search(received) and not hung_up:
                    wire.settimeout(then_wait)
        except TimeoutError:
            hung_up = False
        except ConnectionError:
            hung_up = True
    return [int(status) for status in STATUS.findall(received)], hung_up


def get(path: bytes = b"/healthz", *, version: bytes = b"HTTP/1.1", headers: bytes = b"") -> bytes:
    return b"GET " + path + b" " + version + b"\r\n" + HOST + headers + b"\r\n"


def post(headers: bytes, body: bytes) -> bytes:
    """A request that the validator refuses for its coding, once the server takes it for one."""
    encoded = b"Content-Encoding: gzip\r\n"
    return b"POST /healthz HTTP/1.1\r\n" + HOST + encoded + headers + b"\r\n" + body


SECOND = get(b"/smuggled")
BROKEN = {
    "unknown coding": post(b"Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n"),
    "two lengths": post(b"Content-Length: 4\r\nContent-Length: 5\r\n", b"abcde"),
    "negative length": post(b"Content-Length: -1\r\n", b""),
    "length with a sign": post(b"Content-Length: +5\r\n", b"abcde"),
    "folded line": get(headers=b"X-A: b\r\n c\r\n"),
    "blank before colon": get(headers=b"Transfer-Encoding : chunked\r\n"),
    "NUL": get(headers=b"X-A: a\x00b\r\n"),
    "lone CR": get(headers=b"X-A: a\rb\r\n"),
    "HTTP/0.9": b"GET /healthz\r\n\r\n",
    "HTTP/3.0": get(version=b"HTTP/3.0"),
    "1000 headers": get(headers=b"".join(b"X-%d: a\r\n" % number for number in range(1000))),
    "1 MB header": get(headers=b"X-A: " + b"a" * 1_000_000 + b"\r\n"),
    "HTTP/2 by surprise": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
}


@pytest.mark.parametrize("message", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_request_is_refused_and_the_line_is_cut(port, message):
    statuses, hung_up = said(port, message, then_wait=PATIENCE_SECONDS)

    assert all(400 <= status < 500 or status == 505 for status in statuses)
    assert len(statuses) <= 1
    assert hung_up


@pytest.mark.parametrize(
    "message",
    [
        post(b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n" + SECOND),
        post(b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", b"0\r\n\r\n" + SECOND),
        post(b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", b"8\r\nSMUGGLED\r\n0\r\n\r\n"),
        post(b"Transfer-Encoding: chunked\r\n", b"ZZ\r\nabc\r\n0\r\n\r\n" + SECOND),
        post(b"Transfer-Encoding: chunked\r\n", b"FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n" + SECOND),
    ],
    ids=["length first", "chunks first", "short length", "no chunk", "endless chunk"],
)
def test_a_second_request_cannot_be_smuggled_behind_the_first(port, message):
    statuses, _hung_up = said(port, message)

    assert len(statuses) <= 1
    assert all(400 <= status < 500 for status in statuses)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (get(headers=b"Host: evil.example\r\n", path=b"/"), 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (get(headers=b"X-A: " + b"a" * 100_000 + b"\r\n"), 431),
        (get(headers=b"".join(b"X-%d: a\r\n" % number for number in range(100))), 431),
        (get(b"http://127.0.0.1/healthz"), 200),
        (get(), 200),
    ],
    ids=["two hosts", "no host", "100 KB header", "100 more headers", "absolute", "ordinary"],
)
def test_what_is_a_request_gets_one_answer(port, message, expected):
    statuses, _hung_up = said(port, message)

    assert statuses == [expected]


def test_clients_that_send_slowly_keep_nobody_waiting(port):
    begun = b"POST /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 1000\r\n\r\na="
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]
    try:
        for number, wire in enumerate(slow):
            wire.sendall(begun if number % 2 else begun[:40])

        assert [said(port, get())[0] for _ in range(5)] == [[200]] * 5
    finally:
        for wire in slow:
            wire.close()


def test_a_body_larger_than_the_shop_reads_is_refused_before_it_is_sent(port):
    statuses, _hung_up = said(port, post(b"Content-Length: 99999999999\r\n", b"a"))

    assert statuses == [413]
