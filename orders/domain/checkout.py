"""Checkout: a cart becomes an order, whole or not at all, once however often it is asked for."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.domain import stock
from catalog.errors import OutOfStock
from orders.domain import gift_cards
from orders.domain.carts import CartView, coupons_in, view
from orders.domain.coupon_uses import use_coupons
from orders.domain.paid import count_as_paid
from orders.domain.pricing import RateTerms, cost_of
from orders.domain.timeline import note
from orders.errors import CartChanged, CouponRefused, EmptyCart, NoDelivery
from orders.models import Cart, Order, OrderLine
from orders.validators import PostalAddress, clean_address
from shop.base import prepared
from shop.base.errors import InvalidInput

PAY_WITHIN = timedelta(minutes=30)
# No 0, O, 1, I, L: people read numbers aloud.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LONGEST_NOTE = 1000
# Of two requests for the same cart the second waits here, and then finds it closed.
CLAIM = """
    UPDATE orders_cart SET ordered_at = %s WHERE id = %s AND ordered_at IS NULL
    RETURNING coupon_id, more_coupon_ids, gift_card_id
"""


@dataclass(frozen=True, slots=True)
class CheckoutDetails:
    """What the shopper gave at checkout. Without a billing address the parcel's is used."""

    email: str
    shipping_address: PostalAddress
    shipping_code: str
    terms_accepted: bool
    billing_address: PostalAddress | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShippingOption:
    """A way of delivery for this cart, with its price now and the days in which it comes."""

    rate: RateTerms
    price_minor: int
    currency: str


