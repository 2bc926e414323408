"""Whole pages kept for everybody who has no cart and no session: in memory first, in Redis second.

A page is kept under the generation of the catalogue in which it was rendered, so a change of price or stock is seen
within a second; without a generation nothing is kept. Nothing personal is ever kept: such a page is rendered with ``PLACEHOLDER`` where the
CSRF token goes, and each visitor's own token is put in as the answer leaves.
"""

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.cookies import Morsel
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.cache import cache as cache_server
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.utils import translation
from django.utils.cache import patch_vary_headers

from activity.domain import events
from activity.domain.visitors import source_of
from activity.models import EventKind
from catalog.domain import generation
from shop.pages.cookies import is_anybody
from shop.pages.provenance import searched_before
from shop.pages.spliced import Spliced

KEPT_FOR_SECONDS = 60
PAGES_IN_MEMORY = 400
PLACEHOLDER = hashlib.sha256(f"csrf:{settings.SECRET_KEY}".encode()).hexdigest()
OWN_TO_ONE_ANSWER = {"content-length", "content-encoding", "etag"}

View = TypeVar("View", bound=Callable[..., HttpResponse])


def for_everybody(view: View) -> View:
    """Mark a view whose page is the same for all who have neither cart nor session."""
    view.is_for_everybody = True  # type: ignore[attr-defined] # a mark on the function itself
    return view


@dataclass(frozen=True, slots=True)
class Seen:
    """What looking at a page is remembered as, also when the page comes from here."""

    kind: EventKind
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is kept."""

    body: Spliced
    headers: dict[str, tuple[str, str]]
    seen: Seen | None
    kept_until: float

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page for this visitor: their token in its forms, compressed when they can read that."""
        packs = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        token = _token(request, is_hidden=packs) if self.body.has_gaps else b""
        body = self.body.gzipped(token) if packs else self.body.filled(token)
        response = HttpResponse(body)
        # They were checked when the page was made; checking all of them again for each visitor takes longer than the body.
        response.headers._store.update(self.headers)  # noqa: SLF001 # there is no public way in without the checks
        if packs:
            response.headers["Content-Encoding"] = "gzip"
        if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            _hand_out(request.META["CSRF_COOKIE"], response)
        return response


class Shelf:
    """The pages that this process remembers, all of one generation of the catalogue."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._generation: int | None = None

    def find(self, key: str, now: int) -> Page | None:
        """A page of this generation, from memory or else from Redis, unless it is too old."""
        self._turn_to(now)
        page = self._pages.get(key)
        if page is None:
            page = cache_server.get(_address(key, now))
            if page is not None:
                self._remember(key, page)
        return page if page is not None and page.kept_until > time.time() else None

    def keep(self, key: str, now: int, page: Page) -> None:
        """Remember a page here and for the other processes."""
        self._turn_to(now)
        self._remember(key, page)
        cache_server.set(_address(key, now), page, KEPT_FOR_SECONDS)

    def forget(self) -> None:
        """Remember nothing any more in this process."""
        self._pages.clear()

    def _turn_to(self, now: int) -> None:
        if now != self._generation:
            self._pages.clear()
            self._generation = now

    def _remember(self, key: str, page: Page) -> None:
        self._pages[key] = page
        self._pages.move_to_end(key)
        if len(self._pages) > PAGES_IN_MEMORY:
            self._pages.popitem(last=False)


shelf = Shelf()
_csrf = CsrfViewMiddleware(lambda _request: HttpResponse())


class PageCacheMiddleware:
    """Answers from the shelf where it may, and fills it. Stands in front of sessions: a kept page asks for none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = generation.current() if request.method == "GET" and is_anybody(request) else None
        if now is None:
            return self.get_response(request)
        key = _key(request)
        page = shelf.find(key, now)
        if page is not None:
            if page.seen:
                _record(request, page.seen)
            return page.answer(request)
        request.may_be_for_everybody = True  # type: ignore[attr-defined] # read by process_view
        return self._rendered(request, key, now)

    def _rendered(self, request: HttpRequest, key: str, now: int) -> HttpResponse:
        response = self.get_response(request)
        if not getattr(request, "is_for_everybody", False):
            return response
        if not _may_be_kept(response):
            return _filled(request, response)
        page = _page(response)
        if generation.current() == now:
            shelf.keep(key, now, page)
        return page.answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_arguments: Any
    ) -> None:
        """Tell the templates, before they render, whether the page is for everybody."""
        if hasattr(request, "may_be_for_everybody"):
            request.is_for_everybody = getattr(view, "is_for_everybody", False)  # type: ignore[attr-defined] # read by context.frame


