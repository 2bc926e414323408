"""A shopper's own data: a copy of it, and the end of the account."""

from typing import cast
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.domain import data
from accounts.models import DataExport, User
from shop.base.errors import DomainError, NotFound


@login_required
def account_data(request: HttpRequest) -> HttpResponse:
    """What can be asked of one's data, and what was."""
    user = cast("User", request.user)
    facts = {
        "export": DataExport.objects.defer("content").filter(user=user).first(),
        "deletion": data.open_deletion(user),
    }
    return render(request, "shop/account/data.html", facts)


@login_required
@require_POST
def ask_for_copy(request: HttpRequest) -> HttpResponse:
    """Have a copy made."""
    try:
        data.ask_for_copy(cast("User", request.user))
        messages.success(request, _("We write to you when your copy is ready."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("account-data")


@login_required
@reauthentication_required
def fetch_copy(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """The ZIP file, for its owner alone, who has just given their password."""
    try:
        content = data.copy_of(cast("User", request.user), export_id)
    except NotFound as missing:
        raise Http404 from missing
    return zip_answer(content)


@login_required
@reauthentication_required
def delete_account(request: HttpRequest) -> HttpResponse:
    """Ask for the end of the account: a page that says what will happen, and its button."""
    user = cast("User", request.user)
    if request.method != "POST":
        return render(request, "shop/account/delete.html", {"deletion": data.open_deletion(user)})
    try:
        data.ask_for_deletion(user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("account-data")
    messages.success(
        request, _("Your account will be deleted. Sign in before then to keep it; we wrote to you.")
    )
    return redirect("home")


@login_required
@require_POST
def keep_account(request: HttpRequest) -> HttpResponse:
    """Call the deletion off."""
    try:
        data.call_off_deletion(cast("User", request.user))
        messages.success(request, _("Your account stays."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("account-data")


def zip_answer(content: bytes) -> HttpResponse:
    """A file to keep, which no cache keeps."""
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer
