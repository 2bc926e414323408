"""The searches that a shopper keeps."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from activity.domain import saved
from activity.models import SavedSearch
from shop.base.errors import DomainError


@login_required
def account_searches(request: HttpRequest) -> HttpResponse:
    """The kept searches, newest first."""
    rows = SavedSearch.objects.filter(user=cast("User", request.user))
    return render(request, "shop/account/searches.html", {"searches": rows})


@login_required
def keep_search(request: HttpRequest) -> HttpResponse:
    """Keep a search. Who had to sign in first comes back here by a plain link, and presses once more."""
    if request.method != "POST":
        return redirect("account-searches")
    try:
        saved.keep(cast("User", request.user).pk, request.POST.get("q", ""))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kept. We write to you when something new matches."))
    return redirect("account-searches")


@login_required
@require_POST
def change_search(request: HttpRequest, saved_id: int) -> HttpResponse:
    """Turn the alerts of a kept search on or off, or keep it no longer."""
    user = cast("User", request.user)
    try:
        if request.POST.get("action") == "forget":
            saved.forget(user.pk, saved_id)
        else:
            saved.watch(user.pk, saved_id, is_watched=request.POST.get("action") == "watch")
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("account-searches")
