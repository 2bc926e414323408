"""Rules and the learned judge, with their false alarms."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from security.domain import book
from security.domain.rules import explanation
from security.models import Detector
from shop.base.back_office import RecordAdmin

COLOURS = {Detector.Mode.SHADOW: "default", Detector.Mode.IN_FORCE: "success"}


@admin.register(Detector)
class DetectorAdmin(RecordAdmin):
    """Which detectors may count against somebody, and how often each suspected a visitor who later paid."""

    list_display = (
        "name",
        "says",
        "mode_label",
        "payers",
        "alarmed",
        "budget_per_mille",
        "measured_at",
    )
    list_filter = ("mode", "is_fixed")
    search_fields = ("name",)
    fields = ("name", "mode", "is_fixed", "budget_per_mille", "payers", "alarmed", "measured_at")
    readonly_fields = ("name", "payers", "alarmed", "measured_at")
    ordering = ("name",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        book.publish_shadows()

    @admin.display(description=gettext_lazy("what it says"))
    def says(self, detector: Detector) -> str:
        return explanation(detector.name)

    @display(description=gettext_lazy("mode"), ordering="mode", label={**COLOURS})
    def mode_label(self, detector: Detector) -> tuple[str, str]:
        return detector.mode, detector.get_mode_display()
