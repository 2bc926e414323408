"""Django's own signals: somebody signed in, so what their browser carried becomes theirs."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from accounts.models import User
from activity.domain.visitors import join_visitor, visitor_of
from orders.domain import carts
from shop.pages.cookies import CART


def bring_along(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """The anonymous cart and the anonymous past of this browser go to the person who has signed in."""
    if request is None:
        return
    if CART in request.COOKIES:
        carts.merge(request.COOKIES[CART], user)
    join_visitor(visitor_of(request), user.pk)


def connect() -> None:
    """Listen."""
    user_logged_in.connect(bring_along, dispatch_uid="pages-bring-along")
