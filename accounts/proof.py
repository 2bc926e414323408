"""Whether somebody has just shown who they are: for acts that a session left open must not allow."""

from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from accounts.models import User


def has_proved_lately(request: HttpRequest) -> bool:
    """Whether the person gave their password or second factor within the last minutes, or has neither to give."""
    return bool(did_recently_reauthenticate(request))


def owes_proof(request: HttpRequest) -> bool:
    """Whether the shop wants to know once more who uses this session, and was not shown since."""
    user = request.user
    if not isinstance(user, User) or user.proof_wanted_at is None:
        return False
    shown = [record["at"] for record in get_authentication_records(request, user)]
    return max(shown, default=0.0) < user.proof_wanted_at.timestamp()


def ask_for_proof(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that asks for it, and from there back to the page of this request."""
    way_back = urlencode({"next": request.path})
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{way_back}")
