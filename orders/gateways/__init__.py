"""Ways to be paid, one folder each. ``PAYMENT_GATEWAYS`` says which the shop offers."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.errors import PaymentRefused
from orders.ports import PaymentGateway

GATEWAYS = {
    "test": "orders.gateways.test.gateway.TestGateway",
    "manual": "orders.gateways.manual.gateway.ManualGateway",
    "gift_card": "orders.gateways.gift_card.gateway.GiftCardGateway",
    "stripe": "orders.gateways.stripe.gateway.StripeGateway",
}
NAMES = {
    "test": gettext_lazy("Test gateway"),
    "manual": gettext_lazy("By hand"),
    "gift_card": gettext_lazy("Gift card"),
    "stripe": "Stripe",
    "import": gettext_lazy("Paid elsewhere"),
}
# Orders that came from elsewhere were paid there: what goes back, staff send by hand.
PAID_ELSEWHERE = {"import": "manual"}


@lru_cache(maxsize=8)
def _made(code: str) -> PaymentGateway:
    gateway: PaymentGateway = import_string(GATEWAYS[code])()
    return gateway


def gateway(code: str) -> PaymentGateway:
    """The gateway of this code. Raises PaymentRefused when the shop does not offer it."""
    if code not in settings.PAYMENT_GATEWAYS or code not in GATEWAYS:
        raise PaymentRefused(_("Choose one of the ways to pay."), field="method")
    return _made(code)


def gateway_of(code: str) -> PaymentGateway:
    """The gateway of a payment that was begun before, whether the shop still offers it or not.

    Raises PaymentRefused for one that the shop never had.
    """
    code = PAID_ELSEWHERE.get(code, code)
    if code not in GATEWAYS:
        raise PaymentRefused(_("The shop knows no such way to pay."), field="gateway")
    return _made(code)


def words_for(code: str, choice: str) -> str:
    """A way to pay as staff read it, also for one that is offered no more."""
    if code in GATEWAYS:
        words = dict(_made(code).choices()).get(choice)
        if words:
            return words
    return str(NAMES.get(code, code))


def methods() -> list[tuple[str, str]]:
    """Every way to pay that the shop offers, as (method, words): ("manual:bank_transfer", "Bank transfer")."""
    return [
        (f"{code}:{choice}", words)
        for code in settings.PAYMENT_GATEWAYS
        for choice, words in gateway(code).choices()
    ]


def split_method(method: str) -> tuple[str, str]:
    """Gateway and choice of a method."""
    code, _colon, choice = method.partition(":")
    return code, choice
