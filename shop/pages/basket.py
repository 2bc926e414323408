"""Whose cart a request is about: a signed-in person's, else the one whose token the browser carries."""

from datetime import timedelta
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from orders.domain import carts
from orders.models import Cart
from shop.pages.cookies import CART

KEPT_FOR = timedelta(days=60)


def shopper_of(request: HttpRequest) -> User | None:
    """The signed-in person. Without a session cookie nobody is asked."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user


def cart_of(request: HttpRequest) -> Cart | None:
    """The shopper's open cart; None when there is none yet. Asked for once a request, and not without a reason."""
    if not hasattr(request, "cart"):
        shopper, token = shopper_of(request), request.COOKIES.get(CART)
        found = carts.find_cart(token, shopper) if shopper or token else None
        request.cart = found  # type: ignore[attr-defined] # kept for the frame and the page
    return cast("Cart | None", request.cart)  # type: ignore[attr-defined] # set above


def count_for(request: HttpRequest) -> int:
    """How many pieces lie in the shopper's cart, asked for in one statement where only the number matters."""
    if not hasattr(request, "cart") and not shopper_of(request):
        token = request.COOKIES.get(CART)
        return carts.count_in(token) if token else 0
    return carts.count_of(cart_of(request))


def opened_cart(request: HttpRequest) -> Cart:
    """The shopper's open cart, made when there is none. Give its token to the browser with ``hand_over``."""
    opened = cart_of(request) or carts.open_cart(None, shopper_of(request))
    request.cart = opened  # type: ignore[attr-defined] # the cart of this request from now on
    return opened


def hand_over(response: HttpResponse, cart: Cart) -> None:
    """Let the browser carry the token of a cart that belongs to nobody. Scripts cannot read it."""
    if cart.user_id is None:
        response.set_cookie(
            CART,
            str(cart.token),
            max_age=KEPT_FOR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def put_down(response: HttpResponse) -> None:
    """The browser carries no cart any more: it has become an order."""
    response.delete_cookie(CART, samesite="Lax")
