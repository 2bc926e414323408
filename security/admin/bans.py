"""Who is warned, slowed or banned and why; who is always let in; appeals."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import display

from security.domain import allowing, appeals, bans
from security.domain.rules import explanation
from security.models import AllowedNetwork, Appeal, Standing, StandingQuerySet, Step
from shop.base.back_office import ReadOnlyAdmin, RecordAdmin

COLOURS = {
    Step.NONE.label: "default",
    Step.WARNED.label: "info",
    Step.SLOWED.label: "warning",
    Step.SHORT.label: "danger",
    Step.LONG.label: "danger",
}


class InForceFilter(admin.SimpleListFilter):
    """Measures in force, or all that is remembered."""

    title = gettext_lazy("in force")
    parameter_name = "now"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("any", _("Any measure")), ("banned", _("Banned"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        standings = cast("StandingQuerySet", queryset)
        if self.value() == "any":
            return standings.in_force(timezone.now())
        if self.value() == "banned":
            return standings.banned(timezone.now())
        return queryset


@admin.register(Standing)
class StandingAdmin(ReadOnlyAdmin):
    """Bans and warnings. They follow from what was done; by hand they are lifted, or put in force."""

    list_display = (
        "subject",
        "kind",
        "step_label",
        "until",
        "points_label",
        "why",
        "strikes",
        "bans",
    )
    list_filter = (InForceFilter, "kind", "step")
    search_fields = ("=subject", "=address")
    search_help_text = gettext_lazy("A whole address, or a subject as the list shows it.")
    ordering = ("-points_at", "-pk")
    actions = ("forgive", "ban_briefly", "ban_for_long")
    fieldsets = (
        (None, {"fields": ("subject", "kind", "address", "step_label", "until", "note")}),
        (
            gettext_lazy("Why"),
            {"fields": ("points_label", "why", "strikes", "bans", "offending_request")},
        ),
    )
    readonly_fields = ("step_label", "points_label", "why", "offending_request")

    def has_ban_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("security.change_standing"))

    @display(description=gettext_lazy("measure"), ordering="step", label={**COLOURS})
    def step_label(self, standing: Standing) -> tuple[str, str]:
        step = bans.step_now(standing, timezone.now())
        return str(step.label), str(step.label)

    @admin.display(description=gettext_lazy("points"), ordering="points")
    def points_label(self, standing: Standing) -> str:
        """As they have faded by now."""
        return str(round(bans.points_now(standing, timezone.now())))

    @admin.display(description=gettext_lazy("why"))
    def why(self, standing: Standing) -> str:
        return "; ".join(explanation(name) for name in standing.evidence) or "–"

    @admin.display(description=gettext_lazy("last offending request"))
    def offending_request(self, standing: Standing) -> SafeString | str:
        if standing.last_request_id is None:
            return "–"
        link = reverse("admin:security_requestrecord_changelist")
        number = standing.last_request_id
        return format_html('<a href="{}?q={}">{}</a>', link, number, number)

    @admin.action(description=gettext_lazy("Forgive"), permissions=["ban"])
    def forgive(self, request: HttpRequest, queryset: QuerySet[Standing]) -> None:
        self._for_each(request, queryset, lambda one: bans.lift(one, note=_("Forgiven by hand.")))

    @admin.action(description=gettext_lazy("Ban for minutes"), permissions=["ban"])
    def ban_briefly(self, request: HttpRequest, queryset: QuerySet[Standing]) -> None:
        self._for_each(request, queryset, lambda one: _ban(one, Step.SHORT))

    @admin.action(description=gettext_lazy("Ban for a day"), permissions=["ban"])
    def ban_for_long(self, request: HttpRequest, queryset: QuerySet[Standing]) -> None:
        self._for_each(request, queryset, lambda one: _ban(one, Step.LONG))

    def _for_each(
        self,
        request: HttpRequest,
        queryset: QuerySet[Standing],
        act: Callable[[Standing], None],
    ) -> None:
        for standing in queryset:
            act(standing)
        count = len(queryset)
        messages.success(
            request,
            ngettext("Done for %(count)s.", "Done for %(count)s.", count) % {"count": count},
        )


def _ban(standing: Standing, step: Step) -> None:
    bans.impose(standing, step, note=_("Banned by hand."))


@admin.register(AllowedNetwork)
class AllowedNetworkAdmin(RecordAdmin):
    """Networks for which neither bans nor limits hold."""

    list_display = ("network", "note", "until")
    search_fields = ("network", "note")
    fields = ("network", "note", "until")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        allowing.save(obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        allowing.remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for network in queryset:
            allowing.remove(network)


@admin.register(Appeal)
class AppealAdmin(ReadOnlyAdmin):
    """Those who say that they were refused by mistake."""

    list_display = ("standing", "message", "email", "state", "created_at", "answered_at")
    list_filter = ("state",)
    list_select_related = ("standing",)
    ordering = ("-created_at",)
    actions = ("grant", "turn_down")

    def has_answer_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("security.change_appeal"))

    @admin.action(description=gettext_lazy("Grant: lift the measure"), permissions=["answer"])
    def grant(self, request: HttpRequest, queryset: QuerySet[Appeal]) -> None:
        for appeal in queryset.filter(state=Appeal.State.OPEN).select_related("standing"):
            appeals.grant(appeal)
        messages.success(request, _("Granted. The door is open for them."))

    @admin.action(description=gettext_lazy("Turn down"), permissions=["answer"])
    def turn_down(self, request: HttpRequest, queryset: QuerySet[Appeal]) -> None:
        for appeal in queryset.filter(state=Appeal.State.OPEN).select_related("standing"):
            appeals.refuse(appeal)
        messages.success(request, _("Turned down. The measure stays."))
