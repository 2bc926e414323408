"""Who an anonymous shopper is: a random number in a first-party cookie, and whose browser it turned out to be."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import LazyObject

from activity.models import VisitorLink
from shop.base.agents import is_bot

COOKIE = "visitor"
KEPT_FOR = timedelta(days=180)


class Source(NamedTuple):
    """Who stands behind a request: arguments of ``events.record()``."""

    visitor: UUID | None
    user_id: int | None
    is_bot: bool


def visitor_of(request: HttpRequest) -> UUID | None:
    """The visitor of a browser that has been given a number; None for a new one or a number that is not ours."""
    return read_visitor(request.COOKIES.get(COOKIE, ""))


def read_visitor(text: str) -> UUID | None:
    """A visitor's number from its text; None unless it is a random UUID as we hand them out."""
    if not text:
        return None
    try:
        visitor = UUID(text)
    except ValueError:
        return None
    return visitor if visitor.version == 4 else None


def visitor_for(request: HttpRequest, response: HttpResponseBase) -> UUID:
    """The visitor of a browser, which gets a number with this response when it has none.

    Never call it for a page that a shared cache may keep: its visitors would all be one.
    """
    visitor = visitor_of(request)
    if visitor is None:
        visitor = uuid4()
        give_cookie(response, visitor)
    return visitor


def give_cookie(response: HttpResponseBase, visitor: UUID) -> None:
    """Let the browser remember its number for 180 days. Scripts cannot read it."""
    response.set_cookie(
        COOKIE,
        str(visitor),
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def source_of(request: HttpRequest) -> Source:
    """Who stands behind a request. Asks the database only when the user has not been asked for yet and may exist."""
    return Source(
        visitor=visitor_of(request),
        user_id=_user_id(request),
        is_bot=is_bot(request.META.get("HTTP_USER_AGENT", "")),
    )


def join_visitor(visitor: UUID | None, user_id: int) -> bool:
    """Recognise a visitor as a user, at sign-in. Returns whether the visitor is theirs.

    The first person who signs in with a browser has its anonymous past; whoever signs in with it later does not.
    """
    if visitor is None:
        return False
    VisitorLink.objects.bulk_create(
        [VisitorLink(visitor=visitor, user_id=user_id)], ignore_conflicts=True
    )
    return VisitorLink.objects.filter(visitor=visitor, user_id=user_id).exists()


def _user_id(request: HttpRequest) -> int | None:
    user = getattr(request, "user", None)
    if isinstance(user, LazyObject) and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        # Nobody can be signed in; asking would make the page vary by cookie.
        return None
    return user.pk if user is not None and user.is_authenticated else None
