"""Gift cards beside the other gateways: an order takes from a card when it is placed, and refunds go back onto it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from orders.errors import BadWebhook, GatewayFailure, PaymentRefused
from orders.gateways.gift_card import ledger
from orders.models import GiftCardEntry
from orders.ports import GatewayResult, PaymentRequest, WebhookMessage

CODE = "gift_card"


def reference_of(card_id: int, order_number: str) -> str:
    """What a payment with a gift card is known by: the card and the order."""
    return f"{card_id}-{order_number}"


class GiftCardGateway:
    """Never chosen as a way to pay: the card lies in the cart, and another way pays what it leaves."""

    code = CODE
    pay_within_hours = 0.5

    def choices(self) -> list[tuple[str, str]]:
        return []

    def is_paid_on_delivery(self, choice: str) -> bool:
        return False

    def begin(self, request: PaymentRequest) -> GatewayResult:
        raise PaymentRefused(_("Put the gift card into the cart."), field="method")

    def look_up(self, *, key: str, reference: str) -> GatewayResult | None:
        """Nothing to ask: its payments are captured in the transaction that writes them."""
        return None

    def refund(self, *, reference: str, amount_minor: int, currency: str, key: str) -> str:
        """Back onto the card, once per key. Raises GatewayFailure for a payment that names no card."""
        card_id, _dash, _number = reference.partition("-")
        if not card_id.isdecimal():
            raise GatewayFailure(_("The payment names no gift card."))
        ledger.put(int(card_id), amount_minor, reference=key, kind=GiftCardEntry.Kind.REFUND)
        return f"gift-card-{key}"[:128]

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> WebhookMessage:
        raise BadWebhook(_("This way to pay sends no messages."))
