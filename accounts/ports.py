"""What the room needs from above: who tells people, who knows bad addresses, and who keeps data about a person."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

logger = logging.getLogger(__name__)


class News(Protocol):
    """Tells a person. Plugged in by a room above."""

    def token_reused(self, user_id: int, email: str) -> None:
        """A copy of a refresh token was used; the sign-in has been ended."""
        ...

    def data_ready(self, user_id: int, email: str, export_id: str) -> None:
        """The copy of the person's data can be fetched."""
        ...

    def deletion_asked(self, user_id: int, email: str, due_at: datetime) -> None:
        """The account will be erased then, unless it is called off."""
        ...

    def deletion_done(self, email: str) -> None:
        """The account has been erased."""
        ...

    def unusual_sign_in(self, user_id: int, email: str, facts: Mapping[str, str]) -> None:
        """Somebody signed in from where the person had not been. ``facts``: when, where, agent, mine, not_mine (keys)."""
        ...

    def email_added(self, user_id: int, told: str, new: str) -> None:
        """Somebody asked for another address of the account; the one that is known is told."""
        ...

    def email_changed(self, user_id: int, old: str, new: str) -> None:
        """Mails go to another address from now on; the old one is told."""
        ...


class LoggedNews:
    """Without anybody who writes mails, the log knows."""

    def token_reused(self, user_id: int, email: str) -> None:
        """Noted."""
        _note("a copied token", user_id)

    def data_ready(self, user_id: int, email: str, export_id: str) -> None:
        """Noted."""
        _note("a copy of their data", user_id)

    def deletion_asked(self, user_id: int, email: str, due_at: datetime) -> None:
        """Noted."""
        _note("a deletion to come", user_id)

    def deletion_done(self, email: str) -> None:
        """Noted."""
        _note("a deletion", None)

    def unusual_sign_in(self, user_id: int, email: str, facts: Mapping[str, str]) -> None:
        """Noted."""
        _note("an unusual sign-in", user_id)

    def email_added(self, user_id: int, told: str, new: str) -> None:
        """Noted."""
        _note("another email", user_id)

    def email_changed(self, user_id: int, old: str, new: str) -> None:
        """Noted."""
        _note("a new email", user_id)


def _note(what: str, user_id: int | None) -> None:
    logger.warning("User %s is not told of %s: no mails are plugged in.", user_id, what)


_news: News = LoggedNews()


def plug_news(teller: News) -> None:
    """Tell people by another room from now on, in this process."""
    global _news  # noqa: PLW0603 - the one place where the port is filled
    _news = teller


def news() -> News:
    """Who tells now."""
    return _news


# Points (0 to 100) for what is known of a network address.
Reputation = Callable[[str | None], int]


def nothing_known(address: str | None) -> int:
    """Without a room that watches the door no address is known."""
    return 0


_reputation: Reputation = nothing_known


def plug_reputation(reputation: Reputation) -> None:
    """Ask another room about addresses from now on, in this process."""
    global _reputation  # noqa: PLW0603 - the one place where the port is filled
    _reputation = reputation


def reputation_of(address: str | None) -> int:
    """Points (0 to 100) for what is known of an address."""
    return _reputation(address)


class KeepsPersonalData(Protocol):
    """A room that knows something of a person."""

    def gather(self, user_id: int) -> Mapping[str, list[dict[str, Any]]]:
        """Everything that the room knows of a person, as tables of plain rows by their name."""
        ...

    def is_busy(self, user_id: int) -> bool:
        """Whether something of the person's must end before the room can forget them."""
        ...

    def erase(self, user_id: int) -> None:
        """Forget the person within the caller's transaction; what the books need stays without a name."""
        ...


_keepers: dict[str, KeepsPersonalData] = {}


def plug_personal_data(room: str, keeper: KeepsPersonalData) -> None:
    """Have a room asked when a person wants their data, or wants it erased."""
    _keepers[room] = keeper


def keepers() -> dict[str, KeepsPersonalData]:
    """The rooms that know something of people, in the order in which they were plugged in."""
    return dict(_keepers)
