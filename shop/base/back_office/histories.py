"""The history page of a critical record: every change with what was before and after, and a way back."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django_stubs_ext import StrPromise

from shop.base import history
from shop.base.back_office.records import RecordAdmin
from shop.base.errors import DomainError, NotFound


class HistoryAdmin(RecordAdmin):
    """Shows the history of a record that keeps it, and reverts. Beside SoftRecordAdmin it comes first among the bases.

    ``never_reverted`` names columns that a revert leaves alone (amounts of an order, a state with its own machine);
    ``can_be_reverted`` is False where going back is no sane thing, and ``why_not_reverted`` tells staff why.
    """

    never_reverted: Collection[str] = ()
    can_be_reverted = True
    why_not_reverted: StrPromise | str = ""

    def get_urls(self) -> list[URLPattern]:
        opts = self.model._meta
        own = path(
            "<path:object_id>/history/<int:number>/",
            self.admin_site.admin_view(self.revert_view),
            name=f"{opts.app_label}_{opts.model_name}_revert",
        )
        return [own, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page itself."""
        record = self._record(request, object_id)
        context = self._context(request, record, _("History: %s") % record) | {
            "changes": history.changes_of(record),
            "may_revert": self._may_revert(request, record),
            "why_not_reverted": self.why_not_reverted,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)

    def revert_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """What would change, with the button that does it."""
        record = self._record(request, object_id)
        if not self._may_revert(request, record):
            raise PermissionDenied
        if request.method == "POST":
            return self._revert(request, record, number)
        try:
            differences = history.differences_from(record, number)
        except NotFound as nothing:
            raise Http404(str(nothing)) from nothing
        context = self._context(request, record, _("Go back: %s") % record) | {
            "differences": differences,
            "kept": [_verbose_name(record, name) for name in self.never_reverted],
        }
        return TemplateResponse(request, "admin/record_revert.html", context)

    def _revert(self, request: HttpRequest, record: models.Model, number: int) -> HttpResponse:
        try:
            undone = history.revert(record, number, keep=self.never_reverted)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            labels = ", ".join(difference.label for difference in undone)
            messages.success(request, _("Back as it was: %s.") % labels)
            self.log_change(request, record, f"Reverted: {labels}.")
        return HttpResponseRedirect(self._address(record, "history"))

    def _record(self, request: HttpRequest, object_id: str) -> models.Model:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        found: models.Model = record
        return found

    def _may_revert(self, request: HttpRequest, record: models.Model) -> bool:
        return self.can_be_reverted and bool(self.has_change_permission(request, record))

    def _context(self, request: HttpRequest, record: models.Model, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": record._meta,
            "object": record,
            "original": record,
            "change_url": self._address(record, "change"),
            "history_url": self._address(record, "history"),
        }

    def _address(self, record: models.Model, screen: str) -> str:
        opts = record._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{screen}", args=[record.pk])


def _verbose_name(record: models.Model, column: str) -> str:
    names = {field.name: str(field.verbose_name) for field in record._meta.concrete_fields}
    return names[column]
