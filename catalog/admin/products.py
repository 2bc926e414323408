"""Products: a list that finds them, and one screen with variants, pictures and what search engines show."""

from collections.abc import Sequence
from typing import Any, cast

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.contrib.filters.admin import RelatedDropdownFilter
from unfold.decorators import action, display
from unfold.views import ChangeList

from catalog.admin import links
from catalog.admin.fields import AddressField, FactsField, ShelfField, indented
from catalog.admin.options import OptionsScreen
from catalog.admin.pictures import PictureInline
from catalog.admin.thumbnails import thumbnail
from catalog.admin.variants import VariantInline
from catalog.domain import products
from catalog.domain.search import find_among
from catalog.models import Category, Product, ProductQuerySet
from catalog.queries.office import ProductFigures, product_figures
from shop.base.back_office import AmountsForm, HistoryAdmin, LongListPaginator, SoftRecordAdmin
from shop.base.money import format_minor


class ProductForm(AmountsForm):
    """A product as staff type it."""

    category = ShelfField(
        label=gettext_lazy("Category"), empty_label=gettext_lazy("Choose a category")
    )
    slug = AddressField(max_length=220)
    attributes = FactsField(
        label=gettext_lazy("Facts"),
        required=False,
        help_text=gettext_lazy(
            'A line each, as the product\'s page lists them: "Material: Stoneware".'
        ),
    )

    def clean_attributes(self) -> dict[str, str]:
        facts: dict[str, str] = self.cleaned_data["attributes"]
        return facts

    def clean(self) -> dict[str, Any]:
        """An address of its own, made from the name when none was given."""
        cleaned = super().clean() or self.cleaned_data
        if "slug" in self.errors or "slug" not in self.fields:
            return cleaned
        slug = cleaned["slug"] = cleaned["slug"] or slugify(cleaned.get("name", ""))[:220]
        if not slug and cleaned.get("name"):
            self.add_error("slug", _("The name has no letters for an address; give one."))
        elif products.slug_is_taken(slug, besides=self.instance.pk or 0):
            self.add_error(
                "slug", _("Another product has this address: %s. Choose another.") % slug
            )
        return cleaned


class ShelfFilter(admin.SimpleListFilter):
    """A category with everything below it."""

    title = gettext_lazy("category")
    parameter_name = "shelf"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(shelf.pk), indented(shelf)) for shelf in Category.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        wanted = self.value() or ""
        shelf = Category.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
        if shelf is None:
            return queryset
        return queryset.filter(category__path__startswith=shelf.path)


