"""Who is acting: the user behind the running request, task or command, stamped on every record it writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import pghistory
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from pghistory.middleware import HistoryMiddleware

_actor_id: ContextVar[Callable[[], int | None] | None] = ContextVar("actor_id", default=None)


def current_actor_id() -> int | None:
    """Id of the acting user; None for a visitor, a task or a command."""
    find = _actor_id.get()
    return find() if find else None


@contextmanager
def acting_as(user_id: int | None) -> Iterator[None]:
    """Everything written inside is by this user, in the stamps of records as in their history."""
    token = _actor_id.set(lambda: user_id)
    try:
        with pghistory.context(user=user_id):
            yield
    finally:
        _actor_id.reset(token)


class HistoryOfPeople(HistoryMiddleware):
    """Tells the history who is behind a write, for requests that somebody may be signed in to.

    A visitor has no name to tell, and naming nobody would put a second statement before each one that a guest's
    checkout makes.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        may_be_known = (
            settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META
        )
        answer: HttpResponse = (
            super().__call__(request)  # type: ignore[no-untyped-call] # the library's own
            if may_be_known
            else self.get_response(request)
        )
        return answer


class ActorMiddleware:
    """Names the signed-in user as the actor. Asks for the user only when something is written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def signed_in_id() -> int | None:
            return request.user.pk if request.user.is_authenticated else None

        token = _actor_id.set(signed_in_id)
        try:
            return self.get_response(request)
        finally:
            _actor_id.reset(token)
