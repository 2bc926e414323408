"""The models: which version of each serves and how good it is, buttons to train and to go back, every version."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from mlbridge import permissions
from mlbridge.domain import registry, retraining
from mlbridge.domain.training import LESSONS, Lesson
from mlbridge.models import ModelVersion, RetrainRequest
from shop.base.back_office import ReadOnlyAdmin
from shop.base.errors import DomainError

COLOURS = {
    ModelVersion.State.TRAINING: "info",
    ModelVersion.State.CANDIDATE: "warning",
    ModelVersion.State.SERVING: "success",
    ModelVersion.State.RETIRED: "default",
    ModelVersion.State.FAILED: "danger",
}


class Model(NamedTuple):
    """One line of "What serves now"."""

    lesson: Lesson
    serving: ModelVersion | None
    quality: str
    former: ModelVersion | None
    asked: RetrainRequest | None


@admin.register(ModelVersion)
class ModelVersionAdmin(ReadOnlyAdmin):
    """The models with what serves, buttons to train and to go back, and every version that is remembered."""

    list_display = (
        "name",
        "number",
        "state_label",
        "quality",
        "against",
        "learned_from",
        "trained_at",
        "why",
    )
    list_filter = ("state", "name")
    ordering = ("-started_at", "-pk")
    list_before_template = "admin/mlbridge/models.html"
    actions = ("promote",)
    fieldsets = (
        (None, {"fields": ("name", "number", "state", "why", "promoted_at", "is_kept")}),
        (gettext_lazy("How good it is"), {"fields": ("quality", "against", "split")}),
        (
            gettext_lazy("Training"),
            {"fields": ("started_at", "trained_at", "took", "data_until", "data", "parameter_list", "run")},
        ),
        (gettext_lazy("File"), {"fields": ("artifact", "size", "digest")}),
    )  # fmt: skip
    readonly_fields = (
        "quality",
        "against",
        "split",
        "why",
        "took",
        "data",
        "parameter_list",
        "size",
        "digest",
    )

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
        context = {"models": models(), "may_train": self.has_train_permission(request)}
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

    @display(description=gettext_lazy("state"), ordering="state", label={**COLOURS})
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

    @admin.display(description=gettext_lazy("judged on"))
    def split(self, version: ModelVersion) -> str:
        return str(version.metrics.get("split", "–"))

    @admin.display(description=gettext_lazy("rows"))
    def learned_from(self, version: ModelVersion) -> str:
        return f"{version.rows:,}" if version.rows else "–"

    @admin.display(description=gettext_lazy("why"))
    def why(self, version: ModelVersion) -> str:
        return version.reason or "–"

    @admin.display(description=gettext_lazy("took"))
    def took(self, version: ModelVersion) -> str:
        """The time of the whole training, and what the fit alone needed."""
        if version.duration_seconds is None:
            return "–"
        took = f"{version.duration_seconds:.1f} s"
        told = version.metrics
        if not told:
            return took
        return _("%(took)s; the fit alone %(fit)s, the process at most %(memory)s") % {
            "took": took,
            "fit": f"{told['fit_seconds']:.2f} s",
            "memory": f"{told['peak_mib']:.0f} MiB",
        }

    @admin.display(description=gettext_lazy("data"))
    def data(self, version: ModelVersion) -> SafeString | str:
        told = version.snapshot
        rows = [(name, f"{count:,}") for name, count in told.get("rows", {}).items()]
        period = [(name, told[name]) for name in ("since", "until", "digest") if told.get(name)]
        return lines([*rows, *period])

    @admin.display(description=gettext_lazy("parameters"))
    def parameter_list(self, version: ModelVersion) -> SafeString | str:
        return lines(version.parameters.items())

    @admin.display(description=gettext_lazy("size of the file"))
    def size(self, version: ModelVersion) -> str:
        return filesizeformat(version.artifact_bytes) if version.artifact else "–"

    @admin.display(description="SHA-256")
    def digest(self, version: ModelVersion) -> SafeString | str:
        return lines([("", version.sha256)]) if version.sha256 else "–"


def models() -> list[Model]:
    """Every model with what serves, what one could go back to, and whether a training is on its way."""
    serving = {version.name: version for version in ModelVersion.objects.serving()}
    former = {version.name: version for version in ModelVersion.objects.former().distinct("name")}
    asked = {
        name: request
        for request in RetrainRequest.objects.open().select_related("run")
        for name in request.names
    }
    return [
        Model(lesson, serving.get(name), quality_of(serving.get(name)), former.get(name), asked.get(name))
        for name, lesson in LESSONS.items()
    ]  # fmt: skip


def quality_of(version: ModelVersion | None) -> str:
    """How good a version is, with the measure's name and the number of cases."""
    if version is None or not version.metrics:
        return "–"
    told: Mapping[str, Any] = version.metrics
    return _("%(measure)s %(model)s on %(cases)s cases") % {
        "measure": told["measure"],
        "model": f"{told['model']:.4f}",
        "cases": f"{told['cases']:,}",
    }


def lines(pairs: Iterable[tuple[str, Any]]) -> SafeString | str:
    """Names with their values, one a line; a long word may break, and is whole again when it is copied."""
    named = [(f"{name}: " if name else "", breakable(str(value))) for name, value in pairs]
    return format_html_join("", "<div>{}<strong>{}</strong></div>", named) or "–"


def breakable(word: str) -> SafeString:
    """Text that fits a phone: after every sixteen signs a line may break."""
    parts = [(word[at : at + 16],) for at in range(0, len(word), 16)]
    return format_html_join(SafeString("<wbr>"), "{}", parts)