class StockFilter(admin.SimpleListFilter):
    """Products by what is left of their variants."""

    title = gettext_lazy("stock")
    parameter_name = "stock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("in", gettext_lazy("In stock")),
            ("low", gettext_lazy("A variant is low")),
            ("out", gettext_lazy("Nothing left")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        rows = cast("ProductQuerySet", queryset)
        if self.value() == "in":
            return rows.in_stock_now()
        if self.value() == "low":
            return rows.running_low()
        return rows.sold_out() if self.value() == "out" else rows


class ProductList(ChangeList):
    """A page of products. Their figures are asked for the rows of the page, whatever the table's length."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        page: Any = self
        page.result_list = with_figures(list(page.result_list))


def with_figures(shown: list[Product]) -> list[Product]:
    """The same products, each with its ``figures_shown``."""
    figures = product_figures([product.pk for product in shown])
    for product in shown:
        vars(product)["figures_shown"] = figures[product.pk]
    return shown


@admin.register(Product)
class ProductAdmin(OptionsScreen, HistoryAdmin, SoftRecordAdmin):
    """Products with all that belongs to them."""

    form = ProductForm
    paginator = LongListPaginator
    show_full_result_count = False
    list_display = ("picture", "name", "category", "price", "stock", "state", "updated_at")
    list_display_links = ("picture", "name")
    list_filter = ("status", ShelfFilter, ("brand", RelatedDropdownFilter), StockFilter)
    list_select_related = ("category",)
    sortable_by = ("name",)
    ordering = ("-pk",)
    search_fields = ("name",)
    search_help_text = gettext_lazy("Words of the name or text, or the beginning of a SKU.")
    autocomplete_fields = ("tags",)
    inlines = (VariantInline, PictureInline)
    actions = ("put_on_sale", "take_off_sale", "restore_selected")
    actions_detail = ("options", "ledger")
    readonly_fields = ("search_preview", "figures")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "category",
                    "brand",
                    "status",
                    "figures",
                    "summary",
                    "description",
                )
            },
        ),
        (
            gettext_lazy("Facts"),
            {"classes": ("tab",), "fields": ("attributes", "tags", "tax_class")},
        ),
        (
            gettext_lazy("Address and search engines"),
            {"classes": ("tab",), "fields": ("slug", "published_at", "search_preview")},
        ),
        (
            gettext_lazy("Record"),
            {
                "classes": ("tab",),
                "fields": ("created_at", "created_by", "updated_at", "updated_by", "deleted_at"),
            },
        ),
    )

    class Media:
        css = {"all": ("css/catalogue-office.css",)}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ProductList

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Product | None:
        product: Product | None = super().get_object(request, object_id, from_field)
        return with_figures([product])[0] if product else None

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Product], search_term: str
    ) -> tuple[QuerySet[Product], bool]:
        """Words and SKUs by their indexes; the pickers of other screens offer only what is in use."""
        rows = cast("ProductQuerySet", queryset)
        if request.path.endswith("/autocomplete/"):
            rows = rows.alive()
        return (find_among(rows, search_term) if search_term.strip() else rows), False

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Only what shoppers can see has a page to look at."""
        if obj is None or not Product.objects.on_sale().filter(pk=obj.pk).exists():
            return None
        url: str = obj.get_absolute_url()
        return url

    def save_model(self, request: HttpRequest, obj: Product, form: Any, change: bool) -> None:
        """An untouched form writes nothing, so the history tells of changes only."""
        if form.changed_data or not change:
            products.keep_product(obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save(commit=False)
        formset.keep()

    def put_away(self, rows: Sequence[Any]) -> None:
        products.put_away(rows)

    def bring_back(self, rows: Sequence[Any]) -> None:
        products.bring_back(rows)

    def has_ledger_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("catalog.view_stockmovement"))

    @admin.action(description=gettext_lazy("Put on sale"), permissions=["change"])
    def put_on_sale(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        count = products.put_on_sale(queryset)
        said = ngettext("%d product is on sale now.", "%d products are on sale now.", count) % count
        self.message_user(request, said, messages.SUCCESS)

    @admin.action(description=gettext_lazy("Take off sale"), permissions=["change"])
    def take_off_sale(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        count = products.take_off_sale(queryset)
        said = ngettext("%d product is off sale.", "%d products are off sale.", count) % count
        self.message_user(request, said, messages.SUCCESS)

    @action(description=gettext_lazy("Stock ledger"), permissions=["ledger"])
    def ledger(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return HttpResponseRedirect(links.ledger(product=object_id))

    @admin.display(description=gettext_lazy("picture"))
    def picture(self, product: Product) -> SafeString:
        return thumbnail(_figures(product).renditions)

    @admin.display(description=gettext_lazy("price"))
    def price(self, product: Product) -> str:
        return _prices(product)

    @display(
        description=gettext_lazy("stock"), label={"low": "warning", "out": "danger", "well": ""}
    )
    def stock(self, product: Product) -> tuple[str, str]:
        """What could be promised of all variants; the words say when that is little."""
        figures = _figures(product)
        if not figures.is_counted:
            return "well", "–" if product.price_from_minor is None else _("not counted")
        if figures.left <= 0:
            return "out", _("none left")
        return (
            ("low", _("%d, some low") % figures.left)
            if figures.is_low
            else ("well", str(figures.left))
        )

    @display(
        description=gettext_lazy("status"),
        label={
            "active": "success",
            "draft": "info",
            "archived": "",
            "deleted": "danger",
            "coming": "info",
        },
    )
    def state(self, product: Product) -> tuple[str, str]:
        """What shoppers make of it: a product that is to be published later is not on sale yet."""
        if product.is_deleted:
            return "deleted", _("Deleted")
        if product.status == Product.Status.ACTIVE and (
            product.published_at is None or product.published_at > timezone.now()
        ):
            return "coming", _("On sale later")
        return product.status, product.get_status_display()

    @admin.display(description=gettext_lazy("at a glance"))
    def figures(self, product: Product) -> str:
        """Price, stock and rating in one line."""
        if product.price_from_minor is None and not product.slug:
            return _("Prices come with the variants, below.")
        stars = (
            f"{product.rating_average} ★ ({product.rating_count})"
            if product.rating_average
            else _("no reviews")
        )
        return " · ".join([_prices(product), _("stock %s") % self.stock(product)[1], stars])

    @admin.display(description=gettext_lazy("as search engines show it"))
    def search_preview(self, product: Product) -> SafeString:
        address = reverse("product", args=[product.slug or "address"])
        return format_html(
            '<span class="search-preview"><span>{}</span><strong>{}</strong><span>{}</span></span>',
            address,
            product.name or _("The name"),
            product.summary
            or _("Write one sentence about it; without one, engines choose a text themselves."),
        )


def _prices(product: Product) -> str:
    """The price, or from the lowest to the highest."""
    low, high = product.price_from_minor, product.price_to_minor
    if low is None or high is None:
        return _("no price")
    currency = settings.SHOP_CURRENCY
    shown = format_minor(low, currency)
    return shown if low == high else f"{shown} – {format_minor(high, currency)}"


def _figures(product: Product) -> ProductFigures:
    figures: ProductFigures = vars(product).get("figures_shown", ProductFigures())
    return figures
