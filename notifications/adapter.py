"""allauth's way to the post: what it writes to people goes through the shop's own mails and outbox.

So signing up and asking for a new password work while the mail server is away, and are in the log of mails.
"""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.domain.risk import check_guesses
from accounts.domain.sessions import device_of
from accounts.errors import TooManyTries
from notifications.domain import mail
from shop.base.addresses import counted_address

# allauth's name of a mail, and the shop's kind.
KINDS = {
    "password_reset_key": "account_new_password",
    "email_confirmation": "account_confirm_email",
    "email_confirmation_signup": "account_confirm_email",
    "unknown_account": "account_unknown",
    "account_already_exists": "account_exists",
}
# What happened to an account: its owner hears of it, lest somebody else did it.
CHANGES = {
    "password_changed": _("Your password was changed"),
    "password_reset": _("Your password was changed"),
    "password_set": _("Your account has a password now"),
    "email_changed": _("Your email was changed"),
    "email_confirm": _("Your email was confirmed"),
    "totp_activated": _("An authenticator app was added to your account"),
    "totp_deactivated": _("The authenticator app was removed from your account"),
    "webauthn_added": _("A passkey was added to your account"),
    "webauthn_removed": _("A passkey was removed from your account"),
    "recovery_codes_generated": _("New recovery codes were made for your account"),
    "account_connected": _("Another account was linked to yours"),
    "account_disconnected": _("An account was unlinked from yours"),
    "email_deleted": _("An email was removed from your account"),
}
# The page that a kind of mail leads to. The other kinds hold a link with a key, and are secret.
PAGES = {
    "account_unknown": "account_signup",
    "account_exists": "account_reset_password",
    "account_changed": "account_reset_password",
}


class AccountAdapter(DefaultAccountAdapter):
    """allauth as the shop uses it."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail that allauth asks for; a worker sends it. Each call is a mail of its own."""
        name = template_prefix.rpartition("/")[2]
        kind = KINDS.get(name, "account_changed")
        page = PAGES.get(kind)
        key_link = context.get("password_reset_url") or context.get("activate_url")
        mail.send(
            kind,
            to=email,
            key=uuid4().hex,
            context={
                "email": email,
                "link": _absolute(page) if page else key_link,
                "change": "" if name in KINDS else str(CHANGES[name]),
            },
            user_id=getattr(context.get("user"), "pk", None),
            is_secret=page is None,
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Where a new password is chosen: at the shop's own address, whatever host the request named."""
        user, _dash, token = key.partition("-")
        return _absolute("account_reset_password_from_key", uidb36=user, key=token)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Where an address is confirmed: at the shop's own address, whatever host the request named."""
        return _absolute("account_confirm_email", key=emailconfirmation.key)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The shopper's network, not the proxy in front: allauth counts tries by it."""
        return counted_address(request)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Instead of a second account. A password is hashed here as well: the time must not tell which it was."""
        make_password(email)
        super().send_account_already_exists_mail(email)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}|{counted_address(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Before a password is tried: not from a stranger when the account was guessed at too often."""
        try:
            check_guesses(str(credentials.get("email") or ""), device_of(request))
        except TooManyTries as refusal:
            raise self.validation_error("too_many_login_attempts") from refusal
        super().pre_authenticate(request, **credentials)


def _absolute(name: str, **parts: str) -> str:
    site: str = settings.SITE_URL
    return site.rstrip("/") + reverse(name, kwargs=parts)
