"""Collections: products picked by hand, in the order in which they are shown."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminSelectWidget

from catalog.admin.brands import NamedForm
from catalog.admin.fields import HeadPictureField
from catalog.models import Collection, CollectionItem, Product
from shop.base.back_office import RecordAdmin


class CollectionForm(NamedForm):
    """A collection with its story and one picture."""

    image = HeadPictureField(label=gettext_lazy("Picture"), required=False)


class ItemRow(forms.ModelForm[CollectionItem]):
    """One product of a collection. A new row searches for it; one that is there names it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "product" in self.fields and self.instance.pk:
            product = self.instance.product
            # The search widget would ask the database for each row's name.
            self.fields["product"] = forms.ModelChoiceField(
                queryset=Product.everything.filter(pk=product.pk), empty_label=None
            )
            self.fields["product"].widget = UnfoldAdminSelectWidget(
                choices=[(product.pk, product.name)]
            )
        if "position" in self.fields and not self.instance.pk:
            self.initial["position"] = None

    def clean_position(self) -> int:
        """Without a place it becomes the last one."""
        typed: int | None = self.cleaned_data["position"]
        if typed is not None:
            return typed
        last = (
            CollectionItem.objects.filter(collection=self.instance.collection_id)
            .order_by("position")
            .values_list("position", flat=True)
            .last()
        )
        return 0 if last is None else last + 1


class ItemInline(TabularInline):
    """The products of a collection, dragged or numbered into their order."""

    model = CollectionItem
    form = ItemRow
    extra = 1
    fields = ("product", "position")
    autocomplete_fields = ("product",)
    ordering_field = "position"
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[CollectionItem]:
        rows: QuerySet[CollectionItem] = super().get_queryset(request)
        return rows.select_related("product")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if "position" in formset.form.base_fields:
            formset.form.base_fields["position"].required = False
        return formset


@admin.register(Collection)
class CollectionAdmin(RecordAdmin):
    """Collections."""

    form = CollectionForm
    list_display = ("name", "slug", "product_count", "is_visible", "position")
    list_filter = ("is_visible",)
    search_fields = ("name",)
    inlines = (ItemInline,)
    fields = (
        "name", "slug", "story", "image", "is_visible", "position",
        "created_at", "created_by", "updated_at", "updated_by",
    )  # fmt: skip

    class Media:
        css = {"all": ("css/catalogue-office.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collection]:
        rows: QuerySet[Collection] = super().get_queryset(request)
        return rows.annotate(product_count=Count("items"))

    @admin.display(description=gettext_lazy("products"), ordering="product_count")
    def product_count(self, collection: Any) -> int:
        count: int = collection.product_count
        return count

    def get_sortable_by(self, request: HttpRequest) -> Sequence[str]:
        return ("name", "product_count", "position")
