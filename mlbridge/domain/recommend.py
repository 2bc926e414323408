"""What to show whom: ranked products in stock, each with a reason. Reads rows by key; learns nothing.

Every function answers from the published table with one indexed read when the shelf is full, and falls back to what is
popular, then to what is new. Nothing that cannot be bought this minute is ever shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Subquery
from django.utils import timezone

from catalog.models import Category, Product, ProductQuerySet
from mlbridge import queries
from mlbridge.domain import published, reasons
from mlbridge.domain.published import Row
from mlbridge.models import KeyKind, Shelf
from shop.base.prepared import Prepared, Slot, as_tuple

DEFAULT_LIMIT = 8
RECENT_PRODUCTS = 5
# Of several products' shelves together, so many places of each are looked at.
DEPTH_OF_MANY = 12
# A product looked at counts 1 when it was the last, this much when it was the one before, and so on.
RECENCY = 0.6


@dataclass(frozen=True)
class Recommended:
    """One product to show, and why, in a sentence for shoppers."""

    product_id: int
    reason: str
    score: float = 0.0
    shelf: str = ""


def for_product(
    product_id: int, limit: int = DEFAULT_LIMIT, *, category_id: int | None = None
) -> list[Recommended]:
    """Where people go on from a product; then what is popular in its category, in the shop, and new."""
    shown = _of_one_key(Shelf.BECAUSE_VIEWED, KeyKind.PRODUCT, product_id, limit, ())
    if len(shown) < limit and category_id is None:
        category_id = (
            Product.everything.filter(pk=product_id).values_list("category_id", flat=True).first()
        )
    return _filled(shown, limit, hidden={product_id}, category_id=category_id)


def for_cart(product_ids: Collection[int], limit: int = DEFAULT_LIMIT) -> list[Recommended]:
    """What goes with a cart: bought together with it, else looked at next, popular, new. Never what it holds."""
    weights = dict.fromkeys(product_ids, 1.0)
    shown = _of_many_keys(Shelf.BOUGHT_TOGETHER, weights, limit, product_ids)
    if len(shown) < limit:
        more = _of_many_keys(
            Shelf.BECAUSE_VIEWED, weights, limit - len(shown), {*product_ids, *_ids(shown)}
        )
        shown = [*shown, *more]
    return _filled(shown, limit, hidden=product_ids)


def buy_again(user_id: int, limit: int = DEFAULT_LIMIT) -> list[Recommended]:
    """What a customer has bought and may need again, most due first. Empty for one who has bought nothing."""
    return _of_one_key(Shelf.BUY_AGAIN, KeyKind.USER, user_id, limit, ())


def trending(
    limit: int = DEFAULT_LIMIT,
    category: int | None = None,
    *,
    hidden: Collection[int] = (),
) -> list[Recommended]:
    """What is popular now, in the shop or in a category (its number) with everything below it; then what is new."""
    if category is None:
        return _filled([], limit, hidden=hidden)
    shown = _of_one_key(Shelf.TRENDING, KeyKind.CATEGORY, category, limit, hidden)
    if len(shown) < limit:
        shown += _newest(limit - len(shown), {*hidden, *_ids(shown)}, category)
    return shown


def for_person(
    user_id: int | None = None, visitor: UUID | None = None, limit: int = DEFAULT_LIMIT
) -> list[Recommended]:
    """For a customer or a browser: what others went on to from what they saw last; else what is popular, or new."""
    recent = queries.recently_seen(user_id, visitor, RECENT_PRODUCTS)
    weights = {product_id: RECENCY**back for back, product_id in enumerate(recent)}
    shown = _of_many_keys(Shelf.BECAUSE_VIEWED, weights, limit, recent, reason=reasons.LOOKED_AT)
    return _filled(shown, limit, hidden=recent)


def _of_one_key(
    shelf: Shelf, kind: KeyKind, key_id: int, limit: int, hidden: Collection[int]
) -> list[Recommended]:
    return [
        Recommended(
            row.product_id, reasons.in_words(row.reason, row.details), row.score, shelf.value
        )
        for row in published.read(shelf, kind, [key_id], hidden=hidden, limit=limit)
    ]


def _of_many_keys(
    shelf: Shelf,
    weights: Mapping[int, float],
    limit: int,
    hidden: Collection[int],
    *,
    reason: str = "",
) -> list[Recommended]:
    """The best over several products' shelves together; the reason is that of the product that said most."""
    if not weights:
        return []
    rows = published.read(
        shelf, KeyKind.PRODUCT, weights.keys(), hidden=hidden, deepest=DEPTH_OF_MANY
    )
    return _added_up(rows, weights, limit, shelf, reason)


def _added_up(
    rows: Iterable[Row], weights: Mapping[int, float], limit: int, shelf: Shelf, reason: str
) -> list[Recommended]:
    totals: dict[int, float] = defaultdict(float)
    strongest: dict[int, tuple[float, Row]] = {}
    for row in rows:
        says = weights[row.key_id] * row.score
        totals[row.product_id] += says
        if row.product_id not in strongest or says > strongest[row.product_id][0]:
            strongest[row.product_id] = (says, row)
    best = sorted(totals, key=lambda product_id: (-totals[product_id], product_id))[:limit]
    shown = []
    for product_id in best:
        _says, row = strongest[product_id]
        words = reasons.in_words(reason or row.reason, row.details)
        shown.append(Recommended(product_id, words, totals[product_id], shelf.value))
    return shown


def _filled(
    shown: Sequence[Recommended],
    limit: int,
    *,
    hidden: Collection[int],
    category_id: int | None = None,
) -> list[Recommended]:
    """A shelf filled up to ``limit``: popular in the category, popular in the shop, new."""
    full = list(shown)
    steps = [(KeyKind.CATEGORY, category_id)] if category_id is not None else []
    for kind, key_id in [*steps, (KeyKind.SHOP, 0)]:
        if len(full) < limit:
            unwanted = {*hidden, *_ids(full)}
            full += _of_one_key(Shelf.TRENDING, kind, key_id, limit - len(full), unwanted)
    if len(full) < limit:
        full += _newest(limit - len(full), {*hidden, *_ids(full)})
    return full


def _newest(
    limit: int, hidden: Collection[int], category_id: int | None = None
) -> list[Recommended]:
    given = {"now": timezone.now(), "hidden": list(hidden), "limit": limit, "offset": 0}
    if category_id is None:
        found = _NEW.rows(**given)
    else:
        found = _NEW_IN_CATEGORY.rows(category=category_id, **given)
    said = reasons.in_words(reasons.NEW, {})
    return [Recommended(product_id, said, shelf="new") for (product_id,) in found]


def _new() -> ProductQuerySet:
    fresh = Product.objects.on_sale(at=Slot("now")).in_stock_now()
    return fresh.exclude(pk__any=Slot("hidden")).order_by("-published_at", "-pk")


def _new_in_category() -> ProductQuerySet:
    path = Category.objects.filter(pk=Slot("category")).order_by().values("path")
    return _new().below(Subquery(path))


_NEW = Prepared(lambda: _new().values_list("pk"), as_tuple, is_page=True)
_NEW_IN_CATEGORY = Prepared(lambda: _new_in_category().values_list("pk"), as_tuple, is_page=True)


def _ids(shown: Iterable[Recommended]) -> set[int]:
    return {one.product_id for one in shown}
