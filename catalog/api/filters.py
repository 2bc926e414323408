"""What lists of products can be narrowed by."""

import json
from typing import Any

from django.utils.translation import gettext as _
from django_filters import rest_framework as filters

from catalog.domain.filters import ATTRIBUTE, condition_of, saved_filter
from catalog.models import Category, Product, ProductQuerySet
from shop.base.errors import InvalidInput


class ProductFilter(filters.FilterSet):
    """``price__gte`` and ``price__lte`` in minor units; ``category`` includes everything below it."""

    price__gte = filters.NumberFilter(field_name="price_from_minor", lookup_expr="gte")
    price__lte = filters.NumberFilter(field_name="price_from_minor", lookup_expr="lte")
    rating__gte = filters.NumberFilter(field_name="rating_average", lookup_expr="gte")
    category = filters.CharFilter(method="in_category", help_text="Slug of a category.")
    brand = filters.CharFilter(field_name="brand__slug", help_text="Slug of a maker.")
    tag = filters.CharFilter(method="with_tag", help_text="Slug of a tag.")
    in_stock = filters.BooleanFilter(method="only_in_stock")
    filter = filters.CharFilter(
        method="in_words",
        help_text='JSON of terms with and, or, not: {"or": [{"tag": "gift"}, {"not": {"brand": "x"}}]}.',
    )
    preset = filters.CharFilter(method="as_saved", help_text="Name of a saved filter.")

    class Meta:
        model = Product
        fields: list[str] = []

    def in_category(self, products: ProductQuerySet, name: str, value: Any) -> ProductQuerySet:
        category = Category.objects.visible().filter(slug=value).first()
        return products.in_category(category) if category else products.none()

    def with_tag(self, products: ProductQuerySet, name: str, value: Any) -> ProductQuerySet:
        return products.filter(condition_of({"tag": value}))

    def only_in_stock(self, products: ProductQuerySet, name: str, value: bool) -> ProductQuerySet:
        return products.in_stock_now() if value else products

    def in_words(self, products: ProductQuerySet, name: str, value: Any) -> ProductQuerySet:
        try:
            expression = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise InvalidInput(_("The filter is not JSON."), field="filter") from error
        return products.filter(condition_of(expression))

    def as_saved(self, products: ProductQuerySet, name: str, value: Any) -> ProductQuerySet:
        user_id = self.request.user.pk if self.request else None
        return products.filter(condition_of(saved_filter(value, user_id=user_id).expression))

    def filter_queryset(self, queryset: Any) -> Any:
        """Also ``attr.<name>=<value>``, whose names nobody knows beforehand."""
        products = super().filter_queryset(queryset)
        facts = {name: value for name, value in self.data.items() if name.startswith(ATTRIBUTE)}
        return products.filter(condition_of(facts)) if facts else products
