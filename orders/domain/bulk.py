"""Finished orders of the past, written fast: from another system, or from the demo shop's simulated year.

Rows go in by COPY. Every constraint holds; instead of the trigger that adds up the lines of each order, one query
adds up the lines of the whole batch. Today's stock is not touched: what was sold then is not on the shelf now.
"""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from orders.models import (
    Order,
    OrderLine,
    OrderState,
    Payment,
    PaymentState,
    PaymentTransaction,
    TimelineEntry,
)
from orders.models.orders import ADDED_UP
from shop.base.ahead import made_ahead
from shop.base.copying import copy_rows

BATCH = 1000
PAID_STATES = {
    OrderState.PAID,
    OrderState.PARTLY_SHIPPED,
    OrderState.SHIPPED,
    OrderState.DELIVERED,
    OrderState.REFUNDED,
}


@dataclass(frozen=True, slots=True)
class PastLine:
    """One line of a past order. ``variant_id`` is None for what the catalogue does not know (carriage, fees)."""

    sku: str
    product_name: str
    quantity: int
    unit_price_minor: int
    variant_id: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    tax_class: str = "standard"
    tax_rate_basis_points: int = 0
    tax_minor: int = 0
    discount_minor: int = 0


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order that is over, or nearly. Amounts in minor units; the total follows from the lines and delivery."""

    number: str
    email: str
    placed_at: datetime
    lines: Sequence[PastLine]
    currency: str
    state: str = OrderState.DELIVERED
    user_id: int | None = None
    shipping_minor: int = 0
    shipping_name: str = ""
    address: Mapping[str, str] = field(default_factory=dict)
    coupon_id: int | None = None
    source: str = "shop"
    external_reference: str = ""
    gateway: str = "manual"
    finished_at: datetime | None = None
    story: Sequence[tuple[str, datetime, str]] = ()
    shipping_tax_minor: int = 0
    trace: Sequence[Mapping[str, Any]] = ()

    @property
    def subtotal_minor(self) -> int:
        return sum(line.quantity * line.unit_price_minor for line in self.lines)

    @property
    def discount_minor(self) -> int:
        return sum(line.discount_minor for line in self.lines)

    @property
    def tax_minor(self) -> int:
        return sum(line.tax_minor for line in self.lines) + self.shipping_tax_minor

    @property
    def total_minor(self) -> int:
        return self.subtotal_minor - self.discount_minor + self.shipping_minor

    @property
    def is_paid(self) -> bool:
        return self.state in PAID_STATES

    @property
    def paid_minor(self) -> int:
        return self.total_minor if self.is_paid else 0

    @property
    def refunded_minor(self) -> int:
        return self.total_minor if self.state == OrderState.REFUNDED else 0


def load_past_orders(
    orders: Iterable[PastOrder], *, progress: Callable[[int], None] | None = None
) -> int:
    """Write past orders with their lines, payments and timelines, all or none. Returns how many.

    The orders are made by a thread of its own while the database takes in the last ones: that must not ask it anything.

    ``progress`` is told how many lines are in after each batch. Raises IntegrityError when a constraint refuses one,
    ValueError when the database adds the lines of one up differently.
    """
    written = lines = first = last = 0
    with transaction.atomic():
        _check_at_once()
        _add_up_here("on")
        for batch in made_ahead(_batches(orders)):
            order_ids = _write(batch)
            first, last = first or order_ids[0], order_ids[-1]
            written += len(batch)
            lines += sum(len(order.lines) for order in batch)
            if progress:
                progress(lines)
        _add_up_here("off")
        if written:
            _tell_the_planner()
            _check_sums(first, last)
    return written


def _check_at_once() -> None:
    """Have foreign keys and triggers checked with each statement from here on to the end of the transaction.

    Put off to its end they would queue up, a million for a big import: memory that grows with the file, and a queue
    that PostgreSQL walks along whenever a trigger of the same transaction catches an error, as pgtrigger's do.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _add_up_here(state: str) -> None:
    """Whether this transaction adds up the lines of orders by itself; a rollback forgets it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [ADDED_UP, state])


def _tell_the_planner() -> None:
    """Count the tables anew: by the old figures the queries that follow may take minutes."""
    models = (Order, OrderLine, Payment, PaymentTransaction, TimelineEntry)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in models)}")


def _batches(orders: Iterable[PastOrder]) -> Iterator[list[PastOrder]]:
    rows = iter(orders)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _write(batch: Sequence[PastOrder]) -> list[int]:
    """Write these orders. Returns their ids, which ascend."""
    order_ids = _new_ids(Order._meta.db_table, len(batch))
    copy_rows(Order._meta.db_table, ORDER_COLUMNS, map(_order_row, batch, order_ids))
    copy_rows(
        OrderLine._meta.db_table,
        LINE_COLUMNS,
        (
            _line_row(line, order_id)
            for order, order_id in zip(batch, order_ids, strict=True)
            for line in order.lines
        ),
    )
    _write_payments(
        [
            (order, order_id)
            for order, order_id in zip(batch, order_ids, strict=True)
            if order.paid_minor
        ]
    )
    copy_rows(
        TimelineEntry._meta.db_table,
        TIMELINE_COLUMNS,
        (
            (order_id, kind, at, message, "{}", True)
            for order, order_id in zip(batch, order_ids, strict=True)
            for kind, at, message in order.story
        ),
    )
    return order_ids


def _write_payments(paid: Sequence[tuple[PastOrder, int]]) -> None:
    payment_ids = _new_ids(Payment._meta.db_table, len(paid))
    copy_rows(
        Payment._meta.db_table,
        PAYMENT_COLUMNS,
        (
            _payment_row(order, order_id, payment_id)
            for (order, order_id), payment_id in zip(paid, payment_ids, strict=True)
        ),
    )
    copy_rows(
        PaymentTransaction._meta.db_table,
        TRANSACTION_COLUMNS,
        (
            row
            for (order, _order_id), payment_id in zip(paid, payment_ids, strict=True)
            for row in _transaction_rows(order, payment_id)
        ),
    )


ORDER_COLUMNS = (
    "id", "created_at", "updated_at", "number", "token", "user_id", "email", "state", "currency",
    "prices_include_tax", "subtotal_minor", "discount_minor", "shipping_minor", "tax_minor", "total_minor",
    "paid_minor", "refunded_minor", "coupon_id", "shipping_code", "shipping_name", "shipping_address",
    "billing_address", "note", "trace", "placed_at", "pay_by", "paid_at", "cancelled_at", "source",
    "external_reference", "pays_on_delivery",
)  # fmt: skip
LINE_COLUMNS = (
    "order_id", "variant_id", "product_name", "sku", "options", "quantity", "unit_price_minor", "discount_minor",
    "tax_class", "tax_rate_basis_points", "tax_minor", "total_minor",
)  # fmt: skip
PAYMENT_COLUMNS = (
    "id", "created_at", "updated_at", "order_id", "gateway", "method", "key", "reference", "state", "currency",
    "amount_minor", "captured_minor", "refunded_minor", "next_action", "failure",
)  # fmt: skip
TRANSACTION_COLUMNS = (
    "payment_id", "kind", "amount_minor", "reference", "reason", "at",
)  # fmt: skip
TIMELINE_COLUMNS = (
    "order_id", "kind", "at", "message", "data", "is_public",
)  # fmt: skip


def _order_row(order: PastOrder, order_id: int) -> tuple[Any, ...]:
    address = json.dumps(dict(order.address))
    at = order.placed_at
    cancelled_at = (order.finished_at or at) if order.state == OrderState.CANCELLED else None
    return (
        order_id, at, order.finished_at or at, order.number, uuid.uuid4(), order.user_id, order.email,
        str(order.state), order.currency, True, order.subtotal_minor, order.discount_minor, order.shipping_minor,
        order.tax_minor, order.total_minor, order.paid_minor, order.refunded_minor,
        order.coupon_id, "", order.shipping_name, address, address, "",
        json.dumps(list(order.trace)) if order.trace else "[]", at, at, at if order.is_paid else None,
        cancelled_at, order.source, order.external_reference, False,
    )  # fmt: skip


def _line_row(line: PastLine, order_id: int) -> tuple[Any, ...]:
    gross = line.quantity * line.unit_price_minor
    return (
        order_id, line.variant_id, line.product_name[:200], line.sku[:64],
        json.dumps(dict(line.options)) if line.options else "{}", line.quantity, line.unit_price_minor,
        line.discount_minor, line.tax_class, line.tax_rate_basis_points, line.tax_minor,
        gross - line.discount_minor,
    )  # fmt: skip


def _payment_row(order: PastOrder, order_id: int, payment_id: int) -> tuple[Any, ...]:
    reference = f"{order.source}-{order.number}"
    return (
        payment_id, order.placed_at, order.finished_at or order.placed_at, order_id, order.gateway, "", "past",
        reference, str(PaymentState.CAPTURED), order.currency, order.paid_minor, order.paid_minor,
        order.refunded_minor, "{}", "",
    )  # fmt: skip


def _transaction_rows(order: PastOrder, payment_id: int) -> Iterator[tuple[Any, ...]]:
    yield payment_id, "capture", order.paid_minor, f"{order.number}-paid", "", order.placed_at
    if order.refunded_minor:
        at = order.finished_at or order.placed_at
        yield payment_id, "refund", order.refunded_minor, f"{order.number}-refund", "", at


def _new_ids(table: str, count: int) -> list[int]:
    """Ids from the table's own sequence, so that later inserts never meet them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _check_sums(first: int, last: int) -> None:
    """Do for all orders between two ids what the trigger on each line does for one."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT o.number FROM orders_order o
            LEFT JOIN orders_orderline l ON l.order_id = o.id
            WHERE o.id BETWEEN %s AND %s
            GROUP BY o.id
            HAVING o.subtotal_minor <> coalesce(sum(l.quantity * l.unit_price_minor), 0)
            """,
            [first, last],
        )
        wrong = cursor.fetchone()
    if wrong:
        raise ValueError(f"The lines of order {wrong[0]} do not add up to its subtotal.")
