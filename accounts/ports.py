"""What the room needs from above: somebody who tells people what happened to their account."""

import logging
from typing import Protocol

logger = logging.getLogger(__name__)


class News(Protocol):
    """Tells a person. Plugged in by a room above."""

    def token_reused(self, user_id: int, email: str) -> None:
        """A copy of a refresh token was used; the sign-in has been ended."""
        ...


class LoggedNews:
    """Without anybody who writes mails, the log knows."""

    def token_reused(self, user_id: int, email: str) -> None:
        """Noted."""
        logger.warning("User %s is not told of a copied token: no mails are plugged in.", user_id)


_news: News = LoggedNews()


def plug_news(teller: News) -> None:
    """Tell people by another room from now on, in this process."""
    global _news  # noqa: PLW0603 - the one place where the port is filled
    _news = teller


def news() -> News:
    """Who tells now."""
    return _news
