"""The room's rules as DRF asks them."""

from typing import cast

from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.models import User
from mlbridge import permissions


class MaySeeRecommendations(IsAuthenticated):
    """The person whom they are for, or staff who may see everybody's."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not super().has_permission(request, view):
            return False
        return permissions.may_see_recommendations(
            cast("User", request.user), view.kwargs["user_id"]
        )


class MaySeeModels(IsAuthenticated):
    """Staff who may look at the models."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return super().has_permission(request, view) and permissions.may_see_models(
            cast("User", request.user)
        )


class MayRetrain(IsAuthenticated):
    """Staff who may train models and choose which serves."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return super().has_permission(request, view) and permissions.may_retrain(
            cast("User", request.user)
        )


class MayExport(IsAuthenticated):
    """Staff and programs who may read the training data."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return super().has_permission(request, view) and permissions.may_export(
            cast("User", request.user)
        )
