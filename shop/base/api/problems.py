"""Errors as RFC 9457 problem documents, the same shape for every refusal of the API."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from shop.base.errors import DomainError

CONTENT_TYPE = "application/problem+json"
TYPE_PREFIX = "/api/problems/"


def problem(
    *,
    status_code: int,
    code: str,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    **extra: Any,
) -> dict[str, Any]:
    """A problem document. ``errors`` names each wrong input by JSON pointer."""
    document: dict[str, Any] = {
        **extra,
        "type": f"{TYPE_PREFIX}{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status_code,
        "code": code,
        "detail": detail,
    }
    if errors:
        document["errors"] = errors
    return document


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: every refusal becomes a problem document; bugs go on to the 500 page."""
    if isinstance(error, DomainError):
        set_rollback()
        return _response(_refusal(error), {})
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined] # set by DRF at run time
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined] # Throttled only
    return _response(_from_framework(error), headers)


def plain_problem(status_code: int, code: str, detail: str) -> JsonResponse:
    """A problem document outside DRF, for middleware and for paths of the API that no view answers."""
    document = problem(status_code=status_code, code=code, detail=detail)
    return JsonResponse(document, status=status_code, content_type=CONTENT_TYPE)


def _response(document: dict[str, Any], headers: dict[str, str]) -> Response:
    response = Response(document, status=document["status"], headers=headers)
    response.content_type = CONTENT_TYPE
    return response


def _refusal(error: DomainError) -> dict[str, Any]:
    errors = [{"pointer": f"/{error.field}", "detail": error.message}] if error.field else None
    return problem(
        status_code=error.status,
        code=error.code,
        detail=error.message,
        errors=errors,
        **error.extra,
    )


def _from_framework(error: exceptions.APIException) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return problem(
            status_code=status.HTTP_400_BAD_REQUEST,
            code="invalid",
            detail=_("Some of the input is not right. See errors."),
            errors=list(_pointed(error.detail)),
        )
    code = getattr(error.detail, "code", None) or error.default_code
    return problem(status_code=error.status_code, code=str(code), detail=str(error.detail))


def _pointed(detail: Any, pointer: str = "") -> Any:
    """Every message of a nested validation error with the JSON pointer of its input."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            here = pointer if name == "non_field_errors" else f"{pointer}/{name}"
            yield from _pointed(inner, here)
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            here = f"{pointer}/{index}" if isinstance(inner, dict | list) else pointer
            yield from _pointed(inner, here)
    else:
        yield {"pointer": pointer or "/", "detail": str(detail)}
