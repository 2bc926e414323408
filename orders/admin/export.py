"""Orders as a table for a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.models import Order, OrderQuerySet
from shop.base.money import to_major

CHUNK = 2000
# A spreadsheet takes a cell that begins so for a formula; names are typed by strangers.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What a csv writer writes to: it gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def as_csv(orders: OrderQuerySet) -> StreamingHttpResponse:
    """The orders as a download, one line each, read in chunks so that memory stays flat. Amounts in major units."""
    writer = csv.writer(_Line())
    head = (
        _("Number"), _("Placed"), _("State"), _("Email"), _("Name"), _("Country"), _("Currency"), _("Goods"),
        _("Discount"), _("Delivery"), _("Tax"), _("Total"), _("Paid"), _("Refunded"),
    )  # fmt: skip
    rows = _rows(orders.iterator(CHUNK))
    # The mark at the beginning tells spreadsheets that it is UTF-8.
    lines = (writer.writerow(row) for row in _after(head, rows))
    answer = StreamingHttpResponse(_marked(lines), content_type="text/csv; charset=utf-8")
    name = f"orders-{timezone.localdate():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(orders: Iterable[Order]) -> Iterator[tuple[str, ...]]:
    for order in orders:
        amounts = (
            order.subtotal_minor, order.discount_minor, order.shipping_minor, order.tax_minor, order.total_minor,
            order.paid_minor, order.refunded_minor,
        )  # fmt: skip
        yield (
            order.number,
            timezone.localtime(order.placed_at).isoformat(sep=" ", timespec="minutes"),
            str(order.get_state_display()),
            _plain(order.email),
            _plain(str(order.shipping_address.get("full_name", ""))),
            _plain(str(order.shipping_address.get("country", ""))),
            order.currency,
            *(str(to_major(minor, order.currency)) for minor in amounts),
        )


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _after(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield head
    yield from rows


def _marked(lines: Iterable[str]) -> Iterator[str]:
    yield "\ufeff"
    yield from lines
