"""Addresses of the room under /api/ and /api/v1/, without a trailing slash."""

from django.urls import URLPattern, URLResolver, path

from accounts.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("auth/token", views.SignInView.as_view(), name="token"),
    path("auth/token/refresh", views.RefreshView.as_view(), name="token-refresh"),
    path("auth/logout", views.SignOutView.as_view(), name="logout"),
    path("users/me", views.MeView.as_view(), name="me"),
    path(
        "users/me/addresses",
        views.AddressViewSet.as_view({"get": "list", "post": "create"}),
        name="addresses",
    ),
    path(
        "users/me/addresses/<int:pk>",
        views.AddressViewSet.as_view(
            {"get": "retrieve", "put": "update", "patch": "partial_update", "delete": "destroy"}
        ),
        name="address",
    ),
]
