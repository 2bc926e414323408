"""Ending, or doubting, what opens somebody's account."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.domain.second_factor import has_second_factor
from accounts.models import TokenFamily, User


@transaction.atomic
def sign_out_everywhere(user: User, *, reason: str) -> int:
    """End every session and every token of a person, at once. Returns how many programs were signed in."""
    User.objects.filter(pk=user.pk).update(credentials_epoch=F("credentials_epoch") + 1)
    user.refresh_from_db(fields=["credentials_epoch"])
    alive = TokenFamily.objects.filter(user=user, revoked_at__isnull=True)
    return alive.update(revoked_at=timezone.now(), reason=reason[:40])


@transaction.atomic
def want_proof(user: User, *, reason: str) -> None:
    """Every session of a person shows once more who uses it, by password or second factor, before it goes on.

    Programs sign in anew, and so does whoever has neither to show.
    """
    if not (user.has_usable_password() or has_second_factor(user)):
        sign_out_everywhere(user, reason=reason)
        return
    user.proof_wanted_at = timezone.now()
    user.save(update_fields=["proof_wanted_at"])
    alive = TokenFamily.objects.filter(user=user, revoked_at__isnull=True)
    alive.update(revoked_at=timezone.now(), reason=reason[:40])


def forget_other_emails(user: User) -> int:
    """After a person's email was changed for them: nothing opens their account by another. Returns how many went."""
    others = EmailAddress.objects.filter(user=user).exclude(email=user.email)
    return int(others.delete()[0])
