"""Refuses what no browser and no honest program sends, before anything reads it."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from security.middleware.refusals import refuse

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
LONGEST_PATH = 2_000
LONGEST_QUERY = 8_000
MOST_HEADERS = 100
LONGEST_HEADERS = 32_768
DEEPEST_PATH = 30
# What the parsers and views of the shop read; multipart is for pictures and imports.
CONTENT_TYPES = frozenset(
    {
        "",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json",
        "application/csp-report",
        "application/reports+json",
        "text/plain",
        "text/csv",
        "application/octet-stream",
    }
)
CHARSETS = frozenset({"utf-8", "utf8", '"utf-8"', "us-ascii"})


class Wrong(Exception):
    """What is wrong with a request: the answer's status, a code, and a sentence for people."""

    def __init__(self, status: HTTPStatus, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail


class RequestValidator:
    """Answers malformed requests itself; costs a microsecond or two for the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            check(request)
        except Wrong as wrong:
            refusal = refuse(request, wrong.status, wrong.code, wrong.detail)
            if wrong.status == HTTPStatus.METHOD_NOT_ALLOWED:
                refusal.headers["Allow"] = ", ".join(sorted(METHODS))
            return refusal
        return self.get_response(request)


def check(request: HttpRequest) -> None:
    """Raises Wrong for a request that cannot be honest, or that would cost too much to read."""
    meta = request.META
    if request.method not in METHODS:
        raise Wrong(
            HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", _("No page takes this method.")
        )
    _check_target(request.path_info, meta.get("QUERY_STRING", ""))
    _check_headers(meta)
    if (
        meta.get("CONTENT_LENGTH")
        or meta.get("HTTP_TRANSFER_ENCODING")
        or "HTTP_CONTENT_ENCODING" in meta
    ):
        _check_body(request)


def _check_target(path: str, query: str) -> None:
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        raise Wrong(HTTPStatus.REQUEST_URI_TOO_LONG, "too_long", _("The address is too long."))
    if "\x00" in path or "%00" in query or "\x00" in query:
        raise Wrong(HTTPStatus.BAD_REQUEST, "nul", _("A NUL character has no place in an address."))
    if path.count("/") > DEEPEST_PATH:
        raise Wrong(HTTPStatus.BAD_REQUEST, "too_deep", _("The path has too many steps."))


def _check_headers(meta: dict[str, str]) -> None:
    sizes = [len(value) for name, value in meta.items() if name[:5] == "HTTP_"]
    if len(sizes) > MOST_HEADERS or sum(sizes) > LONGEST_HEADERS:
        raise Wrong(
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "too_many_headers", _("Too many headers.")
        )


def _check_body(request: HttpRequest) -> None:
    meta = request.META
    length = str(meta.get("CONTENT_LENGTH") or "0")
    if not (length.isascii() and length.isdigit()):
        raise Wrong(HTTPStatus.BAD_REQUEST, "bad_length", _("The Content-Length is no number."))
    if int(length) > settings.LARGEST_BODY:
        raise Wrong(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", _("The body is too large."))
    if meta.get("HTTP_CONTENT_ENCODING", "identity").strip().lower() != "identity":
        raise Wrong(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "encoded", _("Send the body without compression.")
        )
    if length == "0":
        return
    kind, *details = meta.get("CONTENT_TYPE", "").split(";")
    if kind.strip().lower() not in CONTENT_TYPES:
        raise Wrong(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            _("The shop reads JSON and forms. This is neither."),
        )
    for detail in details:
        name, _equals, value = detail.strip().partition("=")
        if name.lower() == "charset" and value.lower() not in CHARSETS:
            raise Wrong(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "charset", _("Send text as UTF-8."))
