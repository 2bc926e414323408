"""What goes into a price and what comes out. Amounts are minor units of one currency."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """Something in the cart at the price that it has now."""

    variant_id: int
    name: str
    quantity: int
    unit_price_minor: int
    tax_class: str = "standard"
    weight_grams: int = 0

    @property
    def gross_minor(self) -> int:
        return self.quantity * self.unit_price_minor


@dataclass(frozen=True, slots=True)
class CouponTerms:
    """A coupon as it stood when the snapshot was taken."""

    code: str
    kind: str
    value: int = 0
    currency: str = "GBP"
    minimum_minor: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_active: bool = True
    is_used_up: bool = False


@dataclass(frozen=True, slots=True)
class RateTerms:
    """One way of sending."""

    code: str
    name: str
    price_minor: int
    free_from_minor: int | None = None
    heaviest_grams: int | None = None
    days_least: int = 1
    days_most: int = 3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that the price depends on. ``tax_rates`` are basis points by tax class, for ``country``."""

    items: tuple[Item, ...]
    currency: str
    at: datetime
    country: str = ""
    prices_include_tax: bool = True
    tax_rates: Mapping[str, int] | None = None
    coupon: CouponTerms | None = None
    rate: RateTerms | None = None

    @property
    def weight_grams(self) -> int:
        return sum(item.weight_grams * item.quantity for item in self.items)


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One reason for the total, in a code for programs and in words for people."""

    code: str
    words: str
    amount_minor: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """An item with its share of the discount and its tax. ``total_minor`` is what is paid for it before added tax."""

    item: Item
    discount_minor: int
    tax_rate_basis_points: int
    tax_minor: int

    @property
    def total_minor(self) -> int:
        return self.item.gross_minor - self.discount_minor


@dataclass(frozen=True, slots=True)
class Priced:
    """The answer. ``total = subtotal - discount + shipping``, plus the tax when prices exclude it."""

    lines: tuple[PricedLine, ...]
    subtotal_minor: int
    discount_minor: int
    shipping_minor: int
    tax_minor: int
    total_minor: int
    trace: tuple[TraceStep, ...]
