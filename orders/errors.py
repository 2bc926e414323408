"""Refusals of the room, each with a stable code."""

from django.utils.translation import gettext as _

from shop.base.errors import DomainError, InvalidInput, Unavailable


class UnreadableFile(InvalidInput):
    """The file to import is not there, is broken, or is not of the expected format."""

    code = "unreadable_file"


class IllegalStep(DomainError):
    """The order or payment does not stand where this step begins."""

    code = "illegal_step"


class BadQuantity(InvalidInput):
    """A cart line holds 1 to 999."""

    code = "bad_quantity"

    def __init__(self) -> None:
        super().__init__(_("Choose a quantity between 1 and 999."), field="quantity")


class EmptyCart(DomainError):
    """There is nothing to order."""

    code = "empty_cart"

    def __init__(self) -> None:
        super().__init__(_("The cart is empty."))


class CartChanged(DomainError):
    """Something in the cart costs more or less, or is not to be had any more; the shopper must look again."""

    code = "cart_changed"


class CouponRefused(DomainError):
    """The code does not apply; the message says why."""

    code = "coupon_refused"


class GiftCardRefused(DomainError):
    """The gift card cannot be used, or not for so much; the message says why."""

    code = "gift_card_refused"


class NoDelivery(DomainError):
    """The shop does not send there, or not that way."""

    code = "no_delivery"


class BadAddress(InvalidInput):
    """A part of the address is missing or not of the country's form."""

    code = "bad_address"


class PaymentRefused(DomainError):
    """The order cannot be paid (that way) now."""

    code = "payment_refused"


class BadWebhook(InvalidInput):
    """The message does not come from the gateway, or is too old."""

    code = "bad_webhook"


class GatewayTimeout(Unavailable):
    """The gateway did not answer, or not sensibly; what became of the payment or refund is not known yet."""

    code = "gateway_timeout"


class GatewayFailure(Unavailable):
    """The gateway refused the call, so nothing came of it."""

    code = "gateway_failure"


class NothingToRefund(DomainError):
    """More would go back than came in."""

    code = "nothing_to_refund"
