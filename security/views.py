"""Two pages for whoever was refused: show that a person is there, and say that it is a mistake."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from django_ratelimit.decorators import ratelimit

from security.domain import appeals, book, challenge
from security.domain.visits import visit_of
from security.networks import client_of
from shop.base.errors import DomainError


@csrf_exempt  # who is challenged may have no cookie; the signed question takes the token's place
@require_POST
def let_in(request: HttpRequest) -> HttpResponse:
    """Give a pass to whoever has read the form, and send them where they wanted to go."""
    client = client_of(visit_of(request).address or "")
    try:
        earned = challenge.answered(request.POST.get("question", "")[:400], client)
    except DomainError as refusal:
        context = {"detail": str(refusal), "may_appeal": True}
        return render(request, "door/refused.html", context, status=400)
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        challenge.COOKIE,
        earned,
        max_age=challenge.PASS_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _client(_group: str, request: HttpRequest) -> str:
    """Who is counted: the client's address, as the shop knows it."""
    return client_of(visit_of(request).address or "unknown")


@csrf_exempt  # the worst that another site can do is to appeal for somebody, once
@require_http_methods(["GET", "HEAD", "POST"])
@ratelimit(key=_client, rate="10/h", method="POST", block=False)
def appeal(request: HttpRequest) -> HttpResponse:
    """Take an appeal against the measure in force."""
    if request.method != "POST":
        return render(request, "door/appeal.html")
    if getattr(request, "limited", False):
        detail = _("You have written often. Somebody will look at it today.")
        return render(request, "door/appeal.html", {"refusal": detail}, status=429)
    entry = book.find(visit_of(request).subjects.values())
    try:
        appeals.appeal(
            entry.standing_id if entry else 0,
            message=request.POST.get("message", ""),
            email=_email(request.POST.get("email", "")),
        )
    except DomainError as refusal:
        return render(request, "door/appeal.html", {"refusal": str(refusal)}, status=refusal.status)
    return render(request, "door/appeal.html", {"sent": True})


def _email(text: str) -> str:
    """The address, when it is one: an appeal counts also without."""
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text
