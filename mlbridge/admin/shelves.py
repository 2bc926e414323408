"""What stands on the shelves now, and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.db.models import Manager, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import SingleNumericFilter
from unfold.views import ChangeList

from accounts.models import User
from catalog.models import Category, Product
from mlbridge.domain import reasons
from mlbridge.models import KeyKind, Recommendation
from shop.base.back_office import LongListAdmin

NAMED_BY: Mapping[str, tuple[Manager[Any], str]] = {
    KeyKind.PRODUCT: (Product.everything, "name"),
    KeyKind.CATEGORY: (Category.objects, "name"),
    KeyKind.USER: (User.objects, "email"),
}


class ShelvesList(ChangeList):
    """One page of the list, which also knows what its shelves hang on."""

    def get_results(self, request: HttpRequest) -> None:
        """The page, with a name for every key: one query a kind of key."""
        super().get_results(request)
        names = names_of_keys(self.result_list)
        for row in self.result_list:
            row.key_name = names.get((row.key_kind, row.key_id), "")


@admin.register(Recommendation)
class RecommendationAdmin(LongListAdmin):
    """The shelves of the versions that serve, in the order in which shoppers see them."""

    list_display = ("shelf", "key", "rank", "product", "reason_in_words", "points", "version")
    list_filter = ("shelf", "key_kind", ("key_id", SingleNumericFilter))
    list_select_related = ("product", "version")
    ordering = ("version", "shelf", "key_kind", "key_id", "rank")
    search_fields = ("product__name",)
    search_help_text = _("Part of a recommended product's name.")
    fields = ("shelf", "key", "rank", "product", "reason_in_words", "points", "version")
    readonly_fields = ("key", "reason_in_words", "points")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Recommendation.objects.served()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ShelvesList

    @admin.display(description=_("hangs on"), ordering="key_id")
    def key(self, row: Recommendation) -> str:
        """The product, category or person; the whole shop has no name of its own."""
        known: str | None = getattr(row, "key_name", None)
        name = names_of_keys([row]).get((row.key_kind, row.key_id), "") if known is None else known
        if row.key_kind == KeyKind.SHOP:
            return row.get_key_kind_display()
        return f"{row.get_key_kind_display()}: {name or f'#{row.key_id}'}"

    @admin.display(description=_("reason"), ordering="reason")
    def reason_in_words(self, row: Recommendation) -> str:
        return reasons.in_words(row.reason, row.details) or row.reason

    @admin.display(description=_("score"), ordering="score")
    def points(self, row: Recommendation) -> str:
        return f"{row.score:.4g}"


def names_of_keys(rows: Iterable[Recommendation]) -> dict[tuple[str, int], str]:
    """What people call the products, categories and customers that shelves hang on."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.key_kind].add(row.key_id)
    return {
        (kind, pk): name
        for kind, (rows_of, column) in NAMED_BY.items()
        if kind in wanted
        for pk, name in rows_of.filter(pk__in=wanted[kind]).values_list("pk", column)
    }
