"""What people are told about their account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from notifications.domain import mail


class MailedNews:
    """Tells by mail. Each call is a mail of its own, but for what has a number."""

    def token_reused(self, user_id: int, email: str) -> None:
        """A copy of a refresh token was used: somebody may have stolen it."""
        self._tell_change(
            user_id, email, _("A program's sign-in was used from two places, so we ended it")
        )

    def data_ready(self, user_id: int, email: str, export_id: str) -> None:
        """The copy can be fetched by who is signed in; the link alone opens nothing."""
        _send("data_ready", email, export_id, {"link": _absolute("account-data")}, user_id)

    def deletion_asked(self, user_id: int, email: str, due_at: datetime) -> None:
        """Until when it can be called off, and where."""
        facts = {"link": _absolute("account-data"), "due_at": due_at}
        _send("deletion_asked", email, uuid4().hex, facts, user_id)

    def deletion_done(self, email: str) -> None:
        """The last mail of all."""
        _send("deletion_done", email, uuid4().hex, {}, None)

    def unusual_sign_in(self, user_id: int, email: str, facts: Mapping[str, str]) -> None:
        """From where, and two links that act."""
        links = {
            name: _absolute("sign-in-answer", token=facts[name]) for name in ("mine", "not_mine")
        }
        _send("unusual_sign_in", email, uuid4().hex, {**facts, **links}, user_id, is_secret=True)

    def email_added(self, user_id: int, told: str, new: str) -> None:
        """The address that is known hears of the new one."""
        said = _("The email %(new)s was added to your account") % {"new": new}
        self._tell_change(user_id, told, said)

    def email_changed(self, user_id: int, old: str, new: str) -> None:
        """The old address hears where its mails go now."""
        said = _("Mails about your account go to %(new)s from now on") % {"new": new}
        self._tell_change(user_id, old, said)

    def _tell_change(self, user_id: int, email: str, change: str) -> None:
        facts = {"email": email, "link": _absolute("account_reset_password"), "change": change}
        _send("account_changed", email, uuid4().hex, facts, user_id)


def _send(
    kind: str,
    to: str,
    key: str,
    context: Mapping[str, Any],
    user_id: int | None,
    *,
    is_secret: bool = False,
) -> None:
    mail.send(kind, to=to, key=key, context=context, user_id=user_id, is_secret=is_secret)


def _absolute(name: str, **parts: str) -> str:
    site: str = settings.SITE_URL
    return site.rstrip("/") + reverse(name, kwargs=parts)