def shipping_options(cart_view: CartView) -> list[ShippingOption]:
    """The ways to send this cart to the country that it was viewed for, as staff ordered them."""
    goods = cart_view.priced.subtotal_minor - cart_view.priced.discount_minor
    return [
        ShippingOption(rate, cost_of(rate, goods), cart_view.currency) for rate in cart_view.rates
    ]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an order waits for its money, and whether it is paid at the door."""

    wait: timedelta = PAY_WITHIN
    pays_on_delivery: bool = False


USUAL_PATIENCE = Patience()


@transaction.atomic
def place_order(
    cart: Cart, details: CheckoutDetails, *, user: User | None = None, visitor: UUID | None = None
) -> Order:
    """``place()`` without a word about the payment: one is begun later."""
    return place(cart, details, user=user, visitor=visitor)[0]


def place(
    cart: Cart,
    details: CheckoutDetails,
    *,
    user: User | None = None,
    visitor: UUID | None = None,
    patience: Patience = USUAL_PATIENCE,
) -> tuple[Order, bool]:
    """Turn the cart into an order that waits for its payment. Asking again gives the same order, and False: not new.

    Inside a transaction of the caller's, who undoes it when this raises.
    The shopper pays what they saw: a changed price raises CartChanged, too little stock OutOfStock, a coupon that does
    not apply (any more) CouponRefused, a gift card that cannot pay GiftCardRefused, and nothing is written. Also raises EmptyCart, NoDelivery, BadAddress and
    InvalidInput.
    """
    now = timezone.now()
    if not _claim(cart, now):
        return Order.everything.get(cart=cart), False
    email, shipping, billing = _checked(details)
    cart_view = _sellable(cart, shipping.country, details.shipping_code)
    who = (email, user, visitor)
    order = _write_order(cart_view, details, who, (shipping, billing), patience, now)
    _write_lines(order, cart_view)
    note(order, "placed", _("Order placed."), by=user.pk if user else None, at=now)
    if codes := coupons_in(cart):
        use_coupons(codes, order, user)
    if cart.gift_card_id:
        gift_cards.spend(order, cart.gift_card_id)
    _reserve(order, cart_view)
    if cart.gift_card_id and not order.due_minor:
        count_as_paid(order)
        order.refresh_from_db(fields=["state", "paid_at", "paid_minor"])
    return order, True


def _claim(cart: Cart, now: datetime) -> bool:
    """Close the cart for this order, with the codes and the gift card that it has now. False when it has become an order already."""
    claimed = prepared.run(CLAIM, [now, cart.pk])
    for coupon_id, more_coupon_ids, gift_card_id in claimed:
        cart.coupon_id, cart.gift_card_id = coupon_id, gift_card_id
        cart.more_coupon_ids = more_coupon_ids
    return bool(claimed)


def _checked(details: CheckoutDetails) -> tuple[str, PostalAddress, PostalAddress]:
    email = details.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise InvalidInput(
            _("Give an email address like name@example.com."), field="email"
        ) from None
    if not details.terms_accepted:
        raise InvalidInput(_("Accept the terms to place the order."), field="terms")
    if len(details.note) > LONGEST_NOTE:
        raise InvalidInput(_("Use at most 1000 characters."), field="note")
    shipping = clean_address(details.shipping_address)
    billing = clean_address(details.billing_address) if details.billing_address else shipping
    return email, shipping, billing


def _sellable(cart: Cart, country: str, shipping_code: str) -> CartView:
    """The cart priced with the chosen delivery. Raises when anything in it is not as the shopper saw it."""
    cart_view = view(cart, country=country, shipping_code=shipping_code, with_pictures=False)
    if cart_view.is_empty:
        raise EmptyCart
    if not cart_view.rates:
        raise NoDelivery(_("We do not deliver there yet."), field="country")
    if cart_view.rate is None or not shipping_code:
        raise NoDelivery(_("Choose one of the ways of delivery."), field="shipping_code")
    for line in cart_view.problems:
        if line.problem in {"sold_out", "too_many"}:
            left = line.variant.available or 0
            raise OutOfStock(line.variant.id, line.quantity, left, name=line.variant.name)
        raise CartChanged(f"{line.variant.name}: {line.words}", extra={"variant": line.variant.id})
    if cart_view.coupon_problem:
        raise CouponRefused(cart_view.coupon_problem, field="code")
    return cart_view


def _write_order(
    cart_view: CartView,
    details: CheckoutDetails,
    who: tuple[str, User | None, UUID | None],
    addresses: tuple[PostalAddress, PostalAddress],
    patience: Patience,
    now: datetime,
) -> Order:
    priced, cart = cart_view.priced, cart_view.cart
    email, user, visitor = who
    shipping, billing = addresses
    order = Order(
        number=new_number(now),
        user=user,
        visitor=visitor,
        cart=cart,
        email=email,
        currency=cart_view.currency,
        prices_include_tax=settings.PRICES_INCLUDE_TAX,
        subtotal_minor=priced.subtotal_minor,
        discount_minor=priced.discount_minor,
        shipping_minor=priced.shipping_minor,
        tax_minor=priced.tax_minor,
        total_minor=priced.total_minor,
        coupon_id=cart.coupon_id,
        shipping_code=details.shipping_code,
        shipping_name=cart_view.rate.name if cart_view.rate else "",
        shipping_address=shipping.as_json(),
        billing_address=billing.as_json(),
        note=details.note.strip(),
        trace=[step.as_json() for step in priced.trace],
        terms_accepted_at=now,
        placed_at=now,
        pay_by=now + patience.wait,
        pays_on_delivery=patience.pays_on_delivery,
    )
    prepared.insert(order)
    return order


def _write_lines(order: Order, cart_view: CartView) -> None:
    by_variant = {line.variant.id: line.variant for line in cart_view.lines}
    prepared.insert(
        *(
            OrderLine(
                order=order,
                variant_id=line.item.variant_id,
                product_name=by_variant[line.item.variant_id].product_name,
                sku=by_variant[line.item.variant_id].sku,
                options=dict(by_variant[line.item.variant_id].options),
                quantity=line.item.quantity,
                unit_price_minor=line.item.unit_price_minor,
                discount_minor=line.discount_minor,
                tax_class=line.item.tax_class,
                tax_rate_basis_points=line.tax_rate_basis_points,
                tax_minor=line.tax_minor,
                total_minor=line.total_minor,
            )
            for line in cart_view.priced.lines
        )
    )


def _reserve(order: Order, cart_view: CartView) -> None:
    """Promise the stock, last of all: a popular thing is locked for the shortest time."""
    names = {line.variant.id: line.variant.name for line in cart_view.lines}
    wanted = {line.variant.id: line.quantity for line in cart_view.lines}
    try:
        stock.promise(order.number, wanted, until=order.pay_by)
    except OutOfStock as short:
        raise OutOfStock(
            short.variant_id, short.wanted, short.available, name=names.get(short.variant_id, "")
        ) from None


def new_number(now: datetime) -> str:
    """A number that people can read aloud and nobody can guess: 261123-7K3MQ2XA."""
    return f"{now:%y%m%d}-{''.join(secrets.choice(LETTERS) for _letter in range(8))}"
