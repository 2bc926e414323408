"""What came to the door, as staff read it."""

from typing import Any, cast
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import FieldTextFilter, SingleNumericFilter
from unfold.decorators import display

from security.domain import monitor
from security.domain.features import FEATURES
from security.domain.rules import explanation
from security.models import HIGH, RAISED, RequestRecord, RequestRecordQuerySet
from shop.base.addresses import plain_address
from shop.base.back_office import LongListAdmin

LONGEST_TARGET = 80
BAR_STEP = 20
CHART_HEIGHT = 60
# A blank at which no line breaks.
NARROW = "\N{NO-BREAK SPACE}"


class ScoreFilter(admin.SimpleListFilter):
    """How hostile a request looks."""

    title = _("score")
    parameter_name = "score"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (str(HIGH), _("High: %(score)s and more") % {"score": HIGH}),
            (str(RAISED), _("Raised: %(score)s and more") % {"score": RAISED}),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[RequestRecord]
    ) -> QuerySet[RequestRecord]:
        if self.value() not in {str(HIGH), str(RAISED)}:
            return queryset
        records = cast("RequestRecordQuerySet", queryset)
        return records.scored_at_least(int(self.value() or 0))


class StatusFilter(admin.SimpleListFilter):
    """What became of a request, by the hundreds of its status."""

    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("2", _("2xx: answered")),
            ("3", _("3xx: sent on")),
            ("4", _("4xx: refused")),
            ("5", _("5xx: failed")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[RequestRecord]
    ) -> QuerySet[RequestRecord]:
        hundreds = self.value()
        if hundreds not in {"2", "3", "4", "5"}:
            return queryset
        return queryset.filter(status__range=(int(hundreds) * 100, int(hundreds) * 100 + 99))


@admin.register(RequestRecord)
class RequestRecordAdmin(LongListAdmin):
    """Requests with their scores; nothing here can be changed by hand."""

    list_display = (
        "when",
        "method",
        "target",
        "status",
        "score_label",
        "why",
        "address",
        "duration",
    )
    list_filter = (
        ScoreFilter,
        StatusFilter,
        ("route", FieldTextFilter),
        ("country", FieldTextFilter),
        ("user_id", SingleNumericFilter),
    )
    list_before_template = "admin/security/live.html"
    search_fields = ("address", "request_id", "session")
    search_help_text = _("A whole address, request number or session.")
    fieldsets = (
        (
            _("Request"),
            {"fields": ("at", "request_id", "method", "path", "query", "route", "stands_for")},
        ),
        (_("Answer"), {"fields": ("status", "duration", "bytes_in", "bytes_out")}),
        (
            _("Sender"),
            {
                "fields": (
                    "address",
                    "country",
                    "city",
                    "user_id",
                    "session",
                    "user_agent",
                    "fingerprint",
                    "tls",
                )
            },
        ),
        (
            _("Score"),
            {
                "fields": (
                    "rule_score",
                    "why",
                    "model_score",
                    "model_reasons",
                    "model_version",
                    "scored_at",
                    "feature_table",
                )
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        """The panel above the list has an address of its own, from which it keeps itself current."""
        own = path("live/", self.admin_site.admin_view(self.live), name="security_live")
        return [own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list under what happens at the door now."""
        context = {"live": _panel(request), **(extra_context or {})}
        shown: HttpResponse = super().changelist_view(request, context)
        return shown

    def live(self, request: HttpRequest) -> HttpResponse:
        """The panel alone, as it is now."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return render(request, "admin/security/live_panel.html", {"live": _panel(request)})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[RequestRecord], search_term: str
    ) -> tuple[QuerySet[RequestRecord], bool]:
        """Whole values only: parts of them would read the whole log."""
        term = search_term.strip()
        return (queryset.filter(_named(term)) if term else queryset), False

    @admin.display(description=_("at"), ordering="pk")
    def when(self, record: RequestRecord) -> str:
        return date_format(timezone.localtime(record.at), "j M H:i:s").replace(" ", NARROW)

    @admin.display(description=_("path"), ordering="path")
    def target(self, record: RequestRecord) -> str:
        """Path and query, as much as fits: attacks stand in the query."""
        whole = f"{record.path}?{record.query}" if record.query else record.path
        return Truncator(whole).chars(LONGEST_TARGET)

    @display(
        description=_("score"),
        ordering="rule_score",
        label={"high": "danger", "raised": "warning", "low": "info"},
    )
    def score_label(self, record: RequestRecord) -> tuple[str, str]:
        """The higher score, coloured by how alarming it is; the number says it too."""
        level = "high" if record.score >= HIGH else "raised" if record.score >= RAISED else "low"
        return level, str(record.score)

    @admin.display(description=_("why"))
    def why(self, record: RequestRecord) -> str:
        """The rules in words; where they say nothing of a raised score, what the model found odd."""
        said = [explanation(name) for name in record.reasons]
        if not said and record.score >= RAISED:
            said = [str(FEATURES.get(name, name)) for name in record.model_reasons]
        return "; ".join(said) or "–"

    @admin.display(description=_("duration"), ordering="duration_us")
    def duration(self, record: RequestRecord) -> str:
        return f"{record.duration_us / 1000:.1f} ms"

    @admin.display(description=_("features"))
    def feature_table(self, record: RequestRecord) -> SafeString:
        """Every feature with its value; those that the model named come first."""
        named = list(zip(FEATURES.items(), record.features, strict=False))
        rows = [
            ("→ " if name in record.model_reasons else "", says, f"{value:g}")
            for (name, says), value in sorted(
                named, key=lambda row: row[0][0] not in record.model_reasons
            )
        ]
        return format_html_join("", "<div>{}{}: <strong>{}</strong></div>", rows)


def _panel(request: HttpRequest) -> dict[str, Any]:
    """What happens at the door now; bans and incidents only for those who may see them."""
    now = monitor.moment(timezone.now())
    bars = [
        {
            "x": number * BAR_STEP,
            "height": CHART_HEIGHT * one.requests / now.busiest,
            "y": CHART_HEIGHT - CHART_HEIGHT * one.requests / now.busiest,
            "is_alarming": one.suspicious or one.refused,
            "bin": one,
        }
        for number, one in enumerate(now.bins)
    ]
    return {
        "now": now,
        "bars": bars,
        "width": BAR_STEP * len(bars),
        "height": CHART_HEIGHT,
        "may_see_bans": request.user.has_perm("security.view_standing"),
        "may_see_incidents": request.user.has_perm("security.view_incident"),
    }


def _named(term: str) -> Q:
    """The condition that a request is, or comes from, what somebody typed whole."""
    address = plain_address(term)
    if address:
        return Q(address=address)
    try:
        return Q(request_id=UUID(term))
    except ValueError:
        return Q(session=term.lower())
