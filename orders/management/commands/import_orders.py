"""Imports past orders from another system's transaction file."""

import sys
import time
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from orders.domain.importing import Report, import_orders
from shop.base.errors import DomainError

SHOWN_BAD_ROWS = 20
BAR = 30


class Command(BaseCommand):
    """``manage.py import_orders FILE [--dry-run] [--source NAME] [--errors FILE]``."""

    help = (
        "Imports products, customers and orders from a transaction file (CSV, gzip too) with the columns InvoiceNo, "
        "StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country. An invoice is taken whole or "
        "not at all; a second run imports nothing twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="Judge every row, write nothing."
        )
        parser.add_argument(
            "--source", default="import", help="Name of the other system (20 letters at most)."
        )
        parser.add_argument("--currency", default=settings.SHOP_CURRENCY)
        parser.add_argument(
            "--errors", type=Path, help="Write every refused row with its reason to this file."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            report = import_orders(
                options["file"],
                source=options["source"][:20],
                currency=options["currency"],
                dry_run=options["dry_run"],
                progress=self._show_progress,
            )
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        seconds = time.monotonic() - started
        self._clear_line()
        self._tell(report, seconds, dry_run=options["dry_run"])
        self._tell_bad_rows(report, options["errors"])

    def _tell(self, report: Report, seconds: float, *, dry_run: bool) -> None:
        verb = "Would import" if dry_run else "Imported"
        self.stdout.write(
            f"{verb} {report.orders:,} orders with {report.lines:,} lines and {report.refunds:,} refunds; "
            f"{report.products:,} products and {report.customers:,} customers are known from the file."
        )
        if report.already_there:
            self.stdout.write(f"{report.already_there:,} invoices were there already.")
        self.stdout.write(
            f"Read {report.rows:,} lines in {seconds:.1f} s ({report.rows / seconds:,.0f} lines a second)."
        )

    def _tell_bad_rows(self, report: Report, errors: Path | None) -> None:
        if not report.bad:
            return
        self.stdout.write(f"{len(report.bad):,} rows or invoices were not taken:")
        for bad in report.bad[:SHOWN_BAD_ROWS]:
            self.stdout.write(f"  line {bad.line_number}: {bad.invoice} {bad.reason}")
        if errors:
            with errors.open("w", encoding="utf-8") as file:
                file.writelines(
                    f"{bad.line_number}\t{bad.invoice}\t{bad.reason}\n" for bad in report.bad
                )
            self.stdout.write(f"All of them are in {errors}.")
        elif len(report.bad) > SHOWN_BAD_ROWS:
            self.stdout.write("  … Add --errors FILE to have all of them in a file.")

    def _show_progress(self, stage: str, done: int, whole: int) -> None:
        if not sys.stderr.isatty():
            return
        share = min(done / whole, 1.0) if whole else 1.0
        filled = "█" * int(BAR * share)
        sys.stderr.write(f"\r{stage:<8} {filled:<{BAR}} {share:4.0%}")
        sys.stderr.flush()

    def _clear_line(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r" + " " * (BAR + 20) + "\r")
