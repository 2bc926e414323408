"""What one promotion takes off each item: by percent, amount, tier, buy-and-get, or bundle. Amounts are minor units."""

from collections.abc import Sequence

from orders.domain.pricing.snapshot import CouponTerms, Item
from shop.base.money import allocate, share_of


def parts_off(terms: CouponTerms, items: Sequence[Item], left: Sequence[int]) -> list[int]:
    """What the promotion takes off each item, given what is ``left`` to pay of it. No part exceeds what is left."""
    chosen = [terms.covers(item) for item in items]
    if terms.kind == "buy_get":
        return _free_units(terms, items, left, chosen)
    if terms.kind == "bundle":
        return _bundles(terms, items, left, chosen)
    weights = [amount if covered else 0 for amount, covered in zip(left, chosen, strict=True)]
    return _spread(_off(terms, items, weights), weights)


def _off(terms: CouponTerms, items: Sequence[Item], weights: Sequence[int]) -> int:
    if terms.kind == "percent":
        return share_of(sum(weights), terms.value)
    if terms.kind == "amount":
        return terms.value
    if terms.kind == "tiered":
        goods = sum(item.gross_minor for item in items if terms.covers(item))
        return share_of(sum(weights), _tier(terms, goods))
    return 0


def _tier(terms: CouponTerms, goods_minor: int) -> int:
    """The basis points of the highest tier that the goods reach."""
    reached = [step for step in terms.tiers if goods_minor >= step[0]]
    return max(reached)[1] if reached else 0


def _free_units(
    terms: CouponTerms, items: Sequence[Item], left: Sequence[int], chosen: Sequence[bool]
) -> list[int]:
    """Of every ``buy + get`` pieces the cheapest ``get`` are free."""
    pieces = sum(item.quantity for item, covered in zip(items, chosen, strict=True) if covered)
    free = pieces // (terms.buy_quantity + terms.get_quantity) * terms.get_quantity
    taken = _take(free, items, chosen, dearest_first=False)
    return [
        min(count * item.unit_price_minor, rest)
        for count, item, rest in zip(taken, items, left, strict=True)
    ]


def _bundles(
    terms: CouponTerms, items: Sequence[Item], left: Sequence[int], chosen: Sequence[bool]
) -> list[int]:
    """Every ``buy_quantity`` pieces cost ``value`` together; the dearest ones are bundled."""
    pieces = sum(item.quantity for item, covered in zip(items, chosen, strict=True) if covered)
    bundles = pieces // terms.buy_quantity
    taken = _take(bundles * terms.buy_quantity, items, chosen, dearest_first=True)
    amounts = [count * item.unit_price_minor for count, item in zip(taken, items, strict=True)]
    weights = [min(amount, rest) for amount, rest in zip(amounts, left, strict=True)]
    return _spread(sum(weights) - bundles * terms.value, weights)


def _take(
    count: int, items: Sequence[Item], chosen: Sequence[bool], *, dearest_first: bool
) -> list[int]:
    """How many pieces of each item are among the ``count`` cheapest or dearest."""
    taken = [0] * len(items)
    sign = -1 if dearest_first else 1
    for place in sorted(
        range(len(items)), key=lambda place: (sign * items[place].unit_price_minor, place)
    ):
        if chosen[place]:
            taken[place] = min(items[place].quantity, count)
            count -= taken[place]
    return taken


def _spread(off_minor: int, weights: Sequence[int]) -> list[int]:
    """Split by largest remainder; never more than all of it, never less than nothing."""
    return allocate(max(min(off_minor, sum(weights)), 0), weights)
