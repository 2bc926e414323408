"""What people did, as staff read it. Nothing here can be changed by hand."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import DateField
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import FieldTextFilter, RangeDateFilter, SingleNumericFilter

from activity import queries
from activity.models import (
    Event,
    ProductDay,
    SavedSearch,
    SearchDay,
    SearchOutcome,
    ShopDay,
    TrendScore,
)
from catalog.models import Product
from shop.base.back_office import LongListAdmin, ReadOnlyAdmin
from shop.base.money import format_minor


@admin.register(Event)
class EventAdmin(LongListAdmin):
    """The log itself. Filtered only by what an index or the newest rows answer quickly."""

    list_display = (
        "at",
        "kind",
        "product_id",
        "query",
        "order_number",
        "quantity",
        "who",
        "is_bot",
    )
    list_filter = ("kind", "is_bot", ("user_id", SingleNumericFilter))

    @admin.display(description=_("who"))
    def who(self, event: Event) -> str:
        """The user's number, or the beginning of the visitor's."""
        if event.user_id:
            return f"#{event.user_id}"
        return str(event.visitor)[:8] if event.visitor else "–"


class NamesProducts(ReadOnlyAdmin):
    """Counts by product, shown with the products' names."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        name = Product.everything.filter(pk=OuterRef("product_id")).values("name")
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(product_name=Subquery(name))
        return named

    @admin.display(description=_("product"))
    def product(self, row: models.Model) -> str:
        """The name; the number of a product that is no more."""
        name = getattr(row, "product_name", None)
        return name or f"#{getattr(row, 'product_id', '')}"


@admin.register(ProductDay)
class ProductDayAdmin(NamesProducts, LongListAdmin):
    """Products by day."""

    list_display = ("day", "product", "views", "carts", "units_sold", "revenue")
    list_filter = ("day", ("product_id", SingleNumericFilter))
    ordering = ("-day", "-units_sold", "-views", "pk")

    @admin.display(description=_("revenue"), ordering="revenue_minor")
    def revenue(self, row: ProductDay) -> str:
        return format_minor(row.revenue_minor, settings.SHOP_CURRENCY)


@admin.register(ShopDay)
class ShopDayAdmin(ReadOnlyAdmin):
    """The shop by day."""

    list_display = (
        "day",
        "visitors",
        "views",
        "searches",
        "carts",
        "checkouts",
        "orders",
        "revenue",
    )

    @admin.display(description=_("revenue"), ordering="revenue_minor")
    def revenue(self, row: ShopDay) -> str:
        return format_minor(row.revenue_minor, settings.SHOP_CURRENCY)


@admin.register(SearchDay)
class SearchDayAdmin(ReadOnlyAdmin):
    """What was searched for, with what came of it over the days that the list is narrowed to."""

    list_display = ("day", "query", "searches", "without_results")
    list_filter = (("day", RangeDateFilter), ("query", FieldTextFilter))
    ordering = ("-day", "-without_results", "-searches", "pk")
    list_before_template = "admin/activity/searches.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        since, until = (_day(request.GET.get(f"day_{end}", "")) for end in ("from", "to"))
        context = {
            "report": queries.search_report(since=since, until=until),
            "since": since,
            "until": until,
        }
        shown: HttpResponse = super().changelist_view(request, {**context, **(extra_context or {})})
        return shown


@admin.register(SearchOutcome)
class SearchOutcomeAdmin(NamesProducts, LongListAdmin):
    """Which products were clicked and bought after which searches, by day."""

    list_display = ("day", "query", "product", "clicks", "purchases")
    list_filter = (("day", RangeDateFilter), ("query", FieldTextFilter))
    ordering = ("-day", "-clicks", "pk")


@admin.register(SavedSearch)
class SavedSearchAdmin(ReadOnlyAdmin):
    """Searches that people keep."""

    list_display = ("words", "user", "is_watched", "looked_at", "created_at")
    list_filter = ("is_watched", ("words", FieldTextFilter))
    list_select_related = ("user",)


@admin.register(TrendScore)
class TrendScoreAdmin(NamesProducts):
    """Who trends, highest first."""

    list_display = ("product", "score")
    ordering = ("-height",)

    @admin.display(description=_("score"))
    def score(self, trend: TrendScore) -> str:
        """What the decayed events are worth now, in views."""
        return f"{trend.score_at(timezone.now()):.1f}"


def _day(text: str) -> date | None:
    """A day as the filter sends it; None for anything else."""
    try:
        day: date | None = DateField(required=False).clean(text)
    except ValidationError:
        return None
    return day
