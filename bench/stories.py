"""What a shopper's browser does, from one click to a whole purchase. Each says whether the shop answered as it must."""

import itertools
import queue
import re
import zlib
from collections.abc import Iterable
from uuid import uuid4

from bench.browser import Browser
from bench.serving import Ask

DRAWER = {"HX-Request": "true", "HX-Target": "drawer"}
HIDDEN = re.compile(r'<input type="hidden" name="(cart|key)" value="([^"]+)"')
ADDRESS = {
    "email": "ada@example.com",
    "full_name": "Ada Byron",
    "country": "GB",
    "line1": "12 Analytical Row",
    "city": "London",
    "postcode": "SW1A 1AA",
    "shipping_code": "standard",
    "method": "test:approve",
    "terms": "on",
}


def page(path: str, cookies: dict[str, str] | None = None) -> Ask:
    """Look at a page, by a browser that always has the same cookies."""

    def ask(browser: Browser) -> bool:
        browser.cookies = dict(cookies or {})
        return browser.get(path).status == 200

    return ask


def adding(variants: list[int], *, in_drawer: bool) -> Ask:
    """Put something into a new cart; with scripts the answer is the drawer."""
    turns = itertools.cycle(variants)

    def ask(browser: Browser) -> bool:
        browser.cookies = {}
        data = {"variant": next(turns), "quantity": 1}
        answer = browser.post("/cart/add/", data, DRAWER if in_drawer else {})
        return answer.status == (200 if in_drawer else 302) and "cart" in browser.cookies

    return ask


def placing(tokens: Iterable[str], method: str) -> Ask:
    """Place the orders of full carts, one after another, and begin to pay them by a method."""
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for token in tokens:
        waiting.put(token)

    def ask(browser: Browser) -> bool:
        token = waiting.get_nowait()
        browser.cookies = {"cart": token}
        form = {**ADDRESS, "cart": token, "key": uuid4().hex, "method": method}
        return browser.post("/checkout/", form).location.startswith("/orders/")

    return ask


def buying(product: str, variants: list[int]) -> Ask:
    """A guest's whole way in five requests: product, cart, checkout, order and payment, confirmation."""
    turns = itertools.cycle(variants)

    def ask(browser: Browser) -> bool:
        browser.cookies = {}
        looked = browser.get(f"/p/{product}/")
        added = browser.post("/cart/add/", {"variant": next(turns), "quantity": 1}, DRAWER)
        asked = browser.get("/checkout/")
        form = {**ADDRESS, **_hidden(asked.body)}
        placed = browser.post("/checkout/", form)
        if not placed.location.startswith("/orders/"):
            return False
        thanked = browser.get(placed.location)
        return [answer.status for answer in (looked, added, asked, thanked)] == [200] * 4

    return ask


def _hidden(body: bytes) -> dict[str, str]:
    text = zlib.decompress(body, 31) if body[:2] == b"\x1f\x8b" else body
    return dict(HIDDEN.findall(text.decode()))


def floor_order() -> Ask:
    """The least that an order costs: three kinds of rows written by plain Django."""

    def ask(browser: Browser) -> bool:
        return browser.send("/order", "").status == 200

    return ask
