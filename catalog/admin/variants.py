"""Variants: all of a product in one table, and each on a screen of its own with its history."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.db.models.fields import Field
from django.forms import Field as FormField
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import action, display
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminTextInputWidget, UnfoldBooleanSwitchWidget

from catalog.admin import links
from catalog.domain import variants
from catalog.domain.search import variant_ids
from catalog.models import Product, Variant, VariantQuerySet
from shop.base.back_office import AmountsForm, HistoryAdmin, LongListPaginator, SoftRecordAdmin
from shop.base.back_office.amounts import field_of_amount
from shop.base.errors import DomainError
from shop.base.money import format_minor

CHOICE = "choice_"


class VariantForm(AmountsForm):
    """A variant as staff type it; what the domain would refuse is said beside the field."""

    def clean_sku(self) -> str:
        sku: str = self.cleaned_data["sku"].strip().upper()
        if variants.sku_is_taken(sku, besides=self.instance.pk or 0):
            self.add_error("sku", _("Another variant has this SKU."))
        return sku

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        price, former = cleaned.get("price_minor"), cleaned.get("compare_at_minor")
        if price is not None and price < 0:
            self.add_error("price_minor", _("A price cannot be below zero."))
        if price is not None and former is not None and former <= price:
            self.add_error("compare_at_minor", _("A former price must be above the price."))
        return cleaned


class VariantRow(VariantForm):
    """One row of a product's table: a column for each of the product's options, and whether it is in use."""

    option_names: Sequence[str] = ()
    is_active = forms.BooleanField(
        label=gettext_lazy("Active"), required=False, widget=UnfoldBooleanSwitchWidget()
    )

    class Meta:
        model = Variant
        fields = ("sku", "price_minor", "compare_at_minor", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        if self.instance.pk is None:
            self.instance.currency = settings.SHOP_CURRENCY
            self.initial["position"] = None
        self.fields["is_active"].initial = not self.instance.is_deleted
        for number, name in enumerate(self.option_names):
            self.fields[f"{CHOICE}{number}"].initial = self.instance.options.get(name, "")

    def choices(self) -> dict[str, str]:
        """What the row offers of each option; what the product does not name as an option stays as it is."""
        unnamed = {
            name: choice
            for name, choice in self.instance.options.items()
            if name not in self.option_names
        }
        typed = {
            name: self.cleaned_data.get(f"{CHOICE}{number}", "").strip()
            for number, name in enumerate(self.option_names)
        }
        return unnamed | {name: choice for name, choice in typed.items() if choice}

    def save(self, commit: bool = True) -> Variant:
        """The variant with what was typed in it; the domain writes it."""
        variant: Variant = super().save(commit=commit)
        variant.options = self.choices()
        return variant


class VariantRows(PaginationInlineFormSet):
    """All rows of a product; active ones must be told apart."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Rows that were put away are in the table, so they may be sent back."""
        super().add_fields(form, index)
        form.fields["id"].queryset = Variant.everything.all()

    def clean(self) -> None:
        super().clean()
        rows = [form for form in self.forms if form.instance.pk or form.has_changed()]
        active = [form for form in rows if not form.errors and form.cleaned_data["is_active"]]
        try:
            variants.check_apart(form.choices() for form in active)
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def keep(self) -> None:
        """Have the domain write every row that was changed. Saved without commit before, so that the log knows them."""
        changed = [*self.new_objects, *(variant for variant, _fields in self.changed_objects)]
        last = max((form.instance.position or 0 for form in self.initial_forms), default=-1)
        for form in self.forms:
            variant = form.instance
            if variant not in changed:
                continue
            if variant.position is None:
                last += 1
                variant.position = last
            variants.keep_variant(variant, in_use=form.cleaned_data["is_active"])


class VariantInline(TabularInline):
    """The table of a product's variants, those that were put away too: each is active or not."""

    model = Variant
    formset = VariantRows
    tab = True
    can_delete = False
    hide_title = True
    ordering_field = "position"
    readonly_fields = ("on_hand", "free", "choices_shown", "more")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Variant]:
        return (
            Variant.everything.select_related("product")
            .with_stock_figures()
            .order_by("position", "pk")
        )

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 1

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        may_change = self.has_change_permission(request, obj)
        choices = _choice_fields(obj) if may_change else ["choices_shown"]
        stock = ["on_hand", "free"] if obj else []
        active = ["is_active"] if may_change else []
        more = ["more"] if obj else []
        prices = ["price_minor", "compare_at_minor"]
        return ["sku", *choices, *prices, *stock, "position", *active, *more]

    def get_formset(
        self, request: HttpRequest, obj: Any = None, **kwargs: Any
    ) -> type[BaseInlineFormSet[Variant, Model, Any]]:
        kwargs["form"] = _row_form(obj)
        formset: type[BaseInlineFormSet[Variant, Model, Any]] = super().get_formset(
            request, obj, **kwargs
        )
        return formset

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        amount = field_of_amount(db_field)
        return amount or super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("on hand"))
    def on_hand(self, variant: Variant) -> str:
        return str(getattr(variant, "on_hand", 0)) if variant.tracks_stock else "∞"

    @admin.display(description=gettext_lazy("free"))
    def free(self, variant: Variant) -> str:
        """What is not promised to orders."""
        return _free(variant)

    @admin.display(description=gettext_lazy("more"))
    def more(self, variant: Any) -> SafeString | str:
        """To the variant's own screen."""
        if variant.pk is None:
            return ""
        return links.to(links.variant(variant.pk), _("Open"))

    @admin.display(description=gettext_lazy("choices"))
    def choices_shown(self, variant: Variant) -> str:
        return variant.label or "–"


