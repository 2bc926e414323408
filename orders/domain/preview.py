"""What a promotion would have done to the latest orders, before it is switched on."""

from dataclasses import dataclass, replace

from orders.domain.pricing import CouponTerms, Item, Snapshot, price
from orders.models import Order, OrderLine

LATEST = 100


@dataclass(frozen=True, slots=True)
class Replay:
    """How many of the latest orders it would have applied to, and what it would have cost. Minor units."""

    orders: int
    hits: int
    off_minor: int
    goods_minor: int


def replay(terms: CouponTerms, latest: int = LATEST) -> Replay:
    """Price the latest orders of the promotion's currency again with it alone, at the time when they were placed.

    Limits of use, dates and customer groups are left out: the question is what it does, not when.
    """
    orders = list(
        Order.objects.filter(currency=terms.currency)
        .prefetch_related("lines__variant__product")
        .order_by("-placed_at", "-pk")[:latest]
    )
    always = replace(
        terms, is_active=True, is_used_up=False, starts_at=None, ends_at=None, group_ids=frozenset()
    )
    priced = [price(_snapshot(order, always)) for order in orders]
    return Replay(
        orders=len(orders),
        hits=sum(bool(one.reductions) for one in priced),
        off_minor=sum(one.discount_minor for one in priced),
        goods_minor=sum(one.subtotal_minor for one in priced),
    )


def _snapshot(order: Order, terms: CouponTerms) -> Snapshot:
    return Snapshot(
        items=tuple(_item(line) for line in order.lines.all()),
        currency=order.currency,
        at=order.placed_at,
        coupon=terms,
    )


def _item(line: OrderLine) -> Item:
    product = line.variant.product if line.variant else None
    return Item(
        variant_id=line.variant_id or 0,
        name=line.product_name,
        quantity=line.quantity,
        unit_price_minor=line.unit_price_minor,
        product_id=product.pk if product else 0,
        category_id=product.category_id if product else 0,
    )
