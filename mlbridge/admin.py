"""What the shop has learned, as staff see it: how good each version is, which one serves, and the way back."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from mlbridge import permissions
from mlbridge.domain import registry, retraining
from mlbridge.domain.training import LESSONS
from mlbridge.models import ModelVersion, Recommendation, RetrainRequest
from shop.base.back_office import LongListAdmin, ReadOnlyAdmin
from shop.base.errors import DomainError

VERSION_COLOURS = {
    ModelVersion.State.TRAINING: "info",
    ModelVersion.State.CANDIDATE: "warning",
    ModelVersion.State.SERVING: "success",
    ModelVersion.State.RETIRED: "default",
    ModelVersion.State.FAILED: "danger",
}
REQUEST_COLOURS = {
    RetrainRequest.State.WAITING: "info",
    RetrainRequest.State.RUNNING: "info",
    RetrainRequest.State.DONE: "success",
    RetrainRequest.State.FAILED: "danger",
}


@admin.register(ModelVersion)
class ModelVersionAdmin(ReadOnlyAdmin):
    """The models with what serves, buttons to train and to go back, and every version that is remembered."""

    list_display = ("name", "number", "state_label", "quality", "against", "trained_at", "why")
    list_filter = ("state", "name")
    ordering = ("-started_at", "-pk")
    list_before_template = "admin/mlbridge/models.html"
    actions = ("promote",)
    fields = (
        "name", "number", "state", "reason", "started_at", "trained_at", "duration_seconds", "data_until", "snapshot",
        "parameters", "metrics", "artifact", "artifact_bytes", "sha256", "promoted_at", "is_kept", "run",
    )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "model/<slug:name>/<slug:verb>/",
            self.admin_site.admin_view(self.verb_view),
            name="mlbridge_modelversion_verb",
        )
        return [own, *super().get_urls()]

    def has_train_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm(permissions.RETRAIN))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        serving = {version.name: version for version in ModelVersion.objects.serving()}
        context = {
            "models": [
                (lesson, serving.get(name), quality_of(serving.get(name)))
                for name, lesson in LESSONS.items()
            ],
            "may_train": self.has_train_permission(request),
        }
        shown: HttpResponse = super().changelist_view(request, {**context, **(extra_context or {})})
        return shown

    def verb_view(self, request: HttpRequest, name: str, verb: str) -> HttpResponse:
        """Train a model, or go back to the version that served before."""
        if request.method == "POST" and not self.has_train_permission(request):
            messages.error(request, _("You may look at the models, but not change what serves."))
        elif request.method == "POST":
            self._obey(request, name, verb)
        return HttpResponseRedirect(reverse("admin:mlbridge_modelversion_changelist"))

    def _obey(self, request: HttpRequest, name: str, verb: str) -> None:
        try:
            if verb == "train":
                retraining.ask([name], by=request.user.pk)
                messages.success(request, _("A worker trains it as soon as it can."))
            elif verb == "roll-back":
                former = registry.roll_back(name)
                messages.success(request, _("%(version)s serves now.") % {"version": former})
        except DomainError as refusal:
            messages.error(request, str(refusal))

    @admin.action(description=gettext_lazy("Let it serve"), permissions=["train"])
    def promote(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for version in queryset:
            try:
                registry.promote(version, reason=_("Chosen by hand."))
            except DomainError as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("%(version)s serves now.") % {"version": version})

    @display(description=gettext_lazy("state"), ordering="state", label={**VERSION_COLOURS})
    def state_label(self, version: ModelVersion) -> tuple[str, str]:
        return version.state, version.get_state_display()

    @admin.display(description=gettext_lazy("quality"))
    def quality(self, version: ModelVersion) -> str:
        return quality_of(version)

    @admin.display(description=gettext_lazy("against"))
    def against(self, version: ModelVersion) -> str:
        """The baseline on the same slice of time, and the version that served then."""
        told = version.metrics
        if not told:
            return "–"
        against = f"{told['baseline_name']} {told['baseline']:.4f}"
        if told.get("champion") is None:
            return against
        return f"{against}; v{told['champion_version']} {told['champion']:.4f}"

    @admin.display(description=gettext_lazy("why"))
    def why(self, version: ModelVersion) -> str:
        return version.reason or "–"


def quality_of(version: ModelVersion | None) -> str:
    """How good a version is, with the measure's name and the number of cases."""
    if version is None or not version.metrics:
        return "–"
    told = version.metrics
    return f"{told['measure']} {told['model']:.4f} ({told['cases']})"


@admin.register(RetrainRequest)
class RetrainRequestAdmin(ReadOnlyAdmin):
    """Who asked for a training, and what became of it."""

    list_display = ("models", "state_label", "requested_at", "requested_by", "progress", "error")
    list_filter = ("state",)
    list_select_related = ("requested_by", "run")

    @admin.display(description=gettext_lazy("models"))
    def models(self, request: RetrainRequest) -> str:
        return ", ".join(request.names)

    @display(description=gettext_lazy("state"), ordering="state", label={**REQUEST_COLOURS})
    def state_label(self, request: RetrainRequest) -> tuple[str, str]:
        return request.state, request.get_state_display()

    @admin.display(description=gettext_lazy("progress"))
    def progress(self, request: RetrainRequest) -> str:
        return f"{request.progress_percent} %"


@admin.register(Recommendation)
class RecommendationAdmin(LongListAdmin):
    """What stands on the shelves, and why."""

    list_display = ("shelf", "key_kind", "key_id", "rank", "product", "score", "reason", "version")
    list_filter = ("shelf", "key_kind")
    list_select_related = ("product", "version")
    search_fields = ("=key_id",)
    search_help_text = _("The number of a product, person or category.")
