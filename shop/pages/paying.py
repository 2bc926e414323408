"""Paying: begin a payment, and where the shopper goes from there."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from orders.domain.payments import ask, pay
from orders.gateways import methods
from orders.models import Order, OrderState, Payment, PaymentState
from shop.base.errors import DomainError

ICONS = {
    "manual:bank_transfer": "landmark",
    "manual:cash_on_delivery": "banknote",
}
LONGEST_KEY = 64


@dataclass(frozen=True)
class Method:
    """A way to pay, as the checkout shows it."""

    code: str
    words: str

    @property
    def icon(self) -> str:
        return ICONS.get(self.code, "credit-card")

    @property
    def is_for_trying(self) -> bool:
        """Whether no money moves."""
        return self.code.startswith("test:")


def ways_to_pay() -> tuple[Method, ...]:
    """Every way to pay on offer."""
    return tuple(Method(code, words) for code, words in methods())


def new_key() -> str:
    """A key that makes one payment of a form that is sent twice."""
    return uuid.uuid4().hex


def begin(request: HttpRequest, order: Order, method: str, key: str) -> HttpResponse:
    """Begin the payment and go on: to the bank's question, else to the order, which says how it stands."""
    return _gone_on(
        request, order, lambda: pay(order, method, idempotency_key=key[:LONGEST_KEY] or new_key())
    )


def ask_for(request: HttpRequest, order: Order, payment: Payment) -> HttpResponse:
    """``begin()`` for a payment that was written down with its order."""
    return _gone_on(request, order, lambda: ask(order, payment))


def _gone_on(request: HttpRequest, order: Order, paid: Callable[[], Payment]) -> HttpResponse:
    try:
        payment = paid()
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect(order)
    return redirect(_next_step(payment) or order)


def _next_step(payment: Payment) -> str:
    """Where the gateway wants to see the customer; empty when it does not."""
    if payment.state != PaymentState.NEEDS_ACTION:
        return ""
    return str(payment.next_action.get("url", ""))


@dataclass(frozen=True)
class Standing:
    """How an order stands as to its money, for its page."""

    order: Order
    payment: Payment | None

    @property
    def is_settled(self) -> bool:
        """Whether the shopper has nothing left to do."""
        return self.order.state != OrderState.PENDING or self.order.pays_on_delivery

    @property
    def is_being_checked(self) -> bool:
        """Whether an answer is on its way: looking again in a moment is right."""
        if self.is_settled or self.payment is None or self.awaits_transfer:
            return False
        return self.payment.state in {PaymentState.PENDING, PaymentState.UNKNOWN}

    @property
    def awaits_transfer(self) -> bool:
        """Whether the shopper has chosen to send the money to the bank."""
        return (
            not self.is_settled
            and self.payment is not None
            and self.payment.gateway == "manual"
            and self.payment.state == PaymentState.PENDING
        )

    @property
    def next_step(self) -> str:
        """Where the gateway still waits for the shopper; empty when it does not."""
        return "" if self.is_settled or self.payment is None else _next_step(self.payment)

    @property
    def refusal(self) -> str:
        """Why the last payment failed; empty when it did not."""
        if self.is_settled or self.payment is None:
            return ""
        return self.payment.failure if self.payment.state == PaymentState.DECLINED else ""

    @property
    def can_be_paid(self) -> bool:
        """Whether another way to pay may be chosen now."""
        return not self.is_settled and not self.is_being_checked


def standing_of(order: Order) -> Standing:
    """How an order stands, by its newest payment."""
    return Standing(order, order.payments.order_by("-pk").first())
