"""Somebody was refused and says that it is a mistake; staff answer."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from security.domain import bans
from security.errors import AppealWaits, NothingToAppeal
from security.models import Appeal, Standing

LONGEST = 1000


def appeal(standing_id: int, *, message: str, email: str = "") -> Appeal:
    """Ask staff to look at a measure. Raises NothingToAppeal, or AppealWaits while an earlier one is open."""
    standing = Standing.objects.in_force(timezone.now()).filter(pk=standing_id).first()
    if standing is None:
        raise NothingToAppeal(_("Nothing keeps you out. Go back to the front of the shop."))
    try:
        with transaction.atomic():
            return Appeal.objects.create(
                standing=standing, message=message.strip()[:LONGEST], email=email
            )
    except IntegrityError:
        raise AppealWaits(_("You have told us already. Somebody will look at it today.")) from None


@transaction.atomic
def grant(appeal: Appeal) -> None:
    """It was a mistake: the measure ends at once, in every process."""
    _answer(appeal, Appeal.State.GRANTED)
    bans.lift(appeal.standing, note=_("Appeal granted."))


def refuse(appeal: Appeal) -> None:
    """It was none: the measure stays."""
    _answer(appeal, Appeal.State.REFUSED)


def _answer(appeal: Appeal, state: Appeal.State) -> None:
    appeal.state, appeal.answered_at = state, timezone.now()
    appeal.save(update_fields=["state", "answered_at"])
