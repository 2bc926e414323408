"""Who is acting: the user behind the running request, task or command, stamped on every record it writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import pghistory
from django.http import HttpRequest, HttpResponse

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
