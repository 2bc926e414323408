"""Answers to requests that went wrong: a page in the shop's own words, under /api a problem document (RFC 9457)."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from shop.base.api.problems import plain_problem

API = "/api/"
TRY_AGAIN_SECONDS = 5


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what came cannot be read. The page is bare: its frame would ask what may be what is wrong."""
    if _is_for_programs(request):
        return plain_problem(HTTPStatus.BAD_REQUEST, "bad_request", _("This cannot be read."))
    return HttpResponse(render_to_string("400.html"), status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: somebody else may, but not this person."""
    if _is_for_programs(request):
        return plain_problem(HTTPStatus.FORBIDDEN, "permission_denied", _("You may not do this."))
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form waited too long, or the browser refuses our cookies. Nothing was changed."""
    if _is_for_programs(request):
        detail = _("The CSRF token is missing or wrong. Nothing was changed.")
        return plain_problem(HTTPStatus.FORBIDDEN, "csrf_refused", detail)
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is nothing at this address."""
    if _is_for_programs(request):
        detail = _("There is nothing at this address. /api/schema lists what there is.")
        return plain_problem(HTTPStatus.NOT_FOUND, "not_found", detail)
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 for a fault of ours; 503 while the database is away or too busy, when trying again helps.

    The page asks nothing of any server: it may be the servers that are away.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _try_again(request)
    if _is_for_programs(request):
        detail = _("That was us, not you. Sending it again with the same Idempotency-Key is safe.")
        return plain_problem(HTTPStatus.INTERNAL_SERVER_ERROR, "server_error", detail)
    page = render_to_string("500.html")
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _try_again(request: HttpRequest) -> HttpResponse:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    if _is_for_programs(request):
        detail = _("We are catching our breath. Try again in a moment.")
        response: HttpResponse = plain_problem(status, "unavailable", detail)
    else:
        response = HttpResponse(render_to_string("503.html"), status=status)
    response.headers["Retry-After"] = str(TRY_AGAIN_SECONDS)
    return response


def _is_for_programs(request: HttpRequest) -> bool:
    return f"{request.path}/".startswith(API)
