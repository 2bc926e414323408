"""The cookies of the shop window: what each is called, and which of them make a page somebody's own."""

from django.conf import settings
from django.http import HttpRequest

from activity.domain.visitors import COOKIE as VISITOR

CART = "cart"
MESSAGES = "messages"
# The front has shelves of their own for those whose browser is known.
FRONT = "/"


def is_anybody(request: HttpRequest) -> bool:
    """Whether the page that is asked for is the same for all: no cart, no session, no message, nobody known."""
    cookies = request.COOKIES
    if CART in cookies or settings.SESSION_COOKIE_NAME in cookies or MESSAGES in cookies:
        return False
    return request.path_info != FRONT or VISITOR not in cookies
