"""Pages of lists: by number where people jump, by cursor where lists grow."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.request import Request

LARGEST_PAGE = 96


class SizedPages:
    """``?page_size=`` up to ``LARGEST_PAGE``; a larger one gets the largest, and what is no size is refused."""

    page_size_query_param: Any = "page_size"
    max_page_size: Any = LARGEST_PAGE

    def get_page_size(self, request: Request) -> int | None:
        """Raises ValidationError for a size that is no number, or none of at least 1."""
        text = request.query_params.get(self.page_size_query_param)
        if text is not None and not (text.isascii() and text.isdigit() and text.strip("0")):
            raise ValidationError(
                {
                    self.page_size_query_param: [
                        _("Ask for 1 to %(most)s at a time.") % {"most": LARGEST_PAGE}
                    ]
                }
            )
        size: int | None = super().get_page_size(request)  # type: ignore[misc] # of the paginator beside it
        return size

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The sizes that can be asked for, as the OpenAPI schema says them."""
        parameters: list[dict[str, Any]] = super().get_schema_operation_parameters(view)  # type: ignore[misc] # as above
        for parameter in parameters:
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] = {"type": "integer", "minimum": 1}
        return parameters


class PagePagination(SizedPages, PageNumberPagination):
    """``?page=`` and ``?page_size=``."""


class NewestFirst(SizedPages, CursorPagination):
    """A cursor over a growing list, newest first; deep pages cost as little as the first."""

    page_size = 24
    ordering = ("-created_at", "-id")
