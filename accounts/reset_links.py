"""Links for a new password end with everything that ends sign-ins."""

from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator


class ResetLinks(EmailAwarePasswordResetTokenGenerator):
    """Bound to the password, the last sign-in and the addresses, as allauth's; also to the epoch and to being let in."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        base = super()._make_hash_value(user, timestamp)
        return f"{base}|{user.credentials_epoch}|{user.is_active}"
