"""Addresses of the room under /api/ and /api/v1/, without a trailing slash."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
