"""Incidents with their timeline, and what can be done about them; threat feeds and what they name."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import display

from accounts.models import User
from security.domain import book, incidents
from security.models import Incident, IncidentEntry, Indicator, ThreatFeed
from shop.base.back_office import LongListAdmin, RecordAdmin
from shop.base.errors import DomainError
from shop.base.outbox import later

STATES = {
    Incident.State.OPEN: "danger",
    Incident.State.IN_WORK: "warning",
    Incident.State.CLOSED: "default",
}


class Timeline(TabularInline):
    """What happened, oldest first."""

    model = IncidentEntry
    fields = ("created_at", "created_by", "text")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Incident)
class IncidentAdmin(RecordAdmin):
    """Opened by rule. By hand: taken, escalated, answered step by step, and closed by writing the closing note."""

    list_display = ("title", "severity", "state_label", "assigned_to", "created_at", "closed_at")
    list_filter = ("state", "severity", "kind")
    list_select_related = ("assigned_to",)
    search_fields = ("title", "key")
    ordering = ("-created_at",)
    fields = (
        "title",
        "kind",
        "severity",
        "state",
        "assigned_to",
        "created_at",
        "whole",
        "closing_note",
    )
    readonly_fields = ("title", "kind", "severity", "state", "assigned_to", "created_at", "whole")
    inlines = (Timeline,)
    actions = (
        "take",
        "escalate",
        "ban",
        "tell",
        "end_sessions",
        "want_proof",
        "lock_accounts",
        "tighten_limits",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_answer_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("security.change_incident"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """The closing note closes it."""
        if "closing_note" in form.changed_data:
            self._try(request, obj, lambda one: incidents.close(one, one.closing_note))

    @display(description=gettext_lazy("state"), ordering="state", label={**STATES})
    def state_label(self, incident: Incident) -> tuple[str, str]:
        return incident.state, incident.get_state_display()

    @admin.display(description=gettext_lazy("report"))
    def whole(self, incident: Incident) -> SafeString:
        return format_html("<pre>{}</pre>", incidents.report(incident))

    @admin.action(description=gettext_lazy("Take it"), permissions=["answer"])
    def take(self, request: HttpRequest, queryset: QuerySet[Incident]) -> None:
        user = cast("User", request.user)
        self._each(request, queryset, lambda one: incidents.assign(one, user))

    @admin.action(description=gettext_lazy("Escalate"), permissions=["answer"])
    def escalate(self, request: HttpRequest, queryset: QuerySet[Incident]) -> None:
        self._each(request, queryset, incidents.escalate)

    @admin.action(description=gettext_lazy("Ban its addresses"), permissions=["answer"])
    def ban(self, request: HttpRequest, queryset: QuerySet[Incident]) -> None:
        self._each(request, queryset, lambda one: incidents.run_step(one, "ban"))

    @admin.action(description=gettext_lazy("Tell the staff"), permissions=["answer"])
    def tell(self, request: HttpRequest, queryset: QuerySet[Incident]) -> None:
        self._each(request, queryset, lambda one: incidents.run_step(one, "notify"))

    @admin.action(description=gettext_lazy("Sign its accounts out"), permissions=["answer"])
    def end_sessions(self, request: HttpRequest, queryset: QuerySet[Incident]) -> None:
        self._each(request, queryset, lambda one: incidents.run_step(one, "end_sessions"))

    @admin.action(description=gettext_lazy("Lock its accounts"), permissions=["answer"])
    def lock_accounts(self, request: HttpRequest, queryset: QuerySet[Incident]) -> None:
        self._each(request, queryset, lambda one: incidents.run_step(one, "lock_accounts"))

    @admin.action(description=gettext_lazy("Ask its accounts for proof"), permissions=["answer"])
    def want_proof(self, request: HttpRequest, queryset: QuerySet[Incident]) -> None:
        self._each(request, queryset, lambda one: incidents.run_step(one, "want_proof"))

    @admin.action(
        description=gettext_lazy("Tighten everybody's limits for an hour"), permissions=["answer"]
    )
    def tighten_limits(self, request: HttpRequest, queryset: QuerySet[Incident]) -> None:
        self._each(request, queryset, lambda one: incidents.run_step(one, "tighten_limits"))

    def _each(
        self, request: HttpRequest, queryset: QuerySet[Incident], act: Callable[[Incident], None]
    ) -> None:
        for incident in queryset:
            if self._try(request, incident, act):
                messages.success(request, _("Done: %(title)s.") % {"title": incident})

    def _try(
        self, request: HttpRequest, incident: Incident, act: Callable[[Incident], None]
    ) -> bool:
        try:
            act(incident)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return False
        return True


@admin.register(ThreatFeed)
class ThreatFeedAdmin(RecordAdmin):
    """Lists that others publish, and what is done about whoever stands in them."""

    list_display = ("name", "form", "measure", "is_on", "indicators_count", "fetched_at", "trouble")
    list_filter = ("is_on", "form")
    search_fields = ("name", "url")
    fields = (
        "name",
        "url",
        "form",
        "column",
        "measure",
        "keep_days",
        "is_on",
        "fetched_at",
        "trouble",
    )
    readonly_fields = ("fetched_at", "trouble")
    actions = ("read_now",)

    def has_read_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("security.change_threatfeed"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        book.publish_feeds()

    @admin.action(description=gettext_lazy("Read all feeds now"), permissions=["read"])
    def read_now(self, request: HttpRequest, queryset: QuerySet[ThreatFeed]) -> None:
        later("security.tasks.refresh_feeds")
        messages.success(request, _("A worker reads them as soon as it can."))


@admin.register(Indicator)
class IndicatorAdmin(LongListAdmin):
    """Networks that feeds name: by whom, since when and until when."""

    list_display = ("network", "feed", "note", "first_at", "last_at", "expires_at")
    list_filter = ("feed",)
    list_select_related = ("feed",)
    search_fields = ("=network",)
    ordering = ("-pk",)