def remember_seeing(request: HttpRequest, response: HttpResponse, seen: Seen) -> HttpResponse:
    """Record that the page was looked at, now and whenever it is answered from the shelf."""
    _record(request, seen)
    response.seen = seen  # type: ignore[attr-defined] # read by _page
    return response


def _record(request: HttpRequest, seen: Seen) -> None:
    source = source_of(request)._asdict()
    events.record(seen.kind, product_id=seen.product_id, **source)
    query = searched_before(request)
    if query:
        events.record(EventKind.CLICK, product_id=seen.product_id, query=query, **source)


def _address(key: str, now: int) -> str:
    return f"page:{now}:{hashlib.sha256(key.encode()).hexdigest()}"


def _key(request: HttpRequest) -> str:
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"{translation.get_language()} {address}"


def _may_be_kept(response: HttpResponse) -> bool:
    private = response.headers.get("Cache-Control", "")
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and "private" not in private
        and "no-store" not in private
        and "'nonce-" not in response.headers.get("Content-Security-Policy", "")
    )


def _page(response: HttpResponse) -> Page:
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    response.headers["Cache-Control"] = "private, no-cache"
    headers = {
        name.lower(): (name, value)
        for name, value in response.items()
        if name.lower() not in OWN_TO_ONE_ANSWER
    }
    return Page(
        body=Spliced.at(PLACEHOLDER.encode(), response.content),
        headers=headers,
        seen=getattr(response, "seen", None),
        kept_until=time.time() + KEPT_FOR_SECONDS,
    )


def _filled(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page that is not kept, with the visitor's token in its gaps."""
    if not response.streaming and PLACEHOLDER.encode() in response.content:
        response.content = response.content.replace(PLACEHOLDER.encode(), _token(request))
    _csrf.process_response(request, response)
    return response


class CsrfMorsel(Morsel[str]):
    """The cookie of a new CSRF token, as Django's middleware writes it but for the date.

    All but the token is the same for every visitor and is written once; ``Max-Age`` says what the date would.
    """

    def output(self, attrs: Any = None, header: str = "Set-Cookie:") -> str:
        """The line as it goes out."""
        return f"{header} {self.key}={self.coded_value}{_attributes()}"


@cache
def _attributes() -> str:
    """What stands behind the token in the CSRF cookie's line."""
    answer = HttpResponse()
    answer.set_cookie(
        settings.CSRF_COOKIE_NAME,
        "",
        domain=settings.CSRF_COOKIE_DOMAIN,
        path=settings.CSRF_COOKIE_PATH,
        secure=settings.CSRF_COOKIE_SECURE,
        httponly=settings.CSRF_COOKIE_HTTPONLY,
        samesite=cast("Any", settings.CSRF_COOKIE_SAMESITE),
    )
    morsel = answer.cookies[settings.CSRF_COOKIE_NAME]
    morsel["max-age"] = settings.CSRF_COOKIE_AGE or ""
    return morsel.OutputString().partition('=""')[2]


def _hand_out(secret: str, response: HttpResponse) -> None:
    """Give the visitor a new CSRF cookie. Kept pages vary by cookie as they are."""
    morsel = CsrfMorsel()
    morsel.set(settings.CSRF_COOKIE_NAME, secret, secret)
    response.cookies[settings.CSRF_COOKIE_NAME] = morsel


def _token(request: HttpRequest, *, is_hidden: bool = False) -> bytes:
    """This visitor's CSRF token. ``_csrf.process_response`` hands out the cookie that belongs to a new one.

    The cookie's own value serves as the token where nothing can betray it: Django masks it against pages that are
    compressed as a whole, and in ours it ``is_hidden``, stored between the compressed pieces.
    """
    if "CSRF_COOKIE" not in request.META:
        _csrf.process_request(request)
    if not is_hidden:
        return get_token(request).encode()
    if "CSRF_COOKIE" not in request.META:
        # What get_token() does, without asking the kernel for each letter: a third of what a kept page costs.
        request.META |= {"CSRF_COOKIE": secrets.token_hex(16), "CSRF_COOKIE_NEEDS_UPDATE": True}
    return str(request.META["CSRF_COOKIE"]).encode()
