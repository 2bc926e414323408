"""Where a shopper is signed in."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.domain.sessions import end_other_sign_ins, end_sign_in, sign_ins
from accounts.models import User
from shop.base.errors import NotFound
from shop.pages.views.unusual import devices_of


@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Browsers and programs in one list."""
    lines = sign_ins(cast("User", request.user), session_key=request.session.session_key)
    return render(
        request, "shop/account/sessions.html", {"sign_ins": lines, "devices": devices_of(request)}
    )


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End one of them."""
    try:
        end_sign_in(cast("User", request.user), request.POST.get("sign_in", ""))
        messages.success(request, _("That sign-in has ended."))
    except NotFound as refusal:
        messages.error(request, str(refusal))
    return redirect("account-sessions")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all but this one."""
    end_other_sign_ins(cast("User", request.user), session_key=request.session.session_key)
    messages.success(request, _("You are signed in here only."))
    return redirect("account-sessions")
