"""Messages to people: what was sent, what waits, what failed."""

from typing import Any, ClassVar

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
from shop.base.errors import DomainError

COLOURS = {
    Message.State.WAITING: "info",
    Message.State.SENT: "success",
    Message.State.FAILED: "danger",
}
# Pictures from elsewhere would tell their owner who looked.
REACH_NOTHING = (
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
)


@admin.register(Message)
class MessageAdmin(LongListAdmin):
    """The log of mails."""

    list_display = (
        "to",
        "kind_in_words",
        "subject",
        "state_label",
        "created_at",
        "sent_at",
        "attempts",
    )
    list_filter = ("state", "kind", ("created_at", RangeDateFilter))
    search_fields = ("=to", "=key")
    search_help_text = _("A whole address, or an order's number.")
    fieldsets = (
        (None, {"fields": ("to", "kind_in_words", "key", "subject", "user")}),
        (_("On its way"), {"fields": ("state", "created_at", "sent_at", "attempts", "error")}),
        (_("What it says"), {"fields": ("picture", "words")}),
    )
    readonly_fields = ("kind_in_words", "picture", "words")
    actions = ("send_again",)

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["css/office.css"]}

    def has_send_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("notifications.change_message"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without the words, which a list does not show."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.defer("text", "html")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """An address, or what the mail is about."""
        term = search_term.strip()
        if not term:
            return queryset, False
        return queryset.filter(Q(to__iexact=term) | Q(key__startswith=term.upper())), False

    @admin.action(description=_("Send again"), permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        sent = 0
        for message in queryset:
            try:
                mail.send_again(message)
            except DomainError as refusal:
                messages.warning(request, f"{message.to}: {refusal}")
            else:
                sent += 1
        if sent:
            said = ngettext("%d mail is sent again.", "%d mails are sent again.", sent)
            messages.success(request, said % sent)

    @admin.display(description=_("kind"), ordering="kind")
    def kind_in_words(self, message: Message) -> str:
        return message.kind.replace("_", " ").capitalize()

    @display(description=_("state"), ordering="state", label={**COLOURS})
    def state_label(self, message: Message) -> tuple[str, str]:
        return message.state, message.get_state_display()

    @admin.display(description=_("as it looks"))
    def picture(self, message: Message) -> SafeString | str:
        """The mail in a frame that may run no script and reach nothing."""
        if message.is_secret:
            return str(_("This mail holds a link that opens an account, so it is shown to nobody."))
        return format_html(
            '<iframe class="office-mail" sandbox srcdoc="{}" title="{}"></iframe>',
            REACH_NOTHING + message.html,
            message.subject,
        )

    @admin.display(description=_("as plain text"))
    def words(self, message: Message) -> str:
        """The plain twin, for readers without pictures."""
        return "–" if message.is_secret else message.text
