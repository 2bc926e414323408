"""The shopper's way, from the category to the order, beside plain Django on the same server: ``python -m bench pages``.

Both run under Granian with two workers of one thread, on the same PostgreSQL and Redis, in turns. CPU is that of
the web processes and of PostgreSQL together, so what else the machine does hardly moves it. Each ratio is taken
inside a round; the median over the rounds is printed. A page "kept" comes from the shop's page cache; "rendered" is
asked for with a query of its own each time, so that no cache has it.
"""

import argparse
import http.client
import re
import statistics
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from itertools import count
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.scratch import scratch_database
from bench.serving import Cell, get, measure, served
from catalog.models import Category, StockMovement, Variant
from orders.models import Cart, CartLine, Order
from shop.pages.paying import new_key

FLOOR_PORT, SHOP_PORT = 8797, 8798
TOKEN = "a" * 32
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
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
HIDDEN = re.compile(rb'name="(cart|key)"[^>]*value="([^"]*)"')
_numbers = count(1)

Ask = Callable[[http.client.HTTPConnection], bool]


@dataclass(frozen=True)
class Row:
    """One line of the table: what is asked of the shop, which floor stands beside it, and what it must not exceed."""

    name: str
    ask: Ask
    floor: str
    must: str
    statements: int | None = None


def main(arguments: list[str]) -> None:
    """Fill a shop, measure every row, print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench pages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    options = parser.parse_args(arguments)
    with scratch_database():
        fill()
        rows = shop_rows()
        with (
            served("bench.floor_wsgi:application", FLOOR_PORT) as floor,
            served("shop.wsgi:application", SHOP_PORT) as shop,
        ):
            floors = {name: get(f"/{name}") for name in ("json", "rows")} | {"order": floor_order}
            print(
                f"{'row':34} {'CPU ms':>7} {'floor':>7} {'ratio':>6} {'rps':>7} {'rps ratio':>9} {'SQL':>4}  must"
            )
            for row in rows:
                rounds = []
                for _round in range(options.rounds):
                    beside = measure(
                        floor, floors[row.floor], port=FLOOR_PORT, seconds=options.seconds
                    )
                    ours = measure(shop, row.ask, port=SHOP_PORT, seconds=options.seconds)
                    rounds.append((beside, ours))
                print(_line(row, rounds), flush=True)


def _line(row: Row, rounds: list[tuple[Cell, Cell]]) -> str:
    ours = statistics.median(cell.cpu_ms for _floor, cell in rounds)
    beside = statistics.median(floor.cpu_ms for floor, _cell in rounds)
    ratio = statistics.median(cell.cpu_ms / floor.cpu_ms for floor, cell in rounds)
    rate = statistics.median(cell.rate for _floor, cell in rounds)
    rates = statistics.median(cell.rate / floor.rate for floor, cell in rounds)
    errors = sum(cell.errors + floor.errors for floor, cell in rounds)
    sql = "" if row.statements is None else str(row.statements)
    wrong = f"  {errors} WRONG ANSWERS" if errors else ""
    return f"{row.name:34} {ours:7.2f} {beside:7.2f} {ratio:6.2f} {rate:7.0f} {rates:9.2f} {sql:>4}  {row.must}{wrong}"


def fill() -> None:
    """The demo shop with its year of history and trained shelves, and stock that no benchmark sells out."""
    for command in ("demo", "roll_up", "train"):
        call_command(command, stdout=StringIO())
    location = StockMovement.objects.values_list("location_id", flat=True)[0]
    StockMovement.objects.bulk_create(
        StockMovement(
            variant_id=number,
            location_id=location,
            quantity=1_000_000,
            reason=StockMovement.Reason.RECEIVED,
        )
        for number in Variant.objects.values_list("pk", flat=True)
    )
    with database.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_order (id bigserial PRIMARY KEY, email text, total bigint)"
        )
        cursor.execute(
            "CREATE TABLE bench_line (id bigserial PRIMARY KEY, order_id bigint REFERENCES bench_order, "
            "variant_id bigint, quantity int, price bigint)"
        )
        cursor.execute("ANALYZE")


def shop_rows() -> list[Row]:
    """Rows 1 to 7: the pages of one shelf and one product, the cart and the order."""
    shelf = Category.objects.filter(products__isnull=False).order_by("pk")[0].get_absolute_url()
    variants = list(Variant.objects.select_related("product").order_by("pk")[:2])
    product = variants[0].product.get_absolute_url()
    ids = [variant.pk for variant in variants]
    sql = statements(shelf, product, ids)
    return [
        Row("1 category, kept", get(shelf), "json", "2.5x the CPU of bare JSON"),
        Row("2 category, rendered", fresh(shelf), "rows", "3x its floor, 12 SQL", sql["category"]),
        Row("3 product, kept", get(product), "json", "2.5x"),
        Row("3 product, rendered", fresh(product), "rows", "8 ms, 12 SQL", sql["product"]),
        Row("4 home, kept", get("/"), "json", "2.5x"),
        Row("4 home, rendered", fresh("/"), "rows", "12 ms", sql["home"]),
        Row(
            "5 add to cart",
            lambda c: add_to_cart(c, ids[:1]) is not None,
            "rows",
            "8 ms, 10 SQL",
            sql["add"],
        ),
        Row(
            "6 guest checkout, whole",
            lambda c: whole_checkout(c, ids),
            "order",
            "60 ms, 60 SQL",
            sql["flow"],
        ),
        Row(
            "7 place and pay an order", PlaceOrders(variants), "order", "3x its floor", sql["order"]
        ),
    ]


def fresh(path: str) -> Ask:
    """A GET that no cache can answer."""

    def ask(connection: http.client.HTTPConnection) -> bool:
        return get(f"{path}?fresh={next(_numbers)}")(connection)

    return ask


def floor_order(connection: http.client.HTTPConnection) -> bool:
    """The plain-tables order of the floor."""
    connection.request("POST", "/order")
    response = connection.getresponse()
    response.read()
    return response.status == 200


def add_to_cart(connection: http.client.HTTPConnection, ids: list[int]) -> str | None:
    """A new visitor puts things into a cart. Returns the cart's cookie; None when something went wrong."""
    cookie = f"csrftoken={TOKEN}"
    for number in ids:
        data = urlencode({"csrfmiddlewaretoken": TOKEN, "variant": number, "quantity": 1})
        connection.request("POST", "/cart/add/", data, {**FORM, "Cookie": cookie})
        response = connection.getresponse()
        response.read()
        if response.status not in {200, 302}:
            return None
        if "cart=" not in cookie:
            given = response.headers.get_all("Set-Cookie") or []
            cookie += "; " + "; ".join(
                line.partition(";")[0] for line in given if line.startswith("cart=")
            )
    return cookie


