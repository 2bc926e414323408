"""The screen that says what a product's variants differ in, and makes those that are missing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.admin import ModelAdmin
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextInputWidget

from catalog.admin import links
from catalog.domain import variants
from catalog.domain.variants import Option
from catalog.models import Product
from shop.base.back_office import MinorUnitsField
from shop.base.errors import DomainError

ROWS = 3


class OptionForm(forms.Form):
    """One option: its name, and its choices with commas between."""

    former_name = forms.CharField(required=False, widget=forms.HiddenInput())
    name = forms.CharField(
        label=gettext_lazy("Option"),
        max_length=40,
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"placeholder": gettext_lazy("Colour")}),
    )
    choices = forms.CharField(
        label=gettext_lazy("Choices"),
        max_length=2000,
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"placeholder": gettext_lazy("Moss, Chalk, Ink")}),
    )

    def clean_choices(self) -> tuple[str, ...]:
        """The choices in their order, each once."""
        typed = (choice.strip()[:60] for choice in self.cleaned_data["choices"].split(","))
        return tuple(dict.fromkeys(choice for choice in typed if choice))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("name") and not cleaned.get("choices"):
            self.add_error("choices", _("Give at least one choice."))
        if cleaned.get("choices") and not cleaned.get("name"):
            self.add_error("name", _("Give the option a name, or take its choices away."))
        return cleaned

    def option(self) -> Option:
        """What was typed."""
        typed = self.cleaned_data
        return Option(typed["name"].strip(), typed["choices"], typed["former_name"])


OptionForms = forms.formset_factory(OptionForm, extra=0)


class PriceForm(forms.Form):
    """What new variants cost."""

    price_minor = MinorUnitsField(label=gettext_lazy("Price of new variants"), min_value=0)


class OptionsScreen(ModelAdmin):
    """Adds the screen to the product's."""

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "<path:object_id>/variants/",
            self.admin_site.admin_view(self.options_view),
            name="catalog_product_variants",
        )
        return [own, *super().get_urls()]

    def has_options_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perms(["catalog.change_product", "catalog.add_variant"]))

    @action(description=gettext_lazy("Options and variants"), permissions=["options"])
    def options(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return HttpResponseRedirect(links.options(int(unquote(object_id))))

    def options_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The form itself, and what it does."""
        product = self.get_object(request, unquote(object_id))
        if product is None:
            raise Http404
        if not self.has_options_permission(request, product):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        options = OptionForms(data, initial=_rows(product), prefix="options")
        price = PriceForm(data, initial={"price_minor": product.price_from_minor})
        if (
            options.is_valid()
            and price.is_valid()
            and self._arranged(request, product, options, price)
        ):
            return HttpResponseRedirect(links.product(product.pk) + "#variants")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Options and variants: %s") % product,
            "opts": self.model._meta,
            "options": options,
            "price": price,
            "back": links.product(product.pk),
            "variants": product.variants.count(),
        }
        return TemplateResponse(request, "admin/catalog/options.html", context)

    def _arranged(
        self, request: HttpRequest, product: Product, options: Any, price: PriceForm
    ) -> bool:
        """Whether the domain took it; a refusal is said on the form, which keeps what was typed."""
        wanted = [form.option() for form in options if form.cleaned_data.get("name")]
        try:
            made = variants.arrange(product, wanted, price_minor=price.cleaned_data["price_minor"])
        except DomainError as refusal:
            price.add_error(None, str(refusal))
            return False
        self.log_change(request, product, f"Options changed, {len(made)} variants added.")
        said = ngettext(
            "The options are kept; %d variant is new.",
            "The options are kept; %d variants are new.",
            len(made),
        )
        messages.success(request, said % len(made))
        return True


def _rows(product: Product) -> list[dict[str, str]]:
    """The options that there are, and empty rows up to three."""
    known = [
        {
            "name": option.name,
            "former_name": option.former_name,
            "choices": ", ".join(option.choices),
        }
        for option in variants.options_of(product)
    ]
    return [*known, *({} for _number in range(ROWS - len(known)))]
