"""Addresses of the room under /api/ and /api/v1/, without a trailing slash."""

from django.urls import URLPattern, URLResolver, path

from accounts.api import data, people, sessions, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("auth/token", views.SignInView.as_view(), name="token"),
    path("auth/token/refresh", views.RefreshView.as_view(), name="token-refresh"),
    path("auth/logout", views.SignOutView.as_view(), name="logout"),
    path(
        "auth/logout/everywhere", sessions.SignOutEverywhereView.as_view(), name="logout-everywhere"
    ),
    path("users/me/sessions", sessions.SessionsView.as_view(), name="sessions"),
    path("users/me/sessions/<str:sign_in>", sessions.SessionView.as_view(), name="session"),
    path("users/me/data", data.CopiesView.as_view(), name="data-copies"),
    path("users/me/data/<uuid:pk>/file", data.CopyFileView.as_view(), name="data-copy-file"),
    path("users/me/deletion", data.DeletionView.as_view(), name="deletion"),
    path("users", people.PeopleView.as_view(), name="people"),
    path("users/<int:pk>", people.PersonView.as_view(), name="person"),
    path("users/<int:pk>/roles/<str:role>", people.RoleView.as_view(), name="person-role"),
    path("users/<int:pk>/lock", people.LockView.as_view(), name="person-lock"),
    path("users/<int:pk>/unlock", people.UnlockView.as_view(), name="person-unlock"),
    path("users/<int:pk>/sign-out", people.SignOutView.as_view(), name="person-sign-out"),
    path(
        "users/<int:pk>/force-reset", people.VoidPasswordView.as_view(), name="person-force-reset"
    ),
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
