"""Carts and orders for tests."""

from accounts.models import User
from catalog.models import Variant
from orders.domain import carts, checkout
from orders.domain.setup import ensure_trade_rules
from orders.models import Cart, Order
from orders.validators import PostalAddress
from tests.factories.catalog import make_variant

ADDRESS = PostalAddress("Ada Byron", "12 Analytical Row", "London", "GB", postcode="SW1A 1AA")


def make_cart(*wanted: tuple[Variant, int], user: User | None = None) -> Cart:
    """A cart with these variants and quantities in it."""
    ensure_trade_rules()
    cart = carts.open_cart(None, user)
    for variant, quantity in wanted:
        carts.add(cart, variant.pk, quantity)
    return cart


def details(**changes) -> checkout.CheckoutDetails:
    """What Ada gives at checkout."""
    given = {
        "email": "ada@example.com",
        "shipping_address": ADDRESS,
        "shipping_code": "standard",
        "terms_accepted": True,
    }
    return checkout.CheckoutDetails(**{**given, **changes})


def make_order(*wanted: tuple[Variant, int], user: User | None = None, **changes) -> Order:
    """An order that waits for its payment."""
    cart = make_cart(*(wanted or [(make_variant(), 1)]), user=user)
    return checkout.place_order(cart, details(**changes), user=user)
