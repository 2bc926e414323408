"""The shop's own workings as staff see them: regular jobs, their runs, and what waits in the outbox."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import display

from shop.base import jobs, outbox
from shop.base.back_office import LongListAdmin
from shop.base.errors import DomainError
from shop.base.models import JobRun, OutboxMessage

RUN_COLOURS = {
    JobRun.State.RUNNING: "info",
    JobRun.State.DONE: "success",
    JobRun.State.FAILED: "danger",
}
MESSAGE_COLOURS = {
    OutboxMessage.State.WAITING: "info",
    OutboxMessage.State.DONE: "success",
    OutboxMessage.State.DEAD: "danger",
}


@admin.register(JobRun)
class JobRunAdmin(LongListAdmin):
    """The regular jobs with a button each, and every run that is kept."""

    list_display = ("name", "state_label", "started_at", "duration", "progress", "outcome")
    list_filter = ("state", "name")
    ordering = ("-started_at",)
    list_before_template = "admin/base/regular_jobs.html"
    fields = ("name", "state", "started_at", "duration", "progress", "result", "error")
    readonly_fields = ("duration", "progress")

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "run/<str:name>/", self.admin_site.admin_view(self.run_view), name="base_jobrun_run"
        )
        return [own, *super().get_urls()]

    def has_run_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may change runs may have a job run now."""
        return bool(request.user.has_perm("base.change_jobrun"))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        latest = jobs.latest_runs()
        runs = [(job, latest.get(job.name)) for job in jobs.registered().values()]
        rows = [(job, run, figures_of(run)) for job, run in runs]
        context = {"regular_jobs": rows, "may_run_jobs": self.has_run_permission(request)}
        shown: HttpResponse = super().changelist_view(request, {**context, **(extra_context or {})})
        return shown

    def run_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """Ask a worker for a run."""
        if request.method == "POST" and self.has_run_permission(request):
            try:
                jobs.ask(name)
            except DomainError as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("A worker runs it as soon as it can."))
        elif request.method == "POST":
            messages.error(request, _("You may look at the jobs, but not run them."))
        return HttpResponseRedirect(reverse("admin:base_jobrun_changelist"))

    @display(description=gettext_lazy("state"), ordering="state", label={**RUN_COLOURS})
    def state_label(self, run: JobRun) -> tuple[str, str]:
        return run.state, run.get_state_display()

    @admin.display(description=gettext_lazy("duration"))
    def duration(self, run: JobRun) -> str:
        return "–" if run.duration_seconds is None else f"{run.duration_seconds:.1f} s"

    @admin.display(description=gettext_lazy("progress"), ordering="progress_percent")
    def progress(self, run: JobRun) -> str:
        return f"{run.progress_percent} %"

    @admin.display(description=gettext_lazy("result"))
    def outcome(self, run: JobRun) -> str:
        """The error's first line, or the figures that are numbers."""
        return run.error.splitlines()[0][:120] if run.error else figures_of(run) or "–"


@admin.register(OutboxMessage)
class OutboxMessageAdmin(LongListAdmin):
    """Effects on their way out of the database."""

    list_display = ("task", "state_label", "created_at", "due_at", "attempts", "short_error")
    list_filter = ("state", "task")
    search_fields = ("=task",)
    search_help_text = gettext_lazy("The whole name of a task.")
    actions = ("try_again",)

    def has_retry_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("base.change_outboxmessage"))

    @admin.action(description=gettext_lazy("Try again now"), permissions=["retry"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        tried = sum(outbox.try_again(message) for message in queryset)
        said = ngettext("%d message is tried again.", "%d messages are tried again.", tried)
        messages.success(request, said % tried)

    @display(description=gettext_lazy("state"), ordering="state", label={**MESSAGE_COLOURS})
    def state_label(self, message: OutboxMessage) -> tuple[str, str]:
        return message.state, message.get_state_display()

    @admin.display(description=gettext_lazy("last error"))
    def short_error(self, message: OutboxMessage) -> str:
        return message.error[:120] or "–"


def figures_of(run: JobRun | None) -> str:
    """What a run counted, in one line; of a figure that has parts only its name."""
    result = run.result if run else {}
    return ", ".join(
        f"{name} {value}" if isinstance(value, int | float | str) else name
        for name, value in result.items()
    )
