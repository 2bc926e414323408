"""Doorbells of the room: load, call one domain function, done. Each may run twice."""

from celery import shared_task

from orders.domain import fulfilment, gift_cards, messages, payments
from orders.gateways.test import gateway as test_gateway
from orders.models import Payment
from shop.base import jobs


@shared_task
def send_order_mail(kind: str, order_id: int, about: str = "") -> None:
    """Mail the customer about their order. One mail per kind and order (and refund)."""
    messages.send(kind, order_id, about=about)


@shared_task
def resolve_payment(payment_id: int) -> None:
    """Ask the gateway what became of a payment; a settled one is left alone."""
    payments.resolve(Payment.objects.select_related("order").get(pk=payment_id))


@shared_task
def send_refund(refund_id: int) -> None:
    """Have the gateway send a refund. Keyed, so a repeat changes nothing."""
    fulfilment.send_refund(refund_id)


@shared_task
def issue_gift_cards(order_id: int) -> None:
    """Issue the gift cards that an order bought, once."""
    gift_cards.issue_bought(order_id)


@shared_task
def send_gift_card(card_id: int, about: str = "") -> None:
    """Mail a gift card's code. One mail per card, and one each time that staff ask for it."""
    gift_cards.mail_code(card_id, about=about)


@shared_task
def return_unwanted_payment(payment_id: int) -> None:
    """Send back money that nobody asked for. A repeat finds nothing left to send."""
    fulfilment.return_unwanted(payment_id)


@shared_task
def settle_trial_charge(reference: str) -> None:
    """The test gateway's bank decides, and sends its signed message."""
    charge = test_gateway.settle(reference, "captured")
    if charge:
        payments.receive_webhook("test", *test_gateway.webhook_of(charge))


@shared_task
def expire_unpaid() -> None:
    """Call off what was not paid in time."""
    jobs.run_unless_running(
        "orders.expire_unpaid", lambda row: {"expired": fulfilment.expire_unpaid()}
    )


@shared_task
def sweep_payments() -> None:
    """Ask the gateways about payments that stay open."""
    jobs.run_unless_running("orders.sweep_payments", lambda row: payments.sweep())
