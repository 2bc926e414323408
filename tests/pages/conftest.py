"""What tests of the shop window share."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from orders.domain.setup import ensure_trade_rules
from tests.shop_window import forget_everything


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget_everything()


@pytest.fixture
def open_shop(db) -> None:
    """A shop that can send parcels and knows its taxes."""
    ensure_trade_rules()


@pytest.fixture
def sees() -> Callable[[HttpResponse], str]:
    """The page as a reader sees it: no tags, single spaces."""

    def text(response: HttpResponse) -> str:
        body = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", body).split())

    return text


@pytest.fixture
def ada(client: Client) -> Client:
    """The browser of Ada, who is signed in."""
    from tests.factories.accounts import make_user

    client.force_login(make_user("ada@example.com", full_name="Ada Byron"))
    return client
