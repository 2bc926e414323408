"""Refusals of the room, each with a stable code."""

from django.utils.translation import gettext as _

from shop.base.errors import DomainError


class WordsForgotten(DomainError):
    """The mail held a link that opens an account; its words were forgotten once it had left."""

    code = "words_forgotten"

    def __init__(self) -> None:
        super().__init__(
            _("A mail with a secret link is sent once. The person can ask for a new one.")
        )
