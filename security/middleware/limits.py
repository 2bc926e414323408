"""Counts what each client costs, by address and by credential, and asks for a pause when it is too much.

Pages that must not be guessed at (signing in, codes, gift cards) have limits of their own at their views.
"""

from collections.abc import Callable
from hashlib import blake2b
from http import HTTPStatus
from time import perf_counter

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from security.domain import book
from security.domain.tempo import Pace, Tier, strain, tempo
from security.domain.visits import Visit, visit_of
from security.middleware.refusals import refuse
from security.networks import client_of

# Cost a minute. A household, an office or a mobile network shares its address, so that one has the largest measure.
ADDRESS = Tier("address", 1_800)
VISITOR = Tier("visitor", 600)
PROGRAM = Tier("program", 1_200)
# What a request costs by the beginning of its path; a page costs one.
COSTS = (("/search", 3), ("/api/search", 3), ("/api/v1/search", 3), ("/admin/", 1))
WRITING = 3
# What is left of a measure while an incident wants tight limits. Somebody who shops uses a tenth.
TIGHT_SHARE = 0.25
FREE = ("/static/", "/media/", "/healthz", "/readyz", "/door/")
API = "/api/"


class RateLimits:
    """RateLimit headers for programs; 429 with a problem document or a page, and Retry-After, for whoever is over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        visit = visit_of(request)
        if visit.is_local or request.path_info.startswith(FREE) or book.is_allowed(visit.address):
            return self.get_response(request)
        pace = _spend(request, visit)
        if pace.is_over:
            return _with_headers(_over(request, pace), pace)
        started = perf_counter()
        response = self.get_response(request)
        strain.took(perf_counter() - started)
        if request.path_info.startswith(API):
            _with_headers(response, pace)
        return response


def _spend(request: HttpRequest, visit: Visit) -> Pace:
    """Count the request for the address and the credential; the pace is that of whichever has less left."""
    share = strain.share * (TIGHT_SHARE if book.limits_are_tight() else 1)
    cost = cost_of(request)
    pace = tempo.spend(ADDRESS, client_of(visit.address or "unknown"), cost, share=share)
    credential = request.META.get("HTTP_AUTHORIZATION", "")
    if credential:
        digest = blake2b(credential.encode(), digest_size=8).hexdigest()
        own = tempo.spend(PROGRAM, digest, cost, share=share)
    elif visit.session:
        own = tempo.spend(VISITOR, visit.session, cost, share=share)
    else:
        return pace
    return min(pace, own, key=lambda one: one.left)


def cost_of(request: HttpRequest) -> int:
    """What a request costs: more where the shop has to search or to write."""
    path = request.path_info
    cost = next((cost for beginning, cost in COSTS if path.startswith(beginning)), 1)
    return cost if request.method in {"GET", "HEAD", "OPTIONS"} else max(cost, WRITING)


def _over(request: HttpRequest, pace: Pace) -> HttpResponse:
    detail = _("That was a lot at once. Go on in %(seconds)s seconds.") % {
        "seconds": pace.reset_seconds
    }
    return refuse(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        "rate_limited",
        detail,
        wait_seconds=pace.reset_seconds,
    )


def _with_headers(response: HttpResponseBase, pace: Pace) -> HttpResponseBase:
    """What the client may still ask for, as draft-ietf-httpapi-ratelimit-headers spells it."""
    name = pace.tier.name
    response.headers["RateLimit-Policy"] = f'"{name}";q={pace.quota};w=60'
    response.headers["RateLimit"] = f'"{name}";r={max(pace.left, 0)};t={pace.reset_seconds}'
    return response
