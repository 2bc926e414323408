"""Whether somebody has just shown who they are: for acts that a session left open must not allow."""

from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse


def has_proved_lately(request: HttpRequest) -> bool:
    """Whether the person gave their password or second factor within the last minutes, or has neither to give."""
    return bool(did_recently_reauthenticate(request))


def ask_for_proof(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that asks for it, and from there back to the page of this request."""
    way_back = urlencode({"next": request.path})
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{way_back}")
