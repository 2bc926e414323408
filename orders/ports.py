"""What the room needs from others: payment gateways, and a second opinion on risk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class Outcome(Enum):
    """What a gateway says of a payment. The values are the events of the payment's state machine."""

    CAPTURED = "captured"
    DECLINED = "declined"
    NEEDS_ACTION = "needs_action"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """What a gateway is asked to collect. ``key`` makes asking twice harmless; ``choice`` is the gateway's own."""

    key: str
    order_number: str
    amount_minor: int
    currency: str
    email: str
    return_url: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class GatewayResult:
    """What the gateway knows of a payment now. ``next_action`` may hold a ``url`` where the customer goes on.

    ``key`` is that of the request, where the gateway gives it back: its message may come before its answer.
    """

    outcome: Outcome
    reference: str
    amount_minor: int = 0
    failure: str = ""
    next_action: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """A verified message from a gateway. ``result`` is None for news that do not concern a payment."""

    event_id: str
    kind: str
    payload: Mapping[str, object]
    result: GatewayResult | None = None


class PaymentGateway(Protocol):
    """A way to be paid. Every call may be repeated with the same key and then has one effect."""

    code: str
    # Whether the order leaves before it is paid, and how long the shop waits for the money otherwise.
    pay_within_hours: float

    def choices(self) -> list[tuple[str, str]]:
        """The ways to pay with it, as (choice, words for people)."""
        ...

    def is_paid_on_delivery(self, choice: str) -> bool:
        """Whether the goods are sent before the money comes."""
        ...

    def begin(self, request: PaymentRequest) -> GatewayResult:
        """Ask for the money. Raises GatewayTimeout when no answer came, GatewayFailure when it was refused service."""
        ...

    def look_up(self, *, key: str, reference: str) -> GatewayResult | None:
        """What became of a payment, by the gateway's own books; None when it never heard of it."""
        ...

    def refund(self, *, reference: str, amount_minor: int, currency: str, key: str) -> str:
        """Give money back. Returns the gateway's reference of the refund. Raises like ``begin``."""
        ...

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> WebhookMessage:
        """Verify and read a message. Raises BadWebhook for a forged, stale or unreadable one."""
        ...
