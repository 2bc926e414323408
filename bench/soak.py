"""Ten minutes of shoppers and attackers at once: whether the web processes' memory stays flat and every answer right.

Memory is the web processes' own (RSS, all workers together), every few seconds from the kernel. The figure is the last
tenth of the run against the second tenth: in the first one caches fill.
"""

import itertools
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import psutil

from bench import stories
from bench.browser import Browser
from bench.options import Options
from bench.serving import Ask, Server, served
from bench.stock import Goods, fill_carts, open_shop
from bench.surroundings import fresh_database

SECONDS = 600
SECONDS_QUICK = 60
CONNECTIONS = 4
SAMPLE_SECONDS = 2.0
# Leaves half of two cores to the database and to whoever else is there.
PAUSE_SECONDS = 0.01
LARGEST_GROWTH = 1.05
SCANNER = {"User-Agent": "sqlmap/1.9#stable (https://sqlmap.org)"}
ATTACKS = (
    "/search/?q=1%27+union+select+null%2Cversion%28%29+from+information_schema.tables--",
    "/search/?q=%3Cscript%3Ealert%281%29%3C%2Fscript%3E",
    "/.env",
    "/c/../../etc/passwd",
)
JSON = {"Accept": "application/json"}
WORDS = ("mug", "tea towel", "hedphones", "oak", "lamp", "green bowl", "zzzz")


@dataclass
class Log:
    """What was asked and answered, and how much memory it took."""

    asked: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)


def run(options: Options) -> None:
    """Keep the shop busy and tell what became of its memory."""
    seconds = SECONDS_QUICK if options.quick else SECONDS
    with fresh_database():
        goods = open_shop(with_history=False)
        asks = _mix(goods)
        with served("shop.rsgi:application") as shop:
            log = _soaked(shop, asks, seconds)
    _tell(log, seconds)


def _mix(goods: Goods) -> Sequence[tuple[str, Callable[[], Ask]]]:
    """Kinds of requests, as often as they stand here; each connection has its own."""
    (token,) = fill_carts(goods.variants, 1)
    looking = [
        ("home", lambda: stories.page("/")),
        ("category", lambda: stories.page(f"/c/{goods.category}/")),
        ("product", lambda: stories.page(f"/p/{goods.product}/")),
        ("search", _searching),
    ]
    return [
        *looking,
        *looking,
        ("product, with a cart", lambda: stories.page(f"/p/{goods.product}/", {"cart": token})),
        ("API", _programming),
        ("add to cart", lambda: stories.adding(goods.variants, in_drawer=True)),
        ("purchase", lambda: stories.buying(goods.product, goods.variants)),
        ("attack", _attacking),
    ]


def _searching() -> Ask:
    words = itertools.cycle(WORDS)

    def ask(browser: Browser) -> bool:
        browser.cookies = {}
        return browser.get(f"/search/?q={next(words).replace(' ', '+')}").status == 200

    return ask


def _programming() -> Ask:
    """A program that asks more than it may: it is told to wait."""

    def ask(browser: Browser) -> bool:
        browser.cookies = {}
        return browser.get("/api/v1/products?page_size=24", JSON).status in {200, 429}

    return ask


def _attacking() -> Ask:
    attacks = itertools.cycle(ATTACKS)

    def ask(browser: Browser) -> bool:
        browser.cookies = {}
        return 400 <= browser.get(next(attacks), SCANNER).status < 500

    return ask


def _soaked(shop: Server, mix: Sequence[tuple[str, Callable[[], Ask]]], seconds: float) -> Log:
    log, end = Log(), time.monotonic() + seconds

    def somebody() -> None:
        browser, asks = Browser(shop.port), [(name, make()) for name, make in mix]
        for name, ask in itertools.cycle(asks):
            if time.monotonic() > end:
                break
            log.asked[name] += 1
            log.wrong[name] += not ask(browser)
            time.sleep(PAUSE_SECONDS)
        browser.close()

    crowd = [threading.Thread(target=somebody) for _ in range(CONNECTIONS)]
    for one in crowd:
        one.start()
    while any(one.is_alive() for one in crowd):
        log.memory.append(_memory(shop.process))
        time.sleep(SAMPLE_SECONDS)
    return log


def _memory(process: psutil.Process) -> float:
    """MiB of the web processes."""
    family = [process, *process.children(recursive=True)]
    return sum(member.memory_info().rss for member in family) / 2**20


def _tell(log: Log, seconds: float) -> None:
    tenth = max(1, len(log.memory) // 10)
    early, late = (
        statistics.median(part) for part in (log.memory[tenth : 2 * tenth], log.memory[-tenth:])
    )
    growth = late / early
    verdict = "met" if growth <= LARGEST_GROWTH else "MISSED"
    print(
        f"{log.asked.total():,} requests and purchases in {seconds:.0f} s, {log.wrong.total()} wrong"
    )
    for name, count in log.asked.items():
        print(f"  {name:22} {count:8,}" + (f"  {log.wrong[name]} WRONG" if log.wrong[name] else ""))
    print(
        f"memory {early:.0f} MiB early, {late:.0f} MiB late: {growth:.3f}x; must ≤ {LARGEST_GROWTH}x: {verdict}"
    )
