"""What goes into a price and what comes out. Amounts are minor units of one currency."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

# The tax class of a gift card that is bought.
GIFT_CARD = "gift_card"
# The steps of a trace that took something off.
REDUCTIONS = frozenset({"coupon", "promotion"})


@dataclass(frozen=True, slots=True)
class Item:
    """Something in the cart at the price that it has now."""

    variant_id: int
    name: str
    quantity: int
    unit_price_minor: int
    tax_class: str = "standard"
    weight_grams: int = 0
    product_id: int = 0
    category_id: int = 0

    @property
    def is_gift_card(self) -> bool:
        """Whether money is bought: no promotion makes it cheaper, and it counts towards none."""
        return self.tax_class == GIFT_CARD

    @property
    def gross_minor(self) -> int:
        return self.quantity * self.unit_price_minor


@dataclass(frozen=True, slots=True)
class CouponTerms:
    """A promotion as it stood when the snapshot was taken: behind a code, or automatic.

    ``value`` is basis points for a percentage, minor units for an amount and for the price of a bundle. ``tiers`` are
    pairs: goods worth so much (minor units) get so many basis points off. Without ids it covers everything, and everybody.
    """

    code: str
    kind: str
    value: int = 0
    currency: str = "GBP"
    minimum_minor: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_active: bool = True
    is_used_up: bool = False
    name: str = ""
    is_automatic: bool = False
    priority: int = 100
    exclusive_group: str = ""
    combines: bool = False
    buy_quantity: int = 0
    get_quantity: int = 0
    tiers: tuple[tuple[int, int], ...] = ()
    product_ids: frozenset[int] = frozenset()
    category_ids: frozenset[int] = frozenset()
    group_ids: frozenset[int] = frozenset()

    @property
    def words(self) -> str:
        """What the shopper calls it."""
        return self.name if self.is_automatic else _("Code %(code)s") % {"code": self.code}

    @property
    def pieces(self) -> int:
        """How many pieces it takes at least."""
        return self.buy_quantity + self.get_quantity

    def covers(self, item: Item) -> bool:
        """Whether it is meant for the item."""
        if item.is_gift_card:
            return False
        if not self.product_ids and not self.category_ids:
            return True
        return item.product_id in self.product_ids or item.category_id in self.category_ids


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
    more_coupons: tuple[CouponTerms, ...] = ()
    automatic: tuple[CouponTerms, ...] = ()
    rate: RateTerms | None = None
    customer_groups: frozenset[int] = frozenset()

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

    @property
    def reductions(self) -> list[TraceStep]:
        """What was taken off the goods and why, promotion by promotion."""
        return [step for step in self.trace if step.code in REDUCTIONS]
