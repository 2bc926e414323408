"""Tables that are only read, and lists of tables too long to count."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db import connection, models
from django.http import HttpRequest
from django.utils.functional import cached_property
from unfold.admin import ModelAdmin

Row = TypeVar("Row", bound=models.Model)

COUNTED_EXACTLY = 10_000


class LongListPaginator(Paginator):  # type: ignore[type-arg] # generic only in the stubs
    """Pages of a list that may have millions of rows: an exact count of those would cost more than the page.

    The whole table is as long as PostgreSQL last estimated, a filtered list is counted up to ten thousand rows.
    """

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if not isinstance(rows, models.QuerySet):
            return super().count
        if not rows.query.where and not rows.query.distinct:
            estimate = _estimated_length(rows.model)
            if estimate > COUNTED_EXACTLY:
                return estimate
        # Only the number: what a list shows beside it costs more than the rows themselves.
        return rows.order_by().values("pk")[: COUNTED_EXACTLY + 1].count()


class ReadOnlyAdmin(ModelAdmin):
    """Rows that only the shop itself writes."""

    list_filter_submit = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LongListAdmin(ReadOnlyAdmin):
    """Rows of a log: never counted exactly, newest first by their number."""

    paginator = LongListPaginator
    show_full_result_count = False
    ordering: Sequence[str] = ("-pk",)
    list_per_page = 50


def _estimated_length(model: type[models.Model]) -> int:
    """How many rows PostgreSQL believes a table has; -1 before it was first looked through."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass",
            [model._meta.db_table],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else -1
