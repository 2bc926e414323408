"""Stock as staff read it: levels, the ledger behind them, promises to orders. It changes only by booked movements."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import action, display

from catalog.admin import links
from catalog.admin.booking import BookingScreen
from catalog.domain.search import variant_ids
from catalog.models import Reservation, StockLevel, StockLocation, StockMovement
from shop.base.back_office import LongListAdmin


class NamesVariants(LongListAdmin):
    """Rows of a variant, found by its SKU or by words of its product."""

    list_select_related: Sequence[str] = ("variant__product", "location")
    sortable_by = ()
    search_fields = ("variant__sku",)
    search_help_text = gettext_lazy("The beginning of a SKU, or words of the product.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.strip()
        return (queryset.filter(variant__in=variant_ids(term)) if term else queryset), False

    @admin.display(description=gettext_lazy("variant"))
    def variant_link(self, row: Any) -> SafeString:
        """The SKU, leading to the variant."""
        return links.to(links.variant(row.variant_id), row.variant.sku)

    @admin.display(description=gettext_lazy("product"))
    def product_name(self, row: Any) -> str:
        """The product with the variant's choices."""
        product = row.variant.product
        choices = row.variant.label
        return f"{product.name} ({choices})" if choices else str(product.name)


class OfProductFilter(admin.SimpleListFilter):
    """The movements of one product, as its screen links to them."""

    title = gettext_lazy("product")
    parameter_name = "product"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Only the one that is chosen: nobody picks one of a million from a list."""
        chosen = self.value()
        return [(chosen, _("the chosen one"))] if chosen else []

    def has_output(self) -> bool:
        return bool(self.value())

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[StockMovement]
    ) -> QuerySet[StockMovement]:
        chosen = self.value()
        if not chosen:
            return queryset
        return (
            queryset.filter(variant__product=int(chosen)) if chosen.isdecimal() else queryset.none()
        )


class LeftFilter(admin.SimpleListFilter):
    """Levels by what is left of their variant."""

    title = gettext_lazy("stock")
    parameter_name = "stock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("low", gettext_lazy("At or below its mark")), ("out", gettext_lazy("None left"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[StockLevel]
    ) -> QuerySet[StockLevel]:
        if self.value() == "low":
            return queryset.filter(
                variant__tracks_stock=True,
                variant__deleted_at__isnull=True,
                on_hand__lte=F("reserved") + F("variant__low_stock_at"),
            )
        return queryset.filter(on_hand=F("reserved")) if self.value() == "out" else queryset


@admin.register(StockLevel)
class StockLevelAdmin(NamesVariants):
    """What lies where. Never edited: a movement says what changed and why."""

    list_display = (
        "sku",
        "product_name",
        "location",
        "on_hand",
        "reserved",
        "left",
        "ways",
    )
    list_display_links = ("sku",)
    list_filter = (LeftFilter, "location")
    actions_list = ("book",)

    def has_book_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("catalog.add_stockmovement"))

    @action(description=gettext_lazy("Book a stock movement"), permissions=["book"])
    def book(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(links.booking())

    @display(
        description=gettext_lazy("free"), label={"low": "warning", "out": "danger", "well": ""}
    )
    def left(self, level: Any) -> tuple[str, str]:
        """What is not promised; the words say when it is little."""
        if level.available <= 0:
            return "out", _("none left")
        if level.available <= level.variant.low_stock_at:
            return "low", _("%d, low") % level.available
        return "well", str(level.available)

    @admin.display(description=gettext_lazy("SKU"))
    def sku(self, level: StockLevel) -> str:
        return level.variant.sku

    @admin.display(description=gettext_lazy("more"))
    def ways(self, level: StockLevel) -> SafeString:
        """To its movements, and to its variant."""
        ledger = links.ledger(variant__id__exact=level.variant_id)
        return format_html(
            "{} · {}",
            links.to(ledger, _("Movements")),
            links.to(links.variant(level.variant_id), _("Variant")),
        )


@admin.register(StockMovement)
class StockMovementAdmin(BookingScreen, NamesVariants):
    """The ledger. Nothing in it is ever changed; a mistake is mended by a counter-movement."""

    list_display = (
        "at",
        "change",
        "variant_link",
        "product_name",
        "reason",
        "location",
        "reference",
        "by",
    )
    list_display_links = ("at",)
    list_filter = ("reason", "location", ("at", RangeDateTimeFilter), OfProductFilter)
    list_select_related = ("variant__product", "location", "by")
    search_help_text = gettext_lazy(
        "The beginning of a SKU, words of the product, or a whole order number."
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[StockMovement], search_term: str
    ) -> tuple[QuerySet[StockMovement], bool]:
        term = search_term.strip()
        of_order = queryset.filter(reference=term)
        if term and of_order.exists():
            return of_order, False
        return super().get_search_results(request, queryset, search_term)

    @display(description=gettext_lazy("change"), label={"in": "success", "out": "warning"})
    def change(self, movement: StockMovement) -> tuple[str, str]:
        """Signed, so that it reads without its colour."""
        return ("in" if movement.quantity > 0 else "out"), f"{movement.quantity:+d}"


@admin.register(Reservation)
class ReservationAdmin(NamesVariants):
    """What is promised to which order, and until when."""

    list_display = (
        "reference",
        "variant_link",
        "product_name",
        "quantity",
        "location",
        "state",
        "expires_at",
    )
    list_filter = ("state", "location")
    search_help_text = gettext_lazy(
        "The beginning of a SKU, words of the product, or a whole order number."
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Reservation], search_term: str
    ) -> tuple[QuerySet[Reservation], bool]:
        term = search_term.strip()
        of_order = queryset.filter(reference=term)
        if term and of_order.exists():
            return of_order, False
        return super().get_search_results(request, queryset, search_term)


@admin.register(StockLocation)
class StockLocationAdmin(ModelAdmin):
    """Places where stock lies. One that was ever used cannot be deleted."""

    list_display = ("name", "code", "priority")
    fields = ("name", "code", "priority")
