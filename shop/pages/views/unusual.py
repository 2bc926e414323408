"""The links of the mail about an unusual sign-in, and the page for one that waits to be confirmed."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.domain import risk
from accounts.domain.sessions import DEVICE_COOKIE, device_of
from accounts.errors import AnswerOver
from accounts.models import KnownDevice, SignInRecord, User


@never_cache
def sign_in_answer(request: HttpRequest, token: str) -> HttpResponse:
    """What a link says, with a button that does it: programs that look into mails only look."""
    try:
        record, said = risk.read_answer(token)
        if request.method == "POST":
            risk.answer(token)
            return _done(request, said)
    except AnswerOver as refusal:
        return render(request, "shop/account/answer_over.html", {"said": refusal}, status=410)
    facts = {"record": record, "is_mine": said is SignInRecord.Answer.MINE}
    return render(request, "shop/account/answer.html", facts)


@login_required
@never_cache
def held(request: HttpRequest) -> HttpResponse:
    """Why the account does not open yet."""
    return render(request, "shop/account/held.html")


@login_required
@require_POST
def forget_device(request: HttpRequest) -> HttpResponse:
    """Treat a device as unknown from now on."""
    number = request.POST.get("device", "")
    if number.isascii() and number.isdigit() and len(number) < 19:
        risk.forget_device(cast("User", request.user), int(number))
    messages.success(request, _("We do not know that device any more."))
    return redirect("account-sessions")


def devices_of(request: HttpRequest) -> list[KnownDevice]:
    """The known devices of who is signed in, the last used first; this one has ``is_this_one``."""
    mine = risk.mark_of(device_of(request)) if request.COOKIES.get(DEVICE_COOKIE) else ""
    rows = list(KnownDevice.objects.filter(user=cast("User", request.user)).order_by("-last_seen_at"))  # fmt: skip
    for row in rows:
        row.is_this_one = row.mark == mine  # type: ignore[attr-defined]
    return rows


def _done(request: HttpRequest, said: SignInRecord.Answer) -> HttpResponse:
    if said is SignInRecord.Answer.MINE:
        messages.success(request, _("Thank you. We know that device from now on."))
        return redirect("account")
    messages.success(
        request, _("Every sign-in has ended. Choose a new password by the link that we mail you.")
    )
    return redirect("account_reset_password")
