"""Money: whole minor units beside a currency. One rounding rule, and parts that always add up to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

BASIS_POINTS = 10_000


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """``minor`` units (pence, cents, yen) of ``currency`` (ISO 4217)."""

    minor: int
    currency: str

    def __str__(self) -> str:
        return format_minor(self.minor, self.currency)


def round_half_up(amount: Decimal) -> int:
    """The one rounding rule of the shop: to the nearest whole, halves away from zero."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def share_of(minor: int, basis_points: int) -> int:
    """``basis_points`` (hundredths of a percent) of an amount, rounded once."""
    return round_half_up(Decimal(minor) * basis_points / BASIS_POINTS)


def tax_within(gross_minor: int, rate_basis_points: int) -> int:
    """The tax inside an amount that includes it: gross · r / (1 + r)."""
    return round_half_up(
        Decimal(gross_minor) * rate_basis_points / (BASIS_POINTS + rate_basis_points)
    )


def allocate(total_minor: int, weights: Sequence[int]) -> list[int]:
    """Split an amount in proportion to ``weights`` by largest remainder; the parts sum to ``total_minor``.

    Earlier parts win ties, so the same input always gives the same split. All-zero weights split evenly.
    Raises ValueError for no weights or a negative one.
    """
    if not weights or min(weights) < 0:
        raise ValueError("An amount can only be split over one or more non-negative weights.")
    if total_minor < 0:
        return [-part for part in allocate(-total_minor, weights)]
    whole = sum(weights)
    if whole == 0:
        return allocate(total_minor, [1] * len(weights))
    parts = [total_minor * weight // whole for weight in weights]
    remainders = [total_minor * weight % whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: total_minor - sum(parts)]:
        parts[index] += 1
    return parts


@lru_cache(maxsize=256)
def minor_units(currency: str) -> int:
    """How many decimals a currency has: 2 for GBP, 0 for JPY, 3 for KWD. Raises ValueError for no currency."""
    from babel.numbers import get_currency_precision, is_currency  # babel's data loads slowly

    if not is_currency(currency):
        raise ValueError(f"{currency} is not a currency.")
    return get_currency_precision(currency)


def to_major(minor: int, currency: str) -> Decimal:
    """Minor units as the decimal amount that people write: 1250, GBP → 12.50."""
    return Decimal(minor).scaleb(-minor_units(currency))


def to_minor(amount: Decimal, currency: str) -> int:
    """A decimal amount in minor units. Raises ValueError when it has more decimals than the currency."""
    minor = amount.scaleb(minor_units(currency))
    if minor != minor.to_integral_value():
        raise ValueError(f"{amount} has more decimals than {currency} allows.")
    return int(minor)


@lru_cache(maxsize=4096)
def format_minor(minor: int, currency: str, locale: str = "en-gb") -> str:
    """An amount as a shopper reads it in their language: £12.50."""
    from babel.numbers import format_currency  # babel's data loads slowly

    return format_currency(to_major(minor, currency), currency, locale=locale.replace("-", "_"))
