"""What tests of the shop window share."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from catalog.domain import generation
from orders.domain.setup import ensure_trade_rules
from shop.pages import caching, context, delivery


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Pages, menu and delivery that this process remembers from another test are forgotten."""
    generation._Known.read_at = float("-inf")  # the emptied cache has begun a new one
    generation.current()
    caching.shelf.forget()
    context.forget_menu()
    delivery.forget()


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
