"""What staff say about searching, and what search has learned."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from unfold.contrib.filters.admin import FieldTextFilter

from catalog.domain.search import keeping, normal
from catalog.models import LearnedHit, SearchRedirect, SearchSynonym
from shop.base.back_office import AmountsForm, ReadOnlyAdmin, RecordAdmin


class SynonymForm(AmountsForm):
    """Two or more words, separated by commas."""

    def clean_terms(self) -> list[str]:
        terms = [normal(term) for term in self.cleaned_data["terms"]]
        if len(set(filter(None, terms))) < 2:
            raise forms.ValidationError(_("Give two or more different words."))
        return terms


class RedirectForm(AmountsForm):
    """A search and a page of this shop."""

    def clean_query(self) -> str:
        query = normal(self.cleaned_data["query"])
        if not query:
            raise forms.ValidationError(_("Give the search that leads elsewhere."))
        return query

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if not url.startswith("/") or url.startswith(("//", "/\\")):
            raise forms.ValidationError(_("Give an address of this shop: /help/returns/."))
        return url


class RuleAdmin(RecordAdmin):
    """Rules of search take effect within a second, also when one is deleted."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        keeping.rules_changed()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        keeping.rules_changed()


@admin.register(SearchSynonym)
class SearchSynonymAdmin(RuleAdmin):
    """Words of the same meaning."""

    form = SynonymForm
    list_display = ("__str__", "updated_at", "updated_by")
    fields = ("terms", "created_at", "created_by", "updated_at", "updated_by")

    def save_model(self, request: HttpRequest, obj: SearchSynonym, form: Any, change: bool) -> None:
        keeping.keep_synonym(obj)


@admin.register(SearchRedirect)
class SearchRedirectAdmin(RuleAdmin):
    """Searches that lead to a page."""

    form = RedirectForm
    list_display = ("query", "url", "updated_at", "updated_by")
    search_fields = ("query", "url")
    fields = ("query", "url", "created_at", "created_by", "updated_at", "updated_by")

    def save_model(
        self, request: HttpRequest, obj: SearchRedirect, form: Any, change: bool
    ) -> None:
        keeping.keep_redirect(obj)


@admin.register(LearnedHit)
class LearnedHitAdmin(ReadOnlyAdmin):
    """Which products answer which searches, as learned from clicks and purchases."""

    list_display = ("query", "product", "weight", "clicks", "purchases")
    list_filter = (("query", FieldTextFilter),)
    list_select_related = ("product",)
    ordering = ("-weight", "query", "pk")
