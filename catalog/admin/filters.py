"""Presets: filters of the range that everybody may use by name."""

from typing import Any

from django.contrib import admin

from catalog.admin.brands import NamedForm
from catalog.domain.filters import condition_of
from catalog.models import SavedFilter
from shop.base.back_office import RecordAdmin
from shop.base.errors import InvalidInput


class SavedFilterForm(NamedForm):
    """A filter that the shop understands."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            condition_of(cleaned.get("expression"))
        except InvalidInput as refusal:
            self.add_error("expression", str(refusal))
        return cleaned


@admin.register(SavedFilter)
class SavedFilterAdmin(RecordAdmin):
    """Presets and what people keep."""

    form = SavedFilterForm
    list_display = ("name", "slug", "owner", "updated_at")
    list_select_related = ("owner",)
    search_fields = ("name", "slug")
    raw_id_fields = ("owner",)
    fields = (
        "name", "slug", "owner", "expression", "created_at", "created_by", "updated_at", "updated_by",
    )  # fmt: skip
