"""In front of the pages of accounts: second factors, sign-ins that are held, answers that take even time, last uses."""

from collections.abc import Callable
from time import monotonic, sleep

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain.risk import is_held
from accounts.domain.second_factor import has_second_factor, must_have_second_factor
from accounts.domain.sessions import HELD_KEY, SEEN_EVERY, SEEN_KEY, note_use
from accounts.errors import ProofNeeded, SignInHeld
from accounts.models import SignInRecord, User
from accounts.proof import ask_for_proof, owes_proof
from shop.base.errors import DomainError

OF_THE_ACCOUNT = (
    "/account/",
    "/admin/",
    "/api/users",
    "/api/v1/users",
    "/api/orders",
    "/api/v1/orders",
)
OPEN_TO_DOUBTED = (
    "/account/reauthenticate/",
    "/account/2fa/reauthenticate/",
    "/account/2fa/webauthn/reauthenticate/",
)
OPEN_TO_HELD = (
    "/account/held/",
    "/account/sign-in/",
    "/account/logout/",
    "/account/login/",
    "/account/password/reset/",
)
EVEN_PATHS, EVEN_SECONDS = ("/account/signup/", "/account/password/reset/"), 0.1
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


class HeldSignIn:
    """A very unusual sign-in sees nothing of the account and changes nothing until its owner has confirmed it by mail."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_of_the_account(request):
            number = request.session.get(HELD_KEY)
            if number is not None and request.user.is_authenticated:
                record = SignInRecord.objects.filter(pk=number).first()
                if record is None or is_held(record):
                    return self._refused(request)
                del request.session[HELD_KEY]
        return self.get_response(request)

    def _refused(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/api/"):
            return _problem(SignInHeld())
        return redirect("account-held")


class ProofWanted:
    """A session that the shop has come to doubt goes on when its person has shown again who they are."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            _is_of_the_account(request)
            and not request.path.startswith(OPEN_TO_DOUBTED)
            and owes_proof(request)
        ):
            if request.path.startswith("/api/"):
                return _problem(ProofNeeded())
            messages.info(request, _("Please show once more that it is you."))
            return ask_for_proof(request)
        return self.get_response(request)


def _is_of_the_account(request: HttpRequest) -> bool:
    return request.path.startswith(OF_THE_ACCOUNT) and not request.path.startswith(OPEN_TO_HELD)


def _problem(refusal: DomainError) -> HttpResponse:
    problem = {"code": refusal.code, "status": 403, "detail": str(refusal)}
    return JsonResponse(problem, status=403, content_type="application/problem+json")


class EvenAnswers:
    """Signing up and asking for a new password take a whole number of tenths of a second.

    Whether an address is known decides which mail is written and whether an account is made, some milliseconds either way;
    of that nothing is left. Both pages are limited to a few tries a minute, so nobody keeps the workers waiting.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.path not in EVEN_PATHS:
            return self.get_response(request)
        began = monotonic()
        answer = self.get_response(request)
        sleep(-(monotonic() - began) % EVEN_SECONDS)
        return answer


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
