"""Screens of records: who wrote them and when, and putting away instead of deleting."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.db.models.fields import Field
from django.forms import Field as FormField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.base.back_office.amounts import AmountsForm, field_of_amount
from shop.base.back_office.refusals import SaysRefusals
from shop.base.models import SoftDeleteQuerySet

STAMPS = ("created_at", "created_by", "updated_at", "updated_by")


class RecordAdmin(SaysRefusals):
    """A screen whose rows say who wrote them and when; amounts are typed in major units."""

    form = AmountsForm
    list_filter_submit = True
    warn_unsaved_form = True
    list_per_page = 50

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        stamps = [name for name in STAMPS if hasattr(self.model, name)]
        declared = super().get_readonly_fields(request, obj)
        return (*declared, *(name for name in stamps if name not in declared))

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        amount = field_of_amount(db_field)
        return amount or super().formfield_for_dbfield(db_field, request, **kwargs)


class DeletedFilter(admin.SimpleListFilter):
    """The rows in use, those that were put away, or both."""

    title = _("deleted")
    parameter_name = "deleted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Deleted")), ("all", _("Both"))]

    def choices(self, changelist: Any) -> Any:
        """The filter's own "all" means the rows in use."""
        first, *others = super().choices(changelist)
        return [{**first, "display": _("In use")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "yes":
            return queryset.filter(deleted_at__isnull=False)
        return queryset if self.value() == "all" else queryset.filter(deleted_at__isnull=True)


class SoftRecordAdmin(RecordAdmin):
    """A screen that puts rows away, shows those too when asked, and brings them back.

    A room whose domain has its own verb for putting away or restoring overrides ``put_away`` or ``bring_back``.
    """

    actions: Sequence[str] = ("restore_selected",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._meta.base_manager.all()
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def get_list_filter(self, request: HttpRequest) -> Sequence[Any]:
        return (*super().get_list_filter(request), DeletedFilter)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        declared = super().get_readonly_fields(request, obj)
        return declared if "deleted_at" in declared else (*declared, "deleted_at")

    def put_away(self, rows: Sequence[Any]) -> None:
        """Put rows away."""
        _soft(self.model, rows).soft_delete()

    def bring_back(self, rows: Sequence[Any]) -> None:
        """Bring rows back."""
        _soft(self.model, rows).restore()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.put_away([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.put_away(list(queryset))

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """What the page of confirmation names: these rows and no other, since nothing is lost."""
        rows = list(objs)
        name = self.model._meta.verbose_name_plural
        missing = set() if self.has_delete_permission(request) else {str(name)}
        return [str(row) for row in rows], {str(name): len(rows)}, missing, []

    def has_restore_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may delete may bring back."""
        return bool(self.has_delete_permission(request, obj))

    @admin.action(description=_("Restore"), permissions=["restore"])
    def restore_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        rows = [row for row in queryset if row.is_deleted]
        self.bring_back(rows)
        for row in rows:
            self.log_change(request, row, "Restored.")
        said = ngettext("%d row is back.", "%d rows are back.", len(rows)) % len(rows)
        self.message_user(request, said, messages.SUCCESS)


def _soft(model: type[Model], rows: Sequence[Any]) -> SoftDeleteQuerySet[Any]:
    everything: SoftDeleteQuerySet[Any] = model._meta.base_manager.filter(
        pk__in=[row.pk for row in rows]
    )  # type: ignore[assignment] # the base manager of a soft record is "everything"
    return everything
