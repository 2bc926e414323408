"""Stripe: PaymentIntents that the customer confirms on Stripe's own page elements, and signed webhooks.

No card number reaches the shop: the browser gives it to Stripe, the shop keeps the PaymentIntent's id.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from orders.errors import BadWebhook, GatewayFailure, GatewayTimeout, PaymentRefused
from orders.gateways.signatures import verify
from orders.ports import GatewayResult, Outcome, PaymentRequest, WebhookMessage

SIGNATURE_HEADER = "Stripe-Signature"
TIMEOUT_SECONDS = 20
OUTCOMES: Mapping[str, Outcome] = {
    "succeeded": Outcome.CAPTURED,
    "processing": Outcome.PENDING,
    "requires_action": Outcome.NEEDS_ACTION,
    "requires_confirmation": Outcome.NEEDS_ACTION,
    "requires_capture": Outcome.PENDING,
    "canceled": Outcome.DECLINED,
}


class StripeGateway:
    """The adapter. The SDK is loaded when the first payment is made."""

    code = "stripe"
    pay_within_hours = 1.0

    def choices(self) -> list[tuple[str, str]]:
        return [("card", _("Card or wallet"))]

    def is_paid_on_delivery(self, choice: str) -> bool:
        return False

    def begin(self, request: PaymentRequest) -> GatewayResult:
        intent = self._ask(
            lambda client: client.v1.payment_intents.create(
                {
                    "amount": request.amount_minor,
                    "currency": request.currency.lower(),
                    "receipt_email": request.email,
                    "automatic_payment_methods": {"enabled": True},
                    "metadata": {"order": request.order_number, "key": request.key},
                },
                {"idempotency_key": request.key},
            )
        )
        return _result(intent)

    def look_up(self, *, key: str, reference: str) -> GatewayResult | None:
        if reference:
            return _result(self._ask(lambda client: client.v1.payment_intents.retrieve(reference)))
        # The answer to the creation was lost: the same key tells what became of it.
        found = self._ask(
            lambda client: client.v1.payment_intents.search({"query": f"metadata['key']:'{key}'"})
        )
        return _result(found["data"][0]) if found["data"] else None

    def refund(self, *, reference: str, amount_minor: int, currency: str, key: str) -> str:
        refund = self._ask(
            lambda client: client.v1.refunds.create(
                {"payment_intent": reference, "amount": amount_minor}, {"idempotency_key": key}
            )
        )
        return str(refund["id"])

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> WebhookMessage:
        verify(headers.get(SIGNATURE_HEADER, ""), body, settings.CONFIG.stripe_webhook_secret)
        try:
            event: dict[str, Any] = json.loads(body)
            kind, subject = str(event["type"]), event["data"]["object"]
            result = _result(subject) if kind.startswith("payment_intent.") else None
            return WebhookMessage(str(event["id"])[:128], kind[:80], event, result)
        except (ValueError, KeyError, TypeError) as error:
            raise BadWebhook(_("The message cannot be read.")) from error

    def _ask(self, call: Any) -> dict[str, Any]:
        """Make a call of the SDK and turn its answer into plain data, its errors into the shop's own."""
        import stripe  # only a shop that takes cards through Stripe pays for the import

        config = settings.CONFIG
        http = stripe.HTTPXClient(timeout=TIMEOUT_SECONDS, allow_sync_methods=True)
        client = stripe.StripeClient(
            config.stripe_secret_key,
            base_addresses={"api": config.stripe_api_base} if config.stripe_api_base else None,
            http_client=http,
            max_network_retries=1,
        )
        try:
            told: dict[str, Any] = call(client).to_dict()
        except (stripe.APIConnectionError, stripe.APIError, stripe.RateLimitError) as error:
            # A 5xx says as little about what became of the call as silence does: ask again, with the same key.
            raise GatewayTimeout(_("The payment provider does not answer.")) from error
        except stripe.CardError as error:
            raise PaymentRefused(error.user_message or _("The card was declined.")) from error
        except stripe.StripeError as error:
            raise GatewayFailure(_("The payment provider cannot take payments now.")) from error
        finally:
            http.close()  # type: ignore[no-untyped-call] # the SDK's own
        return told


def _result(intent: Mapping[str, Any]) -> GatewayResult:
    status = str(intent["status"])
    failed = intent.get("last_payment_error") or {}
    # A PaymentIntent whose card was refused goes back to waiting for a payment method.
    outcome = OUTCOMES.get(status, Outcome.DECLINED if failed else Outcome.NEEDS_ACTION)
    action = {}
    if outcome is Outcome.NEEDS_ACTION and intent.get("client_secret"):
        action = {"client_secret": str(intent["client_secret"])}
    return GatewayResult(
        outcome,
        reference=str(intent["id"]),
        amount_minor=int(intent.get("amount_received") or intent["amount"]),
        failure=str(failed.get("message", ""))[:300] if outcome is Outcome.DECLINED else "",
        next_action=action,
        key=str((intent.get("metadata") or {}).get("key", "")),
    )
