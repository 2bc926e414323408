"""Every address of the shop: pages, API, admin, health."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from shop.base import views
from shop.base.media import public_media

ROOMS_WITH_AN_API = (
    "accounts",
    "notifications",
    "catalog",
    "activity",
    "orders",
    "security",
    "analytics",
    "mlbridge",
)
api: list[URLPattern | URLResolver] = [
    path("", include(f"{room}.api.urls")) for room in ROOMS_WITH_AN_API
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("api/schema", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
    path("api/v1/", include((api, "v1"))),
    path("api/", include((api, "latest"))),
    path("media/<path:path>", public_media, name="media"),
    path("door/", include("security.urls")),
    path("", include("shop.pages.urls")),
]

handler400 = "shop.pages.views.errors.bad_request"
handler403 = "shop.pages.views.errors.forbidden"
handler404 = "shop.pages.views.errors.not_found"
handler500 = "shop.pages.views.errors.server_error"
