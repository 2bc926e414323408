"""In every request of somebody who is signed in: is the second factor there, and when was the session last used."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain.second_factor import has_second_factor, must_have_second_factor
from accounts.domain.sessions import SEEN_EVERY, SEEN_KEY, note_use
from accounts.models import User

Answer = Callable[[HttpRequest], HttpResponse]


class SecondFactorOfStaff:
    """Whoever must have a second factor sets one up before the back office opens."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.TWO_FACTOR_ROLES and request.path.startswith("/admin/"):
            user = request.user
            if (
                isinstance(user, User)
                and must_have_second_factor(user)
                and not has_second_factor(user)
            ):
                messages.info(request, _("Your role needs a second factor. Set one up first."))
                return redirect("mfa_index")
        return self.get_response(request)


class LastUse:
    """Notes the last use of a session, every ten minutes at most. Reads nothing that was not read for the answer."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        session = request.session
        if not session.accessed or session.is_empty():
            return answer
        seen, now = session.get(SEEN_KEY), int(timezone.now().timestamp())
        if seen is not None and now - seen >= SEEN_EVERY and request.user.is_authenticated:
            session[SEEN_KEY] = now
            note_use(request.user, session.session_key or "")
        return answer
