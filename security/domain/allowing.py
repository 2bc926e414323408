"""Who is always let in."""

from django.db import transaction

from security.domain import book
from security.models import AllowedNetwork


@transaction.atomic
def save(network: AllowedNetwork) -> None:
    """Let a network in, in every process from its next request; neither bans nor limits hold for it."""
    network.save()
    book.publish_allowed()


@transaction.atomic
def remove(network: AllowedNetwork) -> None:
    """The network is as any other again."""
    network.delete()
    book.publish_allowed()
