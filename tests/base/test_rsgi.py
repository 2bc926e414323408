"""The web process's door: what Granian hands over becomes what Django expects, and an answer goes out whole."""

import asyncio
import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from shop.base import rsgi
from shop.base.rsgi import Door, environ_of


class Headers(list):
    """Headers as Granian hands them over: pairs in lower case, the same name perhaps twice."""

    def items(self):
        return list(self)

    def get(self, name, default=None):
        return next((value for key, value in self if key == name), default)

    def __contains__(self, name):
        return self.get(name) is not None


def asked(method="GET", path="/", *headers, query=""):
    """A request as Granian hands it over."""
    return SimpleNamespace(
        method=method,
        path=path,
        query_string=query,
        server="127.0.0.1:8000",
        client="203.0.113.7:5123",
        scheme="http",
        http_version="1.1",
        headers=Headers([("host", "shop.example"), *headers]),
    )


class Protocol:
    """Granian's side: hands over chunks after pauses, and keeps what is answered."""

    def __init__(self, *chunks, pause=0.0):
        self.chunks, self.pause = chunks, pause
        self.said: tuple[int, dict[str, str], Any] = (0, {}, b"")

    async def __aiter__(self):
        for chunk in self.chunks:
            await asyncio.sleep(self.pause)
            yield chunk

    def response_bytes(self, status, headers, body):
        self.said = (status, dict(headers), body)

    def response_str(self, status, headers, body):
        self.said = (status, dict(headers), body)

    def response_stream(self, status, headers):
        self.said = (status, dict(headers), b"")
        return self

    async def send_bytes(self, chunk):
        status, headers, body = self.said
        self.said = (status, headers, body + chunk)


def answered(application, scope, protocol, largest_body=1000):
    asyncio.run(Door(application, largest_body=largest_body).__rsgi__(scope, protocol))
    return protocol.said


def echo(environ, start_response):
    answer = HttpResponse(environ["wsgi.input"].read(), headers={"X-Path": "known"})
    start_response("201 Created", list(answer.items()))
    return answer


def test_the_environment_is_what_wsgi_says():
    scope = asked("GET", "/caf\N{LATIN SMALL LETTER E WITH ACUTE}/", ("content-type", "a/b"), query="q=%C3%A9")  # fmt: skip

    environ = environ_of(scope, io.BytesIO())

    assert environ["PATH_INFO"].encode("latin-1").decode() == "/café/"
    assert environ["QUERY_STRING"] == "q=%C3%A9"
    assert (environ["HTTP_HOST"], environ["CONTENT_TYPE"]) == ("shop.example", "a/b")
    assert (environ["REMOTE_ADDR"], environ["SERVER_PORT"]) == ("203.0.113.7", "8000")


def test_an_address_of_version_6_loses_its_brackets():
    scope = asked()
    scope.client = "[2001:db8::1]:5123"

    assert environ_of(scope, io.BytesIO())["REMOTE_ADDR"] == "2001:db8::1"


def test_a_header_with_an_underscore_cannot_pass_for_the_proxys():
    headers = (("x-forwarded-for", "198.51.100.1"), ("x_forwarded_for", "6.6.6.6"))

    assert environ_of(asked("GET", "/", *headers), io.BytesIO())["HTTP_X_FORWARDED_FOR"] == (
        "198.51.100.1"
    )
    assert "HTTP_X_FORWARDED_FOR" not in environ_of(asked("GET", "/", headers[1]), io.BytesIO())


def test_lines_of_the_same_name_are_one():
    headers = (("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "2.2.2.2"), ("cookie", "a=1"), ("cookie", "b=2"))  # fmt: skip

    environ = environ_of(asked("GET", "/", *headers), io.BytesIO())

    assert environ["HTTP_X_FORWARDED_FOR"] == "1.1.1.1,2.2.2.2"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"


def test_a_body_arrives_whole_however_it_comes():
    scope = asked("POST", "/", ("transfer-encoding", "chunked"))

    status, headers, body = answered(echo, scope, Protocol(b"ab", b"", b"cd", pause=0.01))

    assert (status, headers["x-path"], body) == (201, "known", b"abcd")


@pytest.mark.parametrize("announced", [(), (("content-length", "5000"),)], ids=["no", "yes"])
def test_a_body_that_is_too_large_is_refused(announced):
    scope = asked("POST", "/", ("transfer-encoding", "chunked"), *announced)

    assert answered(echo, scope, Protocol(b"a" * 600, b"a" * 600))[0] == 413


@pytest.mark.parametrize("limit", ["PAUSE_SECONDS", "READ_SECONDS"])
def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch, limit):
    monkeypatch.setattr(rsgi, limit, 0.02)
    scope = asked("POST", "/", ("content-length", "900"))

    assert answered(echo, scope, Protocol(b"a", b"b", pause=0.2))[0] == 408


def test_a_stream_is_read_to_its_end_before_anybody_else_has_a_turn(monkeypatch):
    monkeypatch.setattr(rsgi, "CHUNK", 3)
    closed = []

    def streaming(environ, start_response):
        answer = StreamingHttpResponse(iter([b"ab", b"cdef", b"g"]))
        answer._resource_closers.append(lambda: closed.append(True))
        start_response("200 OK", list(answer.items()))
        return answer

    status, _headers, body = answered(streaming, asked(), Protocol())

    assert (status, body, closed) == (200, b"abcdefg", [True])


def test_requests_share_what_django_keeps_for_a_thread():
    from asgiref.local import Local

    kept = Local()

    def counting(environ, start_response):
        kept.count = getattr(kept, "count", 0) + 1
        start_response("200 OK", [])
        return HttpResponse(str(kept.count))

    door = Door(counting, largest_body=10)

    async def twice():
        said = []
        for _ in range(2):
            protocol = Protocol()
            await asyncio.create_task(door.__rsgi__(asked(), protocol))
            said.append(protocol.said[2])
        return said

    assert asyncio.run(twice()) == [b"1", b"2"]
