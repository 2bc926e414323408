"""Messages to people: what was sent, what waits, what failed."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.decorators import display

from notifications.domain import mail
from notifications.models import Message
from shop.base.back_office import LongListAdmin

COLOURS = {
    Message.State.WAITING: "info",
    Message.State.SENT: "success",
    Message.State.FAILED: "danger",
}


@admin.register(Message)
class MessageAdmin(LongListAdmin):
    """The log of mails."""

    list_display = ("to", "kind", "subject", "state_label", "created_at", "sent_at", "attempts")
    list_filter = ("state", "kind", ("created_at", RangeDateFilter))
    search_fields = ("=to", "=key")
    search_help_text = _("A whole address, or an order's number.")
    fields = (
        "to",
        "kind",
        "key",
        "subject",
        "state",
        "created_at",
        "sent_at",
        "attempts",
        "error",
        "picture",
        "text",
    )
    readonly_fields = ("picture",)
    actions = ("send_again",)

    def has_send_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("notifications.change_message"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """An address, or what the mail is about."""
        term = search_term.strip()
        if not term:
            return queryset, False
        return queryset.filter(Q(to=term.lower()) | Q(key__startswith=term.upper())), False

    @admin.action(description=_("Send again"), permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        chosen = list(queryset)
        for message in chosen:
            mail.send_again(message)
        said = ngettext("%d mail is sent again.", "%d mails are sent again.", len(chosen))
        messages.success(request, said % len(chosen))

    @display(description=_("state"), ordering="state", label={**COLOURS})
    def state_label(self, message: Message) -> tuple[str, str]:
        return message.state, message.get_state_display()

    @admin.display(description=_("as it looks"))
    def picture(self, message: Message) -> SafeString:
        """The mail in a frame that may run no script and reach nothing."""
        return format_html(
            '<iframe class="office-mail" sandbox srcdoc="{}" title="{}" width="640" height="560"></iframe>',
            message.html,
            message.subject,
        )
