"""Who asked for a training, how far it has come, and what became of it."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from mlbridge.models import RetrainRequest
from shop.base.back_office import ReadOnlyAdmin

COLOURS = {
    RetrainRequest.State.WAITING: "info",
    RetrainRequest.State.RUNNING: "info",
    RetrainRequest.State.DONE: "success",
    RetrainRequest.State.FAILED: "danger",
}


@admin.register(RetrainRequest)
class RetrainRequestAdmin(ReadOnlyAdmin):
    """Trainings that people or programs asked for, with progress, result and error."""

    list_display = (
        "models", "state_label", "requested_at", "requested_by", "finished_at", "progress", "outcome"
    )  # fmt: skip
    list_filter = ("state",)
    list_select_related = ("requested_by", "run")
    fields = (
        "models", "state", "requested_at", "requested_by", "finished_at", "progress", "outcome", "run"
    )  # fmt: skip
    readonly_fields = ("models", "progress", "outcome")

    @admin.display(description=_("models"))
    def models(self, request: RetrainRequest) -> str:
        return ", ".join(request.names)

    @display(description=_("state"), ordering="state", label={**COLOURS})
    def state_label(self, request: RetrainRequest) -> tuple[str, str]:
        return request.state, request.get_state_display()

    @admin.display(description=_("progress"))
    def progress(self, request: RetrainRequest) -> str:
        return f"{request.progress_percent} %"

    @admin.display(description=_("what became of it"))
    def outcome(self, request: RetrainRequest) -> str:
        """The error, or each model with the sentence of its guard."""
        if request.error:
            return request.error
        told: dict[str, Any] = request.run.result if request.run else {}
        return " ".join(f"{name}: {one['reason']}" for name, one in told.items()) or "–"
