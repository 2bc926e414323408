"""Past invoices from another system, read from its transaction file: products, customers and orders.

One line a row: InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country (the format of
UCI's Online Retail data, times local to the United Kingdom). An invoice is taken whole or not at all; one whose number
begins with C gives money back for earlier ones. The file is read twice: once to judge every row, once to write.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from accounts.domain.imported import ImportedCustomer, ensure_customers
from catalog.domain.drafts import Draft, ensure_drafts
from orders.domain.bulk import PastLine, PastOrder, load_past_orders
from orders.domain.import_refunds import Refund, RefundLine, give_back
from orders.domain.import_rows import BadRow, Row, country_code, read_rows
from orders.models import Order, OrderState

FILE_ZONE = ZoneInfo("Europe/London")
IMPORT_LOCK = 7_205_101
Progress = Callable[[str, int, int], None]


@dataclass
class Report:
    """What an import did, or with a dry run would do. ``bad`` names each refused row and why."""

    rows: int = 0
    orders: int = 0
    lines: int = 0
    refunds: int = 0
    products: int = 0
    customers: int = 0
    already_there: int = 0
    bad: list[BadRow] = field(default_factory=list)


@dataclass
class Judgement:
    """The outcome of the first reading: which invoices are whole, and what they speak of.

    ``customers`` holds when each first bought, in the file's local time.
    """

    rows: int = 0
    bad: list[BadRow] = field(default_factory=list)
    lines_of: Counter[str] = field(default_factory=Counter)
    first_line: dict[str, int] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    drafts: dict[str, Draft] = field(default_factory=dict)
    customers: dict[str, datetime] = field(default_factory=dict)


def import_orders(
    path: Path,
    *,
    source: str,
    currency: str,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read the file and write what is new, all in one transaction. A second run of the same file writes nothing.

    ``progress`` is told a stage, how much is done and how much there is. Raises InvalidInput for a file that is not of
    this format.
    """
    tell = progress or (lambda stage, done, whole: None)
    judgement = _judge(path, currency, tell)
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Two imports at once would both find the same invoices missing.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
        known = set(
            Order.everything.filter(source=source).values_list("external_reference", flat=True)
        )
        report = _report(judgement, known)
        if dry_run:
            return report
        variants = ensure_drafts(judgement.drafts.values())
        people = ensure_customers(
            ImportedCustomer(_email(customer), f"Customer {customer}", _in_zone(joined_at))
            for customer, joined_at in judgement.customers.items()
        )
        refunds: list[Refund] = []
        load_past_orders(
            _orders(path, judgement, known, source, currency, variants, people, refunds),
            progress=lambda lines: tell("orders", lines, report.lines),
        )
        outcome = give_back(refunds, source=source)
        report.refunds = outcome.given
        report.already_there += outcome.already_there
        report.bad += outcome.refused
    return report


def _judge(path: Path, currency: str, tell: Progress) -> Judgement:
    """Read the file once: every bad row with its reason, and the invoices that are whole."""
    judgement = Judgement()
    for row in read_rows(path, currency, lambda done, whole: tell("reading", done, whole)):
        judgement.rows += 1
        if isinstance(row, BadRow):
            judgement.bad.append(row)
            if row.invoice:
                judgement.refused.add(row.invoice)
            continue
        _note(judgement, row, currency)
    for invoice in judgement.refused & set(judgement.first_line):
        judgement.bad.append(
            BadRow(
                judgement.first_line[invoice],
                invoice,
                "the invoice has a bad row, so none of it is taken",
            )
        )
    judgement.bad.sort(key=lambda bad: bad.line_number)
    return judgement


