"""What came to the door lately, as the request log keeps it: judged by the rules, ready for the forest."""

from collections.abc import Sequence
from datetime import datetime

from catalog.models import Category, Product
from security.domain.watching import judged, write
from shop.demo.dice import Dice
from shop.demo.range import DemoProduct
from shop.demo.simulation.requests import Places, knocks
from shop.demo.words import make_searches


def load_requests(products: Sequence[DemoProduct], now: datetime, seed: int) -> int:
    """Write three days of requests. Returns how many."""
    searches = make_searches(products, Dice(f"requests {seed}"), 200)
    places = Places(
        products=list(Product.objects.order_by("pk").values_list("slug", flat=True)),
        categories=list(Category.objects.order_by("pk").values_list("slug", flat=True)),
        searches=[search.typed for search in searches],
    )
    return write(judged(knock.seen, knock.at)[0] for knock in knocks(places, now=now, seed=seed))
