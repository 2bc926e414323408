"""Refunds of another system, matched to the orders whose goods came back."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from orders.domain.import_rows import BadRow
from orders.models import Payment, PaymentTransaction, TimelineEntry

BATCH = 2000
REFUND_ENTRY = "import_refund"


@dataclass(frozen=True, slots=True)
class RefundLine:
    """Goods that came back: a positive quantity at a unit price in minor units."""

    sku: str
    quantity: int
    unit_price_minor: int


@dataclass(frozen=True, slots=True)
class Refund:
    """One refund invoice."""

    reference: str
    line_number: int
    at: datetime
    user_id: int | None
    lines: Sequence[RefundLine]


@dataclass
class Outcome:
    """What became of the refunds."""

    given: int = 0
    already_there: int = 0
    refused: list[BadRow] = field(default_factory=list)


# Of each order, by id: SKU, unit price and quantity of what comes back.
Taken = dict[int, list[tuple[str, int, int]]]


@dataclass(slots=True)
class _Sold:
    """What may still come back of one order line."""

    order_id: int
    placed_at: datetime
    unit_price_minor: int
    left: int


def give_back(refunds: Iterable[Refund], *, source: str) -> Outcome:
    """Write each refund against the newest earlier orders with the same goods at the same price.

    A refund is taken whole or not at all; one that matches no order is refused with its reason. The caller holds the
    transaction. What was given back before is not given back again.
    """
    outcome = Outcome()
    wanted = sorted(refunds, key=lambda refund: (refund.at, refund.reference))
    known = _known(source)
    sold = _sold(wanted, source)
    matched: list[tuple[Refund, Taken]] = []
    for refund in wanted:
        if refund.reference in known:
            outcome.already_there += 1
            continue
        taken = _match(refund, sold)
        if taken is None:
            outcome.refused.append(
                BadRow(
                    refund.line_number,
                    refund.reference,
                    "no earlier order has these goods at this price",
                )
            )
        else:
            matched.append((refund, taken))
    _write(matched)
    outcome.given = len(matched)
    return outcome


def _known(source: str) -> set[str]:
    entries = TimelineEntry.objects.filter(kind=REFUND_ENTRY, order__source=source)
    return {data["reference"] for data in entries.values_list("data", flat=True).iterator(BATCH)}


def _sold(refunds: Iterable[Refund], source: str) -> dict[tuple[int, str], list[_Sold]]:
    """The sales that these refunds may be of, oldest first, by customer and SKU, less what came back in earlier imports."""
    sold: dict[tuple[int, str], list[_Sold]] = defaultdict(list)
    wanted = {
        (refund.user_id, line.sku) for refund in refunds if refund.user_id for line in refund.lines
    }
    returned = _returned(source)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT o.user_id, l.sku, o.id, o.placed_at, l.unit_price_minor, l.quantity
            FROM orders_orderline l JOIN orders_order o ON o.id = l.order_id
            JOIN unnest(%s::bigint[], %s::text[]) AS wanted(user_id, sku) USING (user_id, sku)
            WHERE o.source = %s ORDER BY o.placed_at, l.id
            """,
            [[user_id for user_id, _sku in wanted], [sku for _user_id, sku in wanted], source],
        )
        for user_id, sku, order_id, placed_at, price, quantity in cursor:
            came_back = min(returned[order_id, sku, price], quantity)
            returned[order_id, sku, price] -= came_back
            sold[user_id, sku].append(_Sold(order_id, placed_at, price, quantity - came_back))
    return sold


def _returned(source: str) -> Counter[tuple[int, str, int]]:
    """How many of each order's goods came back in earlier imports, by order, SKU and unit price."""
    returned: Counter[tuple[int, str, int]] = Counter()
    entries = TimelineEntry.objects.filter(kind=REFUND_ENTRY, order__source=source)
    for order_id, data in entries.values_list("order_id", "data").iterator(BATCH):
        for sku, price, quantity in data["lines"]:
            returned[order_id, sku, price] += quantity
    return returned


