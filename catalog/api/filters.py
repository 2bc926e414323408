"""What lists of products can be narrowed by."""

from typing import Any

from django_filters import rest_framework as filters

from catalog.models import Category, Product, ProductQuerySet


class ProductFilter(filters.FilterSet):
    """``price__gte`` and ``price__lte`` in minor units; ``category`` includes everything below it."""

    price__gte = filters.NumberFilter(field_name="price_from_minor", lookup_expr="gte")
    price__lte = filters.NumberFilter(field_name="price_from_minor", lookup_expr="lte")
    rating__gte = filters.NumberFilter(field_name="rating_average", lookup_expr="gte")
    category = filters.CharFilter(method="in_category", help_text="Slug of a category.")
    brand = filters.CharFilter(field_name="brand__slug", help_text="Slug of a maker.")
    tag = filters.CharFilter(field_name="tags__slug", help_text="Slug of a tag.")
    in_stock = filters.BooleanFilter(method="only_in_stock")

    class Meta:
        model = Product
        fields: list[str] = []

    def in_category(self, products: ProductQuerySet, name: str, value: Any) -> ProductQuerySet:
        category = Category.objects.visible().filter(slug=value).first()
        return products.in_category(category) if category else products.none()

    def only_in_stock(self, products: ProductQuerySet, name: str, value: bool) -> ProductQuerySet:
        return products.in_stock_now() if value else products
