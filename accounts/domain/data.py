"""A person's data: a copy for them, and its erasure after a time in which they may think again.

Every room answers for what it keeps (``accounts.ports.KeepsPersonalData``); this file knows no other room.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.domain.access import sign_out_everywhere
from accounts.domain.people import is_last_super_admin, roles_of
from accounts.errors import DataTooSoon, DeletionNotAsked, StaffStays
from accounts.models import DataExport, Deletion, User
from accounts.ports import keepers, news
from shop.base.errors import NotFound
from shop.base.outbox import later

EXPORT_LIFE = timedelta(days=7)
EXPORT_PAUSE = timedelta(hours=1)
README = """Everything that {site} knows of {email}, made on {when}.

One file for each part of the shop, in JSON; amounts of money are in the smallest unit of their currency.
"""


@transaction.atomic
def ask_for_copy(user: User) -> DataExport:
    """Have a worker make a copy of a person's data; one that is being made is enough. Raises DataTooSoon within an hour."""
    User.objects.select_for_update().get(pk=user.pk)
    newest = DataExport.objects.filter(user=user).first()
    if newest and newest.ready_at is None:
        return newest
    if newest and newest.asked_at > timezone.now() - EXPORT_PAUSE:
        raise DataTooSoon
    export = DataExport.objects.create(user=user)
    later("accounts.tasks.make_copy", export_id=str(export.pk))
    return export


def make_copy(export_id: str) -> None:
    """Gather, keep and tell. A copy that is made already is left alone."""
    export = DataExport.objects.select_related("user").filter(pk=export_id).first()
    if export is None or export.ready_at is not None:
        return
    now = timezone.now()
    content = _zipped(export.user)
    with transaction.atomic():
        is_first = DataExport.objects.filter(pk=export.pk, ready_at__isnull=True).update(
            ready_at=now, ends_at=now + EXPORT_LIFE, content=content
        )
        if is_first:
            news().data_ready(export.user_id, export.user.email, str(export.pk))


def copy_of(user: User, export_id: UUID) -> bytes:
    """The ZIP file of a person's own copy. Raises NotFound for another's, and for one that is not ready or is over."""
    export = DataExport.objects.filter(user=user, pk=export_id).first()
    if export is None or not export.is_ready:
        raise NotFound("There is no such copy (any more).")
    return bytes(export.content)


def gathered(user: User) -> dict[str, Mapping[str, list[dict[str, Any]]]]:
    """Everything that is known of a person, by room."""
    return {room: keeper.gather(user.pk) for room, keeper in keepers().items()}


def forget_old_copies() -> int:
    """Remove the copies whose time is over. Returns how many."""
    return DataExport.objects.filter(ends_at__lte=timezone.now()).delete()[0]


def open_deletion(user: User) -> Deletion | None:
    """A person's wish to be erased, while it can be called off."""
    return Deletion.objects.open().filter(user=user).first()


@transaction.atomic
def ask_for_deletion(user: User) -> Deletion:
    """Have an account erased after the time of grace; asking again changes nothing.

    Ends every sign-in, so that whoever calls it off has to sign in anew. Raises StaffStays for somebody with a role.
    """
    if user.is_staff or roles_of(user):
        raise StaffStays
    due_at = timezone.now() + timedelta(days=settings.ACCOUNT_DELETION_DAYS)
    try:
        with transaction.atomic():
            deletion = Deletion.objects.create(user=user, due_at=due_at)
    except IntegrityError:
        return Deletion.objects.open().get(user=user)
    sign_out_everywhere(user, reason="deletion asked")
    news().deletion_asked(user.pk, user.email, due_at)
    return deletion


def call_off_deletion(user: User) -> None:
    """Keep the account after all. Raises DeletionNotAsked when there is nothing to call off."""
    if (
        not Deletion.objects.open()
        .filter(user=user, due_at__gt=timezone.now())
        .update(called_off_at=timezone.now())
    ):
        raise DeletionNotAsked


def erase_due() -> dict[str, int]:
    """Erase the accounts whose time is over; those of which something is still under way wait for the next run."""
    erased = waiting = 0
    for deletion_id in list(Deletion.objects.due().values_list("pk", flat=True)):
        if erase(deletion_id):
            erased += 1
        else:
            waiting += 1
    return {"erased": erased, "waiting": waiting}


def erase(deletion_id: int) -> bool:
    """Erase one account that is due, in all rooms or in none. Returns whether it was."""
    with transaction.atomic():
        deletion = (
            Deletion.objects.due().select_for_update(of=("self",)).filter(pk=deletion_id).first()
        )
        if deletion is None:
            return False
        user = User.objects.select_for_update().get(pk=deletion.user_id)
        # Whoever got a role meanwhile has become staff.
        if user.is_staff or is_last_super_admin(user):
            return False
        if any(keeper.is_busy(user.pk) for keeper in keepers().values()):
            return False
        told = _addresses(user)
        # The rooms above first: they ask for the address, which the account itself forgets last.
        for keeper in reversed(keepers().values()):
            keeper.erase(user.pk)
        Deletion.objects.filter(pk=deletion.pk).update(done_at=timezone.now())
        for address in told:
            news().deletion_done(address)
    return True


def _addresses(user: User) -> list[str]:
    """The addresses that have something to be told: the confirmed ones, else the one to sign in with."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list(
        "email", flat=True
    )
    return sorted(confirmed) or [user.email]


def _zipped(user: User) -> bytes:
    file = io.BytesIO()
    about = README.format(
        site=settings.SITE_NAME, email=user.email, when=timezone.now().date().isoformat()
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", about)
        for room, tables in gathered(user).items():
            archive.writestr(f"{room}.json", json.dumps(tables, cls=DjangoJSONEncoder, indent=2))
    return file.getvalue()
