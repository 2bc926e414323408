"""Sorting by a closed list of names."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.views import APIView


class ClosedOrderingFilter(OrderingFilter):
    """``?ordering=-price,name``: only the names in the view's ``ordering_fields``; others are refused, not ignored."""

    def get_valid_fields(
        self, queryset: QuerySet[Any], view: APIView, context: Any = None
    ) -> list[tuple[str, str]]:
        return [(name, name) for name in getattr(view, "ordering_fields", None) or ()]

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: APIView) -> Any:
        asked = request.query_params.get(self.ordering_param)
        allowed = {name for name, label in self.get_valid_fields(queryset, view)}
        if asked and allowed:
            unknown = {name.strip().lstrip("-") for name in asked.split(",")} - allowed
            if unknown:
                raise ValidationError(
                    {
                        self.ordering_param: _("Sort by one or more of: %(names)s.")
                        % {"names": ", ".join(sorted(allowed))}
                    }
                )
        return super().get_ordering(request, queryset, view)
