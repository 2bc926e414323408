"""Rows of the transaction file, each read and judged by itself."""

import csv
import gzip
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO, NamedTuple

from orders.errors import UnreadableFile
from shop.base.money import minor_units

COLUMNS = (
    "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country",
)  # fmt: skip
CARRIAGE_CODES = {"POST", "DOT", "C2"}
# Entries of the books, not things that were sold.
SERVICE_CODES = {"M", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK", "PADS"}
MOST_OF_ONE_ROW = 1_000_000
REPORT_EVERY = 5_000
COUNTRIES: Mapping[str, str] = {
    "United Kingdom": "GB", "Germany": "DE", "EIRE": "IE", "France": "FR", "Spain": "ES", "Netherlands": "NL",
    "Belgium": "BE", "Switzerland": "CH", "Australia": "AU", "Portugal": "PT", "Norway": "NO", "Finland": "FI",
    "Channel Islands": "JE", "Italy": "IT", "Cyprus": "CY", "Sweden": "SE", "Japan": "JP", "Austria": "AT",
    "Poland": "PL", "Denmark": "DK", "Israel": "IL", "Hong Kong": "HK", "Singapore": "SG", "Canada": "CA",
    "Iceland": "IS", "Greece": "GR", "Malta": "MT", "United Arab Emirates": "AE", "Lebanon": "LB",
    "Lithuania": "LT", "Brazil": "BR", "USA": "US", "Bahrain": "BH", "Czech Republic": "CZ", "Saudi Arabia": "SA",
    "RSA": "ZA",
}  # fmt: skip


class Row(NamedTuple):
    """One good row. ``placed_at`` is local time without a zone, ``quantity`` negative in a refund."""

    line_number: int
    invoice: str
    sku: str
    description: str
    quantity: int
    placed_at: datetime
    unit_price_minor: int
    customer: str
    country: str

    @property
    def is_refund(self) -> bool:
        return self.invoice.startswith("C")

    @property
    def is_carriage(self) -> bool:
        return self.sku in CARRIAGE_CODES

    @property
    def is_goods(self) -> bool:
        return self.sku not in CARRIAGE_CODES and self.sku not in SERVICE_CODES


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that is not taken, and why."""

    line_number: int
    invoice: str
    reason: str


def country_code(name: str) -> str:
    """The ISO code of a country as the file writes it; empty for "Unspecified" and the like."""
    return COUNTRIES.get(name, "")


def read_rows(
    path: Path, currency: str, progress: Callable[[int, int], None] | None = None
) -> Iterator[Row | BadRow]:
    """Every row of the file, plain or gzipped, one at a time. Raises UnreadableFile when it is no such file."""
    decimals = minor_units(currency)
    whole = _size(path)
    try:
        with path.open("rb") as raw, _text(raw) as text:
            rows = csv.reader(text)
            if tuple(next(rows, ())) != COLUMNS:
                raise UnreadableFile(f"The first line of {path.name} must be: {','.join(COLUMNS)}.")
            for line_number, cells in enumerate(rows, start=2):
                yield _judged(line_number, cells, decimals)
                if progress and line_number % REPORT_EVERY == 0:
                    progress(raw.tell(), whole)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(f"{path.name} cannot be read: {error}") from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}.") from error


def _text(raw: IO[bytes]) -> io.TextIOWrapper:
    """Text of a plain or gzipped file: told apart by its first two bytes, not by its name."""
    is_gzip = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    binary = gzip.GzipFile(fileobj=raw) if is_gzip else raw
    return io.TextIOWrapper(binary, encoding="utf-8", newline="")


def _judged(line_number: int, cells: list[str], decimals: int) -> Row | BadRow:
    if len(cells) != len(COLUMNS):
        invoice = cells[0].strip().upper() if cells else ""
        return BadRow(line_number, invoice, f"has {len(cells)} fields instead of {len(COLUMNS)}")
    invoice, sku, description, quantity, moment, price, customer, country = map(str.strip, cells)
    invoice, sku = invoice.upper(), sku.upper()
    try:
        row = Row(
            line_number,
            invoice,
            sku,
            description,
            int(quantity),
            datetime.fromisoformat(moment),
            _minor(price, decimals),
            customer,
            country,
        )
    except (ValueError, InvalidOperation):
        return BadRow(line_number, invoice, _unreadable(quantity, moment, price))
    reason = _objection(row)
    return BadRow(line_number, invoice, reason) if reason else row


def _minor(price: str, decimals: int) -> int:
    """A price such as 2.55 in minor units, without the cost of Decimal for the common case."""
    whole, _dot, fraction = price.partition(".")
    if len(fraction) <= decimals and whole.isdigit() and (fraction.isdigit() or not fraction):
        return int(whole + fraction.ljust(decimals, "0"))
    minor = Decimal(price).scaleb(decimals)
    if minor != minor.to_integral_value():
        raise ValueError(price)
    return int(minor)


def _unreadable(quantity: str, moment: str, price: str) -> str:
    try:
        int(quantity)
    except ValueError:
        return f"the quantity {quantity[:40]!r} is not a whole number"
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return f"the date {moment[:40]!r} is not like 2010-12-01 08:26"
    return f"the price {price[:40]!r} is not an amount of money"


def _objection(row: Row) -> str:
    """Why a readable row is not taken; empty when it is."""
    if not row.invoice or not row.sku:
        return "has no invoice number or no stock code"
    if not row.invoice.removeprefix("C").isdigit():
        return f"the invoice number {row.invoice[:20]} is not of a sale or a refund"
    if len(row.invoice) > 13 or len(row.sku) > 64:
        return "the invoice number or the stock code is too long"
    if row.placed_at.tzinfo is not None:
        return "the date carries a time zone; local time is meant"
    if row.unit_price_minor < 0:
        return "the price is negative"
    if not 0 < abs(row.quantity) <= MOST_OF_ONE_ROW:
        return f"the quantity must be between 1 and {MOST_OF_ONE_ROW}"
    if row.is_refund != (row.quantity < 0):
        return (
            "the quantity is negative outside a refund"
            if row.quantity < 0
            else "a refund must have a negative quantity"
        )
    return ""
