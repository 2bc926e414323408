"""What remembering costs: a view in the page, a report over HTTP, a bulk load, a roll-up and a rebuild.

Figures are ratios to something plain in the same run.
"""

import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from activity.domain import bulk, events, rollups
from activity.models import Event, EventKind
from bench.browser import Browser
from bench.options import Options
from bench.serving import Ask, measure, served
from bench.stories import page
from bench.surroundings import fresh_database
from catalog.models import Category, Product, Variant

KINDS = [EventKind.VIEW] * 80 + [EventKind.ADD_TO_CART] * 8 + [EventKind.SEARCH] * 8
KINDS += [EventKind.PURCHASE] * 4
DAYS = 90
PRODUCTS = 10_000
LONGEST_VISIT = 16
VISITOR = str(uuid4())


def some_events(count: int, seed: int = 7) -> Iterator[events.Fact]:
    """Ninety days of a shop: visits of up to 16 events within half an hour, popular and unpopular products."""
    dice = random.Random(seed)
    now = timezone.now()
    left = 0
    visitor, began = uuid4(), now
    for number in range(count):
        if left == 0:
            left = dice.randint(1, LONGEST_VISIT)
            visitor = UUID(int=dice.getrandbits(128), version=4)
            began = now - timedelta(seconds=dice.random() * DAYS * 86_400)
        left -= 1
        kind = dice.choice(KINDS)
        yield events.fact(
            kind,
            visitor=visitor,
            at=began + timedelta(seconds=dice.random() * 1800),
            product_id=1 + int(PRODUCTS * dice.random() ** 4),
            order_number=f"S-{seed}-{number}" if kind is EventKind.PURCHASE else "",
            query=f"word {dice.randrange(500)}" if kind is EventKind.SEARCH else "",
            value_minor=1200 if kind is EventKind.PURCHASE else 0,
        )


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_us(work: Callable[[], object], times: int) -> float:
    """Median microseconds of a call."""
    return 1e6 * statistics.median(seconds(work) for _ in range(times))


def in_the_page() -> None:
    """``record()`` against writing the row at once."""
    visitor = uuid4()

    def record() -> None:
        events.record(EventKind.VIEW, visitor=visitor, product_id=1)

    def insert() -> None:
        Event.objects.create(kind="view", visitor=visitor, product_id=1)

    recorded = median_us(record, 20_000)
    flushed = seconds(events.flush)
    inserted = median_us(insert, 500)
    print(
        f"record(): {recorded:.1f} us; an INSERT at once: {inserted:.0f} us = {inserted / recorded:.0f}x"
    )
    print(f"writing the 20,000 from the buffer: {20_000 / flushed:,.0f} a second")


def in_bulk(count: int) -> None:
    """COPY against ``bulk_create``, then the roll-ups."""
    sample = 20_000
    rows = [Event(**row._asdict()) for row in some_events(sample)]
    created = sample / seconds(lambda: Event.objects.bulk_create(rows, batch_size=1000))
    made = list(some_events(count))
    loaded = count / seconds(lambda: bulk.load_events(made))
    print(
        f"load_events(): {loaded:,.0f} a second; bulk_create: {created:,.0f} = {loaded / created:.1f}x"
    )
    rolled = seconds(rollups.advance)
    rebuilt = seconds(rollups.rebuild)
    print(f"first roll-up of {count:,}: {rolled:.1f} s; rebuild: {rebuilt:.1f} s")
    bulk.load_events(some_events(1000, seed=8))
    print(f"roll-up of 1,000 more: {1000 * seconds(rollups.advance):.0f} ms")
    print(f"roll-up of nothing: {1000 * seconds(rollups.advance):.0f} ms")
    found = rollups.differences()
    print(f"differences between counts and log: {len(found)}")


def over_http(span: float) -> None:
    """Reports over HTTP against a constant of bare Django on the same server."""
    category = Category.objects.add_root({"name": "Bench", "slug": "bench"})
    mug = Product.objects.create(
        name="Mug", slug="mug", category=category, status="active", published_at=timezone.now()
    )
    Variant.objects.create(product=mug, sku="MUG", price_minor=1200)
    one = json.dumps({"product_id": mug.pk})
    many = json.dumps([{"product_id": mug.pk}] * 20)
    headers = {"Content-Type": "application/json", "Accept": "application/json"}

    def report(body: str) -> Ask:
        def ask(browser: Browser) -> bool:
            browser.cookies["visitor"] = VISITOR
            return browser.send("/api/activities/view", body, headers).status == 202

        return ask

    with served("bench.floor_rsgi:application") as floor, served("shop.rsgi:application") as shop:
        for name, body, each in (("one report", one, 1), ("batch of 20", many, 20)):
            plain = measure(floor, page("/json"), seconds=span)
            kept = measure(shop, report(body), seconds=span)
            print(
                f"HTTP, {name}: {kept.rate * each:,.0f} events/s, {kept.cpu_ms / each:.2f} ms CPU an event, "
                f"p95 {kept.percentile(95):.0f} ms, {kept.errors} errors; request = {kept.cpu_ms / plain.cpu_ms:.1f}x "
                f"bare Django ({plain.cpu_ms:.2f} ms)"
            )


def run(options: Options) -> None:
    """Run every part on a database of its own."""
    with fresh_database():
        in_the_page()
        in_bulk(20_000 if options.quick else 200_000)
        over_http(options.seconds)
