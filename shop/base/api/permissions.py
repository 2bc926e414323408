"""Permissions that every room's API uses."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request


def needs(*permissions: str) -> type[BasePermission]:
    """A permission class: signed in, and holding every one of these Django permissions."""

    class Needs(BasePermission):
        def has_permission(self, request: Request, view: Any) -> bool:
            return bool(request.user.is_authenticated and request.user.has_perms(permissions))

    return Needs


def reads_or_needs(*permissions: str) -> type[BasePermission]:
    """A permission class: everyone may read; writing needs every one of these Django permissions."""

    class ReadsOrNeeds(BasePermission):
        def has_permission(self, request: Request, view: Any) -> bool:
            if request.method in SAFE_METHODS:
                return True
            return bool(request.user.is_authenticated and request.user.has_perms(permissions))

    return ReadsOrNeeds
