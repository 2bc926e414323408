"""What whoever is not let in gets to see: a page in the shop's own words, or a problem document for programs."""

from http import HTTPStatus
from typing import Any, cast

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django_permissions_policy import PermissionsPolicyMiddleware

from shop.base.api.problems import plain_problem

API = "/api/"


def is_for_programs(request: HttpRequest) -> bool:
    """Whether the sender reads problem documents rather than pages."""
    return request.path_info.startswith(API) or "text/html" not in request.META.get(
        "HTTP_ACCEPT", "text/html"
    )


def refuse(
    request: HttpRequest,
    status: HTTPStatus,
    code: str,
    detail: str,
    *,
    template: str = "door/refused.html",
    wait_seconds: int = 0,
    **context: Any,
) -> HttpResponse:
    """A refusal with the headers that every answer of the shop has; never to be kept by anybody."""
    if is_for_programs(request):
        response: HttpResponse = plain_problem(status, code, detail)
    else:
        page = render_to_string(template, {"detail": detail, **context})
        response = HttpResponse(page, status=status)
    if wait_seconds:
        response.headers["Retry-After"] = str(wait_seconds)
    response.headers["Cache-Control"] = "no-store"
    return _dressed(request, response)


def _dressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The headers that the middleware behind the door would have given."""
    inner = PermissionsPolicyMiddleware(lambda _request: response)
    dressed = cast("HttpResponse", CSPMiddleware(inner)(request))
    dressed.headers.setdefault("X-Frame-Options", "DENY")
    return dressed
