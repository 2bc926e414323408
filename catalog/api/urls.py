"""Addresses of the room under /api/ and /api/v1/, without a trailing slash."""

from django.urls import URLPattern, URLResolver, path

from catalog.api.views import (
    CategoryTreeView,
    ProductReviewsView,
    ProductViewSet,
    SavedFiltersView,
    SavedFilterView,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("products", ProductViewSet.as_view({"get": "list", "post": "create"}), name="products"),
    path(
        "products/search",
        ProductViewSet.as_view({"get": "search"}, **ProductViewSet.search.kwargs),
        name="products-search",
    ),
    path(
        "products/<int:pk>",
        ProductViewSet.as_view(
            {"get": "retrieve", "put": "update", "patch": "partial_update", "delete": "destroy"}
        ),
        name="product",
    ),
    path(
        "products/<int:pk>/upload-image",
        ProductViewSet.as_view({"post": "upload_image"}, **ProductViewSet.upload_image.kwargs),
        name="product-upload-image",
    ),
    path("products/<int:product_id>/reviews", ProductReviewsView.as_view(), name="product-reviews"),
    path("product-filters", SavedFiltersView.as_view(), name="product-filters"),
    path("product-filters/<slug:slug>", SavedFilterView.as_view(), name="product-filter"),
    path("categories", CategoryTreeView.as_view(), name="categories"),
]
