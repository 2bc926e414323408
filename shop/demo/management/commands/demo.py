"""Fills the demo shop."""

import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.domain.demo import ensure_demo_people
from catalog.models import Brand, StockLocation
from orders.domain.setup import ensure_trade_rules
from shop.base.demo_password import demo_password
from shop.demo.loading.history import History, has_history
from shop.demo.loading.pictures import ask_for_the_others, first_pictures
from shop.demo.loading.requests import load_requests
from shop.demo.loading.shelves import load_shelves, loaded_shelves
from shop.demo.range import DemoProduct, make_range

SEED = 7


class Command(BaseCommand):
    """``manage.py demo [--seed N] [--shelves-only]``."""

    help = (
        "Fills the shop with a demo range, customers, a year of orders and ninety days of activity. "
        "The same seed gives the same shop; what is there already is kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument(
            "--shelves-only",
            action="store_true",
            help="Only what a shopper needs to buy; history may follow.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_demo_people(demo_password(settings.HOME, settings.CONFIG.demo_password))
        ensure_trade_rules()
        products = make_range(options["seed"])
        now = timezone.now().replace(microsecond=0)
        if not Brand.objects.filter(slug=products[0].maker.slug).exists():
            self._load_shelves(products, now)
        if not options["shelves_only"] and not has_history():
            self._load_history(products, now, options["seed"])

    def _load_shelves(self, products: list[DemoProduct], now: datetime) -> None:
        StockLocation.objects.get_or_create(code="main", defaults={"name": "Stock room"})
        pictures = self._timed(
            "Drawing 600 products", lambda: first_pictures(products, self._progress)
        )
        self._timed("Filling the shelves", lambda: load_shelves(products, pictures, now))

    def _load_history(self, products: list[DemoProduct], now: datetime, seed: int) -> None:
        """All of it, or nothing."""
        with transaction.atomic():
            history = self._timed(
                "Living through a year",
                lambda: History(products, loaded_shelves(products), now=now, seed=seed),
            )
            self._timed("Welcoming 2,000 customers", history.load_people)
            self._timed("Writing their orders", history.load_orders)
            self._timed("Writing what they looked at", history.load_activity)
            self._timed("Writing their reviews", history.load_reviews)
            self._timed("Writing what came to the door", lambda: load_requests(products, now, seed))
            ask_for_the_others(products, seed)

    def _timed(self, words: str, work: Callable[[], Any]) -> Any:
        started = time.monotonic()
        result = work()
        amount = f" ({result:,})" if isinstance(result, int) else ""
        self.stdout.write(f"\r{words}{amount}: {time.monotonic() - started:.1f} s")
        self.stdout.flush()
        return result

    def _progress(self, done: int, whole: int) -> None:
        if sys.stdout.isatty() and (done % 10 == 0 or done == whole):
            sys.stdout.write(f"\rDrawing {done} of {whole} products")
            sys.stdout.flush()
