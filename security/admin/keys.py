"""Keys of programs that sign their requests. The secret is shown once, when it is made."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from security.domain import signatures
from security.models import SigningKey
from shop.base.back_office import RecordAdmin


@admin.register(SigningKey)
class SigningKeyAdmin(RecordAdmin):
    """Made, shown once, revoked; never changed."""

    list_display = ("key_id", "user", "note", "created_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("key_id", "note")
    fields = ("user", "note")
    raw_id_fields = ("user",)
    actions = ("revoke",)

    def has_revoke_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("security.change_signingkey"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("user",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        made = signatures.make_key(obj.user, note=obj.note)
        obj.pk, obj.key_id = made.pk, made.key_id
        messages.warning(
            request,
            _("Key %(key)s, secret %(secret)s. The secret is shown only now.")
            % {"key": made.key_id, "secret": made.secret},
        )

    @admin.action(description=gettext_lazy("Revoke"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[SigningKey]) -> None:
        queryset.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
        messages.success(request, _("Revoked. Requests signed with them are refused from now on."))
