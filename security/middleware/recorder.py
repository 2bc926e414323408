"""Names every request and leaves its record. Blocks nobody."""

import logging
from collections.abc import Callable
from time import perf_counter_ns
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import LazyObject

from security.domain import watching
from security.domain.keeping import Sample
from security.domain.visits import Visit, visit_of

logger = logging.getLogger(__name__)

LARGEST_SIZE = 2**62
# Whoever takes longer than this to answer should be found in the log.
SLOW_US = 1_000_000
REQUEST_ID_HEADER = "X-Request-Id"


class RequestRecorder:
    """Leaves a scored record of every request in a buffer, and names the request in its answer.

    Stands first, so that it sees every answer, also those of other middleware. Costs some tens of microseconds, no
    query, and never breaks an answer. Static files that were found and the probes of orchestrators are left out. Of
    harmless page views by nobody in particular only a sample is recorded once there are many.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._uninteresting = (settings.STATIC_URL, settings.MEDIA_URL, "/healthz", "/readyz")
        self._sample = Sample(settings.REQUEST_LOG_ALL_OF, settings.REQUEST_LOG_ONE_IN)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = perf_counter_ns()
        response = self.get_response(request)
        if response.status_code < 400 and request.path_info.startswith(self._uninteresting):
            return response
        try:
            self._record(request, response, (perf_counter_ns() - started) // 1000)
        except Exception:
            logger.exception("A request could not be recorded.")
        return response

    def _record(self, request: HttpRequest, response: HttpResponseBase, duration_us: int) -> None:
        visit = visit_of(request)
        response.headers[REQUEST_ID_HEADER] = str(visit.request_id)
        is_harmless = _is_harmless(request, visit, response, duration_us)
        stands_for = self._sample.stands_for() if is_harmless else 1
        if not stands_for:
            return
        meta, match = request.META, request.resolver_match
        watching.watch(
            watching.Observation(
                request_id=visit.request_id,
                method=request.method or "",
                path=request.path,
                query=meta.get("QUERY_STRING", ""),
                route=match.route if match else "",
                route_arguments=match.kwargs if match else {},
                status=response.status_code,
                duration_us=duration_us,
                bytes_in=_size(meta.get("CONTENT_LENGTH")),
                bytes_out=_sent(response),
                address=visit.address,
                user_id=_known_user_id(request),
                session_key=request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""),
                agent=visit.agent,
                header_names=visit.header_names,
                reading=visit.reading,
                stands_for=stands_for,
                tls=visit.tls,
            )
        )


def _is_harmless(
    request: HttpRequest, visit: Visit, response: HttpResponseBase, duration_us: int
) -> bool:
    """A quick look at a page by a browser that brings nothing to know it by again, in which no rule saw anything."""
    cookies = request.COOKIES
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code < 400
        and duration_us < SLOW_US
        and (not cookies or cookies.keys() == {settings.CSRF_COOKIE_NAME})
        and "HTTP_AUTHORIZATION" not in request.META
        and not visit.reading.verdict.reasons
        and not visit.reading.verdict.score
    )


def _size(text: Any) -> int:
    """A Content-Length as a number; 0 for none or nonsense."""
    text = str(text or "")
    return min(int(text), LARGEST_SIZE) if text.isascii() and text.isdigit() else 0


def _sent(response: HttpResponseBase) -> int:
    """Bytes of the body; 0 when it is streamed."""
    return 0 if response.streaming else len(getattr(response, "content", b""))


def _known_user_id(request: HttpRequest) -> int | None:
    """The signed-in user, if the page has asked for them. Asking here would cost a query on every page."""
    user: Any = request.__dict__.get("user")
    if isinstance(user, LazyObject):
        user = request.__dict__.get("_cached_user")
    user_id: int | None = getattr(user, "pk", None)
    return user_id
