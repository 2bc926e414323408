"""Text that hurts: wherever a stranger can write, it is refused, or stored whole and shown as text."""

import json
import logging
from html.parser import HTMLParser

import pytest
from django.test import Client

from accounts.domain.tokens import issue
from catalog.domain.reviews import publish
from catalog.models import Review
from orders.admin.export import as_csv
from orders.domain.payments import pay
from orders.domain.setup import ensure_trade_rules
from orders.models import Order
from shop.base.logs import JsonLines
from tests.factories.accounts import make_user
from tests.factories.catalog import make_product, make_variant
from tests.factories.orders import ADDRESS
from tests.shop_window import forget_everything, work

pytestmark = pytest.mark.django_db
TEXTS = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "template": "{{ 7|add:42 }}{% debug %}${7*7}#{7*7}",
    "address": "javascript:alert(1)//",
    "right to left": "mug\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "invisible": "zero\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}width",
    "combining": "a" + "\N{COMBINING ACUTE ACCENT}" * 60,
    "emoji": "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}" * 10,
    "formula": "=HYPERLINK(1)",
    "second header": "Ada\r\nBcc: evil@example.com",
    "terminal": "\x1b[2J\x1b]0;owned\x07",
    "NUL": "a\x00b",
    "endless": "x" * 10_000,
}
each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


class Elements(HTMLParser):
    """What a browser would make of a page: scripts with a body, and handlers of events."""

    def __init__(self) -> None:
        super().__init__()
        self.inline_scripts: list[str] = []
        self.handlers: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handlers += [name for name, _value in attrs if name.startswith("on")]
        self._in_script = tag == "script" and dict(attrs).get("type") != "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_script and "alert" in data:
            self.inline_scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


def is_inert(html: str) -> bool:
    """Whether nothing in a page runs that a stranger wrote, and no template language has read it."""
    elements = Elements()
    elements.feed(html)
    return not elements.inline_scripts and not elements.handlers and ">49<" not in html


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_everything()


@each_text
def test_a_review_is_shown_as_text_or_refused(api, client, text):
    product = make_variant(product=make_product("Harbour mug")).product
    headers = {"Authorization": f"Bearer {issue(make_user()).access}"}
    said = {"rating": 4, "title": text, "body": f"I say: {text}"}

    answer = api.post(f"/api/products/{product.pk}/reviews", said, headers=headers)

    assert answer.status_code in {201, 400}
    if answer.status_code == 400:
        assert {error["pointer"] for error in answer.json()["errors"]} <= {"/title", "/body"}
        return
    review = Review.objects.get()
    assert (review.title, review.body) == (text.strip(), f"I say: {text}".strip())
    publish(Review.objects.all())
    page = client.get(product.get_absolute_url())
    assert page.status_code == 200
    assert is_inert(page.content.decode())


@each_text
def test_a_name_on_an_order_is_shown_as_text_or_refused(
    api, client, admin_client, text, mailoutbox
):
    ensure_trade_rules()
    cart = api.post("/api/cart/lines", {"variant": make_variant().pk}).json()["token"]
    wanted = {
        "email": "ada@example.com",
        "shipping_code": "standard",
        "terms_accepted": True,
        "shipping_address": {**ADDRESS.as_json(), "full_name": text},
    }

    answer = api.post(
        "/api/orders", wanted, headers={"X-Cart-Token": cart, "Idempotency-Key": "hostile"}
    )

    assert answer.status_code in {201, 400}
    if answer.status_code == 400:
        assert answer.json()["errors"][0]["pointer"].startswith("/shipping_address")
        return
    order = Order.objects.get(number=answer.json()["number"])
    pay(order, "test:approve", idempotency_key="hostile")
    work()
    assert is_inert(client.get(order.get_absolute_url()).content.decode())
    assert is_inert(admin_client.get(f"/admin/orders/order/{order.pk}/change/").content.decode())
    for mail in mailoutbox:
        assert mail.to == ["ada@example.com"]
        assert "\n" not in mail.subject
        assert all(is_inert(str(content)) for content, _kind in mail.alternatives)
    table = b"".join(as_csv(Order.objects.filter(pk=order.pk))).decode()
    assert ",=" not in table
    assert ',"=' not in table


@each_text
def test_a_search_is_shown_as_text(client, text):
    answer = client.get("/search/", {"q": text})

    assert answer.status_code in {200, 400, 414}
    assert is_inert(answer.content.decode())


@each_text
def test_one_event_is_one_line_of_the_log(text):
    record = logging.LogRecord("shop", logging.WARNING, __file__, 1, "Said: %s", (text,), None)

    line = JsonLines().format(record)

    assert "\n" not in line
    assert "\r" not in line
    assert "\x1b" not in line
    assert json.loads(line)["message"] == f"Said: {text}"


@pytest.mark.parametrize(
    "sweep",
    [
        "password__startswith=pbkdf2",
        "user__password__startswith=p",
        "seller__is_superuser=true",
        "variants__supplier_price__gte=1",
        "id__in=1,2",
        "name__regex=(a%2B)%2B$",
        "created_by__email__contains=admin",
    ],
)
@pytest.mark.parametrize("path", ["/api/products", "/api/orders", "/api/users", "/api/categories"])
def test_a_lookup_that_nobody_offered_finds_nothing_out(api, path, sweep):
    make_variant()
    headers = {"Authorization": f"Bearer {issue(make_user()).access}"}
    plain = api.get(path, headers=headers)

    asked = api.get(f"{path}?{sweep}", headers=headers)

    if asked.status_code != 400:
        assert asked.status_code == plain.status_code
        assert asked.json() == plain.json()


@pytest.mark.parametrize(
    "order", ["password", "-password", "user__password", "created_by__password", "?", "pk;--"]
)
@pytest.mark.parametrize("path", ["/api/products", "/api/orders"])
def test_a_list_is_ordered_only_by_what_is_offered(api, path, order):
    headers = {"Authorization": f"Bearer {issue(make_user()).access}"}

    answer = api.get(path, {"ordering": order}, headers=headers)

    assert answer.status_code == 400 or answer.json() == api.get(path, headers=headers).json()


@pytest.mark.parametrize(
    "query",
    [
        "a" * 7_000,
        " ".join(f"word{number}" for number in range(200)),
        "%_" * 500,
        "(a+)+$" * 100,
        "aaaa" * 400 + "b",
        "mug & ! | <-> :* ' \\",
        "a:* | b:* & !(c <-> d)",
    ],
    ids=["7 KB", "200 words", "wildcards", "regex", "trigrams", "operators", "tsquery"],
)
def test_a_search_that_could_hurt_is_capped(query):
    make_variant()
    client = Client()

    page = client.get("/search/", {"q": query})
    suggested = client.get("/search/suggestions/", {"q": query})

    assert page.status_code == 200
    assert suggested.status_code in {200, 204}
