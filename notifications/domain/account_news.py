"""What people are told about their account."""

from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from notifications.domain import mail


class MailedNews:
    """Tells by mail; the next page offers a new password."""

    def token_reused(self, user_id: int, email: str) -> None:
        """A copy of a refresh token was used: somebody may have stolen it."""
        change = _("A program's sign-in was used from two places, so we ended it")
        mail.send(
            "account_changed",
            to=email,
            key=uuid4().hex,
            context={
                "email": email,
                "link": settings.SITE_URL.rstrip("/") + reverse("account_reset_password"),
                "change": change,
            },
            user_id=user_id,
        )
