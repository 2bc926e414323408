"""The room's rules as DRF asks them."""

from typing import cast

from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.models import User
from activity.permissions import may_see_timeline


class MaySeeTimeline(IsAuthenticated):
    """The person whose timeline it is, or staff who may see events."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not super().has_permission(request, view):
            return False
        return may_see_timeline(cast("User", request.user), view.kwargs["user_id"])
