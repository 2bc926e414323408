"""Addresses of the room under /api/ and /api/v1/, without a trailing slash."""

from django.urls import URLPattern, URLResolver, path

from activity.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("activities/view", views.ReportProductView.as_view(), name="activity-view"),
    path("activities/click", views.ReportClick.as_view(), name="activity-click"),
    path("activities/search", views.ReportSearch.as_view(), name="activity-search"),
    path("activities/session", views.BeginSession.as_view(), name="activity-session"),
    path(
        "activities/user/<int:user_id>/timeline",
        views.Timeline.as_view(),
        name="activity-timeline",
    ),
]
