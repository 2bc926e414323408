"""The test gateway. Its charges lie in a table of its own, so that its timeouts and messages speak the truth."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.errors import BadWebhook, GatewayFailure, GatewayTimeout, PaymentRefused
from orders.gateways.signatures import sign, verify
from orders.models import Payment, PaymentState, TrialCharge
from orders.ports import GatewayResult, Outcome, PaymentRequest, WebhookMessage
from shop.base import prepared
from shop.base.outbox import later

SIGNATURE_HEADER = "Test-Signature"
LATER = timedelta(seconds=5)
BATCH = 2000
# What becomes of a charge at once, by the card that was chosen.
CARDS = {
    "approve": "captured",
    "decline": "declined",
    "action": "needs_action",
    "later": "pending",
    "timeout": "captured",
}


class TestGateway:
    """Cards for trying out: approved, declined, asking the customer, answering later, never answering."""

    __test__ = False
    code = "test"
    pay_within_hours = 0.5

    def choices(self) -> list[tuple[str, str]]:
        return [
            ("approve", _("Test card: is approved")),
            ("decline", _("Test card: is declined")),
            ("action", _("Test card: asks you to confirm")),
            ("later", _("Test card: answers a little later")),
            ("timeout", _("Test card: the answer gets lost")),
        ]

    def is_paid_on_delivery(self, choice: str) -> bool:
        return False

    def begin(self, request: PaymentRequest) -> GatewayResult:
        state = CARDS.get(request.choice)
        if state is None:
            raise PaymentRefused(_("Choose one of the test cards."), field="method")
        charge = TrialCharge(
            key=request.key,
            reference=f"test_{uuid.uuid4().hex}",
            amount_minor=request.amount_minor,
            currency=request.currency,
            state=state,
        )
        is_new = bool(prepared.insert(charge, unless_known=True))
        if not is_new:
            charge = TrialCharge.objects.get(key=request.key)
        if request.choice == "later" and is_new:
            due_at = timezone.now() + LATER
            later("orders.tasks.settle_trial_charge", due_at=due_at, reference=charge.reference)
        if request.choice == "timeout" and is_new:
            raise GatewayTimeout(_("The payment provider does not answer."))
        return _result(charge)

    def look_up(self, *, key: str, reference: str) -> GatewayResult | None:
        charge = TrialCharge.objects.filter(key=key).first()
        return _result(charge) if charge else None

    def refund(self, *, reference: str, amount_minor: int, currency: str, key: str) -> str:
        """Give back once per key. Raises GatewayFailure when more would go back than was captured."""
        with transaction.atomic():
            charge = TrialCharge.objects.select_for_update().filter(reference=reference).first()
            if charge is None or charge.state != "captured":
                raise GatewayFailure(_("The test gateway has not captured this."))
            if key not in charge.refund_keys:
                if charge.refunded_minor + amount_minor > charge.amount_minor:
                    raise GatewayFailure(_("The test gateway has not captured that much."))
                charge.refund_keys[key] = amount_minor
                charge.refunded_minor += amount_minor
                charge.save(update_fields=["refund_keys", "refunded_minor"])
        return f"test_refund_{hashlib.sha256(key.encode()).hexdigest()[:24]}"

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> WebhookMessage:
        verify(headers.get(SIGNATURE_HEADER, ""), body, secret())
        try:
            message: dict[str, Any] = json.loads(body)
            charge = message["charge"]
            result = GatewayResult(
                Outcome(charge["state"]),
                reference=str(charge["reference"]),
                amount_minor=int(charge["amount_minor"]),
                failure=_("The card was declined.") if charge["state"] == "declined" else "",
            )
            return WebhookMessage(
                str(message["id"])[:128], str(message["kind"])[:80], message, result
            )
        except (ValueError, KeyError, TypeError) as error:
            raise BadWebhook(_("The message cannot be read.")) from error


def settle(reference: str, state: str) -> TrialCharge | None:
    """Decide an open test charge, as the customer or the bank would. Returns it; None when it was decided before."""
    decided = TrialCharge.objects.filter(
        reference=reference, state__in=["needs_action", "pending"]
    ).update(state=state)
    return TrialCharge.objects.get(reference=reference) if decided else None


def know_past_payments() -> int:
    """Write the charges behind captured payments that were loaded in bulk, so that those can be refunded too.

    Returns how many were written; a second call writes none.
    """
    past = (
        Payment.objects.filter(gateway=TestGateway.code, state=PaymentState.CAPTURED)
        .exclude(reference__in=TrialCharge.objects.values("reference"))
        .iterator(BATCH)
    )
    return len(
        TrialCharge.objects.bulk_create(
            (
                TrialCharge(
                    key=f"past-{payment.pk}",
                    reference=payment.reference,
                    amount_minor=payment.captured_minor,
                    currency=payment.currency,
                    state="captured",
                    refunded_minor=payment.refunded_minor,
                    created_at=payment.created_at,
                )
                for payment in past
            ),
            batch_size=BATCH,
        )
    )


def webhook_of(charge: TrialCharge) -> tuple[dict[str, str], bytes]:
    """The signed message that the gateway sends about a charge."""
    body = json.dumps(
        {
            "id": f"evt_{charge.reference}_{charge.state}",
            "kind": f"charge.{charge.state}",
            "charge": {
                "reference": charge.reference,
                "state": charge.state,
                "amount_minor": charge.amount_minor,
                "currency": charge.currency,
            },
        }
    ).encode()
    return {SIGNATURE_HEADER: sign(body, secret())}, body


def secret() -> str:
    """The shared secret of the test gateway's messages."""
    configured: str = settings.CONFIG.test_gateway_secret
    return configured or hashlib.sha256(f"test-gateway:{settings.SECRET_KEY}".encode()).hexdigest()


def _result(charge: TrialCharge) -> GatewayResult:
    action = {}
    if charge.state == "needs_action":
        action = {"url": reverse("test-payment", args=[charge.reference])}
    return GatewayResult(
        Outcome(charge.state),
        reference=charge.reference,
        amount_minor=charge.amount_minor,
        failure=_("The card was declined. Try another one.") if charge.state == "declined" else "",
        next_action=action,
    )
