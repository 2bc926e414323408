"""What tests that open the shop's pages share, with the test client or with a browser."""

from catalog.domain import generation
from shop.base.models import OutboxMessage
from shop.base.outbox import deliver
from shop.pages import caching, context, delivery, drawing, remembering


def forget_everything() -> None:
    """Pages, lists, menu and delivery that this process remembers from another test are forgotten."""
    generation._Known.read_at = float("-inf")  # the emptied cache has begun a new one
    generation.current()
    caching.shelf.forget()
    context.forget_menu()
    delivery.forget()
    remembering.forget()
    drawing.forget()


def work() -> None:
    """Do what a worker would: deliver every message of the outbox that waits, and those that this causes."""
    while waiting := list(OutboxMessage.objects.waiting().filter(attempts=0).order_by("pk")):
        for message in waiting:
            deliver(message.pk)
