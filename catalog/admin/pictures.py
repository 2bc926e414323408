"""Pictures of a product: uploaded through the domain, described, ordered, shown for one variant or for all."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminSelectWidget

from catalog.admin.fields import PlainPictureField
from catalog.admin.thumbnails import thumbnail
from catalog.domain import media
from catalog.models import Product, ProductImage, Variant


class PictureRow(forms.ModelForm[Any]):
    """One picture: its file (another one for a picture that is there), its words and its place."""

    file = PlainPictureField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG, WebP or AVIF of at most 12 MB, each side 200 pixels or more."
        ),
    )

    class Meta:
        model = ProductImage
        fields = ("alt", "variant", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        if self.instance.pk is None:
            self.initial["position"] = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_new = self.instance.pk is None
        if is_new and "file" not in self.errors and not cleaned.get("file"):
            self.add_error("file", _("Choose a file."))
        if not is_new and cleaned.get("position") is None:
            cleaned["position"] = self.instance.position
        return cleaned


class PictureRows(PaginationInlineFormSet):
    """All pictures of a product."""

    def keep(self) -> None:
        """Write what was changed. Saved without commit before, so that the log knows the rows."""
        for picture in self.deleted_objects:
            picture.delete()
        for picture, _fields in self.changed_objects:
            picture.save()
        for form in self.initial_forms:
            if form not in self.deleted_forms and form.cleaned_data.get("file"):
                media.replace_picture(form.instance, form.cleaned_data["file"])
        for form in self.extra_forms:
            if form.instance in self.new_objects:
                cleaned = form.cleaned_data
                made = media.add_picture(
                    self.instance,
                    cleaned["file"],
                    alt=cleaned["alt"],
                    variant=cleaned["variant"],
                    position=cleaned["position"],
                )
                form.instance.pk = made.pk


class PictureInline(TabularInline):
    """The table of a product's pictures, in the order in which shoppers see them."""

    model = ProductImage
    form = PictureRow
    formset = PictureRows
    tab = True
    extra = 1
    fields = ("preview", "file", "alt", "variant", "position")
    readonly_fields = ("preview",)
    ordering_field = "position"
    hide_title = True

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Whoever only looks has no file to choose."""
        may_change = self.has_change_permission(request, obj)
        return tuple(name for name in self.fields if name != "file" or may_change)

    def get_formset(
        self, request: HttpRequest, obj: Any = None, **kwargs: Any
    ) -> type[BaseInlineFormSet[ProductImage, Model, Any]]:
        formset: type[BaseInlineFormSet[ProductImage, Model, Any]] = super().get_formset(
            request, obj, **kwargs
        )
        if "variant" in formset.form.base_fields:
            formset.form.base_fields["variant"] = _VariantField(obj)
        return formset

    @admin.display(description=gettext_lazy("picture"))
    def preview(self, picture: ProductImage) -> SafeString:
        """The smallest rendition; the worker makes it within seconds."""
        return thumbnail(picture.renditions, picture.alt)


class _VariantField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """A variant of the product, or all of them. Asks for the variants once, not once a row."""

    def __init__(self, product: Product | None) -> None:
        variants = product.variants.all() if product else Variant.objects.none()
        super().__init__(
            queryset=variants,
            required=False,
            label=gettext_lazy("Shown for"),
            widget=UnfoldAdminSelectWidget(),
        )
        named = [(variant.pk, variant.label or variant.sku) for variant in variants]
        self.choices = [("", _("every variant")), *named]
