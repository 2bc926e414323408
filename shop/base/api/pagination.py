"""Pages of lists: by number where people jump, by cursor where lists grow."""

from rest_framework.pagination import CursorPagination, PageNumberPagination


class PagePagination(PageNumberPagination):
    """``?page=`` and ``?page_size=`` up to 96."""

    page_size_query_param = "page_size"
    max_page_size = 96


class NewestFirst(CursorPagination):
    """A cursor over a growing list, newest first; deep pages cost as little as the first."""

    page_size = 24
    page_size_query_param = "page_size"
    max_page_size = 96
    ordering = ("-created_at", "-id")
