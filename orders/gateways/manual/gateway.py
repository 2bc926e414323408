"""Bank transfer and cash on delivery: staff say when the money is there."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from orders.errors import BadWebhook, PaymentRefused
from orders.ports import GatewayResult, Outcome, PaymentRequest, WebhookMessage

BANK_TRANSFER = "bank_transfer"
CASH_ON_DELIVERY = "cash_on_delivery"


class ManualGateway:
    """No machine on the other side: a payment stays begun until staff mark it as paid."""

    code = "manual"
    pay_within_hours = 7 * 24.0

    def choices(self) -> list[tuple[str, str]]:
        return [(BANK_TRANSFER, _("Bank transfer")), (CASH_ON_DELIVERY, _("Cash on delivery"))]

    def is_paid_on_delivery(self, choice: str) -> bool:
        return choice == CASH_ON_DELIVERY

    def begin(self, request: PaymentRequest) -> GatewayResult:
        if request.choice not in {BANK_TRANSFER, CASH_ON_DELIVERY}:
            raise PaymentRefused(_("Choose one of the ways to pay."), field="method")
        return GatewayResult(Outcome.PENDING, reference=f"manual-{request.key}"[:128])

    def look_up(self, *, key: str, reference: str) -> GatewayResult | None:
        return GatewayResult(Outcome.PENDING, reference=reference or f"manual-{key}"[:128])

    def refund(self, *, reference: str, amount_minor: int, currency: str, key: str) -> str:
        """Staff send the money back by hand; the shop keeps the books."""
        return f"manual-refund-{key}"[:128]

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> WebhookMessage:
        raise BadWebhook(_("This way to pay sends no messages."))
