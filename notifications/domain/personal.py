"""The mails to a person, and how they are forgotten."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from accounts.models import User
from notifications.models import Message


class MailData:
    """What was written to a person."""

    def gather(self, user_id: int) -> Mapping[str, list[dict[str, Any]]]:
        """Every mail with its words; those of secret mails are forgotten once sent."""
        fields = ("created_at", "kind", "to", "subject", "text", "state", "sent_at")
        return {"mails": list(_mails(user_id).filter(is_secret=False).values(*fields))}

    def is_busy(self, user_id: int) -> bool:
        """Never: a mail that waits need not arrive any more."""
        return False

    def erase(self, user_id: int) -> None:
        """The mails go."""
        _mails(user_id).delete()


def _mails(user_id: int) -> Any:
    address = User.objects.filter(pk=user_id).values_list("email", flat=True).first() or ""
    return Message.objects.filter(Q(user_id=user_id) | Q(to__iexact=address))
