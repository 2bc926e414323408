"""Makers and tags."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin

from catalog.admin import links
from catalog.admin.fields import AddressField
from catalog.domain.brands import keep_brand
from catalog.models import Brand, Tag
from shop.base.back_office import AmountsForm, RecordAdmin


class NamedForm(AmountsForm):
    """Something with a name and an address, which is made from the name when it is left empty."""

    slug = AddressField(max_length=80)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "slug" in self.errors or "slug" not in self.fields:
            return cleaned
        cleaned["slug"] = cleaned["slug"] or slugify(cleaned.get("name", ""))[:80]
        others = type(self.instance).objects.exclude(pk=self.instance.pk or 0)
        if not cleaned["slug"]:
            self.add_error("slug", _("The name has no letters for an address; give one."))
        elif others.filter(slug=cleaned["slug"]).exists():
            self.add_error(
                "slug", _("This address is taken: %s. Choose another.") % cleaned["slug"]
            )
        return cleaned


class CountsProducts(ModelAdmin):
    """A list that says how many products each row has."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        in_use = Q(products__deleted_at__isnull=True)
        counted: QuerySet[Any] = rows.annotate(
            product_count=Count("products", filter=in_use, distinct=True)
        )
        return counted

    @admin.display(description=gettext_lazy("products"), ordering="product_count")
    def product_count(self, row: Any) -> int:
        count: int = row.product_count
        return count


@admin.register(Brand)
class BrandAdmin(CountsProducts, RecordAdmin):
    """Makers. One with products, deleted ones counted, cannot be deleted."""

    form = NamedForm
    list_display = ("name", "slug", "product_list", "updated_at")
    search_fields = ("name",)
    fields = ("name", "slug", "story", "created_at", "created_by", "updated_at", "updated_by")

    def save_model(self, request: HttpRequest, obj: Brand, form: Any, change: bool) -> None:
        keep_brand(obj)

    @admin.display(description=gettext_lazy("products"), ordering="product_count")
    def product_list(self, brand: Any) -> SafeString:
        """How many, with the way to them."""
        return links.to(links.products(brand__id__exact=brand.pk), brand.product_count)


@admin.register(Tag)
class TagAdmin(CountsProducts):
    """Words that products share."""

    form = NamedForm
    list_display = ("name", "slug", "product_count")
    search_fields = ("name",)
    fields = ("name", "slug")
    list_filter_submit = True
