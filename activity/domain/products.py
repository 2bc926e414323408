"""Which product numbers are real, without asking the database for every view."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from time import monotonic

from catalog.models import Product

REMEMBERED_SECONDS = 60.0
MOST_REMEMBERED = 20_000

_seen_on_sale: OrderedDict[int, float] = OrderedDict()
_lock = Lock()


def on_sale(product_ids: Iterable[int]) -> set[int]:
    """Those of the ids that shoppers may see. A product is believed for a minute after it was last looked up."""
    wanted = set(product_ids)
    now = monotonic()
    known = {one for one in wanted if _seen_on_sale.get(one, 0.0) > now}
    unknown = wanted - known
    if not unknown:
        return known
    found = set(
        Product.objects.on_sale().filter(pk__in=sorted(unknown)).values_list("pk", flat=True)
    )
    _remember(found, now + REMEMBERED_SECONDS)
    return known | found


def forget() -> None:
    """Look every product up again."""
    with _lock:
        _seen_on_sale.clear()


def _remember(product_ids: Iterable[int], until: float) -> None:
    with _lock:
        for one in product_ids:
            _seen_on_sale[one] = until
            _seen_on_sale.move_to_end(one)
        while len(_seen_on_sale) > MOST_REMEMBERED:
            _seen_on_sale.popitem(last=False)
