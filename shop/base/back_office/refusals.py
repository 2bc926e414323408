"""A refusal of the domain that no form could foresee, shown as a message instead of an error page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from unfold.admin import ModelAdmin

from shop.base.errors import DomainError


class SaysRefusals(ModelAdmin):
    """Screens whose save, delete or action the domain may refuse: somebody else was faster, or a rule stands against it.

    Nothing is written then, because the domain refuses before it writes or Django rolls the whole form back.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            page: HttpResponse = super().changeform_view(
                request, object_id, form_url, extra_context
            )
        except DomainError as refusal:
            return _said(request, refusal)
        return page

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            page: HttpResponse = super().delete_view(request, object_id, extra_context)
        except DomainError as refusal:
            return _said(request, refusal)
        return page

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            page: HttpResponse = super().changelist_view(request, extra_context)
        except DomainError as refusal:
            return _said(request, refusal)
        return page


def _said(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    messages.error(request, str(refusal))
    return HttpResponseRedirect(request.get_full_path())
