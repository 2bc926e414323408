"""What this room itself knows of a person, and how it forgets it."""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet

from accounts.domain.access import sign_out_everywhere
from accounts.models import (
    Address,
    DataExport,
    KnownDevice,
    RoleChange,
    SignInRecord,
    TokenFamily,
    User,
)
from shop.base.history import overwrite_history
from shop.base.models import IdempotencyKey

# Nobody can have this domain, so nobody can get the mails of somebody who is gone.
NOWHERE = "erased.invalid"


class PeopleData:
    """The account itself: addresses, sign-ins, second factors by name, roles."""

    def gather(self, user_id: int) -> Mapping[str, list[dict[str, Any]]]:
        """The tables of the room."""
        mine = {"user_id": user_id}
        return {
            "account": list(
                User.objects.filter(pk=user_id).values(
                    "email", "full_name", "date_joined", "last_login", "is_staff"
                )
            ),
            "emails": list(
                EmailAddress.objects.filter(**mine).values("email", "verified", "primary")
            ),
            "addresses": list(
                Address.objects.filter(**mine).values(
                    "full_name", "line1", "line2", "city", "region", "postcode", "country", "phone", "is_default",
                )
            ),
            "sign_ins": list(
                SignInRecord.objects.filter(**mine).values(
                    "at", "kind", "address", "country", "agent", "score", "reasons", "answer"
                )
            ),
            "browsers": list(
                UserSession.objects.filter(**mine).values(
                    "created_at", "last_seen_at", "ip", "user_agent"
                )
            ),
            "programs": list(
                TokenFamily.objects.filter(**mine).values(
                    "created_at", "last_used_at", "ends_at", "address", "agent"
                )
            ),
            "second_factors": list(
                Authenticator.objects.filter(**mine).values("type", "created_at", "last_used_at")
            ),
            "linked_accounts": list(
                SocialAccount.objects.filter(**mine).values("provider", "uid", "date_joined")
            ),
            "roles": list(RoleChange.objects.filter(**mine).values("role", "kind", "created_at")),
        }  # fmt: skip

    def is_busy(self, user_id: int) -> bool:
        """Never: an account waits for nobody."""
        return False

    def erase(self, user_id: int) -> None:
        """The row stays, for the numbers in other rooms; nothing in it or in its history tells who it was."""
        user = User.objects.get(pk=user_id)
        for rows in _rows_that_go(user_id):
            rows.delete()
        for session in UserSession.objects.filter(user_id=user_id):
            session.end()
        IdempotencyKey.objects.filter(caller=f"user-{user_id}").delete()
        LogEntry.objects.filter(
            content_type__app_label="accounts",
            content_type__model="user",
            object_id=str(user_id),
        ).update(object_repr="", change_message="")
        sign_out_everywhere(user, reason="erased")
        user.email = f"erased-{user_id}@{NOWHERE}"
        user.full_name = ""
        user.is_active = False
        user.set_unusable_password()
        user.save()
        overwrite_history(
            User.objects.filter(pk=user_id), email=user.email, full_name=user.full_name
        )


def _rows_that_go(user_id: int) -> list[QuerySet[Any]]:
    mine = {"user_id": user_id}
    return [
        Address.objects.filter(**mine),
        DataExport.objects.filter(**mine),
        KnownDevice.objects.filter(**mine),
        SignInRecord.objects.filter(**mine),
        TokenFamily.objects.filter(**mine),
        EmailAddress.objects.filter(**mine),
        Authenticator.objects.filter(**mine),
        SocialAccount.objects.filter(**mine),
    ]