def whole_checkout(connection: http.client.HTTPConnection, ids: list[int]) -> bool:
    """Two things into the cart, the checkout page, the order with its payment, the confirmation: five requests."""
    cookie = add_to_cart(connection, ids)
    if cookie is None:
        return False
    hidden = checkout_page(connection, cookie)
    where = place(connection, cookie, hidden)
    return bool(where) and get(where)(connection)


def checkout_page(connection: http.client.HTTPConnection, cookie: str) -> dict[str, str]:
    """The hidden fields of the checkout."""
    connection.request("GET", "/checkout/", headers={"Cookie": cookie})
    return _hidden(connection.getresponse().read())


def _hidden(page: bytes) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in HIDDEN.findall(page)}


def place(connection: http.client.HTTPConnection, cookie: str, hidden: dict[str, str]) -> str:
    """Send the checkout. Returns the address of the confirmation; empty when there is none."""
    data = urlencode({**ADDRESS, **hidden, "csrfmiddlewaretoken": TOKEN})
    connection.request("POST", "/checkout/", data, {**FORM, "Cookie": cookie})
    response = connection.getresponse()
    response.read()
    return response.headers.get("Location", "") if response.status == 302 else ""


class PlaceOrders:
    """Placing and paying alone, for carts that were filled before the clock is looked at."""

    def __init__(self, variants: list[Variant], carts: int = 20_000) -> None:
        made = Cart.objects.bulk_create(Cart(currency="GBP") for _cart in range(carts))
        CartLine.objects.bulk_create(
            CartLine(cart=cart, variant=variant, quantity=1, price_seen_minor=variant.price_minor)
            for cart in made
            for variant in variants
        )
        self.waiting = deque(str(cart.token) for cart in made)

    def __call__(self, connection: http.client.HTTPConnection) -> bool:
        token = self.waiting.popleft()
        hidden = {"cart": token, "key": new_key()}
        return bool(place(connection, f"csrftoken={TOKEN}; cart={token}", hidden))


def statements(shelf: str, product: str, ids: list[int]) -> dict[str, int]:
    """How many SQL statements each costs, counted in this process once everything that is kept has been read."""
    counted: dict[str, int] = {}
    for name, path in (("category", shelf), ("product", product), ("home", "/")):
        Client(HTTP_HOST="127.0.0.1").get(f"{path}?fresh=0")
        with CaptureQueriesContext(database) as seen:
            Client(HTTP_HOST="127.0.0.1").get(f"{path}?fresh={name}")
        counted[name] = len(seen)
    client = Client(HTTP_HOST="127.0.0.1")
    hidden: dict[str, str] = {}
    counted["flow"] = 0
    for name, step in (
        ("add", lambda: client.post("/cart/add/", {"variant": ids[0], "quantity": 1})),
        ("second", lambda: client.post("/cart/add/", {"variant": ids[1], "quantity": 1})),
        ("page", lambda: hidden.update(_hidden(client.get("/checkout/").content))),
        ("order", lambda: client.post("/checkout/", {**ADDRESS, **hidden})),
        ("thanks", lambda: client.get(Order.objects.latest("pk").get_absolute_url())),
    ):
        with CaptureQueriesContext(database) as seen:
            step()
        counted[name] = len(seen)
        counted["flow"] += len(seen)
    return counted