def _note(judgement: Judgement, row: Row, currency: str) -> None:
    judgement.lines_of[row.invoice] += 1
    judgement.first_line.setdefault(row.invoice, row.line_number)
    if row.customer:
        joined_at = judgement.customers.get(row.customer)
        if joined_at is None or row.placed_at < joined_at:
            judgement.customers[row.customer] = row.placed_at
    if not row.is_refund and row.is_goods:
        former = judgement.drafts.get(row.sku)
        name = row.description or (former.name if former else row.sku)
        price = row.unit_price_minor or (former.price_minor if former else 0)
        if former is None or former.name != name or former.price_minor != price:
            judgement.drafts[row.sku] = Draft(row.sku, name, price, currency)


def _report(judgement: Judgement, known: set[str]) -> Report:
    whole = {
        invoice: lines
        for invoice, lines in judgement.lines_of.items()
        if invoice not in judgement.refused
    }
    sales = {invoice: lines for invoice, lines in whole.items() if not invoice.startswith("C")}
    fresh = {invoice: lines for invoice, lines in sales.items() if invoice not in known}
    return Report(
        rows=judgement.rows,
        orders=len(fresh),
        lines=sum(fresh.values()),
        refunds=len(whole) - len(sales),
        products=len(judgement.drafts),
        customers=len(judgement.customers),
        already_there=len(sales) - len(fresh),
        bad=list(judgement.bad),
    )


def _orders(
    path: Path,
    judgement: Judgement,
    known: set[str],
    source: str,
    currency: str,
    variants: dict[str, int],
    people: dict[str, int],
    refunds: list[Refund],
) -> Iterator[PastOrder]:
    """Read the file again: every whole and new invoice as an order; refunds are set aside for afterwards."""
    for rows in _invoices(path, judgement, currency):
        first = rows[0]
        if first.is_refund:
            refunds.append(_refund(rows, people))
        elif first.invoice not in known:
            yield _order(rows, source, currency, variants, people)


def _invoices(path: Path, judgement: Judgement, currency: str) -> Iterator[list[Row]]:
    """The rows of each whole invoice, also of one whose rows do not stand together."""
    open_invoices: dict[str, list[Row]] = {}
    for row in read_rows(path, currency):
        if isinstance(row, BadRow) or row.invoice in judgement.refused:
            continue
        rows = open_invoices.setdefault(row.invoice, [])
        rows.append(row)
        if len(rows) == judgement.lines_of[row.invoice]:
            yield open_invoices.pop(row.invoice)


def _order(
    rows: list[Row], source: str, currency: str, variants: dict[str, int], people: dict[str, int]
) -> PastOrder:
    first = rows[0]
    at = _in_zone(first.placed_at)
    email = (
        _email(first.customer)
        if first.customer
        else f"invoice-{first.invoice}@customers.invalid".lower()
    )
    return PastOrder(
        number=f"{source[:10].upper()}-{first.invoice}"[:24],
        email=email,
        user_id=people.get(email),
        placed_at=at,
        currency=currency,
        state=OrderState.DELIVERED,
        source=source,
        external_reference=first.invoice,
        gateway="import",
        shipping_minor=sum(row.quantity * row.unit_price_minor for row in rows if row.is_carriage),
        address={"country": country_code(first.country), "country_name": first.country},
        lines=tuple(
            PastLine(
                sku=row.sku,
                product_name=row.description or row.sku,
                quantity=row.quantity,
                unit_price_minor=row.unit_price_minor,
                variant_id=variants.get(row.sku) if row.is_goods else None,
            )
            for row in rows
            if not row.is_carriage
        ),
        story=(("imported", at, "Imported from another system."),),
    )


def _refund(rows: list[Row], people: dict[str, int]) -> Refund:
    first = rows[0]
    return Refund(
        reference=first.invoice,
        line_number=first.line_number,
        at=_in_zone(first.placed_at),
        user_id=people.get(_email(first.customer)) if first.customer else None,
        lines=tuple(RefundLine(row.sku, -row.quantity, row.unit_price_minor) for row in rows),
    )


def _email(customer: str) -> str:
    return f"customer-{customer}@customers.invalid".lower()


def _in_zone(moment: datetime) -> datetime:
    """A moment of the file, whose times carry no zone."""
    return moment.replace(tzinfo=FILE_ZONE)