def _match(refund: Refund, sold: dict[tuple[int, str], list[_Sold]]) -> Taken | None:
    """What comes back of which order, taking the newest earlier sale first; None when a line finds no sale."""
    if refund.user_id is None:
        return None
    found: list[tuple[str, _Sold, int]] = []
    for line in refund.lines:
        sales = _take(line, refund.at, sold.get((refund.user_id, line.sku), ()))
        if sales is None:
            for _sku, sale, quantity in found:
                sale.left += quantity
            return None
        found += [(line.sku, sale, quantity) for sale, quantity in sales]
    taken: Taken = defaultdict(list)
    for sku, sale, quantity in found:
        taken[sale.order_id].append((sku, sale.unit_price_minor, quantity))
    return taken


def _take(line: RefundLine, at: datetime, sales: Sequence[_Sold]) -> list[tuple[_Sold, int]] | None:
    """Sales that together cover the line, each with its share; None, and nothing taken, when they do not."""
    wanted, taken = line.quantity, []
    for sale in reversed(sales):
        fits = sale.placed_at <= at and sale.unit_price_minor == line.unit_price_minor
        quantity = min(wanted, sale.left) if fits else 0
        if quantity:
            sale.left -= quantity
            wanted -= quantity
            taken.append((sale, quantity))
    if wanted:
        for sale, quantity in taken:
            sale.left += quantity
        return None
    return taken


def _write(matched: Sequence[tuple[Refund, Taken]]) -> None:
    order_ids = sorted({order_id for _refund, taken in matched for order_id in taken})
    payments = dict(
        Payment.objects.filter(order_id__in=order_ids, state="captured").values_list(
            "order_id", "pk"
        )
    )
    gifts = [
        (refund, order_id, lines, sum(price * quantity for _sku, price, quantity in lines))
        for refund, taken in matched
        for order_id, lines in taken.items()
    ]
    PaymentTransaction.objects.bulk_create(
        [
            PaymentTransaction(
                payment_id=payments[order_id],
                kind=PaymentTransaction.Kind.REFUND,
                amount_minor=amount,
                reference=refund.reference,
                at=refund.at,
            )
            for refund, order_id, _lines, amount in gifts
            if amount
        ],
        batch_size=BATCH,
    )
    TimelineEntry.objects.bulk_create(
        [
            TimelineEntry(
                order_id=order_id,
                kind=REFUND_ENTRY,
                at=refund.at,
                message=f"Refund {refund.reference}.",
                data={"reference": refund.reference, "lines": lines},
            )
            for refund, order_id, lines, _amount in gifts
        ],
        batch_size=BATCH,
    )
    _add_up(order_ids)


def _add_up(order_ids: Sequence[int]) -> None:
    """Bring the orders' and payments' refunded amounts in line with the ledger, in two statements."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE orders_payment SET refunded_minor = ledger.amount, updated_at = now()
            FROM (SELECT t.payment_id, sum(t.amount_minor) AS amount
                  FROM orders_paymenttransaction t JOIN orders_payment p ON p.id = t.payment_id
                  WHERE t.kind = 'refund' AND p.order_id = ANY(%(ids)s) GROUP BY t.payment_id) AS ledger
            WHERE orders_payment.id = ledger.payment_id
            """,
            {"ids": list(order_ids)},
        )
        cursor.execute(
            """
            UPDATE orders_order SET refunded_minor = p.refunded_minor, updated_at = now(),
                state = CASE WHEN p.refunded_minor = total_minor THEN 'refunded' ELSE orders_order.state END
            FROM orders_payment p
            WHERE p.order_id = orders_order.id AND p.state = 'captured' AND p.refunded_minor > 0
              AND orders_order.id = ANY(%(ids)s)
            """,
            {"ids": list(order_ids)},
        )