def _choice_fields(product: Product | None) -> list[str]:
    return [
        f"{CHOICE}{number}" for number, _name in enumerate(product.option_names if product else [])
    ]


def _row_form(product: Product | None) -> type[VariantRow]:
    """The form of a row with a column for each option of the product."""
    names = list(product.option_names) if product else []
    columns: dict[str, Any] = {
        f"{CHOICE}{number}": forms.CharField(
            label=name, max_length=60, required=False, widget=UnfoldAdminTextInputWidget()
        )
        for number, name in enumerate(names)
    }
    return type("VariantRow", (VariantRow,), {**columns, "option_names": names})


class StockFilter(admin.SimpleListFilter):
    """Variants by what is left of them."""

    title = gettext_lazy("stock")
    parameter_name = "stock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("low", gettext_lazy("Low, on sale")), ("out", gettext_lazy("None left"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Variant]) -> QuerySet[Variant]:
        rows = cast("VariantQuerySet", queryset)
        if self.value() == "low":
            return rows.alive().on_sale().running_low()
        return rows.sold_out() if self.value() == "out" else queryset


@admin.register(Variant)
class VariantAdmin(HistoryAdmin, SoftRecordAdmin):
    """One variant with its price, margin and history. New ones are made on the screen of their product."""

    form = VariantForm
    paginator = LongListPaginator
    show_full_result_count = False
    list_display = ("sku", "product_name", "label", "price", "on_hand", "free")
    list_filter = (StockFilter,)
    list_select_related = ("product",)
    sortable_by = ("sku",)
    ordering = ("-pk",)
    search_fields = ("sku",)
    search_help_text = gettext_lazy("The beginning of a SKU, or words of the product.")
    readonly_fields = ("product_link", "label", "on_hand", "left", "margin", "currency")
    fieldsets = (
        (None, {"fields": ("product_link", "sku", "label", "barcode", "weight_grams")}),
        (
            gettext_lazy("Price"),
            {"fields": ("price_minor", "compare_at_minor", "cost_minor", "margin", "currency")},
        ),
        (
            gettext_lazy("Stock"),
            {"fields": ("on_hand", "left", "tracks_stock", "low_stock_at")},
        ),
        (
            gettext_lazy("Record"),
            {
                "classes": ("collapse",),
                "fields": ("created_at", "created_by", "updated_at", "updated_by", "deleted_at"),
            },
        ),
    )
    actions_detail = ("ledger", "book")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Variant]:
        rows = cast("VariantQuerySet", super().get_queryset(request))
        return rows.with_stock_figures()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Variant], search_term: str
    ) -> tuple[QuerySet[Variant], bool]:
        term = search_term.strip()
        return (queryset.filter(pk__in=variant_ids(term)) if term else queryset), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Variant, form: Any, change: bool) -> None:
        if form.changed_data:
            variants.keep_variant(obj)

    def put_away(self, rows: Sequence[Any]) -> None:
        variants.put_away(rows)

    def bring_back(self, rows: Sequence[Any]) -> None:
        variants.bring_back(rows)

    def has_ledger_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("catalog.view_stockmovement"))

    def has_book_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("catalog.add_stockmovement"))

    @action(description=gettext_lazy("Stock ledger"), permissions=["ledger"])
    def ledger(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return HttpResponseRedirect(links.ledger(variant__id__exact=object_id))

    @action(description=gettext_lazy("Book a stock movement"), permissions=["book"])
    def book(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return HttpResponseRedirect(links.booking(variant=object_id))

    @admin.display(description=gettext_lazy("product"))
    def product_name(self, variant: Variant) -> str:
        return variant.product.name

    @admin.display(description=gettext_lazy("product"))
    def product_link(self, variant: Variant) -> SafeString:
        return links.to(links.product(variant.product_id), variant.product.name)

    @admin.display(description=gettext_lazy("choices"))
    def label(self, variant: Variant) -> str:
        return variant.label or "–"

    @admin.display(description=gettext_lazy("price"))
    def price(self, variant: Variant) -> str:
        return str(variant.price)

    @admin.display(description=gettext_lazy("on hand"))
    def on_hand(self, variant: Variant) -> str:
        return str(getattr(variant, "on_hand", 0)) if variant.tracks_stock else "∞"

    @display(
        description=gettext_lazy("free"), label={"low": "warning", "out": "danger", "well": ""}
    )
    def free(self, variant: Variant) -> tuple[str, str]:
        """What is not promised to orders; coloured when it is at or below its mark, and the words say so."""
        left = int(getattr(variant, "on_hand", 0)) - int(getattr(variant, "promised", 0))
        if not variant.tracks_stock or left > variant.low_stock_at:
            return "well", _free(variant)
        return ("low", _("%d, low") % left) if left else ("out", _("none left"))

    @admin.display(description=gettext_lazy("free"))
    def left(self, variant: Variant) -> str:
        """What is not promised to orders, in words."""
        _level, words = self.free(variant)
        return str(words)

    @admin.display(description=gettext_lazy("margin"))
    def margin(self, variant: Variant) -> str:
        """What is left of the price after the cost, in money and as a share of the price."""
        if variant.cost_minor is None or not variant.price_minor:
            return _("Give the cost to see the margin.")
        left = variant.price_minor - variant.cost_minor
        share = 100 * left / variant.price_minor
        return f"{format_minor(left, variant.currency)} ({share:.0f} %)"


def _free(variant: Variant) -> str:
    left = int(getattr(variant, "on_hand", 0)) - int(getattr(variant, "promised", 0))
    return str(left) if variant.tracks_stock else _("not counted")
