"""What the storefront costs: pages kept and rendered, the cart, the checkout, an order.

Each row is measured in turns with plain Django on the same server, database and data: a constant as JSON ("bare"), 24
rows in a small template ("24 rows"), an order as three kinds of rows ("3 tables"). CPU is that of the web processes and
of PostgreSQL for this database, from the kernel's own books; the ratio is the median of those taken side by side.
"""

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import stories
from bench.browser import InProcess
from bench.options import Options
from bench.serving import Ask, Cell, measure, served
from bench.stock import Goods, fill_carts, open_shop
from bench.surroundings import fresh_database
from shop.pages import remembering

FLOORS = {
    "bare": stories.page("/json"),
    "24 rows": stories.page("/rows"),
    "3 tables": stories.floor_order(),
}
CARTS = 400
# Both processes remember what they keep after a few requests.
WARM_UP = 24


@dataclass
class Row:
    """One kind of request, what it must cost at most, and what it cost in each round.

    ``times`` is how often the CPU of ``floor``. ``story`` makes what is asked for in a round, ``most`` is how many times
    it can be told. ``is_anew`` asks a server that remembers nothing.
    """

    name: str
    story: Callable[[], Ask]
    floor: str = "bare"
    times: float | None = None
    milliseconds: float | None = None
    statements: int | None = None
    most: int | None = None
    is_anew: bool = False
    counted: int = 0
    cells: list[Cell] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    bare_ratios: list[float] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        """Median CPU milliseconds over the rounds."""
        return statistics.median(cell.cpu_ms for cell in self.cells)

    @property
    def ratio(self) -> float:
        """Median ratio to the floor of the same round."""
        return statistics.median(self.ratios)

    @property
    def errors(self) -> int:
        """How many answers were wrong, in all rounds."""
        return sum(cell.errors for cell in self.cells)

    def musts(self) -> list[tuple[str, bool]]:
        """What must be, in words, and whether it is."""
        found = []
        if self.times:
            found.append((f"≤ {self.times:g}x {self.floor}", self.ratio <= self.times))
        if self.milliseconds:
            found.append((f"≤ {self.milliseconds:g} ms", self.cpu_ms <= self.milliseconds))
        if self.statements is not None:
            found.append((f"≤ {self.statements} statements", self.counted <= self.statements))
        return found


def rows_of(goods: Goods) -> list[Row]:
    """Rows 1 to 7 of the performance targets."""
    (token,) = fill_carts(goods.variants, 1)
    somebody = {"cart": token}
    category, product = f"/c/{goods.category}/", f"/p/{goods.product}/"

    def looking(path: str, cookies: dict[str, str] | None = None) -> Callable[[], Ask]:
        return lambda: stories.page(path, cookies)

    return [
        Row("category page, kept", looking(category), times=2.5),
        Row("category page, with a cart", looking(category, somebody)),
        Row(
            "category page, made anew",
            looking(category, somebody),
            "24 rows",
            times=3,
            statements=12,
            is_anew=True,
        ),
        Row("product page, kept", looking(product), times=2.5),
        Row("product page, with a cart", looking(product, somebody)),
        Row(
            "product page, made anew",
            looking(product, somebody),
            milliseconds=8,
            statements=12,
            is_anew=True,
        ),
        Row("home, kept", looking("/"), times=2.5),
        Row("home, with a cart", looking("/", somebody)),
        Row("home, made anew", looking("/", somebody), milliseconds=12, is_anew=True),
        Row(
            "add to cart",
            lambda: stories.adding(goods.variants, in_drawer=False),
            milliseconds=8,
            statements=10,
        ),
        Row("add to cart, drawer shown", lambda: stories.adding(goods.variants, in_drawer=True)),
        Row("checkout page", looking("/checkout/", somebody)),
        Row(
            "place an order",
            lambda: stories.placing(fill_carts(goods.variants, CARTS), "manual:bank_transfer"),
            "3 tables",
            times=3,
            most=CARTS,
        ),
        Row(
            "place and pay an order",
            lambda: stories.placing(fill_carts(goods.variants, CARTS), "test:approve"),
            "3 tables",
            most=CARTS,
        ),
        Row(
            "guest's whole way, 5 requests",
            lambda: stories.buying(goods.product, goods.variants),
            milliseconds=60,
            statements=60,
        ),
    ]


def run(options: Options) -> None:
    """Measure and print every row."""
    with fresh_database():
        goods = open_shop(with_history=not options.quick)
        rows, floors = rows_of(goods), []
        for row in rows:
            row.counted = _statements(row)
        with (
            served("bench.floor_rsgi:application") as floor,
            served("shop.rsgi:application") as shop,
            served("bench.anew_rsgi:application") as anew,
        ):
            for row in rows:
                measure(anew if row.is_anew else shop, row.story(), seconds=10, most=WARM_UP)
            for _round in range(options.rounds):
                plain = {
                    name: measure(floor, ask, seconds=options.seconds)
                    for name, ask in FLOORS.items()
                }
                for row in rows:
                    server = anew if row.is_anew else shop
                    # What must keep a ratio has its floor beside it: others may use the machine for a part of a round.
                    beside = (
                        measure(floor, FLOORS[row.floor], seconds=options.seconds)
                        if row.times
                        else plain[row.floor]
                    )
                    cell = measure(server, row.story(), seconds=options.seconds, most=row.most)
                    row.cells.append(cell)
                    row.ratios.append(cell.cpu_ms / beside.cpu_ms)
                    row.bare_ratios.append(cell.cpu_ms / plain["bare"].cpu_ms)
                floors.append(plain)
    _tell(rows, floors)


def _statements(row: Row) -> int:
    """How many statements one request takes once everything that may be remembered has been read."""
    browser, ask = InProcess(), row.story()
    ask(browser)
    if row.is_anew:
        remembering.forget()
    with CaptureQueriesContext(connection) as seen:
        ask(browser)
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT")) for query in seen.captured_queries)


def _tell(rows: list[Row], floors: list[dict[str, Cell]]) -> None:
    for name in FLOORS:
        cells = [plain[name] for plain in floors]
        cpu = statistics.median(cell.cpu_ms for cell in cells)
        rate = statistics.median(cell.rate for cell in cells)
        print(f"floor, {name:25} {cpu:7.2f} ms {rate:16,.0f}")
    print(f"\n{'':32} {'CPU':>10} {'x bare':>7} {'req/s':>8} {'p95':>8} {'SQL':>4}  must")
    for row in rows:
        rate = statistics.median(cell.rate for cell in row.cells)
        p95 = statistics.median(cell.percentile(95) for cell in row.cells)
        bare = statistics.median(row.bare_ratios)
        figures = f"{row.cpu_ms:7.2f} ms {bare:6.1f}x {rate:8,.0f} {p95:5.0f} ms {row.counted:4}"
        print(f"{row.name:32} {figures}  {_verdict(row)}".rstrip())


def _verdict(row: Row) -> str:
    """Each must with whether it is met, and a shout when answers were wrong."""
    words = [f"{must}: {'met' if is_met else 'MISSED'}" for must, is_met in row.musts()]
    if row.floor != "bare":
        words.insert(0, f"{row.ratio:.1f}x {row.floor}")
    if row.errors:
        words.append(f"{row.errors} WRONG ANSWERS")
    return "; ".join(words)
